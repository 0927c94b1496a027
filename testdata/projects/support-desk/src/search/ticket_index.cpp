#include "search/ticket_index.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace desk {

TicketIndex::TicketIndex(std::size_t dimension, std::size_t capacity) : space_(dimension), graph_(&space_, capacity) {}

void TicketIndex::add(const std::vector<float>& embedding, Ticket ticket) {
  const std::unique_lock lock(mutex_);
  const hnswlib::labeltype label = next_++;
  graph_.addPoint(embedding.data(), label);
  tickets_.emplace(label, std::move(ticket));
}

std::vector<Hit> TicketIndex::nearest(const std::vector<float>& query, std::size_t k) const {
  const std::shared_lock lock(mutex_);
  auto queue = graph_.searchKnn(query.data(), k);   // step
  std::vector<Hit> hits;
  for (; !queue.empty(); queue.pop()) {
    const auto& [distance, label] = queue.top();
    hits.push_back({tickets_.at(label), distance});
  }
  std::reverse(hits.begin(), hits.end());
  return hits;
}

TicketIndex& OrgIndexes::of(const std::string& org_id) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<TicketIndex>& index = by_org_[org_id];
  if (!index) index = std::make_unique<TicketIndex>(dimension_, 4096);
  return *index;
}

}  // namespace desk
