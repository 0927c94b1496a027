// Files, services and tables in memory are accesses as well.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include <httplib.h>
#include <nlohmann/json.hpp>

using nlohmann::json;
namespace fs = std::filesystem;

struct Principal {
  std::string tenant_id;
  std::string role;
};

json file_leaks(const Principal& who, const json& args) {
  if (who.tenant_id.empty()) throw std::runtime_error("no");
  std::ifstream in("/data/uploads/" + args.at("file").get<std::string>());   // leak: tool-unscoped-access
  return std::string(std::istreambuf_iterator<char>(in), {});
}

json path_leaks(const Principal& who, const json& args) {
  fs::path f = fs::path("/data") / who.tenant_id / args.at("path").get<std::string>();
  std::ifstream in(f);   // leak: tool-unscoped-access
  return std::string(std::istreambuf_iterator<char>(in), {});
}

json filename_is_scoped(const Principal& who, const json& args) {
  fs::path f = fs::path("/data") / who.tenant_id / fs::path(args.at("path").get<std::string>()).filename();
  std::ifstream in(f);   // clean
  return std::string(std::istreambuf_iterator<char>(in), {});
}

json number_is_scoped(const Principal& who, const json& args) {
  std::ifstream in("/data/" + who.tenant_id + "/" + std::to_string(args.at("n").get<int>()));   // clean
  return std::string(std::istreambuf_iterator<char>(in), {});
}

json canonical_is_scoped(const Principal& who, const json& p) {
  const fs::path root = fs::canonical(fs::path("/data") / who.tenant_id);
  const fs::path f = fs::weakly_canonical(root / fs::path(p.at("path").get<std::string>()).relative_path());
  auto [a, b] = std::mismatch(root.begin(), root.end(), f.begin(), f.end());
  if (a != root.end()) throw std::runtime_error("path");
  std::ifstream in(f);  // clean
  return std::string(std::istreambuf_iterator<char>(in), {}); }

json dots_is_scoped(const Principal& who, const json& args) {
  const auto name = args.at("path").get<std::string>();
  if (name.find("..") != std::string::npos || name.front() == '/') throw std::runtime_error("path");
  std::ifstream in("/data/" + who.tenant_id + "/" + name);   // clean
  return std::string(std::istreambuf_iterator<char>(in), {});
}

json url_leaks(httplib::Client& api, const Principal& who, const json& args) {
  if (who.role != "agent") return {};
  const auto res = api.Get("/tickets/" + args.at("ticket_id").get<std::string>());   // leak: tool-unscoped-access
  return json::parse(res->body);
}

json url_is_scoped(httplib::Client& api, const Principal& who, const json& args) {
  const auto res = api.Get("/tenants/" + who.tenant_id + "/tickets/" + args.at("ticket_id").get<std::string>());   // clean
  return json::parse(res->body);
}

json url_header_is_scoped(httplib::Client& api, const Principal& who, const json& args) {
  const httplib::Headers headers{{"X-Tenant", who.tenant_id}};
  const auto res = api.Get("/tickets/" + args.at("ticket_id").get<std::string>(), headers);   // clean
  return json::parse(res->body);
}

json weather_is_common(httplib::Client& api, const Principal& who, const json& args) {
  if (who.role != "agent") return {};
  const auto res = api.Get("/weather?city=" + args.at("city").get<std::string>());   // clean
  return json::parse(res->body);
}

json url_compared_is_scoped(httplib::Client& api, const Principal& who, const json& args) {
  const auto res = api.Get("/tickets/" + args.at("ticket_id").get<std::string>());   // clean
  const json ticket = json::parse(res->body);
  if (ticket.at("tenant_id") != who.tenant_id) throw std::runtime_error("no");
  return ticket;
}

struct Ticket { std::string tenant_id; std::string body; };

struct Store { std::unordered_map<std::string, Ticket> tickets; };

json memory_leaks(const Store& store, const Principal& who, const json& args) {
  if (who.role != "agent") return {};
  return store.tickets.at(args.at("id").get<std::string>()).body;   // leak: tool-unscoped-access
}

json memory_is_scoped(const Store& store, const Principal& who, const json& args) {
  const Ticket& ticket = store.tickets.at(args.at("id").get<std::string>());   // clean
  if (ticket.tenant_id != who.tenant_id) throw std::runtime_error("no");
  return ticket.body;
}
