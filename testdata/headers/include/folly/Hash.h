// Declarations of folly, compared with facebook/folly at commit ff98381e.
#pragma once

#include <cstddef>
#include <cstdint>

namespace folly {
namespace hash {
template <typename T, typename... Ts> size_t hash_combine(const T&, const Ts&...);
template <typename... Value> uint64_t commutative_hash_combine(const Value&...);
} // namespace hash
} // namespace folly
