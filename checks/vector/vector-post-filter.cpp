/// Ranked and cut first, tested afterwards:   for (hit : index.searchKnn(q, 20)) if (hit.tenant == who.tenant)
/// keep(hit); Tested inside the search:                  index.searchKnn(q, 20, &only_mine);
#include "checks/check.h"
#include "checks/vector/vector-finding.h"

namespace partywall {

namespace {

using namespace solver;

void explain(const std::string& identity, Finding& finding) {
  finding.message =
      "The search ranks the vectors of all tenants, and '" + identity +
      "' is only compared with what it returned: pages come back short or empty, and foreign chunks are in the "
      "shortlist already. Restrict the search itself to '" +
      identity + "', or search an index that holds one tenant only.";
  finding.subject = "search filtered by " + identity;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.action != VectorAction::search || hop.verdict != Verdict::leaking || hop.scope.may)
      continue;
    Finding finding;
    if (!hop.late_scope.leaves.empty()) {
      place(solution, hop.occurrence, hop.stands_at,
            "the inner block ranks and cuts, the block around it tests the tenant", finding);
      explain(spell(solution, hop.late_scope.leaves.front().term), finding);
      findings.push_back(std::move(finding));
      continue;
    }
    const LateTest test = later_test(solution, hop);
    if (!test.occurrence)
      continue;
    place(solution, hop.occurrence, hop.stands_at, "the shortlist is ranked and cut over everybody's vectors here",
          finding);
    explain(spell(solution, test.identity), finding);
    const Site& site = solution.terms().at(test.occurrence->event->site);
    Remark late{range_of(solution.program(), site.location), "the tenant is tested here, after ranking",
                function_name(solution.program(), site.function), true, 1};
    relate_ranking(solution, hop, finding);
    relate(finding, late);
    finding.path.push_back(late);
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace

Check vector_post_filter() {
  return {{.id = "vector-post-filter",
           .surface = "vector",
           .name = "VectorPostFilter",
           .title = "Vector search is filtered by tenant only after ranking",
           .description = "A nearest-neighbour search runs over the vectors of all tenants with a fixed size, and "
                          "foreign hits are removed "
                          "from its result afterwards. The results are short, wrong or empty, and foreign content is "
                          "already in the process.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 7.5,
           .cwe = {203, 696, 863},
           .owasp = {"LLM08", "MCP10"}},
          run};
}

} // namespace partywall
