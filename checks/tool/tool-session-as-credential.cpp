/// An id is a name, not a proof:   tenant = tenant_of_session[session_id];
/// A credential is one:            who = authenticate(request); if (session.owner != who.sub) refuse();
#include "checks/check.h"
#include "checks/tool/tool-finding.h"

namespace partywall {

namespace {

using namespace solver;

/// Stands at the look-up by the id.
Finding locate(const Solution& solution, const Occurrence& use, Term lookup) {
  const Terms& terms = solution.terms();
  Finding finding;
  const bool is_entry = terms.kind(lookup) == TermKind::project;
  const Occurrence* read = is_entry ? nearest_event(solution, use, "store.", [&](const Event& event) {
    return event.slot("key") == terms.child(terms.child(lookup, 1), 0);
  }) : nullptr;
  if (read) {
    place(solution, *read, read->event->chain.size(), "whose session it is, is looked up here", finding);
  } else if (const auto site = answering_site(solution, lookup)) {
    finding.primary = range_of(solution.program(), site->location);
    finding.function = function_name(solution.program(), site->function);
    finding.path.push_back({finding.primary, "whose session it is, is looked up here", finding.function, true, 1});
  } else {
    place(solution, use, use.event->chain.size(), "data is chosen by a session id here", finding);
  }
  return finding;
}

/// The id itself, for the message.
Term handle_of(const Solution& solution, Term lookup, std::span<const Term> facts) {
  const Terms& terms = solution.terms();
  if (terms.kind(lookup) == TermKind::project) return terms.child(terms.child(lookup, 1), 0);
  for (const Term asked : terms.children(lookup))
    if (solution.query->is_client_handle(asked, facts)) return asked;
  return lookup;
}

std::vector<Finding> run(const Solution& solution) {
  ToldOnce findings;
  for (const Occurrence& use : solution.events) {
    if (!is_use(*use.event)) continue;
    for (const IdentityLeaf& leaf : identities_of(solution, *use.event)) {
      const bool is_compared = solution.query->is_compared(leaf.term, use.event->facts);
      const Term lookup = is_compared ? Term{} : solution.query->handle_lookup(leaf.term, use.event->facts);
      if (!lookup) continue;
      Finding* const told = findings.tell(locate(solution, use, lookup), {}, path_to(solution, use, "data is chosen by it here"));
      if (!told) continue;
      const std::string id = spell(solution, handle_of(solution, lookup, use.event->facts));
      told->subject = "session " + id;
      told->message = "'" + spell(solution, leaf.term) + "' is looked up by '" + id +
                     "', which the client holds and may pass on: whoever knows the id acts for that tenant. Authenticate the request, and compare the "
                     "session's owner with the principal.";
    }
  }
  return findings.take();
}

}  // namespace

Check tool_session_as_credential() {
  return {{.id = "tool-session-as-credential",
           .surface = "tool",
           .name = "ToolSessionAsCredential",
           .title = "A session id is taken for a credential",
           .description = "Whose data is touched is looked up by the id of a session, conversation, thread or run that the client presents, with no "
                          "credential in the same request.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 9.1,
           .cwe = {384, 290, 287},
           .owasp = {"MCP07", "ASI03"}},
          run};
}

}  // namespace partywall
