//--- annoylib.h
// What this page uses of Annoy.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace Annoy {
struct Angular {};
struct Kiss64Random {};
struct AnnoyIndexSingleThreadedBuildPolicy {};
template <typename S, typename T, typename Distance, typename Random, class ThreadedBuildPolicy>
class AnnoyIndex {
public:
  explicit AnnoyIndex(int f);
  bool add_item(S item, const T* w, char** error = nullptr);
  bool load(const char* filename, bool prefault = false, char** error = nullptr);
  void get_nns_by_item(S item, std::size_t n, int search_k, std::vector<S>* result, std::vector<T>* distances) const;
  void get_nns_by_vector(const T* w, std::size_t n, int search_k, std::vector<S>* result, std::vector<T>* distances) const;
};
}  // namespace Annoy

//--- scann.h
// What this page uses of ScaNN.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace research_scann {
template <typename T>
class DatapointPtr {
public:
  DatapointPtr(const std::uint32_t* indices, const T* values, std::uint32_t nonzero, std::uint32_t dimensionality);
};
using NNResultsVector = std::vector<std::pair<std::uint32_t, float>>;
class Status {
public:
  bool ok() const;
};
class ScannInterface {
public:
  Status Search(const DatapointPtr<float> query, NNResultsVector* res, int final_nn, int pre_reorder_nn, int leaves) const;
};
}  // namespace research_scann

//--- flags.cpp
// Libraries whose searches take no filter: Faiss' C interface, Annoy, ScaNN. An index for each tenant, or everybody's.
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <faiss/c_api/Index_c.h>

#include "annoylib.h"
#include "scann.h"

struct Principal {
  std::string org_id;
};

struct Note {
  std::string org_id;
  std::string text;
};

// Faiss in C: the numbers of rows are all it knows.
class Notes {
public:
  void learn(const Principal& who, const std::string& text, const std::vector<float>& vector) {
    notes_.push_back({who.org_id, text});
    faiss_Index_add(all_, 1, vector.data());   // clean
    faiss_Index_add(indexes_.at(who.org_id), 1, vector.data());   // clean
  }

  std::vector<std::string> nearest_leaks(const Principal&, const std::vector<float>& query, idx_t k) const {
    std::vector<float> distances(static_cast<std::size_t>(k));
    std::vector<idx_t> labels(static_cast<std::size_t>(k), -1);
    std::vector<std::string> texts;
    if (faiss_Index_search(all_, 1, query.data(), k, distances.data(), labels.data()) != 0) return texts;   // leak: vector-search-unscoped
    for (const idx_t label : labels)
      if (label >= 0) texts.push_back(notes_[static_cast<std::size_t>(label)].text);
    return texts;
  }

  std::vector<std::string> nearest_is_scoped(const Principal& who, const std::vector<float>& query, idx_t k) const {
    std::vector<float> distances(static_cast<std::size_t>(k));
    std::vector<idx_t> labels(static_cast<std::size_t>(k), -1);
    std::vector<std::string> texts;
    const auto own = indexes_.find(who.org_id);
    if (own == indexes_.end()) return texts;
    if (faiss_Index_search(own->second, 1, query.data(), k, distances.data(), labels.data()) != 0) return texts;   // clean
    for (const idx_t label : labels)
      if (label >= 0) texts.push_back(by_org_.at(who.org_id)[static_cast<std::size_t>(label)].text);
    return texts;
  }

  std::vector<std::string> late_leaks(const Principal& who, const std::vector<float>& query) const {
    float distances[64];
    idx_t labels[64];
    std::vector<std::string> texts;
    faiss_Index_search(all_, 1, query.data(), 64, distances, labels);   // leak: vector-post-filter
    for (const idx_t label : labels) {
      if (label < 0) break;
      const Note& note = notes_[static_cast<std::size_t>(label)];
      if (note.org_id == who.org_id) texts.push_back(note.text);
    }
    return texts;
  }

private:
  FaissIndex* all_ = nullptr;
  std::vector<Note> notes_;
  std::map<std::string, FaissIndex*> indexes_;
  std::map<std::string, std::vector<Note>> by_org_;
};

using Trees = Annoy::AnnoyIndex<std::int32_t, float, Annoy::Angular, Annoy::Kiss64Random, Annoy::AnnoyIndexSingleThreadedBuildPolicy>;

class Pages {
public:
  std::vector<std::int32_t> alike_leaks(const Principal&, const std::vector<float>& query, std::size_t k) const {
    std::vector<std::int32_t> items;
    std::vector<float> distances;
    trees_.get_nns_by_vector(query.data(), k, -1, &items, &distances);   // leak: vector-search-unscoped
    return items;
  }

  std::vector<std::int32_t> alike_is_scoped(const Principal& who, const std::vector<float>& query, std::size_t k) const {
    std::vector<std::int32_t> items;
    std::vector<float> distances;
    of(who).get_nns_by_vector(query.data(), k, -1, &items, &distances);   // clean
    return items;
  }

  // Ten times as many, of which some may be the tenant's.
  std::vector<std::string> over_fetched_leak(const Principal& who, const std::vector<float>& query, std::size_t k) const {
    std::vector<std::string> texts;
    for (std::size_t wanted = k * 10; wanted < pages_.size(); wanted *= 2) {
      std::vector<std::int32_t> items;
      std::vector<float> distances;
      trees_.get_nns_by_vector(query.data(), wanted, -1, &items, &distances);   // leak: vector-post-filter
      texts.clear();
      for (const std::int32_t item : items) {
        const Note& page = pages_.at(item);
        if (page.org_id == who.org_id && texts.size() < k) texts.push_back(page.text);
      }
      if (texts.size() >= k) break;
    }
    return texts;
  }

  std::vector<std::int32_t> like_page_leaks(const Principal&, std::int32_t page) const {
    std::vector<std::int32_t> items;
    trees_.get_nns_by_item(page, 5, -1, &items, nullptr);   // leak: vector-search-unscoped
    return items;
  }

private:
  // Opened when it is first asked for.
  const Trees& of(const Principal& who) const {
    const std::lock_guard lock(mutex_);
    auto& trees = by_org_[who.org_id];
    if (!trees) {
      trees = std::make_unique<Trees>(384);
      trees->load(("/var/lib/pages/" + who.org_id + ".ann").c_str());
    }
    return *trees;
  }

  Trees trees_{384};
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, std::unique_ptr<Trees>> by_org_;
  std::unordered_map<std::int32_t, Note> pages_;
};

class Lessons {
public:
  research_scann::NNResultsVector nearest_leaks(const Principal&, const std::vector<float>& query) const {
    research_scann::NNResultsVector found;
    const research_scann::DatapointPtr<float> point(nullptr, query.data(), static_cast<std::uint32_t>(query.size()),
                                                    static_cast<std::uint32_t>(query.size()));
    if (!all_->Search(point, &found, 10, 100, 20).ok()) return {};   // leak: vector-search-unscoped
    return found;
  }

  research_scann::NNResultsVector nearest_is_scoped(const Principal& who, const std::vector<float>& query) const {
    research_scann::NNResultsVector found;
    const research_scann::DatapointPtr<float> point(nullptr, query.data(), static_cast<std::uint32_t>(query.size()),
                                                    static_cast<std::uint32_t>(query.size()));
    if (!searchers_.at(who.org_id)->Search(point, &found, 10, 100, 20).ok()) return {};   // clean
    return found;
  }

private:
  std::shared_ptr<research_scann::ScannInterface> all_;
  std::map<std::string, std::shared_ptr<research_scann::ScannInterface>> searchers_;
};
