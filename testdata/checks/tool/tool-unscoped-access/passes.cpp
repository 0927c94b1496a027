// Accesses that need no tenant beside the id, or have it elsewhere.
#include <stdexcept>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <hnswlib/hnswlib.h>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
  bool is_platform_operator = false;
};

// Compared before it is used.
struct Document {
  std::string tenant_id;
  std::string text;
};

Document load(pqxx::connection& database, const std::string& id) {
  pqxx::work transaction(database);
  const auto row = transaction.exec_params1("SELECT tenant_id, text FROM documents WHERE id = $1", id);   // clean
  return {row["tenant_id"].c_str(), row["text"].c_str()};
}

json compared_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  const Document document = load(database, arguments.at("id").get<std::string>());
  if (document.tenant_id != who.tenant_id) throw std::runtime_error("no such document");
  return {{"text", document.text}};
}

// Row-level security: the transaction itself is the tenant's.
json row_security_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  pqxx::work transaction(database);
  transaction.exec_params("SELECT set_config('app.tenant_id', $1, true)", who.tenant_id);
  const auto row = transaction.exec_params1(   // clean
      "SELECT text FROM notes WHERE id = $1", arguments.at("id").get<std::string>());
  return {{"text", row["text"].c_str()}};
}

json operator_is_privileged(pqxx::connection& database, const Principal& who, const json& arguments) {
  if (!who.is_platform_operator) throw std::runtime_error("operators only");
  pqxx::work transaction(database);
  const auto row = transaction.exec_params1(   // clean
      "SELECT text FROM notes WHERE id = $1", arguments.at("id").get<std::string>());
  return {{"text", row["text"].c_str()}};
}

// The join ends at a row of the tenant's.
json joined_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  pqxx::work transaction(database);
  const auto rows = transaction.exec_params(   // clean
      "SELECT c.text FROM comments c JOIN documents d ON d.id = c.document_id WHERE c.id = $1 AND d.tenant_id = $2",
      arguments.at("id").get<std::string>(), who.tenant_id);
  return rows.empty() ? json::object() : json{{"text", rows[0]["text"].c_str()}};
}

// No id of the model's at all.
json own_settings_are_scoped(pqxx::connection& database, const Principal& who, const json&) {
  pqxx::work transaction(database);
  const auto row = transaction.exec_params1("SELECT settings FROM tenants WHERE id = $1", who.tenant_id);   // clean
  return json::parse(row["settings"].c_str());
}

// Records that a search among the tenant's own vectors found.
class Notes {
public:
  std::vector<std::string> found_is_scoped(const Principal& who, const std::vector<float>& query) {
    std::vector<std::string> texts;
    for (auto found = graphs_.at(who.tenant_id)->searchKnn(query.data(), 8); !found.empty(); found.pop())
      texts.push_back(notes_.at(found.top().second).text);   // clean
    return texts;
  }

private:
  std::map<std::string, std::unique_ptr<hnswlib::HierarchicalNSW<float>>> graphs_;
  std::map<std::size_t, Document> notes_;
};
