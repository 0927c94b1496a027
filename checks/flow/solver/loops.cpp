#include "checks/flow/solver/loops.h"

#include <functional>
#include <set>
#include <unordered_map>

namespace partywall::solver {

Term replace(Terms& terms, Term term, Term from, Term to) {
  std::unordered_map<std::uint32_t, Term> memo;
  const bool needs_merge = terms.at(from).has_merge;   // most of a term has none and stays
  const std::function<Term(Term)> visit = [&](Term current) -> Term {
    if (current == from) return to;
    if (terms.children(current).empty() || (needs_merge && !terms.at(current).has_merge)) return current;
    if (const auto known = memo.find(current.value); known != memo.end()) return known->second;
    std::vector<Term> children(terms.children(current).begin(), terms.children(current).end());
    bool changed = false;
    for (Term& child : children) {
      const Term replaced = visit(child);
      changed |= replaced != child;
      child = replaced;
    }
    Term result = current;
    if (changed) {
      result = terms.rebuild(current, children);
      terms.note_like(result, current);
    }
    memo[current.value] = result;
    return result;
  };
  return visit(term);
}

namespace {

struct Growth {
  std::vector<Terms::Branch> bases;      ///< What the value is before anything is appended.
  std::vector<Terms::Branch> appended;   ///< What one turn adds at the end.
  std::vector<Terms::Branch> prepended;
};

/// What `text` adds to `self`, if it begins with `self` on every path; absent if it does not.
Term added(Terms& terms, Term self, Term text, int depth = 0) {
  if (text == self) return terms.text("");
  if (depth > 12) return {};
  const std::vector<Term> parts(terms.children(text).begin(), terms.children(text).end());
  if (terms.kind(text) == TermKind::cat) {
    const Term first = added(terms, self, parts.front(), depth + 1);
    if (!first) return {};
    std::vector<Term> rest{first};
    rest.insert(rest.end(), parts.begin() + 1, parts.end());
    return terms.cat(rest);
  }
  if (terms.kind(text) != TermKind::alternative) return {};
  std::vector<Terms::Branch> ways;
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    const Term way = added(terms, self, parts[i + 1], depth + 1);
    if (!way) return {};
    ways.push_back({parts[i], way});
  }
  return terms.alternative(std::move(ways));
}

void split(Terms& terms, Term self, Term initial, Term over, Term back, Growth& growth) {
  if (back == self) return;
  const std::vector<Term> parts(terms.children(back).begin(), terms.children(back).end());
  switch (terms.kind(back)) {
    case TermKind::alternative:
      for (std::size_t i = 0; i + 1 < parts.size(); i += 2) split(terms, self, initial, over, parts[i + 1], growth);
      return;
    case TermKind::cat:
      // As in `if (is_special(c)) out += '\\'; out += c;`
      if (const Term more = added(terms, self, back)) {
        growth.appended.push_back({terms.yes(), replace(terms, more, self, initial)});
        return;
      }
      if (parts.back() == self) {
        growth.prepended.push_back({terms.yes(), replace(terms, terms.cat(std::span(parts).first(parts.size() - 1)), self, initial)});
        return;
      }
      break;
    case TermKind::record:
      if (parts.front() == self) {
        std::vector<std::pair<Term, Term>> closed;
        for (std::size_t i = 1; i + 1 < parts.size(); i += 2)
          closed.emplace_back(parts[i], close_loop(terms, terms.project(self, parts[i]), terms.project(initial, parts[i]), parts[i + 1], over));
        growth.bases.push_back({terms.yes(), terms.record(initial, std::move(closed))});
        return;
      }
      break;
    default:
      break;
  }
  growth.bases.push_back({terms.yes(), replace(terms, back, self, initial)});
}

}  // namespace

std::vector<Loop> natural_loops(const ir::Function& function, const std::vector<std::uint32_t>& rank) {
  std::vector<std::vector<std::uint32_t>> predecessors(function.blocks.size());
  for (std::uint32_t block = 0; block < function.blocks.size(); ++block)
    if (rank[block] != ~0U)
      for (const ir::BlockId successor : function.blocks[block].terminator.successors) predecessors[successor.value].push_back(block);
  std::vector<Loop> loops;
  for (std::uint32_t head = 0; head < function.blocks.size(); ++head) {
    std::set<std::uint32_t> blocks{head};
    std::vector<std::uint32_t> work;
    for (const std::uint32_t tail : predecessors[head])
      if (rank[tail] >= rank[head]) work.push_back(tail);
    if (work.empty()) continue;
    while (!work.empty()) {
      const std::uint32_t block = work.back();
      work.pop_back();
      if (!blocks.insert(block).second) continue;
      work.insert(work.end(), predecessors[block].begin(), predecessors[block].end());
    }
    loops.push_back({head, {blocks.begin(), blocks.end()}});
  }
  return loops;
}

Term close_loop(Terms& terms, Term self, Term initial, Term back, Term over) {
  Growth growth;
  split(terms, self, initial, over, back, growth);
  const bool is_record_only = growth.appended.empty() && growth.prepended.empty() && growth.bases.size() == 1 &&
                              terms.kind(growth.bases[0].value) == TermKind::record;
  if (is_record_only) return growth.bases[0].value;   // each part already holds its initial value
  growth.bases.push_back({terms.yes(), initial});
  Term closed = terms.alternative(growth.bases);
  if (!growth.prepended.empty()) {
    const Term parts[] = {terms.repeat(terms.alternative(growth.prepended), over), closed};
    closed = terms.cat(parts);
  }
  if (!growth.appended.empty()) {
    const Term parts[] = {closed, terms.repeat(terms.alternative(growth.appended), over)};
    closed = terms.cat(parts);
  }
  return closed;
}

}  // namespace partywall::solver
