// Declarations of Annoy, compared with spotify/annoy at commit 379f7446.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace Annoy {
template <typename S, typename T, typename R = uint64_t> struct AnnoyIndexInterface {};
template <typename S, typename T, typename Distance, typename Random, class ThreadedBuildPolicy> struct AnnoyIndex;
template <typename S, typename T, typename Distance, typename Random, class ThreadedBuildPolicy> struct AnnoyIndex {
  bool add_item(S, const T*, char** = {});
  bool save(const char*, bool = {}, char** = {});
  bool load(const char*, bool = {}, char** = {});
  void get_nns_by_item(S, size_t, int, std::vector<S>*, std::vector<T>*) const;
  void get_nns_by_vector(const T*, size_t, int, std::vector<S>*, std::vector<T>*) const;
};
} // namespace Annoy
