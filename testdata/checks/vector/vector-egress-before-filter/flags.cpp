// flags: -std=c++17
// What left before the test cannot be filtered any more. Each leak stands beside its mended twin.
#include <algorithm>
#include <iostream>
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

struct Shelf {
  hnswlib::HierarchicalNSW<float> graph;
  std::unordered_map<std::size_t, Chunk> chunks;

  std::vector<Chunk> nearest(const std::vector<float>& query) const {
    std::vector<Chunk> found;
    for (auto hits = graph.searchKnn(query.data(), 20); !hits.empty(); hits.pop())   // step
      found.push_back(chunks.at(hits.top().second));
    return found;
  }
};

std::string complete(const std::string& prompt);

std::vector<Chunk> logged_leaks(const Shelf& everybody, const Principal& who, const std::vector<float>& query) {
  std::vector<Chunk> found = everybody.nearest(query);                      // leak: vector-post-filter
  for (const Chunk& chunk : found) std::clog << "candidate " << chunk.text << '\n';   // leak: vector-egress-before-filter
  found.erase(std::remove_if(found.begin(), found.end(), [&](const Chunk& chunk) { return chunk.tenant_id != who.tenant_id; }),   // step
              found.end());
  return found;
}

std::vector<Chunk> logged_is_scoped(const std::unordered_map<std::string, std::unique_ptr<Shelf>>& shelves, const Principal& who,
                                    const std::vector<float>& query) {
  std::vector<Chunk> found = shelves.at(who.tenant_id)->nearest(query);               // clean
  for (const Chunk& chunk : found) std::clog << "candidate " << chunk.text << '\n';   // clean
  return found;
}

std::string reranked_leaks(const Shelf& everybody, const Principal& who, const std::vector<float>& query, httplib::Client& reranker) {
  const std::vector<Chunk> found = everybody.nearest(query);   // leak: vector-post-filter
  nlohmann::json texts = nlohmann::json::array();
  for (const Chunk& chunk : found) texts.push_back(chunk.text);
  const auto order = reranker.Post("/rerank", texts.dump(), "application/json");   // leak: vector-egress-before-filter
  std::string context;
  for (const Chunk& chunk : found)
    if (chunk.tenant_id == who.tenant_id) context += chunk.text;   // step
  return context + (order ? order->body : "");
}

std::string reranked_late(const Shelf& everybody, const Principal& who, const std::vector<float>& query, httplib::Client& reranker) {
  nlohmann::json texts = nlohmann::json::array();
  for (const Chunk& chunk : everybody.nearest(query))              // leak: vector-post-filter
    if (chunk.tenant_id == who.tenant_id) texts.push_back(chunk.text);   // step
  const auto order = reranker.Post("/rerank", texts.dump(), "application/json");   // clean
  return order ? order->body : "";
}

std::string asked_leaks(const Shelf& everybody, const Principal& who, const std::vector<float>& query) {
  std::string context;
  for (const Chunk& chunk : everybody.nearest(query)) {                              // leak: vector-post-filter
    const std::string gist = complete("Sum up: " + chunk.text);                       // leak: vector-egress-before-filter
    if (chunk.tenant_id == who.tenant_id) context += gist;                            // step
  }
  return context;
}

// How many there are tells little.
std::string counted(const Shelf& everybody, const Principal& who, const std::vector<float>& query) {
  auto hits = everybody.graph.searchKnn(query.data(), 20);   // leak: vector-post-filter
  std::clog << "candidates: " << hits.size() << '\n';        // clean
  std::string context;
  for (; !hits.empty(); hits.pop()) {
    const Chunk& chunk = everybody.chunks.at(hits.top().second);
    if (chunk.tenant_id != who.tenant_id) continue;                // step
    context += chunk.text;
  }
  return complete(context);                                  // clean
}
