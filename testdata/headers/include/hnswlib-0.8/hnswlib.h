// Declarations of hnswlib 0.8.0, compared with nmslib/hnswlib at commit c1b9b79a.
#pragma once

#include <cstddef>
#include <cstdint>
#include <queue>
#include <string>
#include <utility>
#include <vector>

namespace hnswlib {
struct BaseFilterFunctor;
struct L2Space;
struct L2SpaceI;
struct InnerProductSpace;
using labeltype = size_t;
template <typename dist_t> struct BaseSearchStopCondition;
template <typename MTYPE> struct SpaceInterface;
template <typename dist_t> struct AlgorithmInterface;
template <typename dist_t> struct BruteforceSearch;
using tableint = unsigned int;
template <typename dist_t> struct HierarchicalNSW;
template <typename dist_t> struct AlgorithmInterface {
  void addPoint(const void*, labeltype, bool = {});
  std::priority_queue<std::pair<dist_t, labeltype>> searchKnn(const void*, size_t, BaseFilterFunctor* = {}) const;
  std::vector<std::pair<dist_t, labeltype>> searchKnnCloserFirst(const void*, size_t, BaseFilterFunctor* = {}) const;
  void saveIndex(const std::string&);
};
struct L2Space {
  L2Space(size_t);
};
struct L2SpaceI {
  L2SpaceI(size_t);
};
struct InnerProductSpace {
  InnerProductSpace(size_t);
};
template <typename dist_t> struct BruteforceSearch : AlgorithmInterface<dist_t> {
  BruteforceSearch(SpaceInterface<dist_t>*);
  BruteforceSearch(SpaceInterface<dist_t>*, const std::string&);
  BruteforceSearch(SpaceInterface<dist_t>*, size_t);
  void addPoint(const void*, labeltype, bool = {});
  void removePoint(labeltype);
  std::priority_queue<std::pair<dist_t, labeltype>> searchKnn(const void*, size_t, BaseFilterFunctor* = {}) const;
  void saveIndex(const std::string&);
  void loadIndex(const std::string&, SpaceInterface<dist_t>*);
};
template <typename dist_t> struct HierarchicalNSW : AlgorithmInterface<dist_t> {
  HierarchicalNSW(SpaceInterface<dist_t>*);
  HierarchicalNSW(SpaceInterface<dist_t>*, const std::string&, bool = {}, size_t = {}, bool = {});
  HierarchicalNSW(SpaceInterface<dist_t>*, size_t, size_t = {}, size_t = {}, size_t = {}, bool = {});
  void setEf(size_t);
  size_t getMaxElements();
  size_t getCurrentElementCount();
  size_t getDeletedCount();
  void resizeIndex(size_t);
  void saveIndex(const std::string&);
  void loadIndex(const std::string&, SpaceInterface<dist_t>*, size_t = {});
  template <typename data_t> std::vector<data_t> getDataByLabel(labeltype) const;
  void markDelete(labeltype);
  void unmarkDelete(labeltype);
  void addPoint(const void*, labeltype, bool = {});
  void updatePoint(const void*, tableint, float);
  tableint addPoint(const void*, labeltype, int);
  std::priority_queue<std::pair<dist_t, labeltype>> searchKnn(const void*, size_t, BaseFilterFunctor* = {}) const;
  std::vector<std::pair<dist_t, labeltype>> searchStopConditionClosest(const void*, BaseSearchStopCondition<dist_t>&,
                                                                       BaseFilterFunctor* = {}) const;
};
} // namespace hnswlib
