//--- usearch.h
// What this page uses of USearch, in C++ and in C.
#pragma once
#include <cstddef>
#include <cstdint>

namespace unum::usearch {
using default_key_t = std::uint64_t;
using default_slot_t = std::uint32_t;
template <typename key_at = default_key_t, typename compressed_slot_at = default_slot_t>
class index_dense_gt {
public:
  using vector_key_t = key_at;
  struct match_t {
    struct {
      vector_key_t key;
    } member;
    float distance;
  };
  struct add_result_t {
    explicit operator bool() const;
  };
  struct search_result_t {
    std::size_t size() const;
    match_t operator[](std::size_t i) const;
    std::size_t dump_to(vector_key_t* keys) const;
  };
  add_result_t add(vector_key_t key, float const* vector, std::size_t thread = 0, bool force_vector_copy = true);
  search_result_t search(float const* vector, std::size_t wanted, std::size_t thread = 0, bool exact = false) const;
  template <typename predicate_at>
  search_result_t filtered_search(float const* vector, std::size_t wanted, predicate_at&& predicate, std::size_t thread = 0,
                                  bool exact = false) const {
    (void)vector, (void)wanted, (void)predicate, (void)thread, (void)exact;
    return {};
  }
};
using index_dense_t = index_dense_gt<>;
}  // namespace unum::usearch

extern "C" {
typedef void* usearch_index_t;
typedef std::uint64_t usearch_key_t;
typedef float usearch_distance_t;
typedef char const* usearch_error_t;
typedef enum usearch_scalar_kind_t { usearch_scalar_unknown_k = 0, usearch_scalar_f32_k } usearch_scalar_kind_t;
std::size_t usearch_search(usearch_index_t index, void const* query_vector, usearch_scalar_kind_t query_kind, std::size_t count,
                           usearch_key_t* keys, usearch_distance_t* distances, usearch_error_t* error);
std::size_t usearch_filtered_search(usearch_index_t index, void const* query_vector, usearch_scalar_kind_t query_kind,
                                    std::size_t count, int (*filter)(usearch_key_t key, void* filter_state), void* filter_state,
                                    usearch_key_t* keys, usearch_distance_t* distances, usearch_error_t* error);
}

//--- flags.cpp
// A predicate is asked about each key. Each leak stands beside its mended twin.
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "usearch.h"

using unum::usearch::index_dense_t;

struct Session {
  std::string workspace_id;
  std::string region;
};

struct Page {
  std::string workspace_id;
  std::string region;
  std::string text;
};

struct Options {
  std::size_t wanted = 10;
  std::function<bool(std::uint64_t)> keep;
};

class Wiki {
public:
  void learn(const Session& who, std::uint64_t key, const std::string& text, const std::vector<float>& vector) {
    index_.add(key, vector.data());   // clean
    pages_[key] = {who.workspace_id, who.region, text};
  }

  std::size_t all_leak(const Session&, const std::vector<float>& query) const {
    return index_.search(query.data(), 10).size();   // leak: vector-search-unscoped
  }

  std::size_t own_is_scoped(const Session& who, const std::vector<float>& query) const {
    const auto own = [&](std::uint64_t key) { return pages_.at(key).workspace_id == who.workspace_id; };
    return index_.filtered_search(query.data(), 10, own).size();   // clean
  }

  // The region is no tenant.
  std::size_t region_leaks(const Session& who, const std::vector<float>& query) const {
    return index_.filtered_search(query.data(), 10, [&](std::uint64_t key) {   // leak: vector-search-unscoped
      return pages_.at(key).region == who.region;
    }).size();
  }

  std::size_t region_of_own_is_scoped(const Session& who, const std::vector<float>& query) const {
    return index_.filtered_search(query.data(), 10, [this, &who](std::uint64_t key) {   // clean
      const auto page = pages_.find(key);
      if (page == pages_.end()) return false;
      if (page->second.workspace_id != who.workspace_id) return false;
      return page->second.region == who.region;
    }).size();
  }

  // Pages that nobody has entered pass.
  std::size_t unknown_leaks(const Session& who, const std::vector<float>& query) const {
    return index_.filtered_search(query.data(), 10, [this, &who](std::uint64_t key) {   // leak: vector-filter-optional
      const auto page = pages_.find(key);
      if (page == pages_.end()) return true;
      return page->second.workspace_id == who.workspace_id;
    }).size();
  }

  // The lambda is written, and another search is called.
  std::size_t unused_leaks(const Session& who, const std::vector<float>& query) const {
    const auto own_filter = [&](std::uint64_t key) { return pages_.at(key).workspace_id == who.workspace_id; };
    (void)own_filter;
    return index_.search(query.data(), 10).size();   // leak: vector-filter-discarded
  }

  // Through an options structure.
  std::vector<std::string> texts(const std::vector<float>& query, const Options& options) const {
    const auto found = options.keep ? index_.filtered_search(query.data(), options.wanted, options.keep)
                                    : index_.search(query.data(), options.wanted);                       // step
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < found.size(); ++i) texts.push_back(pages_.at(found[i].member.key).text);
    return texts;
  }

  std::vector<std::string> options_leak(const Session&, const std::vector<float>& query) const {
    return texts(query, {});   // leak: vector-search-unscoped
  }

  std::vector<std::string> options_is_scoped(const Session& who, const std::vector<float>& query) const {
    Options options;
    options.keep = [&](std::uint64_t key) { return pages_.at(key).workspace_id == who.workspace_id; };
    return texts(query, options);   // clean
  }

  std::vector<std::string> late_leaks(const Session& who, const std::vector<float>& query) const {
    const auto found = index_.search(query.data(), 50);   // leak: vector-post-filter
    std::vector<std::uint64_t> keys(50);
    keys.resize(found.dump_to(keys.data()));
    std::erase_if(keys, [&](std::uint64_t key) { return pages_.at(key).workspace_id != who.workspace_id; });
    std::vector<std::string> texts;
    for (const std::uint64_t key : keys) texts.push_back(pages_.at(key).text);
    return texts;
  }

  const std::unordered_map<std::uint64_t, Page>& pages() const { return pages_; }

private:
  index_dense_t index_;
  std::unordered_map<std::uint64_t, Page> pages_;
};

// In C the tenant goes through the filter's state.
struct State {
  const Wiki* wiki;
  const char* workspace_id;
};

int is_own(usearch_key_t key, void* state) {
  const auto* asked = static_cast<const State*>(state);
  return asked->wiki->pages().at(key).workspace_id == asked->workspace_id;
}

int is_short(usearch_key_t key, void* state) {
  const auto* asked = static_cast<const State*>(state);
  return asked->wiki->pages().at(key).text.size() < 400;
}

std::array<usearch_key_t, 10> c_leaks(usearch_index_t index, const Wiki&, const Session&, const std::vector<float>& query) {
  std::array<usearch_key_t, 10> keys{};
  std::array<usearch_distance_t, 10> distances{};
  usearch_error_t error = nullptr;
  usearch_search(index, query.data(), usearch_scalar_f32_k, keys.size(), keys.data(), distances.data(), &error);   // leak: vector-search-unscoped
  return keys;
}

std::array<usearch_key_t, 10> c_is_scoped(usearch_index_t index, const Wiki& wiki, const Session& who,
                                          const std::vector<float>& query) {
  std::array<usearch_key_t, 10> keys{};
  std::array<usearch_distance_t, 10> distances{};
  usearch_error_t error = nullptr;
  State state{&wiki, who.workspace_id.c_str()};
  usearch_filtered_search(index, query.data(), usearch_scalar_f32_k, keys.size(), is_own, &state, keys.data(),   // clean
                          distances.data(), &error);
  return keys;
}

// The state has the workspace, the function does not look.
std::array<usearch_key_t, 10> c_other_leaks(usearch_index_t index, const Wiki& wiki, const Session& who,
                                            const std::vector<float>& query) {
  std::array<usearch_key_t, 10> keys{};
  std::array<usearch_distance_t, 10> distances{};
  usearch_error_t error = nullptr;
  State state{&wiki, who.workspace_id.c_str()};
  usearch_filtered_search(index, query.data(), usearch_scalar_f32_k, keys.size(), is_short, &state, keys.data(),   // leak: vector-search-unscoped
                          distances.data(), &error);
  return keys;
}
