// Declarations of USearch 2.21.0, compared with unum-cloud/usearch at commit fd6279af.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace unum {
namespace usearch {
struct index_limits_t {};
struct index_update_config_t {};
struct index_search_config_t {};
struct dummy_predicate_t {};
struct dummy_callback_t {};
struct dummy_progress_t {};
struct dummy_prefetch_t {};
struct dummy_executor_t {};
struct serialization_result_t {};
struct output_file_t {};
struct input_file_t {};
struct memory_mapped_file_t {};
struct f16_bits_t {};
struct bf16_bits_t {};
struct metric_punned_t;
struct index_dense_config_t {};
struct index_dense_clustering_config_t {};
struct index_dense_serialization_config_t {};
using byte_t = char;
using default_key_t = std::uint64_t;
using default_slot_t = std::uint32_t;
using default_distance_t = float;
template <typename distance_at = default_distance_t, typename key_at = default_key_t,
          typename compressed_slot_at = default_slot_t, typename dynamic_allocator_at = std::allocator<byte_t>,
          typename tape_allocator_at = dynamic_allocator_at>
struct index_gt;
enum b1x8_t : unsigned char {};
using f16_t = f16_bits_t;
using bf16_t = bf16_bits_t;
using f64_t = double;
using f32_t = float;
using i8_t = std::int8_t;
enum class metric_kind_t : std::uint8_t {};
enum class scalar_kind_t : std::uint8_t {};
template <typename element_at = char, std::size_t alignment_ak = 64> struct aligned_allocator_gt {};
template <std::size_t alignment_ak = 1> struct memory_mapping_allocator_gt {};
using distance_punned_t = float;
enum class metric_punned_signature_t : int {};
template <typename key_at = default_key_t, typename compressed_slot_at = default_slot_t> struct index_dense_gt;
template <typename distance_at, typename key_at, typename compressed_slot_at, typename dynamic_allocator_at,
          typename tape_allocator_at>
struct index_gt {
  struct search_result_t;
  using distance_t = distance_at;
  using vector_key_t = key_at;
  struct add_result_t {};
  struct match_t {};
  struct search_result_t {
    std::size_t size() const;
    bool empty() const;
    match_t operator[](std::size_t) const;
    match_t front() const;
    match_t back() const;
    bool contains(vector_key_t) const;
    match_t at(std::size_t) const;
    std::size_t dump_to(vector_key_t*, distance_t*) const;
    std::size_t dump_to(vector_key_t*) const;
    std::size_t dump_to(vector_key_t*, distance_t*, std::size_t) const;
    std::size_t dump_to(vector_key_t*, std::size_t) const;
  };
  template <typename value_at, typename metric_at, typename callback_at = dummy_callback_t,
            typename prefetch_at = dummy_prefetch_t>
  add_result_t add(vector_key_t, value_at&&, metric_at&&, index_update_config_t = {}, callback_at&& = {},
                   prefetch_at&& = {});
  template <typename value_at, typename metric_at, typename predicate_at = dummy_predicate_t,
            typename prefetch_at = dummy_prefetch_t>
  search_result_t search(value_at&&, std::size_t, metric_at&&, index_search_config_t = {}, predicate_at&& = {},
                         prefetch_at&& = {});
};
struct metric_punned_t {
  metric_punned_t();
  metric_punned_t(const metric_punned_t&);
  metric_punned_t(std::size_t, metric_kind_t = {}, scalar_kind_t = {});
  metric_punned_t(std::size_t, std::uintptr_t, metric_punned_signature_t, metric_kind_t, scalar_kind_t);
};
template <typename key_at, typename compressed_slot_at> struct index_dense_gt {
  using vector_key_t = key_at;
  using compressed_slot_t = compressed_slot_at;
  using distance_t = distance_punned_t;
  using metric_t = metric_punned_t;
  using serialization_config_t = index_dense_serialization_config_t;
  using dynamic_allocator_t = aligned_allocator_gt<byte_t, 64>;
  using tape_allocator_t = memory_mapping_allocator_gt<64>;
  using index_t = index_gt<distance_t, vector_key_t, compressed_slot_t, dynamic_allocator_t, tape_allocator_t>;
  using cluster_result_t = typename index_t::cluster_result_t;
  using add_result_t = typename index_t::add_result_t;
  struct search_result_t {};
  index_dense_gt();
  index_dense_gt(index_dense_gt&&);
  index_dense_gt& operator=(index_dense_gt&&);
  struct state_result_t {};
  static state_result_t make(metric_t = {}, index_dense_config_t = {}, vector_key_t = {});
  static state_result_t make(const char*, bool = {});
  std::size_t size() const;
  std::size_t capacity() const;
  std::size_t dimensions() const;
  add_result_t add(vector_key_t, const b1x8_t*, std::size_t = {}, bool = {});
  add_result_t add(vector_key_t, const i8_t*, std::size_t = {}, bool = {});
  add_result_t add(vector_key_t, const f16_t*, std::size_t = {}, bool = {});
  add_result_t add(vector_key_t, const bf16_t*, std::size_t = {}, bool = {});
  add_result_t add(vector_key_t, const f32_t*, std::size_t = {}, bool = {});
  add_result_t add(vector_key_t, const f64_t*, std::size_t = {}, bool = {});
  search_result_t search(const b1x8_t*, std::size_t, std::size_t = {}, bool = {}) const;
  search_result_t search(const i8_t*, std::size_t, std::size_t = {}, bool = {}) const;
  search_result_t search(const f16_t*, std::size_t, std::size_t = {}, bool = {}) const;
  search_result_t search(const bf16_t*, std::size_t, std::size_t = {}, bool = {}) const;
  search_result_t search(const f32_t*, std::size_t, std::size_t = {}, bool = {}) const;
  search_result_t search(const f64_t*, std::size_t, std::size_t = {}, bool = {}) const;
  template <typename predicate_at>
  search_result_t filtered_search(const b1x8_t*, std::size_t, predicate_at&&, std::size_t = {}, bool = {}) const;
  template <typename predicate_at>
  search_result_t filtered_search(const i8_t*, std::size_t, predicate_at&&, std::size_t = {}, bool = {}) const;
  template <typename predicate_at>
  search_result_t filtered_search(const f16_t*, std::size_t, predicate_at&&, std::size_t = {}, bool = {}) const;
  template <typename predicate_at>
  search_result_t filtered_search(const bf16_t*, std::size_t, predicate_at&&, std::size_t = {}, bool = {}) const;
  template <typename predicate_at>
  search_result_t filtered_search(const f32_t*, std::size_t, predicate_at&&, std::size_t = {}, bool = {}) const;
  template <typename predicate_at>
  search_result_t filtered_search(const f64_t*, std::size_t, predicate_at&&, std::size_t = {}, bool = {}) const;
  std::size_t get(vector_key_t, b1x8_t*, std::size_t = {}) const;
  std::size_t get(vector_key_t, i8_t*, std::size_t = {}) const;
  std::size_t get(vector_key_t, f16_t*, std::size_t = {}) const;
  std::size_t get(vector_key_t, bf16_t*, std::size_t = {}) const;
  std::size_t get(vector_key_t, f32_t*, std::size_t = {}) const;
  std::size_t get(vector_key_t, f64_t*, std::size_t = {}) const;
  cluster_result_t cluster(const b1x8_t*, std::size_t, std::size_t = {}) const;
  cluster_result_t cluster(const i8_t*, std::size_t, std::size_t = {}) const;
  cluster_result_t cluster(const f16_t*, std::size_t, std::size_t = {}) const;
  cluster_result_t cluster(const bf16_t*, std::size_t, std::size_t = {}) const;
  cluster_result_t cluster(const f32_t*, std::size_t, std::size_t = {}) const;
  cluster_result_t cluster(const f64_t*, std::size_t, std::size_t = {}) const;
  cluster_result_t cluster(vector_key_t, std::size_t, std::size_t = {}) const;
  void reserve(index_limits_t);
  void clear();
  template <typename progress_at = dummy_progress_t>
  serialization_result_t view(memory_mapped_file_t, std::size_t = {}, serialization_config_t = {}, progress_at&& = {});
  template <typename progress_at = dummy_progress_t>
  serialization_result_t save(output_file_t, serialization_config_t = {}, progress_at&& = {});
  template <typename progress_at = dummy_progress_t>
  serialization_result_t save(memory_mapped_file_t, std::size_t = {}, serialization_config_t = {}, progress_at&& = {});
  template <typename progress_at = dummy_progress_t>
  serialization_result_t load(input_file_t, serialization_config_t = {}, progress_at&& = {});
  template <typename progress_at = dummy_progress_t>
  serialization_result_t load(memory_mapped_file_t, std::size_t = {}, serialization_config_t = {}, progress_at&& = {});
  template <typename progress_at = dummy_progress_t>
  serialization_result_t save(const char*, serialization_config_t = {}, progress_at&& = {});
  template <typename progress_at = dummy_progress_t>
  serialization_result_t load(const char*, serialization_config_t = {}, progress_at&& = {});
  bool contains(vector_key_t) const;
  std::size_t count(vector_key_t) const;
  struct labeling_result_t {};
  labeling_result_t remove(vector_key_t);
  template <typename keys_iterator_at> labeling_result_t remove(keys_iterator_at, keys_iterator_at);
  labeling_result_t rename(vector_key_t, vector_key_t);
  struct clustering_result_t {};
  template <typename queries_iterator_at, typename executor_at = dummy_executor_t,
            typename progress_at = dummy_progress_t>
  clustering_result_t cluster(queries_iterator_at, queries_iterator_at, index_dense_clustering_config_t, vector_key_t*,
                              distance_t*, executor_at&& = {}, progress_at&& = {});
};
} // namespace usearch
} // namespace unum
