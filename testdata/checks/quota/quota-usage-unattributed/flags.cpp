// What a model call used, written down with and without whom it was for.
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

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
template <typename T>
class Family {
public:
  T& Add(const Labels& labels);
};
}  // namespace prometheus

// A metric.
std::string ask_leaks(prometheus::Family<prometheus::Counter>& tokens, const Principal& who, const std::string& prompt) {
  const auto answer = nlohmann::json::parse(complete(prompt + who.tenant_id));
  tokens.Add({{"model", "large"}}).Increment(answer["usage"]["total_tokens"].get<double>());   // leak: quota-usage-unattributed
  return answer["text"];
}

std::string ask_is_scoped(prometheus::Family<prometheus::Counter>& tokens, const Principal& who, const std::string& prompt) {
  const auto answer = nlohmann::json::parse(complete(prompt));
  tokens.Add({{"tenant", who.tenant_id}, {"model", "large"}}).Increment(answer["usage"]["total_tokens"].get<double>());   // clean
  return answer["text"];
}

// A row.
std::string row_leaks(pqxx::work& tx, const Principal& who, const std::string& prompt) {
  const auto answer = nlohmann::json::parse(complete(prompt + who.tenant_id));
  tx.exec_params("INSERT INTO usage (model, tokens) VALUES ($1, $2)", "large", answer["usage"]["total_tokens"].get<int>());   // leak: quota-usage-unattributed
  return answer["text"];
}

std::string row_is_scoped(pqxx::work& tx, const Principal& who, const std::string& prompt) {
  const auto answer = nlohmann::json::parse(complete(prompt));
  tx.exec_params("INSERT INTO usage (tenant_id, model, tokens) VALUES ($1, $2, $3)", who.tenant_id, "large",   // clean
                 answer["usage"]["total_tokens"].get<int>());
  return answer["text"];
}

// A ledger that is not seen, by its name.
class Ledger {
public:
  void record_usage(const std::string& model, long tokens);
  void record_usage(const std::string& tenant_id, const std::string& model, long tokens);
};

std::string ledger_leaks(Ledger& ledger, const Principal& who, const std::string& prompt) {
  const auto answer = nlohmann::json::parse(complete(prompt + who.tenant_id));
  ledger.record_usage("large", answer["usage"]["total_tokens"].get<long>());   // leak: quota-usage-unattributed
  return answer["text"];
}

std::string ledger_is_scoped(Ledger& ledger, const Principal& who, const std::string& prompt) {
  const auto answer = nlohmann::json::parse(complete(prompt));
  ledger.record_usage(who.tenant_id, "large", answer["usage"]["total_tokens"].get<long>());   // clean
  return answer["text"];
}
