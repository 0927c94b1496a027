// Two functions of which only their names say that the first runs before the second.
#include <optional>
#include <string>
#include <unordered_map>

struct Request { std::string host, path, authorization; };
struct Principal { std::string tenant; };
Principal authenticate(const std::string& token);
std::string render(const std::string& tenant, const std::string& path);

class Middleware {
public:
  std::optional<std::string> before(const Request& request) {
    const auto kept = pages_.find(request.host + request.path);   // gap: cache-lookup-before-auth nothing says that this runs before handle
    return kept == pages_.end() ? std::nullopt : std::optional(kept->second);
  }
  std::string handle(const Request& request) {
    const Principal who = authenticate(request.authorization);
    return pages_[request.host + request.path] = render(who.tenant, request.path);
  }

private:
  std::unordered_map<std::string, std::string> pages_;
};
