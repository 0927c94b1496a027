/// The caller's token goes on:   billing.Get("/invoices", {{"Authorization", req.get_header_value("Authorization")}});
/// One of its own:               billing.Get("/invoices", {{"Authorization", "Bearer " + exchange(who, "billing")}});
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

bool is_text(const Terms& terms, Term term) { return terms.kind(term) == TermKind::text; }

/// A part of what the caller sent: a source of role caller or credential, or a parameter that is a request by its type.
bool is_from_caller(const Solution& solution, Term term) {
  const Terms& terms = solution.terms();
  while (true) {
    switch (terms.kind(term)) {
    case TermKind::project:
    case TermKind::load:
    case TermKind::named:
    case TermKind::offset:
      term = terms.child(term, 0);
      continue;
    case TermKind::apply:
      if (terms.children(term).empty())
        return false;
      term = terms.child(term, 0);
      continue;
    case TermKind::source: {
      const std::string_view role = terms.name(terms.at(term).symbol);
      return role == "caller" || role == "credential";
    }
    case TermKind::input:
      return solution.query->judge(term, {}).provenance == Provenance::caller;
    default:
      return false;
    }
  }
}

/// The headers of the request as a whole: its credential is among them.
bool is_all_headers(const Solution& solution, Term term) {
  const Terms& terms = solution.terms();
  if (terms.kind(term) != TermKind::project || terms.kind(terms.child(term, 1)) != TermKind::step_field)
    return false;
  return terms.name(terms.at(terms.child(term, 1)).symbol) == "headers" && is_from_caller(solution, term);
}

/// This request finds out by `credential` who is asking, so it is the caller's and not a key of our own.
bool tells_caller(const Solution& solution, const Occurrence& request, Term credential) {
  const Terms& terms = solution.terms();
  return std::ranges::any_of(solution.beside(request), [&](const Occurrence& other) {
    if (!is_same_request(request, other))
      return false;
    if (other.event->kind == "credential.check")
      return terms.contains(other.event->slot("subject"), credential);
    if (other.event == request.event)
      return false;
    for (const auto& [name, term] : other.event->slots)
      for (const Term identity : solution.query->dependence(term))
        if (identity != credential && terms.contains(identity, credential))
          return true;
    return false;
  });
}

/// The caller's credential as it stands in `term`, under whatever scheme or list around it.
Term passed_credential(const Solution& solution, const Occurrence& request, Term term, int depth = 0) {
  if (!term || depth > 24)
    return {};
  const Terms& terms = solution.terms();
  if (is_all_headers(solution, term))
    return term;
  const auto children = terms.children(term);
  switch (terms.kind(term)) {
  case TermKind::project:
  case TermKind::load:
  case TermKind::source:
  case TermKind::input:
    if (solution.query->is_credential(term) && (is_from_caller(solution, term) || tells_caller(solution, request, term)))
      return term;
    return {};
  case TermKind::apply:
    if (terms.is_apply(term, "digest") || terms.is_apply(term, "derived") || terms.is_apply(term, "hash") ||
        terms.is_apply(term, "claims"))
      return {};
    [[fallthrough]];
  case TermKind::cat:
  case TermKind::list:
  case TermKind::record:
  case TermKind::alternative:
  case TermKind::named:
  case TermKind::repeat: {
    const std::vector<Term> parts(children.begin(), children.end());
    for (std::size_t i = terms.kind(term) == TermKind::alternative ? 1 : 0; i < parts.size();
         i += terms.kind(term) == TermKind::alternative ? 2 : 1)
      if (const Term found = passed_credential(solution, request, parts[i], depth + 1))
        return found;
    return {};
  }
  default:
    return {};
  }
}

/// Asked who the token speaks for: the identity of the request comes out of the answer.
bool asks_who_it_is(const Solution& solution, const Occurrence& request) {
  const SiteId site = request.event->site;
  for (const Occurrence& other : solution.beside(request)) {
    if (other.event == request.event || !is_same_request(request, other))
      continue;
    for (const auto& [name, term] : other.event->slots) {
      if (name == "results" || !solution.query->depends_on_result(term, site))
        continue;
      for (const IdentityLeaf& leaf : solution.query->holding(term, other.event->facts).leaves)
        if (solution.query->depends_on_result(leaf.term, site))
          return true;
    }
  }
  return false;
}

/// A service whose business tokens are, by its address or by the name of the client.
bool is_about_tokens(const Solution& solution, const Event& event) {
  const Terms& terms = solution.terms();
  const models::Lexicon& lexicon = solution.engine->names.lexicon();
  const auto names_provider = [&](Term part) {
    if (is_text(terms, part))
      return models::is_identity_provider_address(lexicon, terms.name(terms.at(part).symbol));
    const TermKind kind = terms.kind(part);
    if (kind != TermKind::object && kind != TermKind::project && kind != TermKind::offset)
      return false;
    return std::ranges::any_of(
        solution.engine->names.path(terms, solution.program(), part),
        [&](const models::PathName& name) { return models::is_identity_provider_name(lexicon, name.name); });
  };
  return terms.any_part(event.slot("text"), names_provider) || terms.any_part(event.slot("instance"), names_provider);
}

/// Where an object that was given the credential is sent with: the next call that takes it.
std::optional<ir::Location> sent_with(const Solution& solution, const Site& given) {
  const ir::Program& program = solution.program();
  const ir::Function& function = program.at(given.function);
  const ir::Instruction* giver = nullptr;
  std::optional<ir::Location> found;
  for (const ir::Block& block : function.blocks)
    for (const ir::Instruction& instruction : block.instructions) {
      if (instruction.op != ir::Op::call)
        continue;
      if (instruction.location == given.location && instruction.callee &&
          program.text(program.at(instruction.callee).name).ends_with("::AddMetadata"))
        giver = &instruction;
      else if (giver && !found &&
               std::ranges::find(instruction.operands, giver->receiver) != instruction.operands.end())
        found = instruction.location;
    }
  return found;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Occurrence& occurrence : solution.events) {
    const Event& event = *occurrence.event;
    if (event.kind != "data.request" && event.kind != "egress.network" && event.kind != "model.complete")
      continue;
    const Term credential = passed_credential(solution, occurrence, event.slot("credential"));
    if (!credential || is_about_tokens(solution, event) || asks_who_it_is(solution, occurrence))
      continue;
    Finding finding;
    place(solution, occurrence, event.chain.size(), "the caller's credential leaves for another service here", finding);
    const Site& site = solution.terms().at(event.site);
    if (const auto call = sent_with(solution, site); call && is_reported(solution, *call)) {
      const Remark given{finding.primary, "the credential is put into the call here", finding.function, true, 1};
      finding.primary = range_of(solution.program(), *call);
      relate(finding, given);
    }
    const std::string name = spell(solution, credential);
    for (Remark& remark : origin_of(solution, occurrence, credential))
      finding.path.insert(finding.path.begin(), std::move(remark));
    finding.message = "'" + name +
                      "', the credential the caller showed to this service, is forwarded to another one: that service "
                      "trusts a token meant for us, and cannot tell the two apart. Send a token of our own, or one "
                      "exchanged for that "
                      "service and this tenant.";
    finding.subject = "forwarded " + name;
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace

Check tool_token_passthrough() {
  return {{.id = "tool-token-passthrough",
           .surface = "tool",
           .name = "ToolTokenPassthrough",
           .title = "The caller's token is forwarded to another service",
           .description = "The bearer token, cookie or key that a caller presented is sent on unchanged with a request "
                          "to another service, "
                          "instead of a credential of this service or one exchanged for that audience and tenant.",
           .level = Level::warning,
           .precision = "high",
           .security_severity = 7.1,
           .cwe = {345, 522, 441},
           .owasp = {"MCP01", "MCP07", "ASI03"}},
          run};
}

} // namespace partywall
