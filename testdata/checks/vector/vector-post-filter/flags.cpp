// Everybody's vectors compete for k places; the tenant is asked for afterwards. Each leak stands beside its twin.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <hnswlib/hnswlib.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

struct Principal {
  std::string tenant_id;
};

struct Chunk {
  std::string tenant_id;
  std::string text;
};

using Graph = hnswlib::HierarchicalNSW<float>;

/// One graph for all tenants.
struct SharedShelf {
  Graph graph;
  std::vector<Chunk> chunks;
};

/// A graph of its own for each tenant.
using Shelves = std::unordered_map<std::string, std::unique_ptr<SharedShelf>>;

std::vector<Chunk> in_loop_leaks(const SharedShelf& shelf, const Principal& who, const std::vector<float>& query) {
  std::vector<Chunk> mine;
  auto nearest = shelf.graph.searchKnn(query.data(), 10);   // leak: vector-post-filter
  while (!nearest.empty()) {
    const Chunk& chunk = shelf.chunks[nearest.top().second];
    if (chunk.tenant_id == who.tenant_id) mine.push_back(chunk);   // step
    nearest.pop();
  }
  return mine;
}

std::vector<Chunk> in_loop_is_scoped(const Shelves& shelves, const Principal& who, const std::vector<float>& query) {
  const SharedShelf& shelf = *shelves.at(who.tenant_id);
  std::vector<Chunk> mine;
  auto nearest = shelf.graph.searchKnn(query.data(), 10);   // clean
  while (!nearest.empty()) {
    mine.push_back(shelf.chunks[nearest.top().second]);
    nearest.pop();
  }
  return mine;
}

// Asking for more does not help the tenant whose neighbours are many.
std::vector<Chunk> overfetch_leaks(const SharedShelf& shelf, const Principal& who, const std::vector<float>& query,
                                   std::size_t k) {
  for (std::size_t fetch = 10 * k;; fetch *= 2) {
    std::vector<Chunk> mine;
    for (const auto& [distance, label] : shelf.graph.searchKnnCloserFirst(query.data(), fetch)) {   // leak: vector-post-filter
      if (shelf.chunks[label].tenant_id != who.tenant_id) continue;                                 // step
      mine.push_back(shelf.chunks[label]);
    }
    if (mine.size() >= k || fetch > shelf.chunks.size()) return mine;
  }
}

std::vector<Chunk> overfetch_is_scoped(const Shelves& shelves, const Principal& who, const std::vector<float>& query,
                                       std::size_t k) {
  const SharedShelf& shelf = *shelves.at(who.tenant_id);
  std::vector<Chunk> mine;
  for (const auto& [distance, label] : shelf.graph.searchKnnCloserFirst(query.data(), 10 * k)) {   // clean
    if (distance > 0.5F) continue;
    mine.push_back(shelf.chunks[label]);
    if (mine.size() == k) break;
  }
  return mine;
}

std::vector<Chunk> chunks_of(const SharedShelf& shelf, Graph& graph, const std::vector<float>& query) {
  std::vector<Chunk> found;
  for (auto nearest = graph.searchKnn(query.data(), 10); !nearest.empty(); nearest.pop())
    found.push_back(shelf.chunks[nearest.top().second]);
  return found;
}

// The test may be an algorithm's.
std::vector<Chunk> erase_if_leaks(SharedShelf& shelf, const Principal& who, const std::vector<float>& query) {
  std::vector<Chunk> found = chunks_of(shelf, shelf.graph, query);                                 // leak: vector-post-filter
  std::erase_if(found, [&](const Chunk& chunk) { return chunk.tenant_id != who.tenant_id; });   // step
  return found;
}

std::vector<Chunk> erase_if_is_scoped(Shelves& shelves, const Principal& who, const std::vector<float>& query) {
  SharedShelf& shelf = *shelves.at(who.tenant_id);
  std::vector<Chunk> found = chunks_of(shelf, shelf.graph, query);   // clean
  std::erase_if(found, [](const Chunk& chunk) { return chunk.text.empty(); });
  return found;
}

std::vector<Chunk> copy_if_leaks(SharedShelf& shelf, const Principal& who, const std::vector<float>& query) {
  const std::vector<Chunk> found = chunks_of(shelf, shelf.graph, query);   // leak: vector-post-filter
  std::vector<Chunk> mine;
  std::copy_if(found.begin(), found.end(), std::back_inserter(mine),
               [&who](const Chunk& chunk) { return chunk.tenant_id == who.tenant_id; });
  return mine;
}

// Or a function's of our own.
bool belongs_to(const Chunk& chunk, const Principal& who) { return chunk.tenant_id == who.tenant_id; }

std::string helper_leaks(const SharedShelf& shelf, const Principal& who, const std::vector<float>& query) {
  std::string context;
  for (auto nearest = shelf.graph.searchKnn(query.data(), 8); !nearest.empty(); nearest.pop()) {   // leak: vector-post-filter
    const Chunk& chunk = shelf.chunks.at(nearest.top().second);
    if (belongs_to(chunk, who)) context += chunk.text + "\n";
  }
  return context;
}

// Or a look into a side table from label to owner.
std::string side_table_leaks(const Graph& graph, const std::unordered_map<std::size_t, std::string>& owner_tenant,
                             const Principal& who, const std::vector<float>& query) {
  std::string labels;
  auto nearest = graph.searchKnn(query.data(), 8);   // leak: vector-post-filter
  for (; !nearest.empty(); nearest.pop()) {
    const auto owner = owner_tenant.find(nearest.top().second);
    if (owner == owner_tenant.end() || owner->second != who.tenant_id) continue;   // step
    labels += std::to_string(nearest.top().second) + " ";
  }
  return labels;
}

// What the client shows to the store is the service's own, and names nobody.
class Notes {
public:
  explicit Notes(const std::string& host) : elastic_(host) { elastic_.set_bearer_token_auth("service"); }

  std::string outer_filter_leaks(const Principal& who, const std::vector<float>& query) {
    nlohmann::json search;
    search["knn"] = {{"field", "vector"}, {"query_vector", query}, {"k", 10}, {"num_candidates", 100}};
    search["post_filter"] = {{"term", {{"tenant_id", who.tenant_id}}}};
    const auto found = elastic_.Post("/notes/_search", search.dump(), "application/json");   // leak: vector-post-filter
    return found ? found->body : "";
  }

private:
  httplib::Client elastic_;
};
