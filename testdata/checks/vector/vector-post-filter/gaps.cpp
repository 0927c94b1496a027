// Leaks we know that we miss.
#include <cstddef>
#include <vector>

#include <hnswlib/hnswlib.h>

// Labels that carry the tenant in their upper half: the test compares numbers that nothing names a tenant.
std::vector<std::size_t> packed_label_leaks(const hnswlib::HierarchicalNSW<float>& graph, std::size_t shard_of_caller,
                                            const std::vector<float>& query) {
  std::vector<std::size_t> mine;
  for (auto nearest = graph.searchKnn(query.data(), 10); !nearest.empty(); nearest.pop())   // gap: vector-post-filter nothing here is named like a tenant
    if (nearest.top().second >> 32 == shard_of_caller) mine.push_back(nearest.top().second & 0xffffffff);
  return mine;
}
