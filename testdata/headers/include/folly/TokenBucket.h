// Declarations of folly, compared with facebook/folly at commit ff98381e.
#pragma once

#include <cstddef>
#include <cstdint>

namespace folly {
struct TokenBucketPolicyDefault {};
template <class Value> struct Optional {};
template <typename Policy = TokenBucketPolicyDefault> struct TokenBucketStorage;
template <typename Policy = TokenBucketPolicyDefault> struct BasicDynamicTokenBucket;
template <typename Policy = TokenBucketPolicyDefault> struct BasicTokenBucket;
template <typename Policy> struct TokenBucketStorage {
  template <typename Callback> double consume(double, double, double, const Callback&);
};
template <typename Policy> struct BasicDynamicTokenBucket {
  void reset(double = {});
  bool consume(double, double, double, double = {});
  double consumeOrDrain(double, double, double, double = {});
  void returnTokens(double, double);
  Optional<double> consumeWithBorrowNonBlocking(double, double, double, double = {});
  bool consumeWithBorrowAndWait(double, double, double, double = {});
  double available(double, double, double = {}) const;
  double balance(double, double, double = {}) const;
};
template <typename Policy> struct BasicTokenBucket {
  void reset(double, double, double = {});
  bool consume(double, double = {});
  double consumeOrDrain(double, double = {});
  void returnTokens(double);
  Optional<double> consumeWithBorrowNonBlocking(double, double = {});
  bool consumeWithBorrowAndWait(double, double = {});
  double available(double = {}) const;
  double balance(double = {}) const;
};
} // namespace folly
