// Arguments that become a record of the program's own, by functions that only the JSON library calls.
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Clerk {
  std::string customer_id;
};

struct Query {
  std::string owner;
  std::string supplier;
};

void from_json(const json& document, Query& query) {
  query.owner = document.at("customer_id").get<std::string>();   // leak: tool-tenant-from-context
  query.supplier = document.value("supplier", "%");
}

pqxx::result bills_of(pqxx::work& transaction, const std::string& customer, const std::string& supplier) {
  return transaction.exec_params("SELECT total FROM bills WHERE customer_id = $1 AND supplier LIKE $2", customer, supplier);   // step
}

std::size_t read_leaks(pqxx::work& transaction, const Clerk& clerk, const json& arguments) {
  const auto query = arguments.get<Query>();
  return clerk.customer_id.empty() ? 0 : bills_of(transaction, query.owner, query.supplier).size();
}

std::size_t read_is_scoped(pqxx::work& transaction, const Clerk& clerk, const json& arguments) {
  const auto query = arguments.get<Query>();
  return bills_of(transaction, clerk.customer_id, query.supplier).size();   // clean
}

// Into a place, by assignment, and one by one.
struct Filter {
  std::string whose;
};

void from_json(const json& document, Filter& filter) { document.at("customer_id").get_to(filter.whose); }   // leak: tool-tenant-from-context

std::size_t place_leaks(pqxx::work& transaction, const Clerk& clerk, const json& arguments) {
  Filter filter;
  arguments.get_to(filter);
  return clerk.customer_id.empty() ? 0 : bills_of(transaction, filter.whose, "%").size();
}

struct Entry {
  std::string whose;
};

void from_json(const json& document, Entry& entry) { entry.whose = document["customer_id"]; }   // leak: tool-tenant-from-context

std::size_t several_leaks(pqxx::work& transaction, const Clerk& clerk, const json& arguments) {
  std::size_t total = clerk.customer_id.size();
  for (const Entry& entry : arguments.at("entries").get<std::vector<Entry>>()) total += bills_of(transaction, entry.whose, "%").size();
  return total;
}

struct Choice {
  std::string whose;
};

void from_json(const json& document, Choice& choice) { choice.whose = document["customer_id"]; }   // leak: tool-tenant-from-context

std::size_t assigned_leaks(pqxx::work& transaction, const Clerk& clerk, const json& arguments) {
  const Choice choice = arguments;
  return clerk.customer_id.empty() ? 0 : bills_of(transaction, choice.whose, "%").size();
}
