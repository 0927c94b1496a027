/// Asked of the model:    "Only use documents of this customer." + everybody's documents
/// Enforced:              documents_of(who.tenant_id)
#include "checks/check.h"
#include "checks/flow/models/words.h"
#include "checks/flow/solver/request.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>
#include <optional>
#include <set>

namespace partywall {

namespace {

using namespace solver;

/// What a model is asked, or a service that may be one.
bool is_question(const Event& event) { return event.kind == "model.complete" || event.kind == "data.request"; }

constexpr std::string_view asking[] = {"query", "value", "text"};

/// What a prompt calls a tenant: the word before which it names one, as in "You work for library " + account.
void add_noun(const Solution& solution, Term text, Term next, std::vector<std::string>& nouns) {
  const Terms& terms = solution.terms();
  if (terms.kind(text) != TermKind::text || terms.kind(next) == TermKind::text || solution.query->dependence(next).empty()) return;
  const std::vector<std::string> words = models::words_of(terms.name(terms.at(text).symbol));
  if (!words.empty() && words.back().size() > 3) nouns.push_back(words.back());
}

/// Sentences in what is asked that want the model to keep to one tenant.
std::vector<std::string> isolating_sentences(const Solution& solution, const Event& event) {
  const Terms& terms = solution.terms();
  std::vector<std::string> nouns;
  std::vector<Term> texts;
  std::set<Term> seen;
  std::vector<Term> work;
  for (const std::string_view name : asking)
    if (event.slot(name)) work.push_back(event.slot(name));
  while (!work.empty()) {
    const Term next = work.back();
    work.pop_back();
    // What was asked of others to find the data is no part of the prompt.
    if (!next || !seen.insert(next).second || terms.kind(next) == TermKind::result || terms.is_apply(next, "embed")) continue;
    if (terms.kind(next) == TermKind::text) texts.push_back(next);
    const std::vector<Term> children(terms.children(next).begin(), terms.children(next).end());
    for (std::size_t i = 0; terms.kind(next) == TermKind::cat && i + 1 < children.size(); ++i) add_noun(solution, children[i], children[i + 1], nouns);
    work.insert(work.end(), children.begin(), children.end());
  }
  std::vector<std::string> found;
  for (const Term text : texts) {
    const std::string_view sentence = models::isolating_sentence(solution.engine->names.lexicon(), terms.name(terms.at(text).symbol), nouns);
    if (!sentence.empty() && std::ranges::find(found, sentence) == found.end()) found.emplace_back(sentence);
  }
  return found;
}

/// The literal a sentence stands in.
struct Written {
  ir::Location location;
  ir::FunctionId function;
};

/// In one of the functions on the way to where the model is asked, if it is there.
std::optional<Written> place_of(const Solution& solution, const Occurrence& question, std::string_view sentence) {
  const ir::Program& program = solution.program();
  std::set<ir::FunctionId> on_the_way;
  for (const Place& place : solution.places(question)) on_the_way.insert(place.function);
  std::optional<Written> found;
  const auto length = [](const ir::Location& at) { return (at.end_line - at.line) * 1000 + at.end_column; };
  for (std::uint32_t i = 0; i < program.functions.size(); ++i) {
    const ir::Function& function = program.functions[i];
    const bool has_it = std::ranges::any_of(function.constants, [&](const ir::Constant& constant) {
      return constant.kind == ir::Constant::Kind::text && !program.text(constant.text).empty() &&
             (program.text(constant.text).contains(sentence) || (program.text(constant.text).size() > 12 && sentence.contains(program.text(constant.text))));
    });
    if (!has_it || !is_reported(solution, function.location)) continue;
    for (const ir::Block& block : function.blocks)
      for (const ir::Instruction& instruction : block.instructions) {
        const bool uses_it = std::ranges::any_of(instruction.operands, [&](const ir::Operand& operand) {
          if (operand.kind != ir::Operand::Kind::constant || function.constants[operand.index].kind != ir::Constant::Kind::text) return false;
          const std::string_view text = program.text(function.constants[operand.index].text);
          return text.contains(sentence) || (text.size() > 12 && sentence.contains(text));
        });
        if (!uses_it) continue;
        const ir::Location location = instruction.location.file ? instruction.location : function.location;
        const bool is_near = on_the_way.contains(ir::FunctionId{i});
        const bool was_near = found && on_the_way.contains(found->function);
        if (!found || (is_near && !was_near) || (is_near == was_near && length(location) < length(found->location)))
          found = Written{location, ir::FunctionId{i}};
      }
  }
  return found;
}

bool is_read(const Event& event) {
  return event.kind == "data.sql" || event.kind == "data.file" || event.kind == "vector.search" || event.kind == "cache.read";
}

/// Data of all tenants in the model's reach: what it is told depends on an access without any scope, or a tool has one.
const Hop* unscoped_access(const Solution& solution, const Occurrence& question) {
  for (const Hop& hop : solution.hops) {
    const Event& event = *hop.occurrence.event;
    if (!is_read(event) || event.site == question.event->site || hop.scope.may || hop.verdict == Verdict::scoped || hop.verdict == Verdict::neutral) continue;
    if (!is_same_request(hop.occurrence, question)) continue;
    for (const std::string_view name : asking)
      if (const Term slot = question.event->slot(name); slot && solution.query->depends_on_result(slot, event.site)) return &hop;
  }
  for (const Hop& hop : solution.hops) {
    const Event& event = *hop.occurrence.event;
    if (!event.kind.starts_with("data.") || event.kind == "data.request" || hop.scope.may || hop.verdict == Verdict::scoped || hop.verdict == Verdict::neutral) continue;
    if (event.site == question.event->site) continue;
    // A tool whose access the model steers.
    for (const std::string_view name : {"parameters", "text"})
      if (const Term slot = event.slot(name)) {
        const Terms& terms = solution.terms();
        for (const Term part : terms.leaves(slot))
          if (solution.query->judge(part, event.facts).provenance == Provenance::model) return &hop;
      }
  }
  return nullptr;
}

bool is_container(const ir::Program& program, ir::TypeId type) {
  for (int i = 0; i < 2 && type && program.at(type).element; ++i) type = program.at(type).element;
  return type && !program.at(type).arguments.empty() && program.text(program.at(type).name) != "std::optional";
}

/// A function that is not seen fetches what the model is told, and was not told whose.
std::optional<Site> unscoped_fetch(const Solution& solution, const Event& question) {
  const Terms& terms = solution.terms();
  const ir::Program& program = solution.program();
  std::set<Term> seen;
  std::vector<Term> work;
  for (const std::string_view name : asking)
    if (question.slot(name)) work.push_back(question.slot(name));
  while (!work.empty()) {
    const Term next = work.back();
    work.pop_back();
    if (!next || !seen.insert(next).second || terms.is_apply(next, "embed") || terms.kind(next) == TermKind::result) continue;
    for (const Term child : terms.children(next)) work.push_back(child);
    if (terms.kind(next) != TermKind::call) continue;
    const ir::Callee& callee = program.callees[terms.at(next).symbol];
    // Several of somebody's: one alone with a tenant in it is who is asking.
    const bool is_many = is_container(program, callee.result) && solution.engine->names.carries_identity(program, {}, callee.result);
    if (!is_many && !models::is_fetching_name(solution.engine->names.lexicon(), program.text(callee.name))) continue;
    if (solution.query->judge(next, question.facts).provenance == Provenance::verified) continue;
    bool has_identity = false;
    for (const Term argument : std::vector<Term>(terms.children(next).begin(), terms.children(next).end()))
      has_identity |= !solution.query->dependence(argument).empty();
    if (!has_identity) return terms.at(terms.site_of(next));
  }
  return std::nullopt;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  if (!solution.found_identity) return findings;
  for (const Occurrence& question : solution.events) {
    if (!is_question(*question.event)) continue;
    for (const std::string& sentence : isolating_sentences(solution, *question.event)) {
      const Hop* access = unscoped_access(solution, question);
      const std::optional<Site> site = access ? std::optional(solution.terms().at(access->occurrence.event->site)) : unscoped_fetch(solution, *question.event);
      const std::optional<Written> written = site ? place_of(solution, question, sentence) : std::nullopt;
      if (!written || !is_reported(solution, written->location)) continue;
      Finding finding;
      finding.primary = range_of(solution.program(), written->location);
      finding.function = function_name(solution.program(), written->function);
      finding.path = path_to(solution, question, "the model is asked here");
      if (is_reported(solution, site->location))
        relate(finding, {range_of(solution.program(), site->location), "nothing restricts this access to one tenant",
                         function_name(solution.program(), site->function), true, 1});
      finding.message = "The prompt asks the model to keep to one tenant, and the data in its reach is not restricted to one: a text the "
                        "model reads can argue it out of that. Restrict the access itself by the verified tenant; the sentence may stay.";
      finding.subject = "isolation by prompt";
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

}  // namespace

Check tool_tenant_by_prompt() {
  return {{.id = "tool-tenant-by-prompt",
           .surface = "tool",
           .name = "ToolTenantByPrompt",
           .title = "Isolation between tenants is asked of the model only",
           .description = "A prompt tells the model to keep to one tenant's data, while the data or the tools in its reach are not restricted "
                          "to that tenant by any code.",
           .level = Level::warning,
           .precision = "medium",
           .security_severity = 7.5,
           .cwe = {653, 863, 602},
           .owasp = {"LLM01", "LLM07", "ASI01"}},
          run};
}

}  // namespace partywall
