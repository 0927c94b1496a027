/// One warm prefix for all:   {{"prompt", docs + question}, {"cache_prompt", true}, {"id_slot", 0}}
/// One for each tenant:       {{"prompt", docs + question}, {"cache_salt", hmac(secret, who.tenant)}}
#include "checks/cache/cache-finding.h"
#include "checks/check.h"

#include <algorithm>
#include <set>

namespace partywall {

namespace {

using namespace solver;

struct Field {
  std::string name;
  Term value; ///< Absent where it is part of a text.
};

/// A flag that is off. A slot may well be number 0.
bool is_off(const Solution& solution, const Field& field) {
  if (!field.value)
    return false;
  const Terms& terms = solution.terms();
  const bool is_number = terms.kind(field.value) == TermKind::number;
  const bool is_slot = field.name.find("slot") != std::string::npos;
  return terms.kind(field.value) == TermKind::null || (is_number && terms.at(field.value).number < (is_slot ? 0 : 1));
}

/// The fields of a request's body: pairs in a list, parts under a text, names inside a text of its own.
void fields_of(const Terms& terms, Term term, std::vector<Field>& found, std::set<Term>& seen) {
  if (!seen.insert(term).second)
    return;
  const auto children = terms.children(term);
  const auto text_of = [&](Term part) { return std::string(terms.name(terms.at(part).symbol)); };
  if (terms.kind(term) == TermKind::list && children.size() == 2 && terms.kind(children[0]) == TermKind::text)
    found.push_back({text_of(children[0]), children[1]});
  if (terms.kind(term) == TermKind::record)
    for (std::size_t i = 1; i + 1 < children.size(); i += 2)
      if (terms.kind(children[i]) == TermKind::step_key && terms.kind(terms.child(children[i], 0)) == TermKind::text)
        found.push_back({text_of(terms.child(children[i], 0)), children[i + 1]});
  if (terms.kind(term) == TermKind::text) {
    const std::string text = text_of(term);
    for (std::size_t open = text.find('"'); open != std::string::npos;) {
      const std::size_t close = text.find('"', open + 1);
      if (close == std::string::npos)
        break;
      const std::size_t colon = text.find_first_not_of(' ', close + 1);
      const bool is_name = colon != std::string::npos && text[colon] == ':';
      if (is_name && text.find("false", colon) > colon + 3)
        found.push_back({text.substr(open + 1, close - open - 1), Term{}});
      open = text.find('"', close + 1);
    }
  }
  for (const Term child : children)
    fields_of(terms, child, found, seen);
}

bool depends_on_tenant(const Solution& solution, Term value) {
  return value && !solution.query->dependence(value).empty();
}

/// What a request's body says of the prefix cache.
struct Salting {
  std::string salt; ///< The field that keeps tenants apart; empty if none does.
  std::string flaw; ///< The field that asks for a cache, or a salt that is the same for all.
};

Salting salting_of(const Solution& solution, const Event& request) {
  const models::Lexicon& lexicon = solution.engine->names.lexicon();
  std::vector<Field> fields;
  std::set<Term> seen;
  fields_of(solution.terms(), request.slot("value"), fields, seen);
  std::string asked, constant;
  for (const Field& field : fields) {
    const bool is_salt = models::is_prefix_cache_salt(lexicon, field.name);
    if (!is_salt && !models::is_prefix_cache_switch(lexicon, field.name))
      continue;
    if (depends_on_tenant(solution, field.value) || (is_salt && !field.value))
      return {field.name, {}};
    if (is_salt)
      constant = field.name;
    else if (!is_off(solution, field))
      asked = field.name;
  }
  return {{}, constant.empty() ? asked : constant};
}

/// The server, its key or its workspace belongs to one tenant.
bool is_kept_apart(const Solution& solution, const Event& event) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{"instance", "namespace", "credential", "text"},
                             [&](std::string_view slot) {
                               const Term term = event.slot(slot);
                               return term && !solution.query->dependence(term).empty();
                             });
}

/// Outward from the request while its body is only spelled out and handed on.
std::size_t stand(const Solution& solution, const Occurrence& request, std::string_view slot) {
  const Terms& terms = solution.terms();
  std::size_t index = request.event->chain.size();
  while (index > solution.request_start(request)) {
    const Event* seen = solution.seen_from(request, index);
    Term body = seen ? seen->slot(slot) : Term{};
    while (body && terms.kind(body) == TermKind::apply && terms.children(body).size() == 1)
      body = terms.child(body, 0);
    if (!body || !solution.query->is_passed_on(body))
      break;
    --index;
  }
  return index;
}

/// Requests that do send a salt of the tenant: what goes to the same place without one was forgotten.
class SaltedServers {
public:
  explicit SaltedServers(const Solution& solution) : solution_(solution) {
    for (const Occurrence& request : solution.events)
      if (is_request(*request.event) && request.event->slot("value") && request.event->slot("text"))
        if (std::string salt = salting_of(solution, *request.event).salt; !salt.empty())
          salted_.push_back({&request, std::move(salt)});
  }

  struct Salted {
    const Occurrence* request = nullptr;
    std::string field;
  };

  /// Null if the place that `request` goes to gets no salt from anybody.
  [[nodiscard]] const Salted* find(const Event& request) const {
    const auto known = std::ranges::find_if(salted_, [&](const Salted& one) {
      return one.request->event->slot("text") == request.slot("text") && is_same_server(*one.request->event, request);
    });
    return known == salted_.end() ? nullptr : &*known;
  }

  [[nodiscard]] static bool is_request(const Event& event) {
    return event.kind == "data.request" || event.kind == "egress.network" || event.kind == "request.body";
  }

private:
  /// Two written addresses tell servers apart; what was configured may be one.
  [[nodiscard]] bool is_same_server(const Event& left, const Event& right) const {
    const Term a = left.slot("namespace"), b = right.slot("namespace");
    return a == b || !a || !b || !solution_.terms().is_literal(a) || !solution_.terms().is_literal(b);
  }

  const Solution& solution_;
  std::vector<Salted> salted_;
};

Finding report(const Solution& solution, const Occurrence& request, const std::string& field) {
  const bool is_asked = request.event->kind != "model.complete";
  Finding finding;
  place(solution, request, stand(solution, request, request.event->kind == "model.complete" ? "query" : "value"),
        "sent with a prefix cache that all tenants share", finding);
  finding.subject = "prefix cache " + field;
  finding.message =
      is_asked ? "'" + field + "' lets the server keep this prompt's prefix and use it for the next request"
               : "The engine keeps this prompt's prefix for the next request, and the request has no '" + field + "'";
  finding.message +=
      ", and nothing in the request keeps tenants apart: hits show what others asked, and a warm slot can carry their "
      "context over. Send a salt made of the tenant, or give each tenant its own slot, key or server.";
  const Term body = request.event->slot(request.event->kind == "model.complete" ? "query" : "value");
  const std::vector<Term> leaves = solution.query->dependence(body);
  if (!leaves.empty())
    for (const Remark& remark : origin_of(solution, request, leaves.front()))
      relate(finding, remark);
  return finding;
}

Finding report_forgotten(const Solution& solution, const Occurrence& request, const SaltedServers::Salted& salted) {
  Finding finding;
  place(solution, request, stand(solution, request, "value"), "sent without a salt", finding);
  finding.subject = "prefix cache " + salted.field;
  finding.message =
      "Other requests to this server send '" + salted.field +
      "', made of the tenant, and this one does not: its prompt's prefix is kept for all tenants, and hits show what "
      "others asked. Send '" +
      salted.field + "' here too.";
  const std::vector<Place> places = solution.places(*salted.request);
  relate(finding, {range_of(solution.program(), places.back().location), "'" + salted.field + "' is sent here",
                   function_name(solution.program(), places.back().function), true, 1});
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  const SaltedServers servers(solution);
  for (const Occurrence& request : solution.events) {
    const Event& event = *request.event;
    if (event.kind == "model.complete" && event.slot("key") && depends_on_tenant(solution, event.slot("query"))) {
      if (!depends_on_tenant(solution, event.slot("key")) && !is_kept_apart(solution, event))
        findings.push_back(report(solution, request, "cacheSaltID"));
      continue;
    }
    if (!SaltedServers::is_request(event) || !event.slot("value") ||
        !depends_on_tenant(solution, event.slot("value")) || is_kept_apart(solution, event))
      continue;
    const Salting salting = salting_of(solution, event);
    if (!salting.flaw.empty())
      findings.push_back(report(solution, request, salting.flaw));
    else if (const auto* salted = salting.salt.empty() ? servers.find(event) : nullptr)
      findings.push_back(report_forgotten(solution, request, *salted));
  }
  return findings;
}

} // namespace

Check cache_prefix_unsalted() {
  return {{.id = "cache-prefix-unsalted",
           .surface = "cache",
           .name = "CachePrefixUnsalted",
           .title = "Tenants share the prefix cache of an inference server",
           .description = "A request asks the inference server to keep the computed prefix of a prompt that holds "
                          "tenant data, and nothing in it "
                          "keeps tenants apart: no salt, no slot, key or server of their own. Hits can be timed, and "
                          "slots have returned foreign context.",
           .level = Level::warning,
           .precision = "medium",
           .security_severity = 5.3,
           .cwe = {385, 488, 208},
           .owasp = {"LLM02", "LLM10"}},
          run};
}

} // namespace partywall
