//--- hnswlib.h
// What this page uses of hnswlib 0.8: the last argument is a functor that is asked about each label.
#pragma once
#include <cstddef>
#include <queue>
#include <utility>
#include <vector>

namespace hnswlib {
using labeltype = std::size_t;
template <typename MTYPE>
class SpaceInterface {};
class L2Space : public SpaceInterface<float> {
public:
  explicit L2Space(std::size_t dim);
};
class BaseFilterFunctor {
public:
  virtual bool operator()(labeltype) { return true; }
  virtual ~BaseFilterFunctor() {}
};
template <typename dist_t>
class AlgorithmInterface {
public:
  virtual ~AlgorithmInterface() {}
  std::vector<std::pair<dist_t, labeltype>> searchKnnCloserFirst(const void* query_data, std::size_t k,
                                                                 BaseFilterFunctor* isIdAllowed = nullptr) const;
};
template <typename dist_t>
class HierarchicalNSW : public AlgorithmInterface<dist_t> {
public:
  HierarchicalNSW(SpaceInterface<dist_t>* s, std::size_t max_elements, std::size_t M = 16, std::size_t ef = 200);
  void addPoint(const void* data_point, labeltype label, bool replace_deleted = false);
  std::priority_queue<std::pair<dist_t, labeltype>> searchKnn(const void* query_data, std::size_t k,
                                                              BaseFilterFunctor* isIdAllowed = nullptr) const;
};
}  // namespace hnswlib

//--- flags.cpp
// Functors that are asked while the graph is walked. Each leak stands beside its mended twin.
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "hnswlib.h"

struct Principal {
  std::string tenant_id;
};

struct Chunk {
  std::string tenant_id;
  std::string text;
  bool is_archived = false;
};

struct Shelf {
  hnswlib::L2Space space{384};
  hnswlib::HierarchicalNSW<float> graph{&space, 100000};
  std::vector<Chunk> chunks;
};

// Of the tenant.
class Own : public hnswlib::BaseFilterFunctor {
public:
  Own(const std::vector<Chunk>& chunks, std::string tenant_id) : chunks_(chunks), tenant_id_(std::move(tenant_id)) {}
  bool operator()(hnswlib::labeltype label) override { return chunks_[label].tenant_id == tenant_id_; }

private:
  const std::vector<Chunk>& chunks_;
  std::string tenant_id_;
};

// Of the tenant, or of nobody.
class OwnOrOrphaned : public hnswlib::BaseFilterFunctor {
public:
  OwnOrOrphaned(const std::vector<Chunk>& chunks, const Principal& who) : chunks_(chunks), who_(who) {}
  bool operator()(hnswlib::labeltype label) override {
    const std::string& owner = chunks_.at(label).tenant_id;
    return owner.empty() || owner == who_.tenant_id;
  }

private:
  const std::vector<Chunk>& chunks_;
  const Principal& who_;
};

// Knows the tenant, and asks for something else.
class Live : public hnswlib::BaseFilterFunctor {
public:
  Live(const std::vector<Chunk>& chunks, const std::string& tenant_id) : chunks_(chunks), tenant_id_(tenant_id) {}
  bool operator()(hnswlib::labeltype label) override { return !chunks_[label].is_archived; }
  const std::string& tenant_id() const { return tenant_id_; }

private:
  const std::vector<Chunk>& chunks_;
  std::string tenant_id_;
};

// Labels that were collected for the tenant.
class Among : public hnswlib::BaseFilterFunctor {
public:
  explicit Among(const std::unordered_set<std::size_t>& labels) : labels_(labels) {}
  bool operator()(hnswlib::labeltype label) override { return labels_.count(label) > 0; }

private:
  const std::unordered_set<std::size_t>& labels_;
};

// Whatever it is given.
class Ask : public hnswlib::BaseFilterFunctor {
public:
  explicit Ask(std::function<bool(std::size_t)> ask) : ask_(std::move(ask)) {}
  bool operator()(hnswlib::labeltype label) override { return ask_(label); }

private:
  std::function<bool(std::size_t)> ask_;
};

std::string joined(const Shelf& shelf, std::priority_queue<std::pair<float, std::size_t>> nearest) {
  std::string text;
  for (; !nearest.empty(); nearest.pop()) text += shelf.chunks[nearest.top().second].text;
  return text;
}

std::string all_leak(const Shelf& shelf, const Principal&, const std::vector<float>& query) {
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8));   // leak: vector-search-unscoped
}

std::string own_is_scoped(const Shelf& shelf, const Principal& who, const std::vector<float>& query) {
  Own own(shelf.chunks, who.tenant_id);
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8, &own));   // clean
}

// The functor is made, and stays at home.
std::string forgotten_leaks(const Shelf& shelf, const Principal& who, const std::vector<float>& query) {
  Own own_filter(shelf.chunks, who.tenant_id);
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8));   // leak: vector-filter-discarded
}

std::string base_leaks(const Shelf& shelf, const Principal&, const std::vector<float>& query) {
  hnswlib::BaseFilterFunctor any;
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8, &any));   // leak: vector-search-unscoped
}

std::string orphaned_leaks(const Shelf& shelf, const Principal& who, const std::vector<float>& query) {
  OwnOrOrphaned filter(shelf.chunks, who);
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8, &filter));   // leak: vector-filter-optional
}

std::string live_leaks(const Shelf& shelf, const Principal& who, const std::vector<float>& query) {
  Live live(shelf.chunks, who.tenant_id);
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8, &live));   // leak: vector-search-unscoped
}

// No functor for whoever has no tenant.
std::string guests_leak(const Shelf& shelf, const Principal& who, const std::vector<float>& query) {
  std::unique_ptr<Own> own;
  if (!who.tenant_id.empty()) own = std::make_unique<Own>(shelf.chunks, who.tenant_id);
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8, own.get()));   // leak: vector-filter-optional
}

std::string guests_is_scoped(const Shelf& shelf, const Principal& who, const std::vector<float>& query) {
  if (who.tenant_id.empty()) return {};
  const auto own = std::make_unique<Own>(shelf.chunks, who.tenant_id);
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8, own.get()));   // clean
}

std::string labels_is_scoped(const Shelf& shelf, const std::unordered_map<std::string, std::unordered_set<std::size_t>>& labels,
                             const Principal& who, const std::vector<float>& query) {
  Among among(labels.at(who.tenant_id));
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8, &among));   // clean
}

std::string by_topic_leaks(const Shelf& shelf, const std::unordered_map<std::string, std::unordered_set<std::size_t>>& labels,
                           const Principal&, const std::string& topic, const std::vector<float>& query) {
  Among among(labels.at(topic));
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8, &among));   // leak: vector-search-unscoped
}

std::string lambda_is_scoped(const Shelf& shelf, const Principal& who, const std::vector<float>& query) {
  Ask ask([&](std::size_t label) { return shelf.chunks[label].tenant_id == who.tenant_id && !shelf.chunks[label].is_archived; });
  return joined(shelf, shelf.graph.searchKnn(query.data(), 8, &ask));   // clean
}

std::vector<std::string> late_leaks(const Shelf& shelf, const Principal& who, const std::vector<float>& query) {
  Live live(shelf.chunks, who.tenant_id);
  std::vector<std::string> texts;
  for (const auto& [distance, label] : shelf.graph.searchKnnCloserFirst(query.data(), 40, &live))   // leak: vector-post-filter
    if (shelf.chunks[label].tenant_id == who.tenant_id) texts.push_back(shelf.chunks[label].text);
  return texts;
}

void learn(Shelf& shelf, const Principal& who, const std::string& text, const std::vector<float>& vector) {
  const std::size_t label = shelf.chunks.size();
  shelf.chunks.push_back({who.tenant_id, text});
  shelf.graph.addPoint(vector.data(), label);   // clean
}
