// There is a tenant in the key, and the model or the caller wrote it. Each leak stands beside its twin.
#include <map>
#include <string>

#include <nlohmann/json.hpp>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
};

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);

class Memory {
public:
  std::string argument_leaks(const Principal& who, const json& arguments) {
    const std::string key = arguments.value("tenant_id", "") + ":" + arguments.value("topic", "");   // step
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // leak: cache-key-tenant-from-context
    return notes_[key] = complete(documents_of(who.tenant_id) + arguments.value("topic", ""));
  }

  std::string credential_is_scoped(const Principal& who, const json& arguments) {
    const std::string key = who.tenant_id + ":" + arguments.value("topic", "");
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // clean
    return notes_[key] = complete(documents_of(who.tenant_id) + arguments.value("topic", ""));   // clean
  }

  // The model's word first, the credential's only if it is silent.
  std::string default_leaks(const Principal& who, const json& arguments) {
    const std::string key = arguments.value("tenant", who.tenant_id) + "/facts";
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // leak: cache-key-tenant-from-context
    return notes_[key] = complete(documents_of(who.tenant_id));
  }

  std::string default_is_scoped(const Principal& who, const json& arguments) {
    const std::string key = who.tenant_id + "/" + arguments.value("kind", "facts");
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // clean
    return notes_[key] = complete(documents_of(who.tenant_id));                             // clean
  }

  std::string completion_leaks(const Principal& who, const std::string& conversation) {
    const std::string tenant = complete("Which tenant does this conversation belong to? " + conversation);   // step
    const std::string key = "summary:" + tenant;
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // leak: cache-key-tenant-from-context
    return notes_[key] = complete(documents_of(who.tenant_id) + conversation);
  }

  std::string completion_is_scoped(const Principal& who, const std::string& conversation) {
    const std::string topic = complete("Which topic does this conversation have? " + conversation);
    const std::string key = "summary:" + who.tenant_id + ":" + topic;
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // clean
    return notes_[key] = complete(documents_of(who.tenant_id) + conversation);              // clean
  }

  // A well-formed name is not a name that was checked.
  std::string shape_leaks(const Principal& who, const json& arguments) {
    const auto tenant = arguments.at("tenant_id").get<std::string>();
    if (tenant.size() != 36) return {};
    if (const auto found = notes_.find(tenant + ":plan"); found != notes_.end()) return found->second;   // leak: cache-key-tenant-from-context
    return notes_[tenant + ":plan"] = complete(documents_of(who.tenant_id));
  }

  std::string equality_is_scoped(const Principal& who, const json& arguments) {
    const auto tenant = arguments.at("tenant_id").get<std::string>();
    if (tenant != who.tenant_id) return {};
    if (const auto found = notes_.find(tenant + ":plan"); found != notes_.end()) return found->second;   // clean
    return notes_[tenant + ":plan"] = complete(documents_of(who.tenant_id));                             // clean
  }

private:
  std::map<std::string, std::string> notes_;
};
