// What looks like the leak and is none: the search itself is scoped, or the later test is not about tenants.
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <hnswlib/hnswlib.h>

struct Principal {
  std::string tenant_id;
  std::set<std::string> groups;
};

struct Passage {
  std::string tenant_id;
  std::string document;
  std::string group;
  std::string language;
  long published = 0;
  std::string text;
};

struct Index {
  hnswlib::HierarchicalNSW<float> graph;
  std::vector<Passage> passages;
};

std::vector<std::pair<float, Passage>> nearest(const Index& index, const std::vector<float>& query, std::size_t k) {
  std::vector<std::pair<float, Passage>> out;
  for (auto queue = index.graph.searchKnn(query.data(), k); !queue.empty(); queue.pop())
    out.emplace_back(queue.top().first, index.passages.at(queue.top().second));
  std::reverse(out.begin(), out.end());
  return out;
}

class Indexes {
public:
  const Index& of(const Principal& who) const {
    const auto found = by_tenant_.find(who.tenant_id);
    if (found == by_tenant_.end()) throw std::out_of_range("nothing has been indexed");
    return *found->second;
  }

private:
  std::map<std::string, std::unique_ptr<Index>> by_tenant_;
};

std::vector<Passage> second_look_is_scoped(const Indexes& indexes, const Principal& who,
                                           const std::vector<float>& query) {
  std::vector<Passage> out;
  for (const auto& [distance, passage] : nearest(indexes.of(who), query, 10)) {   // clean
    if (passage.tenant_id != who.tenant_id) throw std::logic_error("an index holds a foreign passage");
    out.push_back(passage);
  }
  return out;
}

std::vector<Passage> score_is_no_tenant(const Indexes& indexes, const Principal& who, const std::vector<float>& query) {
  std::vector<Passage> out;
  for (const auto& [distance, passage] : nearest(indexes.of(who), query, 30))   // clean
    if (distance < 0.4F && passage.language == "en") out.push_back(passage);
  return out;
}

std::vector<Passage> recency_is_no_tenant(const Indexes& indexes, const Principal& who, const std::vector<float>& query,
                                          long oldest) {
  std::vector<Passage> out;
  for (auto& [distance, passage] : nearest(indexes.of(who), query, 30)) out.push_back(std::move(passage));   // clean
  std::erase_if(out, [oldest](const Passage& passage) { return passage.published < oldest; });
  return out;
}

// Who may read what inside one tenant is that tenant's business.
std::vector<Passage> groups_are_no_tenant(const Indexes& indexes, const Principal& who,
                                          const std::vector<float>& query) {
  std::vector<Passage> out;
  for (const auto& [distance, passage] : nearest(indexes.of(who), query, 30))   // clean
    if (who.groups.contains(passage.group)) out.push_back(passage);
  return out;
}

std::vector<Passage> one_per_document_is_no_tenant(const Indexes& indexes, const Principal& who,
                                                   const std::vector<float>& query) {
  std::vector<Passage> out;
  std::set<std::string> seen;
  for (const auto& [distance, passage] : nearest(indexes.of(who), query, 30))   // clean
    if (seen.insert(passage.document).second) out.push_back(passage);
  return out;
}
