#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <hnswlib/hnswlib.h>

namespace desk {

/// A resolved ticket, as the agent may quote it.
struct Ticket {
  std::string id;
  std::string org_id;
  std::string subject;
  std::string resolution;
};

struct Hit {
  Ticket ticket;
  float distance = 0;
};

/// One graph over embeddings, and what each of its labels stands for.
class TicketIndex {
public:
  explicit TicketIndex(std::size_t dimension, std::size_t capacity = 1 << 16);

  void add(const std::vector<float>& embedding, Ticket ticket);
  /// The `k` nearest tickets in the graph, nearest first.
  [[nodiscard]] std::vector<Hit> nearest(const std::vector<float>& query, std::size_t k) const;

private:
  mutable std::shared_mutex mutex_;
  hnswlib::L2Space space_;
  hnswlib::HierarchicalNSW<float> graph_;
  std::unordered_map<hnswlib::labeltype, Ticket> tickets_;
  hnswlib::labeltype next_ = 0;
};

/// A graph of its own for every organisation.
class OrgIndexes {
public:
  explicit OrgIndexes(std::size_t dimension) : dimension_(dimension) {}

  TicketIndex& of(const std::string& org_id);

private:
  std::size_t dimension_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::unique_ptr<TicketIndex>> by_org_;
};

}  // namespace desk
