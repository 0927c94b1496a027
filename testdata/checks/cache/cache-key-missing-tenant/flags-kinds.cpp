// Caches of other things than answers. What the entry is, the message says.
#include <chrono>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

struct Caller { std::string tenant_id; };
struct Tool { std::string name; std::string schema; };
std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);
std::optional<std::string> record_of(const std::string& tenant_id, const std::string& name);
bool may_call(const std::string& tenant_id, const std::string& tool);
std::string charge(const std::string& tenant_id, int cents);
std::vector<Tool> list_tools(const std::string& tenant_id);

class Flights {
public:
  std::string under_way_leaks(const Caller& who, const std::string& question) {
    std::lock_guard lock(mutex_);
    if (const auto found = flights_.find(question); found != flights_.end()) return found->second.get();   // leak: cache-key-missing-tenant
    std::shared_future<std::string> flight =
        std::async(std::launch::async, [who, question] { return complete(documents_of(who.tenant_id) + question); }).share();
    flights_.emplace(question, flight);   // step
    return flight.get();
  }

  std::string under_way_is_scoped(const Caller& who, const std::string& question) {
    std::lock_guard lock(mutex_);
    const std::string key = who.tenant_id + "|" + question;
    if (const auto found = flights_.find(key); found != flights_.end()) return found->second.get();   // clean
    std::shared_future<std::string> flight =
        std::async(std::launch::async, [who, question] { return complete(documents_of(who.tenant_id) + question); }).share();
    flights_.emplace(key, flight);   // clean
    return flight.get();
  }

private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_future<std::string>> flights_;
};

// That there is no such record is true of one tenant: nothing but the key is kept.
class Missing {
public:
  std::optional<std::string> set_leaks(const Caller& who, const std::string& name) {
    if (missing_.contains(name)) return std::nullopt;   // leak: cache-key-missing-tenant
    auto found = record_of(who.tenant_id, name);
    if (!found) missing_.insert(name);   // step
    return found;
  }

  std::optional<std::string> mark_leaks(const Caller& who, const std::string& name) {
    if (absent_.find(name) != absent_.end()) return std::nullopt;   // leak: cache-key-missing-tenant
    auto found = record_of(who.tenant_id, name);
    if (!found) absent_[name] = std::chrono::steady_clock::now();   // step
    return found;
  }

  std::optional<std::string> set_is_scoped(const Caller& who, const std::string& name) {
    const std::string key = who.tenant_id + "/" + name;
    if (missing_.contains(key)) return std::nullopt;   // clean
    auto found = record_of(who.tenant_id, name);
    if (!found) missing_.insert(key);   // clean
    return found;
  }

  /// Who may ask at all is found out first; which names are spelled wrong is so for everybody.
  std::optional<std::string> of_everybody(const Caller& who, const std::string& name) {
    if (!may_call(who.tenant_id, "records")) return std::nullopt;
    if (malformed_.contains(name)) return std::nullopt;   // clean
    if (name.empty() || name.find('/') != std::string::npos) malformed_.insert(name);   // clean
    return record_of(who.tenant_id, name);
  }

private:
  std::unordered_set<std::string> missing_, malformed_;
  std::map<std::string, std::chrono::steady_clock::time_point> absent_;
};

class Permissions {
public:
  bool decision_leaks(const Caller& who, const std::string& tool) {
    const auto found = decisions_.find(tool);   // leak: cache-key-missing-tenant
    if (found != decisions_.end()) return found->second;
    return decisions_[tool] = may_call(who.tenant_id, tool);   // step
  }

  bool decision_is_scoped(const Caller& who, const std::string& tool) {
    const auto found = scoped_.find({who.tenant_id, tool});   // clean
    if (found != scoped_.end()) return found->second;
    return scoped_[{who.tenant_id, tool}] = may_call(who.tenant_id, tool);   // clean
  }

private:
  std::map<std::string, bool> decisions_;
  std::map<std::pair<std::string, std::string>, bool> scoped_;
};

class Payments {
public:
  std::string receipt_leaks(const Caller& who, const std::string& idempotency_key, int cents) {
    if (const auto found = receipts_.find(idempotency_key); found != receipts_.end()) return found->second;   // leak: cache-key-missing-tenant
    const std::string receipt = charge(who.tenant_id, cents);
    receipts_.emplace(idempotency_key, receipt);   // step
    return receipt;
  }

  std::string receipt_is_scoped(const Caller& who, const std::string& idempotency_key, int cents) {
    const std::string key = who.tenant_id + ":" + idempotency_key;
    if (const auto found = receipts_.find(key); found != receipts_.end()) return found->second;   // clean
    const std::string receipt = charge(who.tenant_id, cents);
    receipts_.emplace(key, receipt);   // clean
    return receipt;
  }

private:
  std::map<std::string, std::string> receipts_;
};

class Protocol {
public:
  const std::vector<Tool>& list_leaks(const Caller& who, const std::string& version) {
    auto found = lists_.find("tools/list:" + version);   // leak: cache-key-missing-tenant
    if (found == lists_.end()) found = lists_.emplace("tools/list:" + version, list_tools(who.tenant_id)).first;   // step
    return found->second;
  }

  const std::vector<Tool>& list_is_scoped(const Caller& who, const std::string& version) {
    const std::string key = "tools/list:" + who.tenant_id + ":" + version;
    auto found = lists_.find(key);   // clean
    if (found == lists_.end()) found = lists_.emplace(key, list_tools(who.tenant_id)).first;   // clean
    return found->second;
  }

private:
  std::map<std::string, std::vector<Tool>> lists_;
};
