#include "checks/flow/solver/tree-view.h"

#include <algorithm>

namespace partywall::solver {

namespace {

std::string_view key_text(const Terms& terms, Term step) {
  if (terms.kind(step) == TermKind::step_field)
    return terms.name(terms.at(step).symbol);
  if (terms.kind(step) != TermKind::step_key || terms.kind(terms.child(step, 0)) != TermKind::text)
    return {};
  return terms.name(terms.at(terms.child(step, 0)).symbol);
}

bool is_pair(const Terms& terms, Term item) {
  return terms.kind(item) == TermKind::list && terms.children(item).size() == 2 &&
         terms.kind(terms.child(item, 0)) == TermKind::text;
}

bool is_object_list(const Terms& terms, Term list) {
  return !terms.children(list).empty() &&
         std::ranges::all_of(terms.children(list), [&](Term item) { return is_pair(terms, item); });
}

} // namespace

Term unwrapped(const Terms& terms, Term tree) {
  while (terms.kind(tree) == TermKind::named || terms.is_apply(tree, "dump") || terms.is_apply(tree, "parse"))
    tree = terms.child(tree, 0);
  return tree;
}

std::vector<std::pair<std::string, Term>> members_of(const Terms& terms, Term tree) {
  tree = unwrapped(terms, tree);
  std::vector<std::pair<std::string, Term>> found;
  if (terms.kind(tree) == TermKind::list && is_object_list(terms, tree)) {
    for (const Term item : terms.children(tree))
      found.emplace_back(terms.name(terms.at(terms.child(item, 0)).symbol), terms.child(item, 1));
    return found;
  }
  if (terms.kind(tree) != TermKind::record)
    return found;
  found = members_of(terms, terms.child(tree, 0));
  const auto parts = terms.children(tree);
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) {
    const std::string_view name = key_text(terms, parts[i]);
    if (name.empty())
      continue;
    std::erase_if(found, [&](const auto& member) { return member.first == name; });
    found.emplace_back(name, parts[i + 1]);
  }
  return found;
}

std::vector<Term> items_of(const Terms& terms, Term tree) {
  tree = unwrapped(terms, tree);
  std::vector<Term> found;
  if (terms.kind(tree) == TermKind::list) {
    if (!is_object_list(terms, tree))
      found.assign(terms.children(tree).begin(), terms.children(tree).end());
    return found;
  }
  if (terms.kind(tree) != TermKind::record)
    return found;
  found = items_of(terms, terms.child(tree, 0));
  const auto parts = terms.children(tree);
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) {
    if (!key_text(terms, parts[i]).empty())
      continue;
    // Elements at unknown places were put there one after the other.
    if (terms.kind(parts[i]) == TermKind::step_element && terms.kind(parts[i + 1]) == TermKind::alternative) {
      const auto branches = terms.children(parts[i + 1]);
      for (std::size_t b = 0; b + 1 < branches.size(); b += 2)
        found.push_back(branches[b + 1]);
    } else {
      found.push_back(parts[i + 1]);
    }
  }
  return found;
}

Term member_of(const Terms& terms, Term tree, std::string_view name) {
  for (const auto& [known, value] : members_of(terms, tree))
    if (known == name)
      return value;
  return {};
}

} // namespace partywall::solver
