#include "checks/all-checks.h"

#include "checks/flow/solver/solution.h"
#include "checks/precedence.h"

#include <utility>

namespace partywall {

Check cache_key_missing_tenant();
Check cache_key_conditional_tenant();
Check cache_key_ambiguous_tenant();
Check cache_key_tenant_from_context();
Check cache_key_equality_drops_tenant();
Check cache_static_memo();
Check cache_connection_desync();
Check cache_semantic_unscoped();
Check cache_lookup_before_auth();
Check cache_prefix_unsalted();
Check cache_disabled_for_tenancy();
Check vector_search_unscoped();
Check vector_post_filter();
Check vector_filter_optional();
Check vector_filter_discarded();
Check vector_filter_injection();
Check vector_tenant_from_context();
Check vector_write_untagged();
Check vector_erasure_incomplete();
Check vector_egress_before_filter();
Check tool_credential_unverified();
Check tool_session_as_credential();
Check tool_tenant_from_context();
Check tool_unscoped_access();
Check tool_tenant_in_schema();
Check tool_tenant_ambient();
Check tool_tenant_by_prompt();
Check tool_token_passthrough();
Check tool_capture_outlives_request();
Check quota_limit_shared();
Check quota_usage_unattributed();

const std::vector<Check>& all_checks() {
  static const std::vector<Check> checks{
      cache_key_missing_tenant(),
      cache_key_conditional_tenant(),
      cache_key_ambiguous_tenant(),
      cache_key_tenant_from_context(),
      cache_key_equality_drops_tenant(),
      cache_static_memo(),
      cache_connection_desync(),
      cache_semantic_unscoped(),
      cache_lookup_before_auth(),
      cache_prefix_unsalted(),
      cache_disabled_for_tenancy(),
      vector_search_unscoped(),
      vector_post_filter(),
      vector_filter_optional(),
      vector_filter_discarded(),
      vector_filter_injection(),
      vector_tenant_from_context(),
      vector_write_untagged(),
      vector_erasure_incomplete(),
      vector_egress_before_filter(),
      tool_credential_unverified(),
      tool_session_as_credential(),
      tool_tenant_from_context(),
      tool_unscoped_access(),
      tool_tenant_in_schema(),
      tool_tenant_ambient(),
      tool_tenant_by_prompt(),
      tool_token_passthrough(),
      tool_capture_outlives_request(),
      quota_limit_shared(),
      quota_usage_unattributed(),
  };
  return checks;
}

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
  return one_for_each_cause(std::move(findings));
}

}  // namespace partywall
