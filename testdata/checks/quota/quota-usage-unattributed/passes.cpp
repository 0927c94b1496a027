// Numbers that are nobody's bill.
#include <nlohmann/json.hpp>

#include <chrono>
#include <map>
#include <string>

struct Principal {
  std::string tenant_id;
};

std::string complete(const std::string& prompt);

namespace prometheus {
using Labels = std::map<std::string, std::string>;
class Counter {
public:
  void Increment(double by);
};
class Histogram {
public:
  void Observe(double value);
};
template <typename T>
class Family {
public:
  T& Add(const Labels& labels);
};
}  // namespace prometheus

// How long it took says nothing about who pays.
std::string timed(prometheus::Histogram& seconds, const Principal& who, const std::string& prompt) {
  const auto start = std::chrono::steady_clock::now();
  std::string answer = complete(prompt + who.tenant_id);
  seconds.Observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());   // clean
  return answer;
}

// The total beside the tenant's own.
std::string both(prometheus::Family<prometheus::Counter>& tokens, prometheus::Counter& all_tokens, const Principal& who, const std::string& prompt) {
  const auto answer = nlohmann::json::parse(complete(prompt));
  const double used = answer["usage"]["total_tokens"].get<double>();
  tokens.Add({{"tenant", who.tenant_id}}).Increment(used);
  all_tokens.Increment(used);   // clean
  return answer["text"];
}

// Not what a model used.
class Inbox {
public:
  void record_token(const std::string& device_token);
};

void registered(Inbox& inbox, const Principal&, const std::string& device_token) { inbox.record_token(device_token); }   // clean
