#include "checks/flow/solver/vector-score.h"

#include "checks/flow/models/word-match.h"
#include "checks/flow/solver/loops.h"

#include <algorithm>

namespace partywall::solver {

namespace {

bool is_ranking_name(std::string_view name) {
  static constexpr std::string_view words[] = {"sort",        "stable_sort", "partial_sort", "partial_sort_copy",
                                               "nth_element", "push_heap",   "make_heap",    "sort_heap",
                                               "max_element", "min_element"};
  if (name.starts_with("std::priority_queue::") || name.starts_with("std::multimap::") ||
      name.starts_with("std::multiset::"))
    return name.ends_with("::push") || name.ends_with("::emplace") || name.ends_with("::insert");
  if (!name.starts_with("std::"))
    return false;
  return std::ranges::any_of(words, [&](std::string_view word) {
    return name == "std::" + std::string(word) || name.starts_with("std::ranges::__" + std::string(word) + "_fn::") ||
           name.starts_with("std::ranges::__" + std::string(word) + "::");
  });
}

/// What the entries are kept in: the content that `score` takes an element of.
Term container_of(const Terms& terms, const Event& score) {
  Term entry = score.slot("value");
  while (entry && terms.kind(entry) == TermKind::named)
    entry = terms.child(entry, 0);
  while (entry && terms.kind(entry) == TermKind::project && terms.kind(terms.child(entry, 1)) == TermKind::step_field)
    entry = terms.child(entry, 0);
  return entry && terms.kind(entry) == TermKind::project ? terms.child(entry, 0) : Term{};
}

std::vector<std::uint32_t> ranks_of(const ir::Function& function) {
  std::vector<std::uint32_t> order;
  std::vector<bool> seen(function.blocks.size(), false);
  std::vector<std::pair<std::uint32_t, std::size_t>> work{{0, 0}};
  seen[0] = true;
  while (!work.empty()) {
    auto& [block, next] = work.back();
    const auto& successors = function.blocks[block].terminator.successors;
    if (next == successors.size()) {
      order.push_back(block);
      work.pop_back();
      continue;
    }
    const std::uint32_t successor = successors[next++].value;
    if (!seen[successor]) {
      seen[successor] = true;
      work.emplace_back(successor, 0);
    }
  }
  std::vector<std::uint32_t> rank(function.blocks.size(), ~0U);
  for (std::size_t i = 0; i < order.size(); ++i)
    rank[order[i]] = static_cast<std::uint32_t>(order.size() - 1 - i);
  return rank;
}

std::vector<Loop> loops_of(const ir::Function& function) { return natural_loops(function, ranks_of(function)); }

/// The loop that goes over the entries: the smallest around `site`, or the next one where numbers of two vectors are
/// gone through on the spot; null if there is none.
const Loop* loop_over_entries(const ir::Function& function, const std::vector<Loop>& loops, const Site& site) {
  std::vector<const Loop*> around;
  for (const Loop& loop : loops)
    if (std::ranges::binary_search(loop.blocks, site.block))
      around.push_back(&loop);
  std::ranges::sort(around, {}, [](const Loop* loop) { return loop->blocks.size(); });
  const auto& instructions = function.blocks[site.block].instructions;
  const bool is_on_the_spot =
      site.instruction < instructions.size() && instructions[site.instruction].op != ir::Op::call;
  const std::size_t index = is_on_the_spot ? 1 : 0;
  return index < around.size() ? around[index] : nullptr;
}

/// `if (score > best) best = score` in the loop.
bool keeps_best(const ir::Function& function, const Loop& loop) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> compared;
  for (const std::uint32_t block : loop.blocks)
    for (const ir::Instruction& instruction : function.blocks[block].instructions) {
      const bool is_order = instruction.op == ir::Op::less || instruction.op == ir::Op::greater ||
                            instruction.op == ir::Op::less_equal || instruction.op == ir::Op::greater_equal;
      if (is_order && instruction.operands.size() == 2 && instruction.operands[0].kind == ir::Operand::Kind::value &&
          instruction.operands[1].kind == ir::Operand::Kind::value)
        compared.emplace_back(instruction.operands[0].index, instruction.operands[1].index);
    }
  return std::ranges::any_of(loop.blocks, [&](std::uint32_t block) {
    return std::ranges::any_of(function.blocks[block].instructions, [&](const ir::Instruction& instruction) {
      if (instruction.op != ir::Op::copy || !instruction.target || instruction.operands.size() != 1)
        return false;
      const std::pair kept(instruction.target.value, instruction.operands[0].index);
      return std::ranges::any_of(
          compared, [&](const auto& pair) { return pair == kept || std::pair(pair.second, pair.first) == kept; });
    });
  });
}

/// Calls of `function` that rank, itself or one call further down.
void find_rankings(const Solution& solution, ir::FunctionId id, int depth, std::vector<Place>& found) {
  const ir::Program& program = solution.program();
  const ir::Function& function = program.at(id);
  for (const ir::Block& block : function.blocks)
    for (const ir::Instruction& instruction : block.instructions) {
      if (!instruction.callee)
        continue;
      const ir::Callee& callee = program.at(instruction.callee);
      if (is_ranking_name(program.text(callee.name))) {
        found.push_back({instruction.location, id, {}, false});
        continue;
      }
      if (depth > 0)
        for (const ir::FunctionId target : solution.engine->targets(callee, function.link_unit))
          if (target != id)
            find_rankings(solution, target, depth - 1, found);
    }
}

/// Weights and centroids: kept by the program, and asked by nobody.
bool is_of_service(const Terms& terms, Term query) {
  while (terms.kind(query) == TermKind::project || terms.kind(query) == TermKind::load ||
         terms.kind(query) == TermKind::named || terms.kind(query) == TermKind::offset)
    query = terms.child(query, 0);
  return (terms.kind(query) == TermKind::input && terms.at(query).number == input_this) ||
         terms.is_global_object(query);
}

bool is_sequence_of_floats(const ir::Program& program, ir::TypeId type) {
  for (int i = 0; i < 3 && type; ++i) {
    const ir::Type& one = program.at(type);
    if (one.shape == ir::Type::Shape::floating)
      return i > 0;
    type = one.element ? one.element : one.arguments.empty() ? ir::TypeId{} : one.arguments[0];
  }
  return false;
}

} // namespace

bool compares_vectors(const ir::Program& program, const ir::Callee& callee) {
  const std::string_view name = program.text(callee.name);
  if (name == "std::inner_product" || name == "std::transform_reduce")
    return callee.result && program.at(callee.result).shape == ir::Type::Shape::floating;
  return !name.starts_with("std::") && callee.result && callee.parameters.size() >= 2 &&
         program.at(callee.result).shape == ir::Type::Shape::floating &&
         is_sequence_of_floats(program, callee.parameters[0]) && is_sequence_of_floats(program, callee.parameters[1]);
}

bool keeps_answers(const Solution& solution, const Event& score) {
  const Terms& terms = solution.terms();
  const ir::Program& program = solution.program();
  const ir::Function& function = solution.engine->function(terms.at(score.site).function);
  const auto says_cache = [](const std::string& word) {
    return word == "cache" || word == "cached" || word == "memo" || word == "semantic";
  };
  if (std::ranges::any_of(models::words_of(program.text(function.name)), says_cache))
    return true;
  ir::TypeId type = terms.type_of(score.slot("instance"));
  if (type && !program.at(type).arguments.empty())
    type = program.at(type).arguments[0];
  if (!type)
    return false;
  for (const ir::Record& record : program.records) {
    if (record.name != program.at(type).name)
      continue;
    return std::ranges::any_of(record.fields, [&](ir::FieldId field) {
      return models::is_answer_name(solution.engine->names.lexicon(), program.text(program.at(field).name));
    });
  }
  return false;
}

std::vector<Place> rankings(const Solution& solution, const Occurrence& score) {
  const Site& site = solution.terms().at(score.event->site);
  std::vector<Place> found;
  find_rankings(solution, site.function, 1, found);
  // Those who asked for the scores may rank them.
  const auto& chain = score.event->chain;
  for (std::size_t i = chain.size(); i-- > 0 && found.empty() && chain.size() - i <= 3 && !chain[i].is_registration;)
    find_rankings(solution, solution.terms().at(chain[i].call).function, 1, found);
  return found;
}

bool is_search_by_hand(const Solution& solution, const Occurrence& score) {
  const Terms& terms = solution.terms();
  const Site& site = terms.at(score.event->site);
  const ir::Function& function = solution.engine->function(site.function);
  if (site.instruction >= function.blocks[site.block].instructions.size())
    return false;
  const ir::Instruction& call = function.blocks[site.block].instructions[site.instruction];
  if (call.op == ir::Op::call &&
      (!call.callee || !compares_vectors(solution.program(), solution.program().at(call.callee))))
    return false;
  if (!container_of(terms, *score.event) || is_of_service(terms, score.event->slot("query")) ||
      !solution.outlives_request(score, score.event->slot("instance")))
    return false;
  if (!rankings(solution, score).empty())
    return true;
  const std::vector<Loop> loops = loops_of(function);
  const Loop* loop = loop_over_entries(function, loops, site);
  return loop && keeps_best(function, *loop);
}

bool is_of_entry(const Solution& solution, const Event& score, Term term) {
  const Terms& terms = solution.terms();
  const Term container = container_of(terms, score);
  const bool is_member = terms.kind(container) == TermKind::project;
  return terms.any_part(term, [&](Term part) {
    if (terms.kind(part) != TermKind::project)
      return false;
    const Term from = terms.child(part, 0);
    if (from == container)
      return true;
    const TermKind step = terms.kind(terms.child(part, 1));
    return is_member && (step == TermKind::step_element || step == TermKind::step_key) &&
           terms.kind(from) == TermKind::project && terms.child(from, 0) == terms.child(container, 0);
  });
}

bool has_owned_entries(const Solution& solution, const Event& score) {
  const Terms& terms = solution.terms();
  const ir::Program& program = solution.program();
  ir::TypeId type = terms.type_of(score.slot("instance"));
  for (int i = 0; i < 2 && type && program.at(type).element; ++i)
    type = program.at(type).element;
  const auto& names = solution.engine->names;
  if (const ir::FieldId field = terms.field_of(score.slot("instance")); !type && field)
    type = program.at(field).type;
  if (const ir::TypeId entry = terms.type_of(score.slot("value")); entry && names.carries_identity(program, {}, entry))
    return true;
  if (!type)
    return false;
  return std::ranges::any_of(program.at(type).arguments,
                             [&](ir::TypeId argument) { return names.carries_identity(program, {}, argument); });
}

bool has_tenant_in_sight(const Engine& engine, const ir::Function& function) {
  return std::ranges::any_of(function.variables, [&](const ir::Variable& variable) {
    if (variable.kind != ir::Variable::Kind::parameter && variable.kind != ir::Variable::Kind::capture &&
        variable.kind != ir::Variable::Kind::local)
      return false;
    const ir::Callee as_parameter{.parameters = {variable.type}, .parameter_names = {variable.name}};
    return engine.names.carries_identity(engine.program, {}, variable.type) ||
           engine.names.is_identity_parameter(engine.program, as_parameter, 0);
  });
}

bool is_filled_for_tenants(const Solution& solution, const Event& score) {
  const Terms& terms = solution.terms();
  const ir::FieldId field = terms.field_of(score.slot("instance"));
  if (!field)
    return false;
  const Engine& engine = *solution.engine;
  const auto is_inside = [&](Term pointer) {
    for (; pointer && terms.kind(pointer) == TermKind::offset; pointer = terms.child(pointer, 0))
      if (terms.field_of(pointer) == field)
        return true;
    return false;
  };
  for (std::uint32_t i = 0; i < engine.program.functions.size(); ++i)
    if (std::ranges::any_of(engine.summaries[i].writes, [&](const Write& write) { return is_inside(write.pointer); }) &&
        has_tenant_in_sight(engine, engine.program.functions[i]))
      return true;
  return false;
}

bool is_before_ranking(const Solution& solution, const Occurrence& score, const Occurrence& other) {
  const Terms& terms = solution.terms();
  const auto sites_of = [&](const Event& event) {
    std::vector<SiteId> sites;
    for (const Frame& frame : event.chain)
      sites.push_back(frame.call);
    sites.push_back(event.site);
    return sites;
  };
  const std::vector<SiteId> left = sites_of(*score.event);
  const std::vector<SiteId> right = sites_of(*other.event);
  const auto [mine, theirs] = std::ranges::mismatch(left, right);
  if (mine == left.end() || theirs == right.end())
    return true;
  const Site& scored = terms.at(*mine);
  const Site& tested = terms.at(*theirs);
  if (scored.function != tested.function)
    return true;
  const ir::Function& function = solution.engine->function(scored.function);
  const std::vector<Loop> loops = loops_of(function);
  if (const Loop* loop = loop_over_entries(function, loops, scored);
      loop && std::ranges::binary_search(loop->blocks, tested.block))
    return true;
  return std::pair(tested.location.line, tested.location.column) <
         std::pair(scored.location.line, scored.location.column);
}

} // namespace partywall::solver
