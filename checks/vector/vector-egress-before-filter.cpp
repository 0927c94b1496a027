/// Out before the test:   auto hits = index.search(q, 50);  log(hits);  erase_if(hits, not_mine);
/// Out after a scoped search: auto hits = own_index.search(q, 50);  log(hits);
#include "checks/check.h"
#include "checks/flow/solver/vector-score.h"
#include "checks/vector/vector-finding.h"

#include <algorithm>
#include <array>
#include <map>

namespace partywall {

namespace {

using namespace solver;

struct Way {
  std::string_view kind;
  const char* where;
};

constexpr std::array ways{Way{"egress.log", "a log"},
                          Way{"egress.network", "the network"},
                          Way{"data.request", "another service"},
                          Way{"model.complete", "a model"},
                          Way{"egress.model", "a model"},
                          Way{"egress.call", "code that sends it on"}};

const Way* way_of(const Event& event) {
  const auto found = std::ranges::find(ways, event.kind, &Way::kind);
  return found == ways.end() ? nullptr : &*found;
}

/// One comes before the other where their ways part, in the text of the function that starts both.
bool is_before(const Solution& solution, const Occurrence& first, const Occurrence& second) {
  const std::vector<Place> left = solution.places(first);
  const std::vector<Place> right = solution.places(second);
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    const ir::Location& a = left[i].location;
    const ir::Location& b = right[i].location;
    if (a == b)
      continue;
    return left[i].function == right[i].function && std::pair(a.line, a.column) < std::pair(b.line, b.column);
  }
  return false;
}

Finding report(const Solution& solution, const Occurrence& egress, const Way& way, const Hop& search,
               const Occurrence& test) {
  Finding finding;
  const std::size_t stands = solution.places(egress).size() - 1;
  // Where a wrapper only hands the text on, its caller decided to send it.
  const std::string_view slot = egress.event->slot("value") ? "value" : "text";
  const std::size_t composed = solution.stand(egress, slot);
  place(solution, egress, std::min(composed, stands), std::string("unfiltered candidates go to ") + way.where + " here",
        finding);
  finding.message = std::string("Candidates of all tenants go to ") + way.where +
                    " here, before the tenant is tested: what has left cannot be filtered any more. Restrict the "
                    "search itself, or send only what "
                    "has passed the test.";
  finding.subject = std::string("candidates to ") + way.where;
  const auto add = [&](const Occurrence& occurrence, std::size_t index, const std::string& text) {
    const std::vector<Place> places = solution.places(occurrence);
    const Place& where = places[std::min(index, places.size() - 1)];
    const Remark remark{range_of(solution.program(), where.location), text,
                        function_name(solution.program(), where.function), true, 1};
    relate(finding, remark);
    return remark;
  };
  finding.path.insert(finding.path.begin(),
                      add(search.occurrence, search.stands_at, "the search runs over all tenants"));
  finding.path.push_back(add(test, solution.places(test).size() - 1, "the tenant is tested here, too late"));
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.action != VectorAction::search || hop.verdict != Verdict::leaking || hop.scope.may)
      continue;
    const Occurrence* test = later_test(solution, hop).occurrence;
    if (!test)
      continue;
    const std::function<bool(Term)> is_found = found_by(solution, hop);
    const bool is_by_hand = hop.occurrence.event->kind == "vector.score";
    for (const Occurrence& egress : solution.beside(hop.occurrence)) {
      const Way* way = way_of(*egress.event);
      if (!way || egress.event->site == hop.occurrence.event->site ||
          !shares_request(hop, *egress.event) ||
          (is_by_hand && solver::is_before_ranking(solution, hop.occurrence, egress)))
        continue;
      const bool has_content = std::ranges::any_of(egress.event->slots, [&](const auto& slot) {
        return slot.first != "results" && slot.first != "instance" && carries_content(solution, slot.second, is_found);
      });
      if (has_content && is_before(solution, egress, *test))
        findings.push_back(report(solution, egress, *way, hop, *test));
    }
  }
  return findings;
}

} // namespace

Check vector_egress_before_filter() {
  return {{.id = "vector-egress-before-filter",
           .surface = "vector",
           .name = "VectorEgressBeforeFilter",
           .title = "Unfiltered search results leave the process before the tenant is tested",
           .description = "Candidates of a search over all tenants are logged, reranked, sent to a model or over the "
                          "network before the test of the "
                          "tenant removes them.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 7.5,
           .cwe = {532, 200, 696},
           .owasp = {"LLM02", "LLM08", "MCP10"}},
          run};
}

} // namespace partywall
