// flags: -std=c++17
// What leaves after a scoped search, and after nobody's.
#include <iostream>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <hnswlib/hnswlib.h>

struct Principal {
  std::string org_id;
};

struct Chunk {
  std::string org_id;
  std::string text;
};

struct Shelf {
  hnswlib::HierarchicalNSW<float> graph;
  std::unordered_map<std::size_t, Chunk> chunks;
};

std::string complete(const std::string& prompt);

std::string scoped(const std::unordered_map<std::string, std::unique_ptr<Shelf>>& shelves, const Principal& who,
                   const std::vector<float>& query) {
  const Shelf& own = *shelves.at(who.org_id);
  std::string context;
  for (auto hits = own.graph.searchKnn(query.data(), 20); !hits.empty(); hits.pop()) {   // clean
    const Chunk& chunk = own.chunks.at(hits.top().second);
    std::clog << "found " << chunk.text << '\n';   // clean
    if (chunk.org_id == who.org_id) context += chunk.text;
  }
  return complete(context);   // clean
}
