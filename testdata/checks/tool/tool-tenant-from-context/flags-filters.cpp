//--- drogon.h
#pragma once
#include <any>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace Json { class Value; }
namespace drogon {
struct Attributes {
  template <typename T> const T& get(const std::string& key) const;
  void insert(const std::string& key, std::any&& value);
};
struct HttpRequest {
  const std::string& getHeader(std::string key) const;
  const std::string& getParameter(const std::string& key) const;
  const std::shared_ptr<Attributes>& attributes() const;
};
struct HttpResponse {};
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
using FilterCallback = std::function<void(const HttpResponsePtr&)>;
using FilterChainCallback = std::function<void()>;
enum HttpMethod { Get, Post };
namespace internal {
struct HttpConstraint {
  HttpConstraint(HttpMethod method);
  HttpConstraint(const char* filter);
};
}   // namespace internal
struct HttpFilterBase {
  virtual void doFilter(const HttpRequestPtr& request, FilterCallback&& refuse, FilterChainCallback&& pass) = 0;
};
template <typename T, bool AutoCreation = true> struct HttpFilter : HttpFilterBase {};
template <typename T, bool AutoCreation = true> struct HttpController {
  template <typename FUNCTION>
  static void registerMethod(FUNCTION&& function, const std::string& pattern, const std::vector<internal::HttpConstraint>& constraints = {},
                             bool class_in_path = true, const std::string& name = "");
};
struct HttpAppFramework {
  template <typename FUNCTION>
  HttpAppFramework& registerHandler(const std::string& pattern, FUNCTION&& function, const std::vector<internal::HttpConstraint>& constraints = {},
                                    const std::string& name = {}) { return *this; }
};
HttpAppFramework& app();
}   // namespace drogon
#define METHOD_LIST_BEGIN static void initPathRouting() {
#define ADD_METHOD_TO(method, path, ...) registerMethod(&method, path, {__VA_ARGS__}, false, #method)
#define METHOD_LIST_END return; }

//--- notes.h
#pragma once
#include <string>

struct Principal {
  std::string tenant_id;
  std::string role;
  bool is_platform_operator = false;
};
Principal authenticate(const std::string& authorization);
bool remove_notes(const std::string& tenant_id);

//--- filters.h
#pragma once
#include "drogon.h"
#include "notes.h"

class OperatorFilter : public drogon::HttpFilter<OperatorFilter> {
public:
  void doFilter(const drogon::HttpRequestPtr& request, drogon::FilterCallback&& refuse, drogon::FilterChainCallback&& pass) override {
    const Principal who = authenticate(request->getHeader("Authorization"));
    if (!who.is_platform_operator) {
      refuse(nullptr);
      return;
    }
    pass();
  }
};

// An administrator of his own tenant.
class AdminFilter : public drogon::HttpFilter<AdminFilter> {
public:
  void doFilter(const drogon::HttpRequestPtr& request, drogon::FilterCallback&& refuse, drogon::FilterChainCallback&& pass) override {
    const Principal who = authenticate(request->getHeader("Authorization"));
    if (who.role != "admin") return refuse(nullptr);
    pass();
  }
};

class OwnTenantFilter : public drogon::HttpFilter<OwnTenantFilter> {
public:
  void doFilter(const drogon::HttpRequestPtr& request, drogon::FilterCallback&& refuse, drogon::FilterChainCallback&& pass) override {
    const Principal who = authenticate(request->getHeader("Authorization"));
    if (request->getHeader("X-Tenant-Id") != who.tenant_id) return refuse(nullptr);
    request->attributes()->insert("tenant_id", who.tenant_id);
    pass();
  }
};

//--- controller.cpp
// What stands before the handler of a route has let the request pass.
#include "filters.h"

class NotesController : public drogon::HttpController<NotesController> {
public:
  METHOD_LIST_BEGIN
  ADD_METHOD_TO(NotesController::unguarded_leaks, "/notes/open", drogon::Post);
  ADD_METHOD_TO(NotesController::admin_leaks, "/notes/admin", drogon::Post, "AdminFilter");
  ADD_METHOD_TO(NotesController::unseen_leaks, "/notes/unseen", drogon::Post, "SomeAdminFilter");
  ADD_METHOD_TO(NotesController::operator_is_privileged, "/notes/any", drogon::Post, "OperatorFilter");
  ADD_METHOD_TO(NotesController::checked_is_scoped, "/notes/own", drogon::Post, "OwnTenantFilter");
  ADD_METHOD_TO(NotesController::handed_on_is_scoped, "/notes/attribute", drogon::Post, "OwnTenantFilter");
  METHOD_LIST_END

  void unguarded_leaks(const drogon::HttpRequestPtr& request, std::function<void(const drogon::HttpResponsePtr&)>&& answer) {
    remove_notes(request->getHeader("X-Tenant-Id"));   // leak: tool-tenant-from-context
    answer(nullptr);
  }
  // A role inside a tenant says nothing of other tenants.
  void admin_leaks(const drogon::HttpRequestPtr& request, std::function<void(const drogon::HttpResponsePtr&)>&& answer) {
    remove_notes(request->getHeader("X-Tenant-Id"));   // leak: tool-tenant-from-context
    answer(nullptr);
  }
  // What a filter does that is not seen, its name does not tell.
  void unseen_leaks(const drogon::HttpRequestPtr& request, std::function<void(const drogon::HttpResponsePtr&)>&& answer) {
    remove_notes(request->getParameter("tenant_id"));   // leak: tool-tenant-from-context
    answer(nullptr);
  }
  void operator_is_privileged(const drogon::HttpRequestPtr& request, std::function<void(const drogon::HttpResponsePtr&)>&& answer) {
    remove_notes(request->getHeader("X-Tenant-Id"));   // clean
    answer(nullptr);
  }
  void checked_is_scoped(const drogon::HttpRequestPtr& request, std::function<void(const drogon::HttpResponsePtr&)>&& answer) {
    remove_notes(request->getHeader("X-Tenant-Id"));   // clean
    answer(nullptr);
  }
  void handed_on_is_scoped(const drogon::HttpRequestPtr& request, std::function<void(const drogon::HttpResponsePtr&)>&& answer) {
    remove_notes(request->attributes()->get<std::string>("tenant_id"));   // clean
    answer(nullptr);
  }
};

//--- routes.cpp
#include "filters.h"

void serve() {
  drogon::app().registerHandler("/erase", [](const drogon::HttpRequestPtr& request, std::function<void(const drogon::HttpResponsePtr&)>&& answer) {
    remove_notes(request->getParameter("tenant_id"));   // clean
    answer(nullptr);
  }, {drogon::Post, "OperatorFilter"});
  drogon::app().registerHandler("/erase_any", [](const drogon::HttpRequestPtr& request, std::function<void(const drogon::HttpResponsePtr&)>&& answer) {
    remove_notes(request->getParameter("tenant_id"));   // leak: tool-tenant-from-context
    answer(nullptr);
  }, {drogon::Post, "AdminFilter"});
  // Both must let it pass.
  drogon::app().registerHandler("/erase_both", [](const drogon::HttpRequestPtr& request, std::function<void(const drogon::HttpResponsePtr&)>&& answer) {
    remove_notes(request->getParameter("tenant_id"));   // clean
    answer(nullptr);
  }, {drogon::Post, "AdminFilter", "OperatorFilter"});
}
