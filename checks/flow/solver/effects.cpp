/// Ordered state changes on connections: what they owe, and where they are given back.
#include "checks/flow/models/word-match.h"
#include "checks/flow/solver/analysis.h"
#include "checks/flow/solver/debt.h"
#include "checks/flow/solver/loops.h"
#include "checks/flow/solver/vector-score.h"

#include <algorithm>

namespace partywall::solver {

namespace {

constexpr std::int64_t many_replies = 5;

} // namespace

void Analysis::note_debt(Term connection, std::string_view effect, Term argument, State& state) {
  const Term place = terms_.offset(connection, terms_.field_step(debt_field));
  const Term before = read(state, place);
  Term after;
  if (effect == "owes") {
    debts_made_.insert(block_);
    // Appended turn by turn, and not read in the same turn: any number may be outstanding.
    const bool is_repeated =
        std::ranges::any_of(loops_around(block_), [&](const Loop* loop) { return !settles_in(*loop); });
    after = terms_.apply("owes", {before, terms_.number(is_repeated ? many_replies : 1)});
  } else if (effect == "settles") {
    debts_settled_.insert(block_);
    after = argument && terms_.kind(argument) == TermKind::text ? terms_.number(0) : terms_.apply("settles", {before});
  } else {
    after = terms_.apply("poisons", {before, argument});
  }
  write(state, place, after);
}

void Analysis::note_debts_of(Term value) {
  if (terms_.is_apply(value, "owes"))
    debts_made_.insert(block_);
  if (terms_.is_apply(value, "settles"))
    debts_settled_.insert(block_);
  if (terms_.kind(value) != TermKind::apply && terms_.kind(value) != TermKind::alternative)
    return;
  for (const Term child : terms_.children(value))
    note_debts_of(child);
}

const std::vector<Loop>& Analysis::loops() {
  if (!loops_)
    loops_ = natural_loops(function_, rank_);
  return *loops_;
}

std::vector<const Loop*> Analysis::loops_around(std::uint32_t block) {
  std::vector<const Loop*> found;
  for (const Loop& loop : loops())
    if (std::ranges::binary_search(loop.blocks, block))
      found.push_back(&loop);
  return found;
}

bool Analysis::settles_in(const Loop& loop) const {
  return std::ranges::any_of(debts_settled_,
                             [&](std::uint32_t block) { return std::ranges::binary_search(loop.blocks, block); });
}

bool Analysis::is_counted(Term condition) const {
  if (terms_.is_apply(condition, "not"))
    return is_counted(terms_.child(condition, 0));
  if (terms_.is_apply(condition, "present"))
    return terms_.at(condition).has_merge;
  if (!terms_.is_apply(condition, "less") && !terms_.is_apply(condition, "equal"))
    return terms_.kind(condition) == TermKind::merge;
  const auto is_position = [&](Term term) {
    return terms_.kind(term) == TermKind::offset && terms_.kind(terms_.child(term, 1)) == TermKind::step_element;
  };
  return terms_.at(condition).has_merge || std::ranges::any_of(terms_.children(condition), is_position);
}

void Analysis::settle_by_leaving(std::uint32_t from, std::uint32_t to, Term condition, State& state) {
  if (debts_settled_.empty() || !is_counted(condition))
    return;
  for (const Loop* loop : loops_around(from)) {
    const bool leaves = !std::ranges::binary_search(loop->blocks, to);
    const bool makes = std::ranges::any_of(
        debts_made_, [&](std::uint32_t block) { return std::ranges::binary_search(loop->blocks, block); });
    if (!leaves || makes || !settles_in(*loop))
      continue;
    // A loop that counts what it reads has read it all when it is done.
    const Term step = terms_.field_step(debt_field);
    for (const auto& [root, content] : std::vector<std::pair<Term, Term>>(state.contents)) {
      const Term place = terms_.offset(root, step);
      if (terms_.is_apply(read(state, place), "settles") || terms_.at(read(state, place)).has_merge)
        write(state, place, terms_.number(0));
    }
    return;
  }
}

bool Analysis::is_connection(Term value) const {
  const ir::TypeId id = terms_.type_of(value);
  if (!id)
    return false;
  const ir::Type& type = engine_.program.at(id);
  if (type.shape != ir::Type::Shape::pointer || !type.element)
    return false;
  return engine_.models.role_of_type(engine_.program.text(engine_.program.at(type.element).name)) == "handle";
}

void Analysis::note_give_back(Term pointer, Term value, SiteId site, State& state) {
  const TermKind step =
      terms_.kind(pointer) == TermKind::offset ? terms_.kind(terms_.child(pointer, 1)) : TermKind::nothing;
  if (step != TermKind::step_element && step != TermKind::step_key)
    return;
  const Term root = terms_.root(pointer);
  if ((terms_.kind(root) == TermKind::object && !is_global(root)) || !is_connection(value))
    return;
  release(value, site, state);
}

void Analysis::release(Term connection, SiteId site, State& state) {
  const Term debt = read(state, terms_.offset(connection, terms_.field_step(debt_field)));
  record("effect.releases", site, {{"subject", connection}, {"owed", debt}}, state);
}

void Analysis::note_unseen_give_back(const ir::Callee& callee, const std::vector<Term>& arguments, SiteId site,
                                     State& state) {
  if (!models::is_returning_name(engine_.names.lexicon(), engine_.program.text(callee.name)))
    return;
  for (std::size_t i = 0; i < arguments.size() && i < callee.parameters.size(); ++i) {
    if (!callee.parameters[i])
      continue;
    const ir::Type& type = engine_.program.at(callee.parameters[i]);
    // Told whether the connection is sound, the pool decides by itself.
    if (type.shape == ir::Type::Shape::boolean)
      return;
  }
  for (const Term argument : arguments)
    if (is_connection(argument))
      release(argument, site, state);
}

void Analysis::note_linked(Event& event, const State& last) {
  const bool is_write = event.kind == "cache.write" || event.kind == "store.write" || event.kind == "store.upsert";
  const Term kept = is_write ? event.slot("value") : Term{};
  if (!kept)
    return;
  const Term value = event.slot("pointer") ? event.slot("pointer") : kept;
  std::vector<Term> stored{value};
  if (terms_.kind(value) == TermKind::alternative) {
    stored.clear();
    for (std::size_t i = 1; i < terms_.children(value).size(); i += 2)
      stored.push_back(terms_.child(value, i));
  }
  Term linked = event.slot("linked");
  for (const Term one : stored) {
    // Memory made for it, not a place from which it was copied.
    const Node& node = terms_.at(one);
    const bool is_made = (node.kind == TermKind::object && node.number >= allocation_base) ||
                         node.kind == TermKind::invoke || node.kind == TermKind::call;
    const Term content = is_made ? last.find(one) : Term{};
    if (!content || content == initial_content(one) || content == kept)
      continue;
    const Term solved = solve_merges(content);
    linked = linked ? terms_.join(linked, solved) : solved;
  }
  if (!linked || linked == event.slot("linked"))
    return;
  const std::string_view name = engine_.event_name("linked");
  std::erase_if(event.slots, [](const auto& slot) { return slot.first == "linked"; });
  event.slots.emplace_back(name, linked);
  std::ranges::sort(event.slots, {}, [](const auto& slot) { return slot.first; });
  if (is_left_to_callers(linked))
    event.settled = 0;
}

void Analysis::note_tenancy(std::uint32_t block, Term condition, const State& state) {
  const models::Lexicon& lexicon = engine_.names.lexicon();
  while (terms_.is_apply(condition, "not"))
    condition = terms_.child(condition, 0);
  Term flag = condition;
  bool is_below = false; // a count of tenants that is less than a number
  if (terms_.is_apply(flag, "present") || terms_.is_apply(flag, "less") || terms_.is_apply(flag, "equal")) {
    const std::vector<Term> sides(terms_.children(flag).begin(), terms_.children(flag).end());
    is_below = terms_.is_apply(flag, "less") && terms_.kind(sides.back()) == TermKind::number;
    for (const Term side : sides)
      if (terms_.kind(side) != TermKind::number)
        flag = side;
  }
  std::string_view name, holder;
  if (terms_.kind(flag) == TermKind::call)
    name = models::last_segment(engine_.program.text(engine_.program.callees[terms_.at(flag).symbol].name));
  const auto path = name.empty() ? engine_.names.path(terms_, engine_.program, flag) : std::vector<models::PathName>{};
  if (!path.empty())
    name = path.back().name;
  if (path.size() > 1)
    holder = path[path.size() - 2].type_name.empty() ? path[path.size() - 2].name : path[path.size() - 2].type_name;
  if (name.empty())
    return;
  const bool is_single = models::is_single_tenancy_name(lexicon, name);
  if (!is_single && !models::is_tenancy_name(lexicon, name, holder))
    return;
  instruction_ = static_cast<std::uint32_t>(function_.blocks[block].instructions.size());
  record("branch.tenancy", here(), {{"condition", is_single != is_below ? terms_.negate(condition) : condition}}, state);
}

void Analysis::note_unseen_check(const ir::Callee& callee, const std::vector<Term>& arguments, SiteId site,
                                 State& state) {
  const models::Lexicon& lexicon = engine_.names.lexicon();
  const std::string_view name = engine_.program.text(callee.name);
  const bool takes_credential = std::ranges::any_of(callee.parameter_names, [&](ir::NameId parameter) {
    return models::is_credential_parameter(lexicon, name, engine_.program.text(parameter));
  });
  if (arguments.empty() || (!takes_credential && !models::is_verifying_name(lexicon, name)))
    return;
  record("credential.check", site, {{"subject", arguments.front()}}, state);
}

constexpr std::ptrdiff_t score_limit = 8;

void Analysis::note_product(Term left, Term right, const State& state) {
  const auto is_part = [&](Term value, bool of_sequence) {
    if (terms_.kind(value) != TermKind::project)
      return false;
    const TermKind step = terms_.kind(terms_.child(value, 1));
    return of_sequence ? step == TermKind::step_element || step == TermKind::step_key : step == TermKind::step_field;
  };
  const auto is_number = [&](Term value) {
    const ir::TypeId type = terms_.type_of(value);
    return is_part(value, true) && type && engine_.program.at(type).shape == ir::Type::Shape::floating;
  };
  if (!is_number(left) || !is_number(right) || terms_.child(left, 0) == terms_.child(right, 0))
    return;
  // Where there are many of them, it is numerics.
  if (std::ranges::count(events_, std::string_view("vector.score"), &Event::kind) >= score_limit)
    return;
  for (const auto& [one, other] : {std::pair(left, right), std::pair(right, left)}) {
    Term entry = terms_.child(one, 0);
    while (is_part(entry, false))
      entry = terms_.child(entry, 0);
    if (!is_part(entry, true) || terms_.contains(other, entry))
      continue;
    record("vector.score", here(), {{"instance", terms_.child(entry, 0)}, {"value", entry}, {"query", terms_.child(other, 0)}}, state);
    return;
  }
}

void Analysis::note_score(const ir::Callee& callee, const std::vector<Term>& arguments, SiteId site, State& state) {
  const std::string_view name = engine_.program.text(callee.name);
  const bool is_named = !name.starts_with("std::") && models::is_similarity_name(engine_.names.lexicon(), name);
  if (arguments.size() < 2 || (!is_named && !compares_vectors(engine_.program, callee)))
    return;
  // Iterators of the standard's come as begin, end, begin.
  const std::size_t second = name.starts_with("std::") && arguments.size() > 2 ? 2 : 1;
  const auto is_of_numbers = [&](std::size_t index) {
    const ir::TypeId type = index < callee.parameters.size() ? callee.parameters[index] : ir::TypeId{};
    const ir::TypeId element = type ? engine_.program.at(type).element : ir::TypeId{};
    return name.starts_with("std::") || (element && engine_.program.at(type).shape == ir::Type::Shape::pointer &&
                                         engine_.program.at(element).shape == ir::Type::Shape::floating);
  };
  for (const auto& [one, other] : {std::pair(std::size_t{0}, second), std::pair(second, std::size_t{0})}) {
    Term below; // the step stripped last: what a map keeps under a key is the second of a pair
    const auto is_step = [&](Term pointer) {
      if (!pointer || terms_.kind(pointer) != TermKind::offset)
        return false;
      const TermKind step = terms_.kind(terms_.child(pointer, 1));
      const bool is_mapped = below && terms_.kind(below) == TermKind::step_field && terms_.name(terms_.at(below).symbol) == "second";
      return step == TermKind::step_element || (step == TermKind::step_key && !is_mapped);
    };
    Term entry =
        terms_.is_address(arguments[one]) || terms_.kind(arguments[one]) == TermKind::offset ? arguments[one] : Term{};
    // The first number of a vector stands for the vector.
    if (is_step(entry) && is_of_numbers(one))
      entry = terms_.child(entry, 0);
    while (entry && terms_.kind(entry) == TermKind::offset && !is_step(entry)) {
      below = terms_.child(entry, 1);
      entry = terms_.child(entry, 0);
    }
    if (!is_step(entry))
      continue;
    record("vector.score", site,
           {{"instance", terms_.child(entry, 0)},
            {"value", read(state, entry)},
            {"query", passed_value(callee, other, arguments[other], state)}},
           state);
    return;
  }
}

} // namespace partywall::solver
