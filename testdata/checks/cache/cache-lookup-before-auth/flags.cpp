// Asked before anybody's credential is checked.
#include <string>
#include <unordered_map>

struct Request { std::string host, path, authorization, org_header; };
struct Principal { std::string tenant; std::string user; };
Principal authenticate(const std::string& token);
std::string render(const std::string& tenant, const std::string& path);
std::string sha256_hex(const std::string& text);

class Portal {
public:
  std::string page_leaks(const Request& request) {
    const std::string key = "page:" + request.host + request.path;
    const auto kept = pages_.find(key);   // leak: cache-lookup-before-auth
    if (kept != pages_.end()) return kept->second;
    const Principal who = authenticate(request.authorization);   // step
    std::string page = render(who.tenant, request.path);
    pages_.emplace(key, page);   // step
    return page;
  }

  std::string page_is_scoped(const Request& request) {
    const Principal who = authenticate(request.authorization);
    const std::string key = "page:" + who.tenant + ":" + request.path;
    const auto kept = pages_.find(key);   // clean
    if (kept != pages_.end()) return kept->second;
    std::string page = render(who.tenant, request.path);
    pages_.emplace(key, page);
    return page;
  }

  std::string in_another_order_leaks(const Request& request) {
    if (const auto kept = reports_.find(request.path); kept != reports_.end()) return kept->second;   // leak: cache-lookup-before-auth
    if (request.path.empty()) return {};
    const Principal who = authenticate(request.authorization);
    return reports_[request.path] = render(who.tenant, request.path);
  }

  std::string by_the_whole_credential(const Request& request) {
    const std::string key = sha256_hex(request.authorization) + request.path;
    const auto kept = reports_.find(key);   // clean
    if (kept != reports_.end()) return kept->second;
    const Principal who = authenticate(request.authorization);
    return reports_[key] = render(who.tenant, request.path);
  }

  std::string summary_leaks(const Request& request) {
    auto [place, is_new] = summaries_.try_emplace(request.host + "/" + request.path);   // leak: cache-lookup-before-auth
    if (!is_new) return place->second;
    const Principal who = authenticate(request.authorization);
    place->second = render(who.tenant, request.path);
    return place->second;
  }

private:
  std::unordered_map<std::string, std::string> pages_, reports_, summaries_;
};
