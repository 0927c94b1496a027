// The lookup is in what the server runs before its handlers, the credential is checked in a handler.
#include <httplib.h>

#include <optional>
#include <string>
#include <unordered_map>

struct Viewer { std::string workspace; };
std::optional<Viewer> viewer_of_cookie(const std::string& cookie);
std::string render(const Viewer& viewer, const std::string& name);
std::string asset(const std::string& name);

class Kept {
public:
  std::optional<std::string> find(const std::string& key) {
    const auto place = pages_.find(key);   // step
    return place == pages_.end() ? std::nullopt : std::optional(place->second);
  }
  void keep(const std::string& key, const std::string& page) { pages_[key] = page; }

private:
  std::unordered_map<std::string, std::string> pages_;
};

int serve_leaks() {
  Kept pages;
  httplib::Server server;
  server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& response) {
    const auto page = pages.find(request.get_header_value("Host") + request.path);   // leak: cache-lookup-before-auth
    if (!page) return httplib::Server::HandlerResponse::Unhandled;
    response.set_content(*page, "text/html");
    return httplib::Server::HandlerResponse::Handled;
  });
  server.Get("/reports/.*", [&](const httplib::Request& request, httplib::Response& response) {
    const auto viewer = viewer_of_cookie(request.get_header_value("Cookie"));   // step
    if (!viewer) return;
    const std::string page = render(*viewer, request.path);
    pages.keep(request.get_header_value("Host") + request.path, page);
    response.set_content(page, "text/html");
  });
  return server.listen("0.0.0.0", 80) ? 0 : 1;
}

/// The cookie is part of the key: only who has shown it gets its page.
int serve_is_scoped() {
  Kept pages;
  httplib::Server server;
  server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& response) {
    const auto page = pages.find(request.get_header_value("Cookie") + ":" + request.path);   // clean
    if (!page) return httplib::Server::HandlerResponse::Unhandled;
    response.set_content(*page, "text/html");
    return httplib::Server::HandlerResponse::Handled;
  });
  server.Get("/reports/.*", [&](const httplib::Request& request, httplib::Response& response) {
    const auto viewer = viewer_of_cookie(request.get_header_value("Cookie"));
    if (!viewer) return;
    const std::string page = render(*viewer, request.path);
    pages.keep(request.get_header_value("Cookie") + ":" + request.path, page);
    response.set_content(page, "text/html");
  });
  return server.listen("0.0.0.0", 80) ? 0 : 1;
}

/// Style sheets are nobody's.
int serve_assets() {
  Kept assets;
  httplib::Server server;
  server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response& response) {
    const auto text = assets.find(request.path);   // clean
    if (!text) return httplib::Server::HandlerResponse::Unhandled;
    response.set_content(*text, "text/css");
    return httplib::Server::HandlerResponse::Handled;
  });
  server.Get("/assets/.*", [&](const httplib::Request& request, httplib::Response& response) {
    const std::string text = asset(request.path);
    assets.keep(request.path, text);
    response.set_content(text, "text/css");
  });
  return server.listen("0.0.0.0", 80) ? 0 : 1;
}
