#include "checks/flow/solver/request.h"

#include "checks/flow/models/words.h"

#include <algorithm>

namespace partywall::solver {

namespace {

/// Length of the call string down to and with the first registration; 0 if nothing was registered.
std::size_t entry_length(const Event& event) {
  const auto entry = std::ranges::find_if(event.chain, &Frame::is_registration);
  return entry == event.chain.end() ? 0 : static_cast<std::size_t>(entry - event.chain.begin()) + 1;
}

bool is_literal(const Terms& terms, Term term) {
  return terms.is_literal(term) || terms.kind(term) == TermKind::nothing;
}

}  // namespace

bool is_same_request(const Occurrence& one, const Occurrence& other) {
  if (one.root != other.root) return false;
  const std::size_t length = entry_length(*one.event);
  if (length != entry_length(*other.event)) return false;
  return std::equal(one.event->chain.begin(), one.event->chain.begin() + static_cast<std::ptrdiff_t>(length), other.event->chain.begin());
}

bool is_costly(const Event& event) {
  return event.kind.starts_with("model.") || event.kind.starts_with("data.") || event.kind.starts_with("vector.");
}

bool hangs_on(const Solution& solution, const Event& later, const Event& earlier, bool compared) {
  const Terms& terms = solution.terms();
  const Term outcomes[] = {earlier.slot("value"), earlier.slot("results")};
  const auto comes_out = [&](Term part) {
    const TermKind kind = terms.kind(part);
    if ((kind == TermKind::source || kind == TermKind::result || kind == TermKind::call) && terms.site_of(part) == earlier.site) return true;
    return std::ranges::any_of(outcomes, [&](Term outcome) { return outcome == part && !is_literal(terms, part); });
  };
  return std::ranges::any_of(later.facts, [&](Term fact) {
    if (!compared) return terms.any_part(fact, comes_out);
    return terms.any_part(fact, [&](Term part) { return terms.is_apply(part, "less") && terms.any_part(part, comes_out); });
  });
}

bool is_drawn_from_result(const Solution& solution, Term term, SiteId site) {
  const Terms& terms = solution.terms();
  const models::Lexicon& lexicon = solution.engine->names.lexicon();
  const auto is_answer = [&](Term part) {
    if (terms.kind(part) == TermKind::call)
      return models::is_completing_name(lexicon, solution.program().text(solution.program().callees[terms.at(part).symbol].name));
    return terms.is_apply(part, "complete") || (terms.kind(part) == TermKind::result && terms.name(terms.at(part).symbol) == "model.complete");
  };
  return terms.search(term, [&](Term part) {
    if (terms.kind(part) == TermKind::result && terms.site_of(part) == site) return 1;
    return is_answer(part) ? -1 : 0;
  });
}

bool holds_trusted(const Solution& solution, Term term, std::span<const Term> facts) {
  if (!term) return false;
  const Holding holding = solution.query->holding(term, facts);
  return holding.must && !holding.is_untrusted &&
         std::ranges::any_of(holding.leaves, [](const IdentityLeaf& leaf) { return is_trusted(leaf.provenance); });
}

bool is_chosen_by_tenant(const Solution& solution, Term term, std::span<const Term> facts) {
  if (!term) return false;
  if (holds_trusted(solution, term, facts)) return true;
  const std::vector<Term> leaves = solution.query->dependence(term);
  return !leaves.empty() &&
         std::ranges::all_of(leaves, [&](Term leaf) { return is_trusted(solution.query->judge(leaf, facts).provenance); });
}

std::optional<ir::Location> literal_in(const Solution& solution, ir::FunctionId id, std::string_view text, const ir::Location& within) {
  const ir::Program& program = solution.program();
  const ir::Function& function = program.at(id);
  std::optional<ir::Location> found;
  for (const ir::Block& block : function.blocks)
    for (const ir::Instruction& instruction : block.instructions) {
      if (!instruction.location.file || instruction.location.file != within.file || instruction.location.line < within.line ||
          instruction.location.end_line > std::max(within.end_line, within.line))
        continue;
      const bool has_it = std::ranges::any_of(instruction.operands, [&](const ir::Operand& operand) {
        if (operand.kind != ir::Operand::Kind::constant) return false;
        const ir::Constant& constant = function.constants[operand.index];
        return constant.kind == ir::Constant::Kind::text && program.text(constant.text) == text;
      });
      if (!has_it) continue;
      // The shortest stretch of source that has it.
      const auto length = [](const ir::Location& at) { return (at.end_line - at.line) * 1000 + (at.end_line == at.line ? at.end_column - at.column : 0); };
      if (!found || length(instruction.location) < length(*found)) found = instruction.location;
    }
  return found;
}

}  // namespace partywall::solver
