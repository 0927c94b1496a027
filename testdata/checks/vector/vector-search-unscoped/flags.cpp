// A search over everybody's vectors, and nobody asks whose they are. Each leak stands beside its twin.
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <hnswlib/hnswlib.h>

struct Principal {
  std::string tenant_id;
};

struct Chunk {
  std::string tenant_id;
  std::string document;
  std::string text;
};

struct Shelf {
  hnswlib::HierarchicalNSW<float> graph;
  std::unordered_map<std::size_t, Chunk> chunks;
};

using Shelves = std::unordered_map<std::string, std::unique_ptr<Shelf>>;

void learn(Shelf& everybody, const Principal& who, const std::vector<float>& vector, Chunk chunk) {
  chunk.tenant_id = who.tenant_id;
  const std::size_t label = everybody.chunks.size();
  everybody.graph.addPoint(vector.data(), label);
  everybody.chunks.emplace(label, chunk);
}

std::string context_leaks(const Shelf& everybody, const Principal& who, const std::vector<float>& query) {
  std::string context = "For " + who.tenant_id + ":\n";
  for (auto nearest = everybody.graph.searchKnn(query.data(), 5); !nearest.empty(); nearest.pop())   // leak: vector-search-unscoped
    context += everybody.chunks.at(nearest.top().second).text;
  return context;
}

std::string context_is_scoped(const Shelves& shelves, const Principal& who, const std::vector<float>& query) {
  const Shelf& own = *shelves.at(who.tenant_id);
  std::string context = "For " + who.tenant_id + ":\n";
  for (auto nearest = own.graph.searchKnn(query.data(), 5); !nearest.empty(); nearest.pop())   // clean
    context += own.chunks.at(nearest.top().second).text;
  return context;
}

// A test of something else does not make it the tenant's.
std::string close_ones_leak(const Shelf& everybody, const Principal&, const std::vector<float>& query) {
  std::string context;
  for (const auto& [distance, label] : everybody.graph.searchKnnCloserFirst(query.data(), 20)) {   // leak: vector-search-unscoped
    if (distance > 0.4F) break;
    context += everybody.chunks.at(label).text;
  }
  return context;
}

std::string close_ones_are_scoped(const Shelves& shelves, const Principal& who, const std::vector<float>& query) {
  const Shelf& own = *shelves.at(who.tenant_id);
  std::string context;
  for (const auto& [distance, label] : own.graph.searchKnnCloserFirst(query.data(), 20)) {   // clean
    if (distance > 0.4F) break;
    context += own.chunks.at(label).text;
  }
  return context;
}

// A shelf chosen by something that is not the tenant is everybody's.
std::string by_language_leaks(const Shelves& by_language, const std::string& language,
                              const std::vector<float>& query) {
  const Shelf& shelf = *by_language.at(language);
  std::string context;
  for (auto nearest = shelf.graph.searchKnn(query.data(), 5); !nearest.empty(); nearest.pop())   // leak: vector-search-unscoped
    context += shelf.chunks.at(nearest.top().second).text;
  return context;
}

std::string by_tenant_and_language_is_scoped(const std::unordered_map<std::string, Shelves>& by_tenant,
                                             const Principal& who, const std::string& language,
                                             const std::vector<float>& query) {
  const Shelf& shelf = *by_tenant.at(who.tenant_id).at(language);
  std::string context;
  for (auto nearest = shelf.graph.searchKnn(query.data(), 5); !nearest.empty(); nearest.pop())   // clean
    context += shelf.chunks.at(nearest.top().second).text;
  return context;
}

// Is there something alike already? The answer is about everybody.
bool duplicate_leaks(const Shelf& everybody, const Principal&, const std::vector<float>& query) {
  const auto nearest = everybody.graph.searchKnn(query.data(), 1);   // leak: vector-search-unscoped
  return !nearest.empty() && nearest.top().first < 0.01F;
}

bool duplicate_is_scoped(const Shelves& shelves, const Principal& who, const std::vector<float>& query) {
  const auto nearest = shelves.at(who.tenant_id)->graph.searchKnn(query.data(), 1);   // clean
  return !nearest.empty() && nearest.top().first < 0.01F;
}
