// What the model may write into a key: everything below the tenant.
#include <map>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
  bool is_platform_operator = false;
};

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);

class Memory {
public:
  // A name space of the caller's own, inside the tenant's.
  std::string nested_is_scoped(const Principal& who, const json& arguments) {
    const std::string key = who.tenant_id + ":" + arguments.value("workspace", "main") + ":notes";
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // clean
    return notes_[key] = complete(documents_of(who.tenant_id));                             // clean
  }

  std::string rejected_is_scoped(const Principal& who, const json& arguments) {
    const auto tenant = arguments.at("tenant_id").get<std::string>();
    if (tenant != who.tenant_id) throw std::runtime_error("not your tenant");
    const std::string key = tenant + ":notes";
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // clean
    return notes_[key] = complete(documents_of(tenant));                                    // clean
  }

  std::string operator_is_privileged(const Principal& who, const json& arguments) {
    if (!who.is_platform_operator) throw std::runtime_error("operators only");
    const auto tenant = arguments.at("tenant_id").get<std::string>();
    const std::string key = tenant + ":notes";
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // clean
    return notes_[key] = complete(documents_of(tenant));                                    // clean
  }

  std::string topic_is_scoped(const Principal& who, const json& arguments) {
    const std::string key = who.tenant_id + "|" + arguments.dump();
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // clean
    return notes_[key] = complete(documents_of(who.tenant_id) + arguments.dump());          // clean
  }

private:
  std::map<std::string, std::string> notes_;
};
