/// Whose tokens were these?    tokens.Add({{"model", model}}).Increment(used);
/// This tenant's:              tokens.Add({{"tenant", who.tenant_id}, {"model", model}}).Increment(used);
#include "checks/check.h"
#include "checks/flow/models/words.h"
#include "checks/flow/solver/request.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>
#include <set>

namespace partywall {

namespace {

using namespace solver;

/// Slots that may say whose usage it is.
constexpr std::string_view attributing[] = {"key", "instance", "label", "namespace", "parameters", "text"};

bool is_insert(const Solution& solution, const Event& event) {
  if (event.kind != "data.sql") return false;
  Term text = event.slot("text");
  const Terms& terms = solution.terms();
  if (text && terms.kind(text) == TermKind::cat) text = terms.child(text, 0);
  if (!text || terms.kind(text) != TermKind::text) return false;
  const std::string_view sql = terms.name(terms.at(text).symbol);
  const std::size_t begin = sql.find_first_not_of(" \n\t");
  return begin != std::string_view::npos && (sql.substr(begin).starts_with("INSERT") || sql.substr(begin).starts_with("insert"));
}

bool is_record(const Solution& solution, const Event& event) {
  return event.kind == "usage.record" || event.kind == "cache.count" || event.kind == "count.update" || is_insert(solution, event);
}

/// Some name, key or text inside `term` speaks of tokens or money.
bool speaks_of_usage(const Solution& solution, Term term) {
  const Terms& terms = solution.terms();
  const models::Lexicon& lexicon = solution.engine->names.lexicon();
  std::set<Term> seen;
  std::vector<Term> work{term};
  while (!work.empty()) {
    const Term next = work.back();
    work.pop_back();
    if (!next || !seen.insert(next).second) continue;
    switch (terms.kind(next)) {
      case TermKind::text:
        if (models::is_metered_name(lexicon, terms.name(terms.at(next).symbol))) return true;
        break;
      case TermKind::project: case TermKind::offset: {
        // A part is called by its own name: `usage.seconds` are seconds.
        const Term step = terms.child(next, 1);
        const Term key = terms.kind(step) == TermKind::step_key ? terms.child(step, 0) : Term{};
        const bool is_named = terms.kind(step) == TermKind::step_field || (key && terms.kind(key) == TermKind::text);
        if (!is_named) break;
        const std::string_view name = terms.name(terms.at(key ? key : step).symbol);
        if (models::is_metered_name(lexicon, name)) return true;
        const auto whole = solution.engine->names.path(terms, solution.program(), terms.child(next, 0));
        if (!whole.empty() && models::is_metered_part(lexicon, whole.back().name, name)) return true;
        continue;
      }
      case TermKind::object: case TermKind::input: case TermKind::named: {
        const auto path = solution.engine->names.path(terms, solution.program(), next);
        if (!path.empty() && models::is_metered_name(lexicon, path.back().name)) return true;
        break;
      }
      case TermKind::call:
        if (models::is_metered_name(lexicon, solution.program().text(solution.program().callees[terms.at(next).symbol].name))) return true;
        break;
      case TermKind::result:
        continue;   // what was asked of a service says nothing about what is recorded
      default: break;
    }
    for (const Term child : terms.children(next)) work.push_back(child);
  }
  return false;
}

/// Tokens or money that the answer of a function which is not seen tells of itself: `run.tokens`.
bool is_told_by_answer(const Solution& solution, Term amount) {
  const Terms& terms = solution.terms();
  return terms.any_part(amount, [&](Term part) {
    if (terms.kind(part) != TermKind::project || terms.kind(terms.child(part, 1)) != TermKind::step_field) return false;
    if (!models::is_metered_name(solution.engine->names.lexicon(), terms.name(terms.at(terms.child(part, 1)).symbol))) return false;
    Term whole = terms.child(part, 0);
    while (terms.kind(whole) == TermKind::project || terms.kind(whole) == TermKind::named) whole = terms.child(whole, 0);
    return terms.kind(whole) == TermKind::call && solution.query->judge(whole, {}).provenance == Provenance::bound;
  });
}

bool comes_from_model(const Solution& solution, const Occurrence& record) {
  const Event& event = *record.event;
  for (const std::string_view name : {"value", "results", "parameters"}) {
    const Term slot = event.slot(name);
    if (slot && solution.query->depends_on_completion(slot)) return true;
    if (!slot) continue;
    if (is_told_by_answer(solution, slot)) return true;
    for (const Occurrence& other : solution.beside(record))
      if (other.event->kind == "data.request" && is_same_request(record, other) && solution.query->depends_on_result(slot, other.event->site)) return true;
  }
  // A counter in Redis does not show what is added.
  return event.kind == "cache.count" && std::ranges::any_of(solution.beside(record), [&](const Occurrence& other) {
    return (other.event->kind == "model.complete" || other.event->kind == "data.request") && is_same_request(record, other);
  });
}

bool is_usage(const Solution& solution, const Occurrence& record) {
  const Event& event = *record.event;
  const auto speaks = [&](std::string_view name) { return event.slot(name) && speaks_of_usage(solution, event.slot(name)); };
  const bool is_named = speaks("key") || speaks("text") || speaks("instance") || (event.kind != "count.update" && (speaks("value") || speaks("label")));
  return is_named && comes_from_model(solution, record);
}

bool is_attributed(const Solution& solution, const Event& event) {
  return std::ranges::any_of(attributing, [&](std::string_view name) {
    const Term slot = event.slot(name);
    if (!slot) return false;
    return name == "instance" ? is_chosen_by_tenant(solution, slot, event.facts) : holds_trusted(solution, slot, event.facts);
  });
}

std::string_view kind_of(const Event& event) {
  if (event.kind == "data.sql") return "row";
  return event.kind == "usage.record" ? "record" : "counter";
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  if (!solution.found_identity) return findings;
  std::vector<const Occurrence*> records;
  for (const Occurrence& occurrence : solution.events)
    if (is_record(solution, *occurrence.event) && is_usage(solution, occurrence)) records.push_back(&occurrence);
  for (const Occurrence* record : records) {
    const Event& event = *record->event;
    // Totals for everybody beside a record for each are right.
    if (std::ranges::any_of(records, [&](const Occurrence* other) { return is_same_request(*record, *other) && is_attributed(solution, *other->event); }))
      continue;
    // A limit is another question.
    const bool guards = event.kind != "usage.record" && event.kind != "data.sql" && std::ranges::any_of(solution.beside(*record), [&](const Occurrence& other) {
      return is_costly(*other.event) && is_same_request(*record, other) && hangs_on(solution, *other.event, event, true);
    });
    if (guards) continue;
    Finding finding;
    const std::string_view deciding = event.slot("key") ? "key" : event.slot("label") ? "label" : event.slot("parameters") ? "parameters" : event.kind == "data.sql" ? "text" : "instance";
    place(solution, *record, event.kind == "count.update" ? event.chain.size() : solution.stand(*record, deciding), "the usage is written down here", finding);
    finding.message = "This " + std::string(kind_of(event)) +
                      " of what a model call used does not say which tenant used it: nobody can be billed, and nobody's excess be seen, "
                      "afterwards. Record the verified tenant with it.";
    finding.subject = "usage without tenant";
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace

Check quota_usage_unattributed() {
  return {{.id = "quota-usage-unattributed",
           .surface = "quota",
           .name = "QuotaUsageUnattributed",
           .title = "Model usage is recorded without the tenant",
           .description = "Tokens or cost of a model call are counted, stored or reported, and the tenant that caused them is not among the "
                          "labels, the key or the columns: it cannot be attributed any more.",
           .level = Level::warning,
           .precision = "medium",
           .security_severity = 3.1,
           .cwe = {223, 778},
           .owasp = {"LLM10", "MCP08"}},
          run};
}

}  // namespace partywall
