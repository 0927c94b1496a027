//--- usearch.h
// What this page uses of USearch.
#pragma once
#include <cstddef>

namespace unum::usearch {
template <class Key = std::size_t, class Slot = unsigned>
class index_dense_gt {
public:
  struct search_result_t {
    std::size_t size() const;
  };
  template <class Predicate>
  search_result_t filtered_search(const float* query, std::size_t wanted, Predicate&& predicate) const {
    (void)query, (void)wanted, (void)predicate;
    return {};
  }
};
using index_dense_t = index_dense_gt<>;
}  // namespace unum::usearch

//--- flags.cpp
// Predicates that look the owner up. Each leak stands beside its mended twin.
#include <string>
#include <unordered_map>
#include <vector>

#include "usearch.h"

struct Session {
  std::string workspace;
};

inline const std::string everybody = "public-reports";

class Owners {
public:
  bool own_or_unknown(std::size_t doc, const std::string& workspace) const {
    const auto it = owners_.find(doc);
    return it == owners_.end() || it->second == workspace;
  }
  bool own(std::size_t doc, const std::string& workspace) const {
    const auto it = owners_.find(doc);
    return it != owners_.end() && it->second == workspace;
  }
  bool own_or_public(std::size_t doc, const std::string& workspace) const {
    const auto it = owners_.find(doc);
    return it != owners_.end() && (it->second == workspace || it->second == everybody);
  }
  bool own_or_nobodys(std::size_t doc, const std::string& workspace) const {
    const auto it = owners_.find(doc);
    return it != owners_.end() && (it->second == workspace || it->second == "");
  }
  bool own_or_recent(std::size_t doc, const std::string& workspace) const {
    const auto it = owners_.find(doc);
    return it != owners_.end() && (it->second == workspace || doc > 100000);
  }

private:
  std::unordered_map<std::size_t, std::string> owners_;
};

std::size_t unknown_leaks(const unum::usearch::index_dense_t& index, const Owners& owners, const Session& who, const std::vector<float>& query) {
  const auto only = [&](std::size_t doc) { return owners.own_or_unknown(doc, who.workspace); };
  return index.filtered_search(query.data(), 12, only).size();   // leak: vector-filter-optional
}

std::size_t known_is_scoped(const unum::usearch::index_dense_t& index, const Owners& owners, const Session& who, const std::vector<float>& query) {
  const auto only = [&](std::size_t doc) { return owners.own(doc, who.workspace); };
  return index.filtered_search(query.data(), 12, only).size();   // clean
}

// Compared with the tenant in the same breath: a marker in the owner's place.
std::size_t public_is_scoped(const unum::usearch::index_dense_t& index, const Owners& owners, const Session& who, const std::vector<float>& query) {
  const auto only = [&](std::size_t doc) { return owners.own_or_public(doc, who.workspace); };
  return index.filtered_search(query.data(), 12, only).size();   // clean
}

std::size_t nobodys_leaks(const unum::usearch::index_dense_t& index, const Owners& owners, const Session& who, const std::vector<float>& query) {
  const auto only = [&](std::size_t doc) { return owners.own_or_nobodys(doc, who.workspace); };
  return index.filtered_search(query.data(), 12, only).size();   // leak: vector-filter-optional
}

std::size_t recent_leaks(const unum::usearch::index_dense_t& index, const Owners& owners, const Session& who, const std::vector<float>& query) {
  const auto only = [&](std::size_t doc) { return owners.own_or_recent(doc, who.workspace); };
  return index.filtered_search(query.data(), 12, only).size();   // leak: vector-filter-optional
}
