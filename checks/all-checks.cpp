#include "checks/all-checks.h"

#include "checks/flow/solver/solution.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace partywall {

Check cache_key_missing_tenant();
Check cache_key_conditional_tenant();
Check cache_key_ambiguous_tenant();
Check cache_key_tenant_from_context();
Check vector_post_filter();
Check tool_tenant_from_context();

const std::vector<Check>& all_checks() {
  static const std::vector<Check> checks{
      cache_key_missing_tenant(),      cache_key_conditional_tenant(), cache_key_ambiguous_tenant(),
      cache_key_tenant_from_context(), vector_post_filter(),           tool_tenant_from_context(),
  };
  return checks;
}

namespace {

/// One place, one check: the same place reached on several ways is one finding with the shortest path.
std::vector<Finding> unite(std::vector<Finding> findings) {
  std::ranges::stable_sort(findings, {}, [](const Finding& finding) {
    return std::tuple(finding.primary, finding.check, finding.path.size());
  });
  std::vector<Finding> united;
  for (Finding& finding : findings) {
    if (!united.empty() && united.back().primary == finding.primary && united.back().check == finding.check) {
      for (Remark& remark : finding.related) {
        auto& related = united.back().related;
        if (std::ranges::find(related, remark.where, &Remark::where) == related.end()) related.push_back(std::move(remark));
      }
      continue;
    }
    united.push_back(std::move(finding));
  }
  return united;
}

}  // namespace

std::vector<Finding> run_checks(const solver::Solution& solution) {
  std::vector<Finding> findings;
  for (const Check& check : all_checks()) {
    for (Finding& finding : check.run(solution)) {
      if (finding.primary.path.empty()) continue;
      finding.check = check.info.id;
      finding.level = check.info.level;
      findings.push_back(std::move(finding));
    }
  }
  return unite(std::move(findings));
}

}  // namespace partywall
