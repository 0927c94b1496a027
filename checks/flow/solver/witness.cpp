#include "checks/flow/solver/witness.h"

#include "checks/flow/models/word-match.h"

#include <algorithm>

namespace partywall::solver {

namespace {

/// `read` is what `value` is, up to forms that keep it.
bool is_same_value(const Terms& terms, Term value, Term read, int depth = 0) {
  if (value == read) return true;
  if (depth > 8) return false;
  // The read may be one of several things itself.
  if (terms.kind(read) == TermKind::alternative)
    for (std::size_t i = 1; i < terms.children(read).size(); i += 2)
      if (terms.child(read, i) == value) return true;
  switch (terms.kind(value)) {
    case TermKind::named: case TermKind::cat: case TermKind::list: case TermKind::alternative:
      break;
    case TermKind::apply:
      if (terms.is_apply(value, "derived") || terms.is_apply(value, "complete")) return false;
      break;
    default:
      return false;
  }
  const bool has_guards = terms.kind(value) == TermKind::alternative;
  for (std::size_t i = has_guards ? 1 : 0; i < terms.children(value).size(); i += has_guards ? 2 : 1)
    if (is_same_value(terms, terms.child(value, i), read, depth + 1)) return true;
  return false;
}

}  // namespace

namespace {

const Occurrence* nearest_read(const Solution& solution, const Occurrence& access, Term leaf, std::string_view kind) {
  const Occurrence* found = nullptr;
  std::ptrdiff_t longest = -1;
  for (const Occurrence& occurrence : solution.events) {
    if (occurrence.event->kind != kind || occurrence.root != access.root ||
        !is_same_value(solution.terms(), leaf, occurrence.event->slot("value")))
      continue;
    const auto& chain = access.event->chain;
    const std::ptrdiff_t shared = std::ranges::mismatch(chain, occurrence.event->chain).in1 - chain.begin();
    if (shared <= longest) continue;
    longest = shared;
    found = &occurrence;
  }
  return found;
}

}  // namespace

const Occurrence* read_of(const Solution& solution, const Occurrence& access, Term leaf) {
  const Occurrence* read = nearest_read(solution, access, leaf, "identity.read");
  return read ? read : nearest_read(solution, access, leaf, "identity.taken");
}

std::vector<Remark> returns_behind(const Solution& solution, const Occurrence& taken, const std::string& text) {
  constexpr std::size_t most = 4;
  const ir::Program& program = solution.program();
  const Site& site = solution.terms().at(taken.event->site);
  const ir::Function& function = program.at(site.function);
  std::vector<Remark> found;
  if (site.block >= function.blocks.size() || site.instruction >= function.blocks[site.block].instructions.size()) return found;
  const ir::Instruction& instruction = function.blocks[site.block].instructions[site.instruction];
  if (instruction.op != ir::Op::call || !instruction.callee) return found;
  for (const ir::FunctionId target : solution.engine->targets(program.at(instruction.callee), function.link_unit))
    for (const ir::Block& block : program.at(target).blocks) {
      const ir::Terminator& end = block.terminator;
      const bool says_something = end.kind == ir::Terminator::Kind::leave && end.value.kind == ir::Operand::Kind::value;
      if (!says_something || !is_reported(solution, end.location) || found.size() == most) continue;
      found.push_back({range_of(program, end.location), text, function_name(program, target), false, 1});
    }
  return found;
}

SourceRange range_of(const ir::Program& program, const ir::Location& location) {
  if (!location.file) return {};
  SourceRange range{std::string(program.text(program.at(location.file).path)), location.line, location.column, location.end_line, location.end_column};
  if (range.end_line == 0) range.end_line = range.line;
  if (range.end_line == range.line && range.end_column <= range.column) range.end_column = range.column + 1;
  return range;
}

std::string function_name(const ir::Program& program, ir::FunctionId id) {
  const ir::Function& function = program.at(id);
  if (function.kind == ir::Function::Kind::lambda) {
    for (const ir::Function& candidate : program.functions)
      if (function.parent && candidate.symbol == function.parent)
        return "a lambda in " + std::string(program.text(candidate.name));
    return "a lambda";
  }
  return std::string(program.text(function.name));
}

bool is_reported(const Solution& solution, const ir::Location& location) {
  if (!location.file) return false;
  const ir::File& file = solution.program().at(location.file);
  return file.in_project && !file.is_test;
}

namespace {

/// One of several, of which the code says only that it is among them.
bool is_item(const Terms& terms, Term term) {
  while (terms.kind(term) == TermKind::load) term = terms.child(term, 0);
  if (terms.kind(term) != TermKind::project && terms.kind(term) != TermKind::offset) return false;
  const Term step = terms.child(term, 1);
  return terms.kind(step) == TermKind::step_element ||
         (terms.kind(step) == TermKind::step_key && terms.kind(terms.child(step, 0)) == TermKind::number);
}

}  // namespace

std::string spell(const Solution& solution, Term term) {
  const Terms& terms = solution.terms();
  const ir::Program& program = solution.program();
  const std::string path = solution.engine->names.spelling(terms, program, term);
  switch (terms.kind(term)) {
    case TermKind::call: {
      const ir::Callee& callee = program.callees[terms.at(term).symbol];
      return std::string(models::last_segment(program.text(callee.name))) + "(…)";
    }
    case TermKind::named:
      return std::string(terms.name(terms.at(term).symbol));
    case TermKind::result: {
      const std::string_view kind = terms.name(terms.at(term).symbol);
      if (kind == "model.complete") return "the model's answer";
      if (kind.starts_with("data.sql")) return "a query's rows";
      if (kind.starts_with("vector.")) return "the search results";
      if (kind.starts_with("cache.")) return "a cached value";
      return "a response";
    }
    case TermKind::text: return "\"" + std::string(terms.name(terms.at(term).symbol)) + "\"";
    case TermKind::number: return std::to_string(terms.at(term).number);
    default: break;
  }
  if (!path.empty()) return is_item(terms, term) ? path + "[…]" : path;
  // What it is made of, rather than a number or a text that was written beside it.
  for (const Term child : terms.children(term))
    if (const std::string inner = terms.is_literal(child) ? "a value" : spell(solution, child); inner != "a value") return inner;
  return "a value";
}

std::vector<std::string> parts_of(const Solution& solution, Term term) {
  const Terms& terms = solution.terms();
  std::vector<std::string> found;
  const auto visit = [&](Term part, const auto& self) -> void {
    switch (terms.kind(part)) {
      case TermKind::text: case TermKind::number: case TermKind::null: case TermKind::zero: case TermKind::nothing: return;
      case TermKind::cat: case TermKind::list: case TermKind::repeat: case TermKind::apply:
        for (const Term child : terms.children(part)) self(child, self);
        return;
      case TermKind::alternative:
        for (std::size_t i = 1; i < terms.children(part).size(); i += 2) self(terms.child(part, i), self);
        return;
      case TermKind::record:
        for (std::size_t i = 0; i < terms.children(part).size(); i += 2) self(terms.child(part, i), self);
        return;
      default: break;
    }
    const std::string name = spell(solution, part);
    const bool is_literal = name.starts_with('"');
    if (!is_literal && std::ranges::find(found, name) == found.end()) found.push_back(name);
  };
  visit(term, visit);
  return found;
}

std::string enumerate(const std::vector<std::string>& names) {
  std::string text;
  const std::size_t shown = names.size() > 3 ? 2 : names.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += "'" + names[i] + "'";
  }
  if (names.size() > shown) text += " and " + std::to_string(names.size() - shown) + " more";
  return text;
}

std::vector<Remark> origin_of(const Solution& solution, const Occurrence& occurrence, Term leaf) {
  const Terms& terms = solution.terms();
  const ir::Program& program = solution.program();
  std::vector<Remark> found;
  const auto at = [&](const ir::Location& location, ir::FunctionId function, std::string text) {
    if (!is_reported(solution, location)) return;
    found.push_back({range_of(program, location), std::move(text), function_name(program, function), false, 1});
  };
  if (const Occurrence* read = read_of(solution, occurrence, leaf)) {
    const Site& site = terms.at(read->event->site);
    at(site.location, site.function, "'" + spell(solution, leaf) + "' is taken from here");
    return found;
  }
  Term inner = leaf;
  while (terms.kind(inner) == TermKind::named || (terms.kind(inner) == TermKind::apply && terms.children(inner).size() == 1) ||
         terms.kind(inner) == TermKind::project || terms.kind(inner) == TermKind::load ||
         terms.kind(inner) == TermKind::offset)
    inner = terms.child(inner, 0);
  switch (terms.kind(inner)) {
    case TermKind::call: case TermKind::source: case TermKind::result: {
      if (!terms.site_of(inner)) break;
      const Site& site = terms.at(terms.site_of(inner));
      at(site.location, site.function, "'" + spell(solution, leaf) + "' comes from here");
      break;
    }
    case TermKind::input: {
      const Node& node = terms.at(inner);
      const ir::FunctionId function{node.symbol};
      for (const ir::Variable& variable : program.at(function).variables)
        if (variable.kind == ir::Variable::Kind::parameter && variable.index == node.number)
          at(variable.location, function, "'" + spell(solution, leaf) + "' enters as parameter '" + std::string(program.text(variable.name)) + "'");
      break;
    }
    default: break;
  }
  return found;
}

std::vector<Remark> path_to(const Solution& solution, const Occurrence& occurrence, const std::string& last) {
  const ir::Program& program = solution.program();
  const std::vector<Place> places = solution.places(occurrence);
  const std::size_t start = solution.request_start(occurrence);
  std::vector<Remark> path;
  for (std::size_t i = start == 0 ? 0 : start - 1; i < places.size(); ++i) {
    const Place& place = places[i];
    if (!is_reported(solution, place.location)) continue;
    std::string text;
    if (i + 1 == places.size()) text = last;
    else if (place.is_registration) text = "the request enters through " + function_name(program, place.callee);
    else text = "calls '" + function_name(program, place.callee) + "'";
    path.push_back({range_of(program, place.location), std::move(text), function_name(program, place.function), i + 1 == places.size(),
                    static_cast<std::uint32_t>(path.size() + 1)});
  }
  return path;
}

void relate(Finding& finding, Remark remark) {
  for (const Remark& known : finding.related)
    if (known.where == remark.where) return;
  if (remark.where == finding.primary || remark.where.path.empty()) return;
  finding.related.push_back(std::move(remark));
}

namespace {

/// Where a statement was prepared that is only run at `event`.
const Site* prepared_at(const Terms& terms, const Event& event) {
  const Term instance = event.kind == "data.sql" ? event.slot("instance") : Term{};
  if (!instance || terms.kind(instance) != TermKind::offset) return nullptr;
  const Node& made = terms.at(terms.child(instance, 0));
  if (made.kind != TermKind::object || made.symbol == ir::NameId::none_value || made.number < allocation_base) return nullptr;
  return &terms.at(SiteId{static_cast<std::uint32_t>(made.number - allocation_base)});
}

}  // namespace

void place(const Solution& solution, const Occurrence& occurrence, std::size_t stands_at, const std::string& what, Finding& finding) {
  const ir::Program& program = solution.program();
  const std::vector<Place> places = solution.places(occurrence);
  std::size_t index = std::min(stands_at, places.size() - 1);
  // Never in code that findings may not stand in, as long as a caller may carry it.
  while (index > 0 && !is_reported(solution, places[index].location)) --index;
  finding.primary = range_of(program, places[index].location);
  finding.function = function_name(program, places[index].function);
  const std::vector<Remark> path = path_to(solution, occurrence, what);
  finding.path.insert(finding.path.end(), path.begin(), path.end());
  if (index + 1 < places.size() && is_reported(solution, places.back().location))
    relate(finding, {range_of(program, places.back().location), what, function_name(program, places.back().function), true, 1});
  const Site* prepared = prepared_at(solution.terms(), *occurrence.event);
  if (prepared && is_reported(solution, prepared->location) && prepared->location != places.back().location)
    relate(finding, {range_of(program, prepared->location), "the statement is prepared here", function_name(program, prepared->function), false, 1});
}

}  // namespace partywall::solver
