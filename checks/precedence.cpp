#include "checks/precedence.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace partywall {

namespace {

/// Root first. Checks that are not listed stand for themselves.
constexpr std::array<std::pair<std::string_view, int>, 21> ranks{{
    {"tool-credential-unverified", 0},
    {"tool-session-as-credential", 1},
    {"tool-tenant-ambient", 2},
    {"tool-tenant-from-context", 3},
    {"cache-key-tenant-from-context", 3},
    {"vector-tenant-from-context", 3},
    {"cache-key-equality-drops-tenant", 4},
    {"cache-lookup-before-auth", 4},
    {"cache-key-conditional-tenant", 5},
    {"vector-filter-optional", 5},
    {"vector-filter-discarded", 5},
    {"vector-post-filter", 5},
    {"cache-key-ambiguous-tenant", 6},
    {"cache-key-missing-tenant", 7},
    {"cache-semantic-unscoped", 7},
    {"cache-prefix-unsalted", 7},
    {"cache-static-memo", 7},
    {"vector-search-unscoped", 7},
    {"vector-write-untagged", 7},
    {"tool-unscoped-access", 7},
    {"tool-tenant-by-prompt", 8},
}};

std::optional<int> rank_of(std::string_view check) {
  const auto found = std::ranges::find(ranks, check, &std::pair<std::string_view, int>::first);
  return found == ranks.end() ? std::nullopt : std::optional(found->second);
}

bool is_about(const Finding& finding, const SourceRange& where) {
  return finding.primary == where || std::ranges::find(finding.related, where, &Remark::where) != finding.related.end();
}

bool is_nearer_to_the_root(const Finding& left, const Finding& right) {
  const auto of_left = rank_of(left.check);
  const auto of_right = rank_of(right.check);
  return of_left && of_right && *of_left < *of_right && is_about(left, right.primary);
}

void take_over(Finding& root, const Finding& other) {
  for (const Remark& remark : other.related)
    if (!is_about(root, remark.where)) root.related.push_back(remark);
}

std::vector<Finding> one_for_each_place(std::vector<Finding> findings) {
  std::ranges::stable_sort(findings, {}, [](const Finding& finding) {
    return std::tuple(finding.primary, finding.check, finding.path.size());
  });
  std::vector<Finding> united;
  for (Finding& finding : findings) {
    if (!united.empty() && united.back().primary == finding.primary && united.back().check == finding.check)
      take_over(united.back(), finding);
    else
      united.push_back(std::move(finding));
  }
  return united;
}

}  // namespace

std::vector<Finding> one_for_each_cause(std::vector<Finding> findings) {
  std::vector<Finding> united = one_for_each_place(std::move(findings));
  std::vector<Finding> kept;
  for (const Finding& finding : united) {
    const bool is_told =
        std::ranges::any_of(united, [&](const Finding& other) { return is_nearer_to_the_root(other, finding); });
    if (!is_told) kept.push_back(finding);
  }
  for (const Finding& finding : united)
    for (Finding& root : kept)
      if (is_nearer_to_the_root(root, finding)) take_over(root, finding);
  return kept;
}

}  // namespace partywall
