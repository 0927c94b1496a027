// Tools that ask the model whose data to read. Each leak stands beside its twin.
#include <functional>
#include <map>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string org_id;
  std::string user_id;
};

std::string complete(const std::string& prompt);

json numbers(const pqxx::result& rows) {
  json out = json::array();
  for (const auto& row : rows) out.push_back(row["number"].c_str());
  return out;
}

json argument_leaks(pqxx::connection& database, const Principal&, const json& arguments) {
  pqxx::work transaction(database);
  const auto org = arguments.at("org_id").get<std::string>();   // leak: tool-tenant-from-context
  return numbers(transaction.exec_params("SELECT number FROM invoices WHERE org_id = $1", org));   // step
}

json argument_is_scoped(pqxx::connection& database, const Principal& who, const json&) {
  pqxx::work transaction(database);
  const auto org = who.org_id;
  return numbers(transaction.exec_params("SELECT number FROM invoices WHERE org_id = $1", org));   // clean
}

// The principal is only what the model may leave out.
json default_leaks(pqxx::connection& database, const Principal& who, const json& arguments) {
  pqxx::work transaction(database);
  const std::string org = arguments.value("organization", who.org_id);   // leak: tool-tenant-from-context
  return numbers(transaction.exec_params("SELECT number FROM orders WHERE org_id = $1", org));   // step
}

json default_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  pqxx::work transaction(database);
  const std::string status = arguments.value("status", "open");
  return numbers(transaction.exec_params(   // clean
      "SELECT number FROM orders WHERE org_id = $1 AND status = $2", who.org_id, status));
}

// Arguments are read into a struct first.
struct Query {
  std::string org;
  std::string month;
};

Query decoded(const json& arguments) {
  Query query;
  query.org = arguments["org"].get<std::string>();   // leak: tool-tenant-from-context
  query.month = arguments.value("month", "");
  return query;
}

json struct_leaks(pqxx::connection& database, const json& arguments) {
  const Query query = decoded(arguments);
  pqxx::work transaction(database);
  return numbers(transaction.exec_params(   // step
      "SELECT number FROM invoices WHERE org_id = $1 AND month = $2", query.org, query.month));
}

json struct_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  const Query query{who.org_id, arguments.value("month", "")};
  pqxx::work transaction(database);
  return numbers(transaction.exec_params(   // clean
      "SELECT number FROM invoices WHERE org_id = $1 AND month = $2", query.org, query.month));
}

// A test of its shape does not say whose it is.
json pattern_leaks(pqxx::connection& database, const Principal&, const json& arguments) {
  static const std::regex shape("[a-z0-9-]{8,36}");
  const auto org = arguments.at("org_id").get<std::string>();   // leak: tool-tenant-from-context
  if (!std::regex_match(org, shape)) throw std::invalid_argument("that is not an organisation");
  pqxx::work transaction(database);
  return numbers(transaction.exec_params("SELECT number FROM invoices WHERE org_id = $1", org));   // step
}

json equality_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  const auto org = arguments.at("org_id").get<std::string>();
  if (org != who.org_id) throw std::invalid_argument("that is not your organisation");
  pqxx::work transaction(database);
  return numbers(transaction.exec_params("SELECT number FROM invoices WHERE org_id = $1", org));   // clean
}

// The right test, too late: the rows have been changed by then.
void late_test_leaks(pqxx::connection& database, const Principal& who, const json& arguments) {
  const auto org = arguments.at("org_id").get<std::string>();   // leak: tool-tenant-from-context
  pqxx::work transaction(database);
  transaction.exec_params("UPDATE invoices SET reminded = true WHERE org_id = $1", org);   // step
  transaction.commit();
  if (org != who.org_id) throw std::invalid_argument("that is not your organisation");
}

void early_test_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  const auto org = arguments.at("org_id").get<std::string>();
  pqxx::work transaction(database);
  if (org == who.org_id) {
    transaction.exec_params("UPDATE invoices SET reminded = true WHERE org_id = $1", org);   // clean
    transaction.commit();
  }
}

// The test is there, and one path goes round it.
json one_path_leaks(pqxx::connection& database, const Principal& who, const json& arguments) {
  const auto org = arguments.at("org_id").get<std::string>();   // leak: tool-tenant-from-context
  if (!arguments.contains("archived") && org != who.org_id) throw std::invalid_argument("not yours");
  pqxx::work transaction(database);
  return numbers(transaction.exec_params("SELECT number FROM invoices WHERE org_id = $1", org));   // step
}

// Who it is about is asked of the model itself.
json model_output_leaks(pqxx::connection& database, const std::string& conversation) {
  const std::string customer = complete("Which customer is this about? Answer with the id only.\n" + conversation);   // leak: tool-tenant-from-context
  pqxx::work transaction(database);
  return numbers(transaction.exec_params("SELECT number FROM orders WHERE customer_id = $1", customer));   // step
}

json model_output_is_scoped(pqxx::connection& database, const Principal& who, const std::string& conversation) {
  const std::string product = complete("Which product is this about? Answer with the id only.\n" + conversation);
  pqxx::work transaction(database);
  return numbers(transaction.exec_params(   // clean
      "SELECT number FROM orders WHERE org_id = $1 AND product = $2", who.org_id, product));
}

// Handlers in a table, found by the name that the model wrote.
class Table {
public:
  explicit Table(pqxx::connection& database) : database_(database) {
    handlers_["table_leaks"] = [this](const Principal&, const json& input) {
      const auto workspace = input.at("workspace").get<std::string>();   // leak: tool-tenant-from-context
      pqxx::work transaction(database_);
      return numbers(transaction.exec_params("SELECT number FROM boards WHERE workspace_id = $1", workspace));   // step
    };
    handlers_["table_is_scoped"] = [this](const Principal& who, const json& input) {
      const auto colour = input.at("colour").get<std::string>();
      pqxx::work transaction(database_);
      return numbers(transaction.exec_params(   // clean
          "SELECT number FROM boards WHERE org_id = $1 AND colour = $2", who.org_id, colour));
    };
  }

  json call(const Principal& who, const json& tool_call) const {
    return handlers_.at(tool_call.at("name").get<std::string>())(who, tool_call.at("arguments"));
  }

private:
  pqxx::connection& database_;
  std::map<std::string, std::function<json(const Principal&, const json&)>> handlers_;
};
