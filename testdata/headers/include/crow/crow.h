// Declarations of Crow, compared with CrowCpp/Crow at commit 2366edba.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <utility>

namespace crow {
struct request;
struct query_string;
struct returnable {};
} // namespace crow

namespace crow {
namespace json {
struct rvalue;
}
} // namespace crow

namespace crow {
namespace json {
namespace detail {
struct r_string {};
} // namespace detail
} // namespace json
} // namespace crow

namespace crow {
namespace json {
struct wvalue;
}
} // namespace crow

namespace crow {
struct response;
struct BaseRule {};
struct DynamicRule;
struct CookieParser;
enum class HTTPMethod : char {
  DELETE,
  GET,
  HEAD,
  POST,
  PUT,
  CONNECT,
  OPTIONS,
  TRACE,
  PATCH,
  PURGE,
  COPY,
  LOCK,
  MKCOL,
  MOVE,
  PROPFIND,
  PROPPATCH,
  SEARCH,
  UNLOCK,
  BIND,
  REBIND,
  UNBIND,
  ACL,
  REPORT,
  MKACTIVITY,
  CHECKOUT,
  MERGE,
  MSEARCH,
  NOTIFY,
  SUBSCRIBE,
  UNSUBSCRIBE,
  MKCALENDAR,
  LINK,
  UNLINK,
  SOURCE,
  Delete,
  Get,
  Head,
  Post,
  Put,
  Connect,
  Options,
  Trace,
  Patch,
  Purge,
  Copy,
  Lock,
  MkCol,
  Move,
  Propfind,
  Proppatch,
  Search,
  Unlock,
  Bind,
  Rebind,
  Unbind,
  Acl,
  Report,
  MkActivity,
  Checkout,
  Merge,
  MSearch,
  Notify,
  Subscribe,
  Unsubscribe,
  MkCalendar,
  Link,
  Unlink,
  Source,
  InternalMethodCount
};
template <typename T> struct RuleParameterTraits;
template <typename... Args> struct TaggedRule;
struct request {
  const std::string& get_header_value(const std::string&) const;
  const query_string get_body_params() const;
};
struct query_string {
  char* get(const std::string&) const;
  char* pop(const std::string&);
};
} // namespace crow

namespace crow {
namespace json {
struct rvalue {
  int64_t i() const;
  uint64_t u() const;
  double d() const;
  bool b() const;
  detail::r_string s() const;
  bool has(const char*) const;
  bool has(const std::string&) const;
  const rvalue& operator[](int) const;
  const rvalue& operator[](size_t) const;
  const rvalue& operator[](const char*) const;
  const rvalue& operator[](const std::string&) const;
};
rvalue load(const char*, size_t);
rvalue load(const char*);
rvalue load(const std::string&);
struct wvalue {
  wvalue();
  wvalue(std::nullptr_t);
  wvalue(bool);
  wvalue(std::uint8_t);
  wvalue(std::uint16_t);
  wvalue(std::uint32_t);
  wvalue(std::uint64_t);
  wvalue(std::int8_t);
  wvalue(std::int16_t);
  wvalue(std::int32_t);
  wvalue(std::int64_t);
  wvalue(float);
  wvalue(double);
  wvalue(const char*);
  wvalue(const std::string&);
  wvalue(std::string&&);
  wvalue(std::initializer_list<std::pair<const std::string, wvalue>>);
  wvalue(const int&);
  wvalue(int&&);
  wvalue(int&);
  wvalue(const rvalue&);
  wvalue(const wvalue&);
  wvalue(wvalue&&);
  wvalue& operator=(wvalue&&);
  wvalue& operator=(std::nullptr_t);
  wvalue& operator=(bool);
  wvalue& operator=(float);
  wvalue& operator=(double);
  wvalue& operator=(unsigned short);
  wvalue& operator=(short);
  wvalue& operator=(long long);
  wvalue& operator=(long);
  wvalue& operator=(int);
  wvalue& operator=(unsigned long long);
  wvalue& operator=(unsigned long);
  wvalue& operator=(unsigned int);
  wvalue& operator=(const char*);
  wvalue& operator=(const std::string&);
  wvalue& operator=(int&&);
  template <typename T> wvalue& operator=(const int&);
  wvalue& operator=(std::initializer_list<std::pair<const std::string, wvalue>>);
  wvalue& operator=(const int&);
  wvalue& operator=(std::function<std::string(std::string&)>&&);
  wvalue& operator[](unsigned int);
  const wvalue& operator[](unsigned int) const;
  wvalue& operator[](const std::string&);
  const wvalue& operator[](const std::string&) const;
  std::string dump(const size_t, const char = {}) const;
  std::string dump() const;
};
} // namespace json
} // namespace crow

namespace crow {
struct response {};
template <typename T> struct RuleParameterTraits {
  using self_t = T;
  self_t& name(std::string);
  self_t& methods(HTTPMethod);
  template <typename... MethodArgs> self_t& methods(HTTPMethod, MethodArgs...);
  template <typename App, typename... Middlewares> self_t& middlewares();
};
struct DynamicRule {
  template <typename Func> void operator()(Func);
  template <typename Func> void operator()(std::string, Func&&);
};
template <typename... Args> struct TaggedRule : RuleParameterTraits<TaggedRule<Args...>> {
  template <typename Func> void operator()(Func&&);
  template <typename Func> void operator()(std::string, Func&&);
};
struct CookieParser {
  struct context;
  struct context {
    std::string get_cookie(const std::string&) const;
  };
};
} // namespace crow
