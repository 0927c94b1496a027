/// The model is asked whose:    .with_string_param("tenant_id", "tenant to act for")
/// The model is asked what:     .with_string_param("month", "YYYY-MM")
#include "checks/check.h"
#include "checks/flow/solver/request.h"
#include "checks/flow/solver/witness.h"
#include "checks/tool/schema.h"

#include <algorithm>
#include <set>

namespace partywall {

namespace {

using namespace solver;

bool is_tenant(const Solution& solution, std::string_view name) {
  const models::PathName path[] = {{name, {}, {}, models::NameShape::text, false}};
  return models::is_identity_path(solution.engine->names.lexicon(), path);
}

std::string text_of(const Solution& solution, Term term) {
  const Terms& terms = solution.terms();
  return term && terms.kind(term) == TermKind::text ? std::string(terms.name(terms.at(term).symbol)) : std::string();
}

/// What builders and registrations say about their parameters.
void add_built(const Solution& solution, std::vector<tool::OfferedParameter>& found) {
  for (const Occurrence& occurrence : solution.events) {
    if (occurrence.event->kind != "tool.schema") continue;
    const std::string name = text_of(solution, occurrence.event->slot("label"));
    if (name.empty()) continue;
    const Site& site = solution.terms().at(occurrence.event->site);
    found.push_back({name, literal_in(solution, site.function, name, site.location).value_or(site.location), site.function});
  }
}

bool encloses(const ir::Location& outer, const ir::Location& inner) {
  return outer.file == inner.file && std::pair(outer.line, outer.column) <= std::pair(inner.line, inner.column) &&
         std::pair(inner.end_line, inner.end_column) <= std::pair(outer.end_line, outer.end_column);
}

/// Of a parameter that was seen as a call and as the list it is given, the narrower place stays.
void keep_narrowest(std::vector<tool::OfferedParameter>& offered) {
  std::ranges::sort(offered, {}, [](const tool::OfferedParameter& one) { return std::tuple(one.location, one.name); });
  const auto is_same = [](const tool::OfferedParameter& one, const tool::OfferedParameter& other) {
    return one.location == other.location && one.name == other.name;
  };
  offered.erase(std::ranges::unique(offered, is_same).begin(), offered.end());
  const std::vector<tool::OfferedParameter> all = offered;
  std::erase_if(offered, [&](const tool::OfferedParameter& outer) {
    return std::ranges::any_of(all, [&](const tool::OfferedParameter& inner) {
      return inner.name == outer.name && inner.location != outer.location && encloses(outer.location, inner.location);
    });
  });
}

bool is_chosen_by_others(Provenance provenance) { return provenance == Provenance::model || provenance == Provenance::caller; }

/// Is, or may be in place of a default, what the model or the caller wrote under `name`.
bool is_written_as(const Solution& solution, Term value, const std::string& name) {
  const Terms& terms = solution.terms();
  if (terms.kind(value) == TermKind::alternative) {
    const std::vector<Term> parts(terms.children(value).begin(), terms.children(value).end());
    for (std::size_t i = 1; i < parts.size(); i += 2)
      if (is_written_as(solution, parts[i], name)) return true;
    return false;
  }
  const auto path = solution.engine->names.path(terms, solution.program(), value);
  return !path.empty() && path.back().name == name && is_chosen_by_others(solution.query->judge(value, {}).provenance);
}

/// Values written by the model or the caller under the parameter's name.
std::vector<const Occurrence*> reads_of(const Solution& solution, const std::string& name) {
  std::vector<const Occurrence*> found;
  for (const Occurrence& occurrence : solution.events) {
    if (occurrence.event->kind != "identity.read" || occurrence.event->slot("instance")) continue;
    if (is_written_as(solution, occurrence.event->slot("value"), name)) found.push_back(&occurrence);
  }
  return found;
}

/// The whole of what the model wrote is handed on.
bool hands_arguments_on(const Solution& solution, const Event& event) {
  const Terms& terms = solution.terms();
  std::set<Term> seen;
  std::vector<Term> work;
  for (const auto& [name, term] : event.slots) work.push_back(term);
  while (!work.empty()) {
    const Term next = work.back();
    work.pop_back();
    if (!next || !seen.insert(next).second || terms.kind(next) == TermKind::project) continue;
    if (terms.kind(next) == TermKind::source && terms.name(terms.at(next).symbol) == "model") return true;
    for (const Term child : terms.children(next)) work.push_back(child);
  }
  return false;
}

bool is_used_unchecked(const Solution& solution, const Occurrence& read) {
  const Term value = read.event->slot("value");
  for (const Occurrence& other : solution.beside(read)) {
    if (!is_costly(*other.event) && !other.event->kind.starts_with("cache.")) continue;
    if (!is_same_request(read, other)) continue;
    for (const auto& [name, term] : other.event->slots) {
      if (name == "results") continue;
      for (const IdentityLeaf& leaf : solution.query->holding(term, other.event->facts).leaves)
        if (!is_trusted(leaf.provenance) && (leaf.term == value || solution.terms().contains(leaf.term, value) || solution.terms().contains(value, leaf.term))) return true;
    }
  }
  return false;
}

/// The handlers are seen, and none of them lets the parameter choose anything.
bool is_harmless(const Solution& solution, const std::string& name) {
  const std::vector<const Occurrence*> reads = reads_of(solution, name);
  if (!reads.empty()) return std::ranges::none_of(reads, [&](const Occurrence* read) { return is_used_unchecked(solution, *read); });
  bool has_handler = false;
  for (const Occurrence& occurrence : solution.events) {
    const Event& event = *occurrence.event;
    if (event.kind == "entry.tool") has_handler |= event.slot("handler") && solution.terms().kind(event.slot("handler")) == TermKind::closure;
    else if (is_costly(event) && hands_arguments_on(solution, event)) return false;
  }
  return has_handler;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<tool::OfferedParameter> offered = tool::schema_parameters(solution);
  add_built(solution, offered);
  keep_narrowest(offered);
  std::vector<Finding> findings;
  for (const tool::OfferedParameter& parameter : offered) {
    if (!is_tenant(solution, parameter.name) || !is_reported(solution, parameter.location) || is_harmless(solution, parameter.name)) continue;
    Finding finding;
    finding.primary = range_of(solution.program(), parameter.location);
    finding.function = function_name(solution.program(), parameter.function);
    finding.message = "The tool's schema offers '" + parameter.name + "' to the model: whose data a call works on is then up to a text it "
                      "has read. Leave the parameter out, and take the tenant from the verified principal.";
    finding.subject = "parameter " + parameter.name;
    finding.is_assumed = reads_of(solution, parameter.name).empty();
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace

Check tool_tenant_in_schema() {
  return {{.id = "tool-tenant-in-schema",
           .surface = "tool",
           .name = "ToolTenantInSchema",
           .title = "Tool schema offers the tenant as a parameter",
           .description = "The schema that a tool advertises to the model has a parameter for the tenant, organisation or account: the model "
                          "is asked to supply an identity.",
           .level = Level::warning,
           .precision = "high",
           .security_severity = 4.3,
           .cwe = {441, 1220},
           .owasp = {"LLM06", "ASI02", "MCP02"}},
          run};
}

}  // namespace partywall
