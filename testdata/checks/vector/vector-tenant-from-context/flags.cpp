// The search is scoped, to whomever the model names. Each leak stands beside its twin.
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <hnswlib/hnswlib.h>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
};

using Graphs = std::unordered_map<std::string, std::unique_ptr<hnswlib::HierarchicalNSW<float>>>;

std::string complete(const std::string& prompt);

std::size_t instance_leaks(const Graphs& graphs, const Principal&, const json& arguments,
                           const std::vector<float>& query) {
  const auto tenant = arguments.at("tenant_id").get<std::string>();   // step
  return graphs.at(tenant)->searchKnn(query.data(), 5).size();        // leak: vector-tenant-from-context
}

std::size_t instance_is_scoped(const Graphs& graphs, const Principal& who, const json& arguments,
                               const std::vector<float>& query) {
  const auto places = arguments.at("limit").get<std::size_t>();
  return graphs.at(who.tenant_id)->searchKnn(query.data(), places).size();   // clean
}

pqxx::result sql_leaks(pqxx::work& transaction, const Principal&, const json& arguments) {
  return transaction.exec_params(   // leak: vector-tenant-from-context
      "SELECT body FROM chunks WHERE tenant_id = $1 ORDER BY embedding <=> $2::vector LIMIT 5",
      arguments.at("tenant").get<std::string>(), arguments.at("embedding").get<std::string>());
}

pqxx::result sql_is_scoped(pqxx::work& transaction, const Principal& who, const json& arguments) {
  return transaction.exec_params(   // clean
      "SELECT body FROM chunks WHERE tenant_id = $1 ORDER BY embedding <=> $2::vector LIMIT 5", who.tenant_id,
      arguments.at("embedding").get<std::string>());
}

// The model guesses from the conversation whose knowledge is wanted.
pqxx::result guessed_leaks(pqxx::work& transaction, const std::string& conversation, const std::string& embedding) {
  const std::string tenant = complete("Name the tenant: " + conversation);   // step
  return transaction.exec_params(                                            // leak: vector-tenant-from-context
      "SELECT body FROM chunks WHERE tenant_id = $1 ORDER BY embedding <=> $2::vector LIMIT 5", tenant, embedding);
}

pqxx::result guessed_kind_is_scoped(pqxx::work& transaction, const Principal& who, const std::string& conversation,
                                    const std::string& embedding) {
  const std::string kind = complete("Name the kind of document: " + conversation);
  return transaction.exec_params(   // clean
      "SELECT body FROM chunks WHERE tenant_id = $1 AND kind = $3 ORDER BY embedding <=> $2::vector LIMIT 5",
      who.tenant_id, embedding, kind);
}

// A default is no check.
pqxx::result default_leaks(pqxx::work& transaction, const Principal& who, const json& arguments,
                           const std::string& embedding) {
  const std::string tenant = arguments.value("tenant_id", who.tenant_id);   // step
  return transaction.exec_params(                                          // leak: vector-tenant-from-context
      "SELECT body FROM chunks WHERE tenant_id = $1 ORDER BY embedding <=> $2::vector LIMIT 5", tenant, embedding);
}

pqxx::result checked_is_scoped(pqxx::work& transaction, const Principal& who, const json& arguments,
                               const std::string& embedding) {
  const std::string tenant = arguments.value("tenant_id", who.tenant_id);
  if (tenant != who.tenant_id) return {};
  return transaction.exec_params(   // clean
      "SELECT body FROM chunks WHERE tenant_id = $1 ORDER BY embedding <=> $2::vector LIMIT 5", tenant, embedding);
}
