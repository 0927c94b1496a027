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

/// Why the request shares what it should not; empty if it does not.
std::string flaw_of(const Solution& solution, const Occurrence& request) {
  const Event& event = *request.event;
  const models::Lexicon& lexicon = solution.engine->names.lexicon();
  const Term body = event.slot("value");
  if (!body)
    return {};
  std::vector<Field> fields;
  std::set<Term> seen;
  fields_of(solution.terms(), body, fields, seen);
  std::string asked, constant;
  for (const Field& field : fields) {
    const bool is_salt = models::is_prefix_cache_salt(lexicon, field.name);
    if (!is_salt && !models::is_prefix_cache_switch(lexicon, field.name))
      continue;
    if (depends_on_tenant(solution, field.value) || (is_salt && !field.value))
      return {};
    if (is_salt)
      constant = field.name;
    else if (!is_off(solution, field))
      asked = field.name;
  }
  return constant.empty() ? asked : constant;
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

Finding report(const Solution& solution, const Occurrence& request, const std::string& field) {
  const bool is_asked = request.event->kind != "model.complete";
  Finding finding;
  place(solution, request, stand(solution, request, request.event->kind == "model.complete" ? "query" : "value"),
        "sent with a prefix cache that all tenants share", finding);
  finding.subject = "prefix cache " + field;
  finding.message = is_asked ? "'" + field + "' lets the server keep this prompt's prefix and use it for the next request"
                             : "The engine keeps this prompt's prefix for the next request, and the request has no '" + field + "'";
  finding.message += ", and nothing in the request keeps tenants apart: hits show what others asked, and a warm slot can carry their "
                     "context over. Send a salt made of the tenant, or give each tenant its own slot, key or server.";
  const Term body = request.event->slot(request.event->kind == "model.complete" ? "query" : "value");
  const std::vector<Term> leaves = solution.query->dependence(body);
  if (!leaves.empty())
    for (const Remark& remark : origin_of(solution, request, leaves.front()))
      relate(finding, remark);
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Occurrence& request : solution.events) {
    const Event& event = *request.event;
    if (event.kind == "model.complete" && event.slot("key") && depends_on_tenant(solution, event.slot("query"))) {
      if (!depends_on_tenant(solution, event.slot("key")) && !is_kept_apart(solution, event))
        findings.push_back(report(solution, request, "cacheSaltID"));
      continue;
    }
    if (event.kind != "data.request" && event.kind != "egress.network" && event.kind != "request.body")
      continue;
    if (!depends_on_tenant(solution, event.slot("value")) || is_kept_apart(solution, event))
      continue;
    if (const std::string field = flaw_of(solution, request); !field.empty())
      findings.push_back(report(solution, request, field));
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
