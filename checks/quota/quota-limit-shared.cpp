/// One bucket for all:     if (!bucket_.take()) throw Busy();
/// One bucket a tenant:    if (!buckets_.at(who.tenant_id).take()) throw Busy();
#include "checks/check.h"
#include "checks/flow/models/words.h"
#include "checks/flow/solver/request.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>
#include <set>

namespace partywall {

namespace {

using namespace solver;

/// Slots that say which bucket is asked.
constexpr std::string_view choosing[] = {"key", "instance", "bucket", "namespace", "parameters"};

/// A counter in a table: moved on and read back in one statement.
bool is_counting_statement(const Solution& solution, const Event& event) {
  const Terms& terms = solution.terms();
  Term text = event.slot("text");
  if (event.kind != "data.sql" || !text) return false;
  if (terms.kind(text) == TermKind::cat) text = terms.child(text, 0);
  if (terms.kind(text) != TermKind::text) return false;
  const std::vector<std::string> words = models::words_of(terms.name(terms.at(text).symbol));
  const auto has = [&](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
  return (has("update") || has("insert")) && has("returning") && models::is_limiter_name(solution.engine->names.lexicon(), terms.name(terms.at(text).symbol));
}

bool is_limiter(const Solution& solution, const Event& event) {
  return event.kind == "limit.acquire" || event.kind == "cache.count" || event.kind == "count.update" || is_counting_statement(solution, event);
}

bool is_per_tenant(const Solution& solution, const Event& event) {
  return std::ranges::any_of(choosing, [&](std::string_view name) {
    const Term slot = event.slot(name);
    if (!slot) return false;
    return name == "instance" || name == "bucket" ? is_chosen_by_tenant(solution, slot, event.facts) : holds_trusted(solution, slot, event.facts);
  });
}

/// Whoever opens another conversation gets another bucket: what it admits of a tenant has no end.
bool is_multiplied_by_caller(const Solution& solution, const Event& event) {
  return std::ranges::any_of(choosing, [&](std::string_view name) {
    const Term slot = event.slot(name);
    return slot && solution.terms().any_part(slot, [&](Term part) { return solution.query->is_client_handle(part, event.facts); });
  });
}

/// Names along the way to the bucket: members, keys, the class.
bool counts_failures(const Solution& solution, const Event& event) {
  const models::Lexicon& lexicon = solution.engine->names.lexicon();
  for (const std::string_view name : choosing) {
    const Term slot = event.slot(name);
    if (!slot) continue;
    for (const models::PathName& part : solution.engine->names.path(solution.terms(), solution.program(), slot))
      if (models::is_failure_name(lexicon, part.name) || models::is_failure_name(lexicon, part.type_name)) return true;
  }
  const ir::Function& function = solution.program().at(solution.terms().at(event.site).function);
  return models::is_failure_name(lexicon, solution.program().text(function.declaring_class));
}

/// By its name, and asked on behalf of somebody: what it guards need not be seen.
bool is_named_limiter(const Solution& solution, const Occurrence& limiter) {
  const ir::Program& program = solution.program();
  bool has_name = false;
  bool has_identity = false;
  for (const Place& place : solution.places(limiter)) {
    const ir::Function& function = program.at(place.function);
    has_name |= models::is_limiting_name(solution.engine->names.lexicon(), program.text(function.name));
    for (std::uint32_t i = 0; i < function.parameter_count; ++i)
      has_identity |= solution.engine->names.carries_identity(program, program.text(function.variables[i].name), function.variables[i].type);
  }
  return has_name && has_identity;
}

/// What is admitted or refused by it: the first costly call that hangs on its outcome.
const Occurrence* guarded(const Solution& solution, const Occurrence& limiter) {
  const Event& event = *limiter.event;
  for (const Occurrence& other : solution.beside(limiter)) {
    if (!is_costly(*other.event) || other.event->site == event.site || !is_same_request(limiter, other)) continue;
    // One that blocks admits whatever comes after it.
    if (event.kind == "limit.acquire" || hangs_on(solution, *other.event, event, event.kind == "count.update" || event.kind == "data.sql")) return &other;
  }
  return nullptr;
}

/// The function at `index` chooses the bucket by a parameter, as it is: whose bucket it is, its caller says.
bool is_asked_for_by_key(const Solution& solution, const Occurrence& limiter, std::size_t index) {
  const Event* seen = solution.seen_from(limiter, index);
  const Terms& terms = solution.terms();
  return seen && seen->slot("instance") && terms.any_part(seen->slot("instance"), [&](Term part) {
    if (terms.kind(part) != TermKind::step_key) return false;
    Term key = terms.child(part, 0);
    while (terms.kind(key) == TermKind::load || terms.kind(key) == TermKind::named) key = terms.child(key, 0);
    return terms.kind(key) == TermKind::input && terms.at(key).number >= 0 && terms.at(key).number < input_capture;
  });
}

/// A key's place is where the key is composed. A bucket of the project's own is asked from outside its class, unless
/// that class makes the guarded call itself.
std::size_t stand(const Solution& solution, const Occurrence& limiter, const Occurrence* call) {
  if (limiter.event->slot("key")) return solution.stand(limiter, "key");
  if (limiter.event->slot("parameters")) return solution.stand(limiter, "parameters");
  const ir::Program& program = solution.program();
  const std::vector<Place> places = solution.places(limiter);
  std::size_t index = places.size() - 1;
  const ir::NameId own = program.at(places[index].function).declaring_class;
  if (limiter.event->kind != "count.update" || !own) return index;
  if (call)
    for (const Place& place : solution.places(*call))
      if (program.at(place.function).declaring_class == own) return index;
  const std::size_t first = solution.request_start(limiter);
  while (index > first && program.at(places[index].function).declaring_class == own) --index;
  while (index > first && is_asked_for_by_key(solution, limiter, index)) --index;
  return index;
}

std::string name_of_bucket(const Solution& solution, const Event& event) {
  if (const Term key = event.slot("key")) {
    const std::vector<std::string> parts = parts_of(solution, key);
    return parts.empty() ? "counts under one key" : "counts under a key made of " + enumerate(parts);
  }
  return "is one bucket";
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  if (!solution.found_identity) return findings;
  std::vector<const Occurrence*> limiters;
  for (const Occurrence& occurrence : solution.events)
    if (is_limiter(solution, *occurrence.event) && !counts_failures(solution, *occurrence.event)) limiters.push_back(&occurrence);
  std::set<const Occurrence*> fair;
  for (const Occurrence* limiter : limiters)
    if (is_per_tenant(solution, *limiter->event)) fair.insert(limiter);
  const auto bounds_tenant = [&](const Occurrence* limiter) { return !is_multiplied_by_caller(solution, *limiter->event); };
  for (const Occurrence* limiter : limiters) {
    const Event& event = *limiter->event;
    if (fair.contains(limiter) || solution.query->privilege(event.facts)) continue;
    // A guard for everybody beside one for each is right.
    const bool has_fair_one = std::ranges::any_of(fair, [&](const Occurrence* other) { return is_same_request(*limiter, *other) && bounds_tenant(other); });
    if (has_fair_one) continue;
    const Occurrence* call = guarded(solution, *limiter);
    if (!call && !is_named_limiter(solution, *limiter)) continue;
    Finding finding;
    place(solution, *limiter, stand(solution, *limiter, call), "one tenant's calls use up everybody's share here", finding);
    if (call) {
      const Site& site = solution.terms().at(call->event->site);
      if (is_reported(solution, site.location))
        relate(finding, {range_of(solution.program(), site.location), "this call is admitted or refused by it",
                         function_name(solution.program(), site.function), false, 1});
    }
    finding.message = "The limit in front of this call " + name_of_bucket(solution, event) +
                      " for all tenants: whoever calls most spends the share of the others. Choose the bucket by the verified tenant, and keep "
                      "a limit for everybody only beside it.";
    finding.subject = "limit shared by tenants";
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace

Check quota_limit_shared() {
  return {{.id = "quota-limit-shared",
           .surface = "quota",
           .name = "QuotaLimitShared",
           .title = "Limit on model or tool calls is shared by all tenants",
           .description = "A rate limiter, semaphore, budget or window counter admits or refuses calls of a model or a tool, and no tenant "
                          "selects its bucket: one tenant's burst spends the share of all others.",
           .level = Level::warning,
           .precision = "high",
           .security_severity = 5.3,
           .cwe = {799, 400, 770},
           .owasp = {"LLM10", "ASI08"}},
          run};
}

}  // namespace partywall
