// Declarations of Drogon, compared with drogonframework/drogon at commit 74fc004c.
#pragma once

#include <any>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace trantor {
struct NonCopyable {};
} // namespace trantor

namespace Json {
class Value;
}

namespace drogon {
namespace utils {
namespace internal {
struct SafeStringHash {};
} // namespace internal
} // namespace utils
} // namespace drogon

namespace drogon {
enum HttpMethod { Get = 0, Post, Head, Put, Delete, Options, Patch, Invalid };
namespace internal {
struct HttpConstraint {
  HttpConstraint(HttpMethod);
  HttpConstraint(std::string);
  HttpConstraint(const char*);
};
} // namespace internal
} // namespace drogon

namespace drogon {
struct HttpRequest;
struct HttpResponse;
struct Session;
struct Attributes;
} // namespace drogon

namespace trantor {
struct Certificate {};
} // namespace trantor

namespace drogon {
namespace orm {
struct Result {};
struct DbClient;
} // namespace orm
} // namespace drogon

namespace drogon {
namespace orm {
namespace internal {
struct SqlAwaiter {};
} // namespace internal
} // namespace orm
} // namespace drogon

namespace drogon {
struct HttpAppFramework;
struct RateLimiter;
template <typename T> using SafeStringMap = std::unordered_map<std::string, T, utils::internal::SafeStringHash>;
using SessionPtr = std::shared_ptr<Session>;
using AttributesPtr = std::shared_ptr<Attributes>;
} // namespace drogon

namespace trantor {
using CertificatePtr = std::shared_ptr<Certificate>;
}

namespace drogon {
enum class RateLimiterType : int { kFixedWindow, kSlidingWindow, kTokenBucket };
using RateLimiterPtr = std::shared_ptr<RateLimiter>;
struct HttpRequest {
  const std::string& getHeader(std::string) const;
  const std::string& getCookie(const std::string&) const;
  const SafeStringMap<std::string>& headers() const;
  const SafeStringMap<std::string>& getHeaders() const;
  const SafeStringMap<std::string>& cookies() const;
  const std::string& query() const;
  const std::string& getQuery() const;
  std::string_view body() const;
  std::string_view getBody() const;
  const char* bodyData() const;
  const std::string& path() const;
  const std::string& getPath() const;
  const SessionPtr& session() const;
  const SessionPtr& getSession() const;
  const AttributesPtr& attributes() const;
  const AttributesPtr& getAttributes() const;
  const SafeStringMap<std::string>& parameters() const;
  const SafeStringMap<std::string>& getParameters() const;
  const std::string& getParameter(const std::string&) const;
  template <typename T> std::optional<T> getOptionalParameter(const std::string&);
  const trantor::CertificatePtr& peerCertificate() const;
  const std::shared_ptr<Json::Value>& jsonObject() const;
  const std::shared_ptr<Json::Value>& getJsonObject() const;
};
struct HttpResponse {};
struct Session {
  template <typename T> T get(const std::string&) const;
  template <typename T> std::optional<T> getOptional(const std::string&) const;
  void insert(const std::string&, const std::any&);
  void insert(const std::string&, std::any&&);
};
struct Attributes {
  template <typename T> const T& get(const std::string&) const;
  void insert(const std::string&, const std::any&);
  void insert(const std::string&, std::any&&);
};
} // namespace drogon

namespace drogon {
namespace orm {
struct DbClient {
  template <typename FUNCTION1, typename FUNCTION2, typename... Arguments>
  void execSqlAsync(const std::string&, FUNCTION1&&, FUNCTION2&&, Arguments&&...);
  template <typename... Arguments> std::future<Result> execSqlAsyncFuture(const std::string&, Arguments&&...);
  template <typename... Arguments> Result execSqlSync(const std::string&, Arguments&&...);
  template <typename... Arguments> internal::SqlAwaiter execSqlCoro(const std::string&, Arguments&&...);
  template <typename T> internal::SqlAwaiter execSqlCoro(const std::string&, const std::vector<T>&);
};
} // namespace orm
} // namespace drogon

namespace drogon {
struct HttpAppFramework {
  template <typename FUNCTION>
  HttpAppFramework& registerHandler(const std::string&, FUNCTION&&, const std::vector<internal::HttpConstraint>& = {},
                                    const std::string& = {});
  template <typename FUNCTION>
  HttpAppFramework& registerHandlerViaRegex(const std::string&, FUNCTION&&,
                                            const std::vector<internal::HttpConstraint>& = {}, const std::string& = {});
};
template <typename T, bool AutoCreation = true> struct HttpController {
  template <typename FUNCTION>
  static void registerMethod(FUNCTION&&, const std::string&, const std::vector<internal::HttpConstraint>& = {},
                             bool = true, const std::string& = "");
  template <typename FUNCTION>
  static void registerMethodViaRegex(FUNCTION&&, const std::string&,
                                     const std::vector<internal::HttpConstraint>& = {}, const std::string& = "");
};
struct RateLimiter {
  static RateLimiterPtr newRateLimiter(RateLimiterType, size_t, std::chrono::duration<double> = {});
  bool isAllowed();
};
} // namespace drogon
