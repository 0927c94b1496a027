#include "checks/tool/tool-finding.h"

#include <algorithm>

namespace partywall {

using namespace solver;

bool is_use(const Event& event) {
  static constexpr std::string_view kinds[] = {"data.", "cache.", "vector.", "store.", "limit.", "usage."};
  return std::ranges::any_of(kinds, [&](std::string_view kind) { return event.kind.starts_with(kind); });
}

std::vector<IdentityLeaf> identities_of(const Solution& solution, const Event& event) {
  static constexpr std::string_view slots[] = {"parameters", "text", "tenant", "namespace", "key", "filter", "instance", "bucket", "label"};
  std::vector<IdentityLeaf> found;
  for (const std::string_view slot : slots) {
    const Term term = event.slot(slot);
    if (!term) continue;
    for (const IdentityLeaf& leaf : solution.query->holding(term, event.facts).leaves)
      if (std::ranges::find(found, leaf.term, &IdentityLeaf::term) == found.end()) found.push_back(leaf);
  }
  return found;
}

Finding* ToldOnce::tell(Finding finding, const std::string& name, const std::vector<Remark>& way) {
  const auto [known, is_new] = known_.try_emplace({finding.primary, name}, findings_.size());
  if (is_new) findings_.push_back(std::move(finding));
  Finding& told = findings_[known->second];
  if (!way.empty()) relate(told, way.back());
  if (!is_new) {
    for (Remark& remark : finding.related) relate(told, std::move(remark));
    return nullptr;
  }
  // The way there goes on from where the tenant was taken: calls that both go through are told once.
  for (const Remark& step : way)
    if (std::ranges::none_of(told.path, [&](const Remark& one) { return one.where == step.where; })) told.path.push_back(step);
  return &told;
}

std::optional<Site> answering_site(const Solution& solution, Term term) {
  const Terms& terms = solution.terms();
  while (terms.kind(term) == TermKind::named || terms.kind(term) == TermKind::project || terms.kind(term) == TermKind::load ||
         (terms.kind(term) == TermKind::apply && terms.children(term).size() == 1))
    term = terms.child(term, 0);
  if (terms.kind(term) != TermKind::call && terms.kind(term) != TermKind::result && terms.kind(term) != TermKind::source) return std::nullopt;
  if (!terms.site_of(term)) return std::nullopt;
  const Site site = terms.at(terms.site_of(term));
  return is_reported(solution, site.location) ? std::optional(site) : std::nullopt;
}

}  // namespace partywall
