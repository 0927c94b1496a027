/// Anybody can write a token:       tenant = jwt::decode(token).get_payload_claim("tenant");
/// Its signature says who did:      verifier.verify(decoded); tenant = decoded.get_payload_claim("tenant");
#include "checks/check.h"
#include "checks/tool/tool-finding.h"

namespace partywall {

namespace {

using namespace solver;

/// The last decoding before `read` of the text that `claim` is read out of, in the function that reads it.
const Occurrence* decoded_by_hand(const Solution& solution, const Occurrence* read, Term token, Term claim) {
  if (!read) return nullptr;
  const Terms& terms = solution.terms();
  const Site& reader = terms.at(read->event->site);
  const Occurrence* found = nullptr;
  for (const Occurrence& other : solution.beside(*read)) {
    const Event& event = *other.event;
    if (event.kind != "effect.decoded" || event.chain != read->event->chain) continue;
    const Term document = event.slot("subject");
    if (!terms.contains(claim, document) || !terms.contains(document, token)) continue;
    const Site& site = terms.at(event.site);
    if (site.location.line > reader.location.line || !is_reported(solution, site.location)) continue;
    if (!found || terms.at(found->event->site).location.line <= site.location.line) found = &other;
  }
  return found;
}

/// The last decoding of `token` before `read` that the function with the read makes, or a call in it: a token may be
/// decoded once to look at it, and once more to go by what it says.
const Occurrence* decoded_before(const Solution& solution, const Occurrence* read, Term token) {
  if (!read) return nullptr;
  const Terms& terms = solution.terms();
  const auto& chain = read->event->chain;
  const std::uint32_t last = terms.at(read->event->site).location.line;
  const Occurrence* found = nullptr;
  std::uint32_t nearest = 0;
  for (const Occurrence& other : solution.beside(*read)) {
    const Event& event = *other.event;
    if (event.kind != "effect.decoded" || event.slot("subject") != token || event.chain.size() < chain.size()) continue;
    if (!std::equal(chain.begin(), chain.end(), event.chain.begin())) continue;
    const std::uint32_t line = terms.at(event.chain.size() > chain.size() ? event.chain[chain.size()].call : event.site).location.line;
    if (line > last || line < nearest) continue;
    nearest = line;
    found = &other;
  }
  return found;
}

/// Stands at the decoding where that is seen, else where the claim is read, else at the use.
Finding locate(const Solution& solution, const Occurrence& use, Term token, Term claim) {
  Finding finding;
  const Occurrence* read = read_of(solution, use, claim);
  const Occurrence* decoded = decoded_before(solution, read, token);
  if (!decoded) decoded = nearest_event(solution, use, "effect.decoded", [&](const Event& event) { return event.slot("subject") == token; });
  if (!decoded) decoded = decoded_by_hand(solution, read, token, claim);
  const bool is_certificate = solution.query->is_peer_certificate(token);
  if (const Occurrence* taken = decoded ? decoded : read) {
    place(solution, *taken, taken->event->chain.size(),
          is_certificate ? "the certificate is taken here, and not verified"
          : decoded      ? "the token is decoded here, and not verified"
                         : "the claim is taken from the token's text here",
          finding);
  } else if (const auto site = answering_site(solution, claim)) {
    finding.primary = range_of(solution.program(), site->location);
    finding.function = function_name(solution.program(), site->function);
    finding.path.push_back({finding.primary, "the token is read here, and not verified", finding.function, true, 1});
  } else {
    place(solution, use, use.event->chain.size(), "data is chosen by an unverified claim here", finding);
  }
  if (decoded && read)
    for (const Remark& remark : path_to(solution, *read, "the claim is taken from it here"))
      if (remark.is_key) relate(finding, remark);
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  ToldOnce findings;
  for (const Occurrence& use : solution.events) {
    if (!is_use(*use.event)) continue;
    for (const IdentityLeaf& leaf : identities_of(solution, *use.event)) {
      if (is_trusted(leaf.provenance)) continue;
      const Term token = solution.query->claimed_token(leaf.term);
      if (!token) continue;
      Finding* const told = findings.tell(locate(solution, use, token, leaf.term), {}, path_to(solution, use, "data is chosen by the claim here"));
      if (!told) continue;
      const std::string name = spell(solution, leaf.term);
      told->subject = "claim " + name;
      if (solution.query->is_peer_certificate(token))
        told->message = "'" + name + "' is read from a client certificate that nothing has verified on this path, and chooses whose data is touched: anybody "
                       "can make such a certificate. Ask for it with SSL_VERIFY_PEER and let no callback accept what fails, or look at "
                       "SSL_get_verify_result before its names are used.";
      else
        told->message = "'" + name + "' is read from a token whose signature nothing has checked on this path, and chooses whose data is touched: anybody can "
                       "write such a token. Verify it, and look at the outcome, before its claims are used.";
    }
  }
  return findings.take();
}

}  // namespace

Check tool_credential_unverified() {
  return {{.id = "tool-credential-unverified",
           .surface = "tool",
           .name = "ToolCredentialUnverified",
           .title = "Claims of a token are used without verifying it",
           .description = "A token is decoded and its claims choose whose data is touched, but on some path its signature was not checked, or the outcome of "
                          "the check was not looked at.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 9.8,
           .cwe = {345, 290, 347},
           .owasp = {"MCP07", "MCP01", "ASI03"}},
          run};
}

}  // namespace partywall
