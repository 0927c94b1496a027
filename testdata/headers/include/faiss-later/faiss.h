// Declarations of Faiss after 1.7, compared with facebookresearch/faiss at commit 02dbb4e4.
#pragma once

#include <cstddef>
#include <cstdint>

namespace faiss {
struct IDSelector {};
struct RangeSearchResult {};
struct SearchParameters {};
struct Index;
struct IndexBinary;
struct IDSelectorRange;
struct IDSelectorArray;
struct IDSelectorBatch;
struct IDSelectorBitmap;
struct IDSelectorNot;
struct IDSelectorAnd;
struct IDSelectorOr;
struct IDSelectorXOr;
struct SearchParametersIVF {};
struct IndexIVFStats {};
struct IndexIVFInterface {};
struct IndexIVF;
struct IndexBinaryIVF;
struct IndexBinaryFlat;
struct IndexHNSW;
struct IndexBinaryHNSW;
struct IndexFlatCodes;
struct IndexFlat;
struct IndexFlatIP;
struct IndexFlatL2;
struct IndexFlat1D;
struct IndexPQ;
struct IndexScalarQuantizer;
struct IndexHNSWFlat;
struct IndexHNSW2Level;
struct IndexIVFFlat;
struct IndexIVFFlatDedup;
struct IndexLSH;
struct IndexNNDescent;
struct IndexNSG;
struct IndexPreTransform;
struct IndexRefine;
struct IndexRefineFlat;
enum MetricType : unsigned int {};
using idx_t = int64_t;
using IVFSearchParameters = SearchParametersIVF;
template <typename IndexT> struct IndexIDMapTemplate;
template <typename IndexT> struct IndexIDMap2Template;
template <typename IndexT> struct ThreadedIndex {};
template <typename IndexT> struct IndexReplicasTemplate;
template <typename IndexT> struct IndexShardsTemplate;
struct Index {
  void train(idx_t, const float*);
  void add(idx_t, const float*);
  void add_with_ids(idx_t, const float*, const idx_t*);
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
  void range_search(idx_t, const float*, float, RangeSearchResult*, const SearchParameters* = {}) const;
  void assign(idx_t, const float*, idx_t*, idx_t = {}) const;
  void reset();
  size_t remove_ids(const IDSelector&);
  void reconstruct(idx_t, float*) const;
  void search_and_reconstruct(idx_t, const float*, idx_t, float*, idx_t*, float*, const SearchParameters* = {}) const;
};
struct IndexBinary {
  void train(idx_t, const uint8_t*);
  void add(idx_t, const uint8_t*);
  void add_with_ids(idx_t, const uint8_t*, const idx_t*);
  void search(idx_t, const uint8_t*, idx_t, int32_t*, idx_t*, const SearchParameters* = {}) const;
  void range_search(idx_t, const uint8_t*, int, RangeSearchResult*, const SearchParameters* = {}) const;
  void assign(idx_t, const uint8_t*, idx_t*, idx_t = {}) const;
  void reset();
  size_t remove_ids(const IDSelector&);
  void reconstruct(idx_t, uint8_t*) const;
  void search_and_reconstruct(idx_t, const uint8_t*, idx_t, int32_t*, idx_t*, uint8_t*,
                              const SearchParameters* = {}) const;
};
struct IDSelectorRange {
  IDSelectorRange(idx_t, idx_t, bool = {});
};
struct IDSelectorArray {
  IDSelectorArray(size_t, const idx_t*);
};
struct IDSelectorBatch {
  IDSelectorBatch(size_t, const idx_t*);
};
struct IDSelectorBitmap {
  IDSelectorBitmap(size_t, const uint8_t*);
};
struct IDSelectorNot {
  IDSelectorNot(const IDSelector*);
};
struct IDSelectorAnd {
  IDSelectorAnd(const IDSelector*, const IDSelector*);
};
struct IDSelectorOr {
  IDSelectorOr(const IDSelector*, const IDSelector*);
};
struct IDSelectorXOr {
  IDSelectorXOr(const IDSelector*, const IDSelector*);
};
struct IndexIVF : Index {
  void reset();
  void train(idx_t, const float*);
  void add(idx_t, const float*);
  void add_with_ids(idx_t, const float*, const idx_t*);
  void search_preassigned(idx_t, const float*, idx_t, const idx_t*, const float*, float*, idx_t*, bool,
                          const IVFSearchParameters* = {}, IndexIVFStats* = {}) const;
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
  void range_search(idx_t, const float*, float, RangeSearchResult*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, float*) const;
  void search_and_reconstruct(idx_t, const float*, idx_t, float*, idx_t*, float*, const SearchParameters* = {}) const;
  size_t remove_ids(const IDSelector&);
};
struct IndexBinaryIVF : IndexBinary {
  void reset();
  void train(idx_t, const uint8_t*);
  void add(idx_t, const uint8_t*);
  void add_with_ids(idx_t, const uint8_t*, const idx_t*);
  void search_preassigned(idx_t, const uint8_t*, idx_t, const idx_t*, const int32_t*, int32_t*, idx_t*, bool,
                          const IVFSearchParameters* = {}) const;
  void search(idx_t, const uint8_t*, idx_t, int32_t*, idx_t*, const SearchParameters* = {}) const;
  void range_search(idx_t, const uint8_t*, int, RangeSearchResult*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, uint8_t*) const;
  void search_and_reconstruct(idx_t, const uint8_t*, idx_t, int32_t*, idx_t*, uint8_t*,
                              const SearchParameters* = {}) const;
  size_t remove_ids(const IDSelector&);
};
} // namespace faiss

namespace faiss {
namespace ivflib {
void search_with_parameters(const Index*, idx_t, const float*, idx_t, float*, idx_t*, const IVFSearchParameters*,
                            size_t* = {}, double* = {});
void range_search_with_parameters(const Index*, idx_t, const float*, float, RangeSearchResult*,
                                  const IVFSearchParameters*, size_t* = {}, double* = {});
} // namespace ivflib
} // namespace faiss

namespace faiss {
struct IndexBinaryFlat : IndexBinary {
  void add(idx_t, const uint8_t*);
  void reset();
  void search(idx_t, const uint8_t*, idx_t, int32_t*, idx_t*, const SearchParameters* = {}) const;
  void range_search(idx_t, const uint8_t*, int, RangeSearchResult*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, uint8_t*) const;
  size_t remove_ids(const IDSelector&);
};
struct IndexHNSW : Index {
  void add(idx_t, const float*);
  void train(idx_t, const float*);
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
  void range_search(idx_t, const float*, float, RangeSearchResult*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, float*) const;
  void reset();
};
struct IndexBinaryHNSW : IndexBinary {
  void add(idx_t, const uint8_t*);
  void train(idx_t, const uint8_t*);
  void search(idx_t, const uint8_t*, idx_t, int32_t*, idx_t*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, uint8_t*) const;
  void reset();
};
struct IndexFlatCodes : Index {
  void add(idx_t, const float*);
  void reset();
  void reconstruct(idx_t, float*) const;
  size_t remove_ids(const IDSelector&);
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
  void range_search(idx_t, const float*, float, RangeSearchResult*, const SearchParameters* = {}) const;
};
struct IndexFlat : IndexFlatCodes {
  IndexFlat(idx_t, MetricType = {});
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
  void range_search(idx_t, const float*, float, RangeSearchResult*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, float*) const;
  IndexFlat();
};
struct IndexFlatIP : IndexFlat {
  IndexFlatIP(idx_t);
  IndexFlatIP();
};
struct IndexFlatL2 : IndexFlat {
  IndexFlatL2(idx_t);
  IndexFlatL2();
};
struct IndexFlat1D : IndexFlatL2 {
  void add(idx_t, const float*);
  void reset();
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
};
struct IndexPQ : IndexFlatCodes {
  void train(idx_t, const float*);
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
};
struct IndexScalarQuantizer : IndexFlatCodes {
  void train(idx_t, const float*);
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
};
struct IndexHNSWFlat : IndexHNSW {
  IndexHNSWFlat();
  IndexHNSWFlat(int, int, MetricType = {});
};
struct IndexHNSW2Level : IndexHNSW {
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
};
template <typename IndexT> struct IndexIDMapTemplate {
  using component_t = typename IndexT::component_t;
  using distance_t = typename IndexT::distance_t;
  IndexIDMapTemplate(IndexT*);
  void add_with_ids(idx_t, const component_t*, const idx_t*);
  void add(idx_t, const component_t*);
  void search(idx_t, const component_t*, idx_t, distance_t*, idx_t*, const SearchParameters* = {}) const;
  void train(idx_t, const component_t*);
  void reset();
  size_t remove_ids(const IDSelector&);
  void range_search(idx_t, const component_t*, distance_t, RangeSearchResult*, const SearchParameters* = {}) const;
  IndexIDMapTemplate();
};
template <typename IndexT> struct IndexIDMap2Template : IndexIDMapTemplate<IndexT> {
  using component_t = typename IndexT::component_t;
  IndexIDMap2Template(IndexT*);
  void add_with_ids(idx_t, const component_t*, const idx_t*);
  size_t remove_ids(const IDSelector&);
  void reconstruct(idx_t, component_t*) const;
  IndexIDMap2Template();
};
struct IndexIVFFlat : IndexIVF {
  IndexIVFFlat(Index*, size_t, size_t, MetricType = {}, bool = {});
  IndexIVFFlat();
};
struct IndexIVFFlatDedup : IndexIVFFlat {
  void train(idx_t, const float*);
  void add_with_ids(idx_t, const float*, const idx_t*);
  void search_preassigned(idx_t, const float*, idx_t, const idx_t*, const float*, float*, idx_t*, bool,
                          const IVFSearchParameters* = {}, IndexIVFStats* = {}) const;
  size_t remove_ids(const IDSelector&);
  void range_search(idx_t, const float*, float, RangeSearchResult*, const SearchParameters* = {}) const;
};
struct IndexLSH : IndexFlatCodes {
  void train(idx_t, const float*);
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
};
struct IndexNNDescent : Index {
  void add(idx_t, const float*);
  void train(idx_t, const float*);
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, float*) const;
  void reset();
};
struct IndexNSG : Index {
  void add(idx_t, const float*);
  void train(idx_t, const float*);
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, float*) const;
  void reset();
};
struct IndexPreTransform : Index {
  void train(idx_t, const float*);
  void add(idx_t, const float*);
  void add_with_ids(idx_t, const float*, const idx_t*);
  void reset();
  size_t remove_ids(const IDSelector&);
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
  void range_search(idx_t, const float*, float, RangeSearchResult*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, float*) const;
  void search_and_reconstruct(idx_t, const float*, idx_t, float*, idx_t*, float*, const SearchParameters* = {}) const;
};
struct IndexRefine : Index {
  void train(idx_t, const float*);
  void add(idx_t, const float*);
  void reset();
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
  void range_search(idx_t, const float*, float, RangeSearchResult*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, float*) const;
};
struct IndexRefineFlat : IndexRefine {
  void search(idx_t, const float*, idx_t, float*, idx_t*, const SearchParameters* = {}) const;
};
template <typename IndexT> struct IndexReplicasTemplate {
  using component_t = typename IndexT::component_t;
  using distance_t = typename IndexT::distance_t;
  void train(idx_t, const component_t*);
  void add(idx_t, const component_t*);
  void search(idx_t, const component_t*, idx_t, distance_t*, idx_t*, const SearchParameters* = {}) const;
  void reconstruct(idx_t, component_t*) const;
};
template <typename IndexT> struct IndexShardsTemplate {
  using component_t = typename IndexT::component_t;
  using distance_t = typename IndexT::distance_t;
  void add(idx_t, const component_t*);
  void add_with_ids(idx_t, const component_t*, const idx_t*);
  void search(idx_t, const component_t*, idx_t, distance_t*, idx_t*, const SearchParameters* = {}) const;
  void train(idx_t, const component_t*);
};
} // namespace faiss
