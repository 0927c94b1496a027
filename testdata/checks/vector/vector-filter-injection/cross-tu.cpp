//--- filter.h
#pragma once
#include <string>

std::string within(const std::string& account_id, const std::string& folder);
std::string within_escaped(const std::string& account_id, const std::string& folder);

//--- filter.cpp
#include "filter.h"

static std::string literal(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + "'";
}

std::string within(const std::string& account_id, const std::string& folder) {
  return "account_id = " + literal(account_id) + " AND folder = '" + folder + "'";
}

std::string within_escaped(const std::string& account_id, const std::string& folder) {
  return "account_id = " + literal(account_id) + " AND folder = " + literal(folder);
}

//--- search.cpp
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

#include "filter.h"

struct Principal {
  std::string account_id;
};

pqxx::result folder_leaks(pqxx::work& tx, const Principal& who, const nlohmann::json& arguments) {
  const std::string folder = arguments.at("folder").get<std::string>();
  return tx.exec_params(   // leak: vector-filter-injection
      "SELECT body FROM chunks WHERE " + within(who.account_id, folder) + " ORDER BY embedding <=> $1::vector LIMIT 5",
      arguments.at("embedding").get<std::string>());
}

pqxx::result folder_is_scoped(pqxx::work& tx, const Principal& who, const nlohmann::json& arguments) {
  const std::string folder = arguments.at("folder").get<std::string>();
  return tx.exec_params(   // clean
      "SELECT body FROM chunks WHERE " + within_escaped(who.account_id, folder) + " ORDER BY embedding <=> $1::vector LIMIT 5",
      arguments.at("embedding").get<std::string>());
}
