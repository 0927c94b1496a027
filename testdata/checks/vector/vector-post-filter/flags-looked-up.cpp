// The late test is no comparison: found ids are looked up beside the tenant, or asked about.
#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <hiredis/hiredis.h>
#include <hnswlib/hnswlib.h>
#include <pqxx/pqxx>

struct Principal {
  std::string tenant_id;
};

struct Page {
  std::string tenant_id;
  std::string text;
};

using Graph = hnswlib::HierarchicalNSW<float>;

std::vector<std::size_t> labels_of(const Graph& graph, const std::vector<float>& query) {
  std::vector<std::size_t> labels;
  for (const auto& [distance, label] : graph.searchKnnCloserFirst(query.data(), 20)) labels.push_back(label);   // step
  return labels;
}

// The rows are asked for by found ids and by the tenant: what is not his falls out.
std::vector<std::string> queried_leaks(const Graph& graph, pqxx::work& work, const Principal& who,
                                       const std::vector<float>& query) {
  std::string found = "{";
  for (const std::size_t label : labels_of(graph, query)) found += std::to_string(label) + ",";   // leak: vector-post-filter
  found += "0}";
  std::vector<std::string> texts;
  const pqxx::result rows = work.exec_params(   // step
      "SELECT body FROM pages WHERE label = ANY($1::bigint[]) AND tenant_id = $2", found, who.tenant_id);
  for (const auto& row : rows) texts.push_back(row[0].c_str());
  return texts;
}

// The twin: the tenant's graph.
std::vector<std::string> queried_is_scoped(const std::unordered_map<std::string, std::unique_ptr<Graph>>& graphs,
                                           pqxx::work& work, const Principal& who, const std::vector<float>& query) {
  std::string found = "{";
  for (const std::size_t label : labels_of(*graphs.at(who.tenant_id), query)) found += std::to_string(label) + ",";   // clean
  found += "0}";
  std::vector<std::string> texts;
  const pqxx::result rows = work.exec_params(
      "SELECT body FROM pages WHERE label = ANY($1::bigint[]) AND tenant_id = $2", found, who.tenant_id);
  for (const auto& row : rows) texts.push_back(row[0].c_str());
  return texts;
}

// The owner of each found id, from a hash.
std::vector<std::size_t> owner_in_redis_leaks(const Graph& graph, redisContext* redis, const Principal& who,
                                              const std::vector<float>& query) {
  std::vector<std::size_t> mine;
  auto nearest = graph.searchKnn(query.data(), 10);   // leak: vector-post-filter
  for (; !nearest.empty(); nearest.pop()) {
    const std::string label = std::to_string(nearest.top().second);
    auto* reply = static_cast<redisReply*>(redisCommand(redis, "HGET owners %s", label.c_str()));
    if (reply && reply->type == REDIS_REPLY_STRING && who.tenant_id == reply->str) mine.push_back(nearest.top().second);   // step
    freeReplyObject(reply);
  }
  return mine;
}

// The owner of each found id, from a map.
class Owners {
public:
  std::vector<std::size_t> owned_leaks(const Graph& graph, const Principal& who, const std::vector<float>& query) const {
    std::vector<std::size_t> mine;
    auto nearest = graph.searchKnn(query.data(), 10);   // leak: vector-post-filter
    for (; !nearest.empty(); nearest.pop()) {
      const auto owner = owners_.find(nearest.top().second);
      if (owner != owners_.end() && owner->second == who.tenant_id) mine.push_back(nearest.top().second);   // step
    }
    return mine;
  }

private:
  std::unordered_map<std::size_t, std::string> owners_;
};

// The ids that are the tenant's are there already, and used too late.
std::unordered_set<std::size_t> labels_of_tenant(const std::string& tenant_id);

std::vector<std::size_t> allowed_leaks(const Graph& graph, const Principal& who, const std::vector<float>& query) {
  const std::unordered_set<std::size_t> allowed = labels_of_tenant(who.tenant_id);
  std::vector<std::size_t> mine;
  for (auto nearest = graph.searchKnn(query.data(), 10); !nearest.empty(); nearest.pop())   // leak: vector-post-filter
    if (allowed.contains(nearest.top().second)) mine.push_back(nearest.top().second);   // step
  return mine;
}

std::unordered_map<std::size_t, std::string> titles_of_tenant(const std::string& tenant_id);

std::vector<std::string> joined_leaks(const Graph& graph, const Principal& who, const std::vector<float>& query) {
  const auto titles = titles_of_tenant(who.tenant_id);
  std::vector<std::string> mine;
  for (auto nearest = graph.searchKnn(query.data(), 10); !nearest.empty(); nearest.pop())   // leak: vector-post-filter
    if (const auto title = titles.find(nearest.top().second); title != titles.end())   // step
      mine.push_back(title->second);
  return mine;
}

// Somebody else is asked.
bool may_read(const Principal& who, std::size_t label);

std::vector<std::size_t> judged_leaks(const Graph& graph, const Principal& who, const std::vector<float>& query) {
  std::vector<std::size_t> mine;
  for (auto nearest = graph.searchKnn(query.data(), 10); !nearest.empty(); nearest.pop())   // leak: vector-post-filter
    if (may_read(who, nearest.top().second)) mine.push_back(nearest.top().second);   // step
  return mine;
}

// A predicate object.
struct IsMine {
  std::string tenant_id;
  bool operator()(const Page& page) const { return page.tenant_id == tenant_id; }
};

std::vector<Page> predicate_object_leaks(const Graph& graph, const std::vector<Page>& pages, const Principal& who,
                                         const std::vector<float>& query) {
  std::vector<Page> found;
  for (auto nearest = graph.searchKnn(query.data(), 10); !nearest.empty(); nearest.pop())   // leak: vector-post-filter
    found.push_back(pages[nearest.top().second]);
  std::vector<Page> mine;
  std::copy_if(found.begin(), found.end(), std::back_inserter(mine), IsMine{who.tenant_id});
  return mine;
}

// Views, one after the other.
std::vector<Page> piped_leaks(const Graph& graph, const std::vector<Page>& pages, const Principal& who,
                              const std::vector<float>& query) {
  const auto nearest = graph.searchKnnCloserFirst(query.data(), 40);   // leak: vector-post-filter
  auto own = nearest | std::views::transform([&](const auto& hit) -> const Page& { return pages[hit.second]; }) |
             std::views::filter([&](const Page& page) { return page.tenant_id == who.tenant_id; }) |   // step
             std::views::take(8);
  std::vector<Page> mine;
  for (const Page& page : own) mine.push_back(page);
  return mine;
}

// Nothing here asks whose a result is: sizes, what was seen, which language.
struct Wishes {
  std::string language;
};
Wishes wishes_of(const std::string& tenant_id);

std::vector<std::string> not_asked_leaks(const Graph& graph, const std::vector<Page>& pages, const Principal& who,
                                         const std::vector<float>& query) {
  std::unordered_set<std::size_t> seen;
  std::vector<std::string> texts;
  const std::string language = wishes_of(who.tenant_id).language;
  for (auto nearest = graph.searchKnn(query.data(), 10); !nearest.empty(); nearest.pop()) {   // leak: vector-search-unscoped
    if (!seen.insert(nearest.top().second).second || texts.size() == 5) continue;
    texts.push_back(language + pages[nearest.top().second].text);
  }
  return texts;
}
