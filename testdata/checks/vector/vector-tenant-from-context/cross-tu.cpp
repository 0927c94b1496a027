// The tool takes the tenant, the repository searches with it.
//--- search.h
#pragma once
#include <string>
#include <vector>

#include <pqxx/pqxx>

struct Principal {
  std::string account_id;
};

class Search {
public:
  explicit Search(const std::string& dsn) : connection_(dsn) {}
  std::vector<std::string> nearest(const std::string& account_id, const std::string& embedding);

private:
  pqxx::connection connection_;
};

//--- search.cpp
#include "search.h"

std::vector<std::string> Search::nearest(const std::string& account_id, const std::string& embedding) {
  pqxx::work transaction(connection_);
  std::vector<std::string> out;
  const auto rows = transaction.exec_params(   // step
      "SELECT body FROM chunks WHERE account_id = $1 ORDER BY embedding <=> $2::vector LIMIT 5", account_id, embedding);
  for (const auto& row : rows) out.emplace_back(row["body"].c_str());
  return out;
}

//--- guard.cpp
#include <stdexcept>

#include "search.h"

std::string own_account(const Principal& who, const std::string& asked) {
  if (asked != who.account_id) throw std::runtime_error("forbidden");
  return asked;
}

std::string trimmed_account(const std::string& asked) { return asked.substr(0, asked.find(' ')); }

//--- tools.cpp
#include <nlohmann/json.hpp>

#include "search.h"

using nlohmann::json;

std::string own_account(const Principal& who, const std::string& asked);
std::string trimmed_account(const std::string& asked);

json tool_leaks(Search& search, const Principal&, const json& arguments) {
  const auto account = arguments.at("account_id").get<std::string>();         // step
  return search.nearest(account, arguments.at("query").get<std::string>());   // leak: vector-tenant-from-context
}

json tool_is_scoped(Search& search, const Principal& who, const json& arguments) {
  return search.nearest(who.account_id, arguments.at("query").get<std::string>());   // clean
}

json trimmed_leaks(Search& search, const Principal&, const json& arguments) {
  const std::string account = trimmed_account(arguments.at("account_id").get<std::string>());
  return search.nearest(account, arguments.at("query").get<std::string>());   // leak: vector-tenant-from-context
}

json guarded_is_scoped(Search& search, const Principal& who, const json& arguments) {
  const std::string account = own_account(who, arguments.at("account_id").get<std::string>());
  return search.nearest(account, arguments.at("query").get<std::string>());   // clean
}
