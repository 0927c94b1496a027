// The same for everybody, or asked by somebody who is known.
#include <string>
#include <unordered_map>

struct Request { std::string path, authorization; };
struct Principal { std::string tenant; };
Principal authenticate(const std::string& token);
std::string load_asset(const std::string& path);
std::string render(const std::string& tenant, const std::string& path);

class Site {
public:
  /// Style sheets are the same for all.
  std::string asset_or_page(const Request& request) {
    const auto kept = assets_.find(request.path);   // clean
    if (kept != assets_.end()) return kept->second;
    if (request.path.ends_with(".css")) return assets_[request.path] = load_asset(request.path);
    return page(request);
  }

  std::string page(const Request& request) {
    const Principal who = authenticate(request.authorization);
    const std::string key = who.tenant + ":" + request.path;
    const auto kept = pages_.find(key);   // clean
    if (kept != pages_.end()) return kept->second;
    return pages_[key] = render(who.tenant, request.path);
  }

  /// Checked again, to be sure.
  std::string page_checked_twice(const Request& request) {
    const Principal who = authenticate(request.authorization);
    const std::string key = who.tenant + "/" + request.path;
    const auto kept = pages_.find(key);   // clean
    if (kept != pages_.end()) return kept->second;
    const Principal again = authenticate(request.authorization);
    return pages_[key] = render(again.tenant, request.path);
  }

private:
  std::unordered_map<std::string, std::string> assets_, pages_;
};
