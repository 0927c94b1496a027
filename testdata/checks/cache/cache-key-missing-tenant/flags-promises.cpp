// The future is handed out before its promise is kept: what others wait for is what it is kept with in the end.
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

struct Principal {
  std::string tenant_id;
};

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);
std::string exchange_rates(const std::string& currency);

class Promised {
public:
  std::string promise_leaks(const Principal& who, const std::string& question) {
    std::promise<std::string> promise;
    auto [place, is_new] = flights_.try_emplace(question, promise.get_future().share());   // leak: cache-key-missing-tenant
    if (!is_new) return place->second.get();
    promise.set_value(complete(documents_of(who.tenant_id) + question));
    return place->second.get();
  }

  std::string promise_is_scoped(const Principal& who, const std::string& question) {
    std::promise<std::string> promise;
    auto [place, is_new] = scoped_.try_emplace(who.tenant_id + "/" + question, promise.get_future().share());   // clean
    if (!is_new) return place->second.get();
    promise.set_value(complete(documents_of(who.tenant_id) + question));
    return place->second.get();
  }

private:
  std::map<std::string, std::shared_future<std::string>> flights_;
  std::map<std::string, std::shared_future<std::string>> scoped_;
};

// The same behind a template: whoever comes while the first one works waits for the first one's result.
template <typename Value> class Joined {
public:
  Value once(const std::string& key, const std::function<Value()>& work) {
    std::promise<Value> mine;
    {
      const std::scoped_lock lock(mutex_);
      if (const auto under_way = flights_.find(key); under_way != flights_.end()) return under_way->second.get();
      flights_.emplace(key, mine.get_future().share());
    }
    Value value = work();
    mine.set_value(value);
    const std::scoped_lock lock(mutex_);
    flights_.erase(key);
    return value;
  }

private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_future<Value>> flights_;
};

class Answers {
public:
  std::string answer_leaks(const Principal& who, const std::string& question) {
    return answers_.once(question, [&] { return complete(documents_of(who.tenant_id) + question); });   // leak: cache-key-missing-tenant
  }
  std::string answer_is_scoped(const Principal& who, const std::string& question) {
    return answers_.once(who.tenant_id + "/" + question, [&] { return complete(documents_of(who.tenant_id) + question); });   // clean
  }
  // The same for everybody.
  std::string rates(const std::string& currency) {
    return rates_.once(currency, [&] { return exchange_rates(currency); });   // clean
  }

private:
  Joined<std::string> answers_;
  Joined<std::string> rates_;
};
