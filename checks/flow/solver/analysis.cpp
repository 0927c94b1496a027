/// Driving one function: blocks in order, loops by placeholders, the summary at the end.
#include "checks/flow/solver/analysis.h"

#include "checks/flow/solver/loops.h"

#include <algorithm>
#include <set>

namespace partywall::solver {

namespace {

constexpr int pass_limit = 5;
constexpr std::size_t fact_limit = 40;
constexpr std::size_t term_budget = 300'000;
constexpr std::uint64_t work_budget = 6'000'000;

/// Reachable blocks in reverse post-order, without recursion.
std::vector<std::uint32_t> reverse_post_order(const ir::Function& function) {
  std::vector<std::uint32_t> order;
  std::vector<bool> seen(function.blocks.size());
  std::vector<std::pair<std::uint32_t, std::size_t>> stack{{0, 0}};
  seen[0] = true;
  while (!stack.empty()) {
    auto& [block, next] = stack.back();
    const auto& successors = function.blocks[block].terminator.successors;
    if (next < successors.size()) {
      const std::uint32_t to = successors[next++].value;
      if (!seen[to]) {
        seen[to] = true;
        stack.emplace_back(to, 0);
      }
    } else {
      order.push_back(block);
      stack.pop_back();
    }
  }
  std::ranges::reverse(order);
  return order;
}

}  // namespace

Analysis::Analysis(Engine& engine, ir::FunctionId id)
    : engine_(engine), terms_(engine.terms), id_(id), function_(engine.function(id)) {
  order_ = reverse_post_order(function_);
  rank_.assign(function_.blocks.size(), ~0U);
  for (std::uint32_t i = 0; i < order_.size(); ++i) rank_[order_[i]] = i;
  merges_.resize(function_.blocks.size());
  first_term_ = terms_.size();
  work_before_ = terms_.work();
}

Summary Analysis::run() {
  for (int pass = 0;; ++pass) {
    incoming_.assign(function_.blocks.size(), {});
    heads_.assign(function_.blocks.size(), {});
    backs_.assign(function_.blocks.size(), {});
    exits_.clear();
    returns_.clear();
    events_.clear();
    event_index_.clear();
    settled_events_.clear();
    pending_ = 0;
    stored_.clear();
    for (const std::uint32_t block : order_) visit_block(block, entry_state(block));
    if (is_degraded_ || !find_new_merges()) break;
    if (pass == pass_limit) {
      is_degraded_ = true;
      break;
    }
  }
  return summary();
}

State Analysis::entry_state(std::uint32_t block) {
  State state;
  if (rank_[block] == 0) {
    state.is_reachable = true;
    for (const auto& variable : function_.variables)
      if (variable.kind == ir::Variable::Kind::parameter)
        terms_.note_type(terms_.input(id_, variable.index), variable.type);
  }
  std::vector<const State*> incoming;
  for (const auto& [from, edge] : incoming_[block])
    if (edge.is_reachable) incoming.push_back(&edge);
  if (!incoming.empty()) state = join(terms_, incoming, [this](Term root) { return initial_content(root); });
  if (!merges_[block].empty()) {
    heads_[block] = state;
    for (const Term root : merges_[block]) state.set(root, terms_.merge(id_, block, root));
  } else {
    heads_[block] = state;
  }
  return state;
}

void Analysis::visit_block(std::uint32_t block, State state) {
  if (!state.is_reachable || is_over_budget()) return;
  block_ = block;
  const ir::Block& code = function_.blocks[block];
  for (instruction_ = 0; instruction_ < code.instructions.size(); ++instruction_) {
    execute(code.instructions[instruction_], state);
    if (!state.is_reachable) return;
  }
  follow(code.terminator, block, std::move(state));
}

void Analysis::follow(const ir::Terminator& terminator, std::uint32_t block, State state) {
  const Term value = value_of(terminator.value, state);
  switch (terminator.kind) {
    case ir::Terminator::Kind::leave:
      returns_.push_back(value);
      exits_.push_back(std::move(state));
      return;
    case ir::Terminator::Kind::unreachable:
      return;
    case ir::Terminator::Kind::branch: {
      const int truth = terms_.truth(value);
      note_loop(block, value, state);
      note_tenancy(block, value, state);
      for (int side = 0; side < 2; ++side) {
        if (truth == side) continue;   // side 0 is taken when true, side 1 when false
        State edge = state;
        learn_condition(terms_, edge, value, side == 0);
        settle_by_leaving(block, terminator.successors[static_cast<std::size_t>(side)].value, value, edge);
        pass_along(block, terminator.successors[static_cast<std::size_t>(side)].value, edge);
      }
      return;
    }
    case ir::Terminator::Kind::choose:
      follow_cases(terminator, block, value, state);
      return;
    default:
      for (const ir::BlockId successor : terminator.successors) pass_along(block, successor.value, state);
  }
}

void Analysis::follow_cases(const ir::Terminator& terminator, std::uint32_t block, Term value, State& state) {
  std::vector<Term> cases;
  for (const ir::Operand& one : terminator.cases) cases.push_back(terms_.apply("equal", {value, value_of(one, state)}));
  if (std::ranges::any_of(cases, [&](Term one) { return terms_.truth(one) == 1; }) ) {
    for (std::size_t i = 0; i < cases.size(); ++i)
      if (terms_.truth(cases[i]) == 1) pass_along(block, terminator.successors[i].value, state);
    return;
  }
  for (std::size_t i = 0; i < terminator.successors.size(); ++i) {
    if (i < cases.size() && terms_.truth(cases[i]) == 0) continue;
    State edge = state;
    if (i < cases.size()) learn_condition(terms_, edge, cases[i], true);
    for (std::size_t k = 0; k < cases.size(); ++k)
      if (k != i) learn_condition(terms_, edge, cases[k], false);
    pass_along(block, terminator.successors[i].value, edge);
  }
}

void Analysis::note_loop(std::uint32_t block, Term condition, State& state) {
  if (terms_.is_apply(condition, "not")) condition = terms_.child(condition, 0);
  if (terms_.kind(condition) != TermKind::apply) return;
  for (const Term side : std::vector<Term>(terms_.children(condition).begin(), terms_.children(condition).end())) {
    // `position != end`: over the range the position is in; `i < size(x)`: over x.
    if (terms_.kind(side) == TermKind::offset && terms_.kind(terms_.child(side, 1)) == TermKind::step_element)
      runs_over_[block] = read(state, terms_.child(side, 0));
    else if (terms_.is_address(side))
      runs_over_[block] = read(state, side);
    else if (terms_.is_apply(side, "size"))
      runs_over_[block] = terms_.child(side, 0);
    else if (terms_.kind(side) == TermKind::project && terms_.kind(terms_.child(side, 1)) == TermKind::step_element)
      runs_over_[block] = terms_.child(side, 0);
  }
}

void Analysis::pass_along(std::uint32_t from, std::uint32_t to, const State& state) {
  if (rank_[to] <= rank_[from]) backs_[to].push_back(state);
  else incoming_[to].emplace_back(from, state);
}

bool Analysis::find_new_merges() {
  bool found = false;
  for (const std::uint32_t block : order_) {
    for (const State& back : backs_[block]) {
      for (const auto& [root, content] : back.contents) {
        if (terms_.at(root).has_merge) continue;
        auto& merges = merges_[block];
        if (std::ranges::find(merges, root) != merges.end()) continue;
        Term before = heads_[block].find(root);
        if (!before) {
          before = initial_content(root);
          // Born inside the loop: nothing flows around.
          if (terms_.kind(before) == TermKind::nothing) continue;
        }
        if (before == content) continue;
        merges.push_back(root);
        found = true;
      }
    }
    std::ranges::sort(merges_[block]);
  }
  return found;
}

bool Analysis::is_over_budget() {
  if (terms_.size() - first_term_ < term_budget && terms_.work() - work_before_ < work_budget) return false;
  is_degraded_ = true;
  return true;
}

Term Analysis::solve_merges(Term term) {
  if (!term || !terms_.at(term).has_merge) return term;
  if (is_over_budget()) return terms_.nothing();
  if (const auto known = solved_terms_.find(term.value); known != solved_terms_.end()) return known->second;
  Term solved;
  if (terms_.kind(term) == TermKind::merge) {
    if (terms_.at(term).symbol != id_.value) return terms_.nothing();   // a placeholder means nothing outside its function
    solved_terms_[term.value] = terms_.nothing();   // while in progress
    const auto block = static_cast<std::uint32_t>(terms_.at(term).number);
    const Term root = terms_.child(term, 0);
    Term before = heads_[block].find(root);
    if (!before) before = initial_content(root);
    const Term initial = solve_merges(before);
    const auto known_over = runs_over_.find(block);
    const Term over = known_over == runs_over_.end() ? terms_.nothing() : solve_merges(known_over->second);
    Term turn = terms_.nothing();
    for (const State& back : backs_[block]) {
      Term content = back.find(root);
      if (!content) content = initial_content(root);
      turn = terms_.join(turn, content);
    }
    solved = close_loop(terms_, term, initial, turn, over);
    // Placeholders of other loops, and of this one in other guises, are still inside.
    solved = solve_merges(replace(terms_, solved, term, terms_.nothing()));
    solved_terms_[term.value] = solved;
    return solved;
  }
  std::vector<Term> children(terms_.children(term).begin(), terms_.children(term).end());
  for (Term& child : children) child = solve_merges(child);
  solved = terms_.rebuild(term, children);
  terms_.note_like(solved, term);
  solved_terms_[term.value] = solved;
  return solved;
}

void Analysis::collect_writes(Term pointer, Term content, Term initial, std::vector<Write>& writes) {
  if (content == initial) return;
  if (terms_.kind(content) == TermKind::record && terms_.child(content, 0) == initial &&
      terms_.kind(initial) != TermKind::nothing) {
    const std::vector<Term> parts(terms_.children(content).begin(), terms_.children(content).end());
    for (std::size_t i = 1; i + 1 < parts.size(); i += 2)
      collect_writes(terms_.offset(pointer, parts[i]), parts[i + 1], terms_.project(initial, parts[i]), writes);
    return;
  }
  writes.push_back({pointer, content});
}

Summary Analysis::summary() {
  Summary summary;
  summary.returned = terms_.nothing();
  summary.never_returns = exits_.empty();
  const std::optional<Idiom> idiom = idiom_of(engine_.program, function_);
  if (idiom) note_idiom(*idiom);
  for (Event& event : events_) {
    for (auto& [name, term] : event.slots) term = solve_merges(term);
    for (Term& fact : event.facts) fact = solve_merges(fact);
    std::ranges::sort(event.facts);
    if (event.facts.size() > fact_limit) event.facts.resize(fact_limit);
  }
  summary.events = std::move(events_);
  for (const auto& [field, callable] : stored_) engine_.stored_callables.insert(field, {solve_merges(callable), id_});
  summary.is_degraded = is_degraded_;
  if (exits_.empty()) return summary;

  std::vector<const State*> exits;
  for (const State& exit : exits_) exits.push_back(&exit);
  const State last = join(terms_, exits, [this](Term root) { return initial_content(root); });
  std::vector<Terms::Branch> returned;
  for (std::size_t i = 0; i < exits_.size(); ++i) {
    std::vector<Term> own;
    std::ranges::set_difference(exits_[i].facts, last.facts, std::back_inserter(own));
    for (Term& fact : own) fact = solve_merges(fact);
    returned.push_back({terms_.all(std::move(own)), solve_merges(returns_[i])});
  }
  summary.returned = terms_.alternative(std::move(returned));
  for (const Term fact : last.facts) {
    const Term solved = solve_merges(fact);
    if (summary.ensures.size() < fact_limit) summary.ensures.push_back(solved);
  }
  std::ranges::sort(summary.ensures);

  for (Event& event : summary.events) note_linked(event, last);

  // Objects that this function or what it called made: they matter to callers who can still reach them.
  const auto is_made_here = [&](Term root) {
    return terms_.kind(root) == TermKind::object && terms_.at(root).symbol != ir::NameId::none_value;
  };
  // A coroutine ends on whatever thread it was resumed on last.
  const auto is_elsewhere = [&](Term root) {
    return function_.is_coroutine && terms_.is_global_object(root) &&
           engine_.program.globals[static_cast<std::size_t>(terms_.at(root).number)].storage == ir::Global::Storage::thread;
  };
  for (const auto& [root, content] : last.contents)
    if (!is_made_here(root) && !is_elsewhere(root))
      collect_writes(solve_merges(root), solve_merges(content), solve_merges(initial_content(root)), summary.writes);

  summary.made = made_for_caller(summary);

  std::set<Term> visible;
  std::vector<Term> work{summary.returned};
  for (const Write& write : summary.writes) {
    work.push_back(write.pointer);
    work.push_back(write.value);
  }
  for (const Event& event : summary.events)
    if (is_pending(event))
      for (const auto& [name, term] : event.slots) work.push_back(term);
  std::set<Term> seen;
  while (!work.empty()) {
    const Term term = work.back();
    work.pop_back();
    if (!seen.insert(term).second) continue;
    for (const Term child : terms_.children(term)) work.push_back(child);
    if (!is_made_here(term) || !visible.insert(term).second) continue;
    if (const Term content = last.find(term)) work.push_back(solve_merges(content));
  }
  for (const Term object : visible)
    if (const Term content = last.find(object)) summary.writes.push_back({object, solve_merges(content)});
  for (Write& write : summary.writes)
    if (const auto known = made_under_.find(write.pointer.value); known != made_under_.end()) write.guard = solve_merges(known->second);
  if (summary.writes.size() > Summary::write_limit) {
    // What lies nearest to what a caller holds is kept.
    std::ranges::stable_sort(summary.writes, {}, [&](const Write& write) { return terms_.at(write.pointer).depth; });
    summary.writes.resize(Summary::write_limit);
    summary.is_degraded = true;
  }
  if (idiom) apply_idiom(*idiom, summary);
  return summary;
}

std::vector<Term> Analysis::made_for_caller(const Summary& summary) const {
  std::vector<Term> made;
  const auto note = [&](Term part) {
    const Node& node = terms_.at(part);
    const bool is_made = node.kind == TermKind::object && node.symbol != ir::NameId::none_value && node.number >= allocation_base;
    if (is_made) made.push_back(part);
    return is_made ? -1 : 0;
  };
  (void)terms_.search(summary.returned, note);
  std::erase_if(made, [&](Term object) {
    return std::ranges::any_of(summary.writes, [&](const Write& write) { return terms_.contains(write.value, object) || terms_.contains(write.pointer, object); });
  });
  std::ranges::sort(made);
  return made;
}

Summary summarise(Engine& engine, ir::FunctionId function) { return Analysis(engine, function).run(); }

}  // namespace partywall::solver
