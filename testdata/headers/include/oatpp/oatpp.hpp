// Declarations of Oat++, compared with oatpp/oatpp at commit c9765f9e and oatpp/oatpp-mcp at commit c9a9434a.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace oatpp {
using v_uint64 = std::uint64_t;
using v_buff_size = std::int64_t;
template <typename T, typename U> using enable_if_same = typename std::enable_if<std::is_same<T, U>::value, void>::type;
} // namespace oatpp

namespace oatpp::data::type {
template <class T, class Clazz> class ObjectWrapper {
public:
  T* operator->() const;
  T* get() const;
  bool operator==(std::nullptr_t) const;
  bool operator!=(std::nullptr_t) const;
  explicit operator bool() const;
};
namespace __class {
struct String;
struct Tree;
} // namespace __class
class String : public ObjectWrapper<std::string, __class::String> {
public:
  String();
  String(const char* data, v_buff_size size);
  template <typename T, typename enabled = enable_if_same<T, char>> String(const T* data);
  template <typename T, typename enabled = enable_if_same<T, std::string>> String(const T& str);
  String(const String& other);
  const std::string& operator*() const;
  operator std::string() const;
  template <typename T, typename enabled = enable_if_same<T, char>> String& operator=(const T* str);
  template <typename T, typename enabled = enable_if_same<T, std::string>> String& operator=(const T& str);
  String& operator=(const String& other);
  std::string getValue(const std::string& defaultValue) const;
  template <typename T, typename enabled = enable_if_same<T, char>> bool operator==(const T* str) const;
  template <typename T, typename enabled = enable_if_same<T, std::string>> bool operator==(const T& str) const;
  template <typename T, typename enabled = enable_if_same<T, std::string>> bool operator!=(const T& str) const;
  bool operator==(const String& other) const;
  bool operator!=(const String& other) const;
};
} // namespace oatpp::data::type

namespace oatpp::data::mapping {
class Tree {
public:
  operator type::String();
  Tree& operator[](const type::String& key);
  const Tree& operator[](const type::String& key) const;
  Tree& operator[](v_uint64 index);
  const Tree& operator[](v_uint64 index) const;
  const type::String& getString() const;
};
} // namespace oatpp::data::mapping

namespace oatpp::data::type {
class Tree : public ObjectWrapper<mapping::Tree, __class::Tree> {
public:
  mapping::Tree* operator->();
  mapping::Tree* operator->() const;
  mapping::Tree& operator*();
  const mapping::Tree& operator*() const;
  mapping::Tree& operator[](const String& key);
  const mapping::Tree& operator[](const String& key) const;
};
} // namespace oatpp::data::type

namespace oatpp {
typedef oatpp::data::type::String String;
typedef oatpp::data::type::Tree Tree;
struct Void {};
} // namespace oatpp

namespace oatpp::web::protocol::http {
using Headers = std::unordered_map<std::string, std::string>;
namespace incoming {
class Request {
public:
  const Headers& getQueryParameters() const;
  oatpp::String getQueryParameter(const oatpp::String& name) const;
  oatpp::String getQueryParameter(const oatpp::String& name, const oatpp::String& defaultValue) const;
  const Headers& getPathVariables() const;
  const Headers& getHeaders() const;
  oatpp::String getHeader(const oatpp::String& headerName) const;
  std::vector<oatpp::String> getHeaderValues(const oatpp::String& headerName) const;
  oatpp::String getPathVariable(const oatpp::String& name) const;
  oatpp::String getPathTail() const;
  void putBundleData(const oatpp::String& key, const oatpp::Void& polymorph);
  template <typename WrapperType> WrapperType getBundleData(const oatpp::String& key) const;
  oatpp::String readBodyToString() const;
  template <class Wrapper> Wrapper readBodyToDto(const std::shared_ptr<void>& objectMapper) const;
};
} // namespace incoming
namespace outgoing {
class Response {};
} // namespace outgoing
} // namespace oatpp::web::protocol::http

namespace oatpp::web::server {
class HttpRequestHandler {
public:
  typedef oatpp::web::protocol::http::incoming::Request IncomingRequest;
  typedef oatpp::web::protocol::http::outgoing::Response OutgoingResponse;
  virtual std::shared_ptr<OutgoingResponse> handle(const std::shared_ptr<IncomingRequest>& request);
  virtual ~HttpRequestHandler() = default;
};
namespace handler {
class AuthorizationObject {
public:
  virtual ~AuthorizationObject() = default;
};
class AuthorizationHandler {
public:
  virtual ~AuthorizationHandler() = default;
  virtual std::shared_ptr<AuthorizationObject> handleAuthorization(const oatpp::String& authorizationHeader) = 0;
};
} // namespace handler
namespace api {
class Endpoint {};
using Endpoints = std::vector<std::shared_ptr<Endpoint>>;
class ApiController {
public:
  std::shared_ptr<handler::AuthorizationObject> handleDefaultAuthorization(const oatpp::String& authHeader) const;
};
} // namespace api
} // namespace oatpp::web::server

namespace oatpp::mcp {
namespace capabilities {
class Prompt {};
class Resource {};
struct CallResult {};
class Tool {
public:
  virtual ~Tool() = default;
  virtual std::shared_ptr<CallResult> call(const oatpp::String& sessionId, const oatpp::Tree& args) = 0;
};
} // namespace capabilities
class Server {
public:
  void addPrompt(const std::shared_ptr<capabilities::Prompt>& prompt);
  void addTool(const std::shared_ptr<capabilities::Tool>& tool);
  void addResource(const std::shared_ptr<capabilities::Resource>& resource);
  void addEndpoints(const oatpp::web::server::api::Endpoints& endpoints);
};
} // namespace oatpp::mcp
