// The access is in the repository; which tools reach it without a tenant is decided elsewhere.
//--- repository.h
#pragma once
#include <optional>
#include <string>

#include <pqxx/pqxx>

struct Principal {
  std::string org_id;
};

struct Case {
  std::string org_id;
  std::string text;
};

class Repository {
public:
  explicit Repository(const std::string& dsn) : connection_(dsn) {}
  std::optional<std::string> text_leaks(const std::string& id);
  std::optional<std::string> text_is_scoped(const std::string& org_id, const std::string& id);
  void close_leaks(const std::string& id);
  void close_is_scoped(const Principal& who, const std::string& id);

private:
  pqxx::connection connection_;
};

//--- repository.cpp
#include "repository.h"

std::optional<std::string> Repository::text_leaks(const std::string& id) {
  pqxx::work transaction(connection_);
  const auto rows = transaction.exec_params("SELECT text FROM cases WHERE id = $1", id);   // leak: tool-unscoped-access
  if (rows.empty()) return std::nullopt;
  return rows[0]["text"].as<std::string>();
}

std::optional<std::string> Repository::text_is_scoped(const std::string& org_id, const std::string& id) {
  pqxx::work transaction(connection_);
  const auto rows =
      transaction.exec_params("SELECT text FROM cases WHERE org_id = $1 AND id = $2", org_id, id);   // clean
  if (rows.empty()) return std::nullopt;
  return rows[0]["text"].as<std::string>();
}

void Repository::close_leaks(const std::string& id) {
  pqxx::work transaction(connection_);
  transaction.exec_params("UPDATE cases SET open = false WHERE id = $1", id);   // leak: tool-unscoped-access
  transaction.commit();
}

void Repository::close_is_scoped(const Principal& who, const std::string& id) {
  pqxx::work transaction(connection_);
  transaction.exec_params("UPDATE cases SET open = false WHERE id = $1 AND org_id = $2", id, who.org_id);   // clean
  transaction.commit();
}

//--- tools.cpp
#include <nlohmann/json.hpp>

#include "repository.h"

using nlohmann::json;

json read_leaks(Repository& repository, const Principal&, const json& arguments) {
  const auto text = repository.text_leaks(arguments.at("case").get<std::string>());   // step
  return {{"text", text.value_or("no such case")}};
}

json read_is_scoped(Repository& repository, const Principal& who, const json& arguments) {
  const auto text = repository.text_is_scoped(who.org_id, arguments.at("case").get<std::string>());
  return {{"text", text.value_or("no such case")}};
}

json close_leaks(Repository& repository, const Principal&, const json& arguments) {
  repository.close_leaks(arguments.at("case").get<std::string>());   // step
  return {{"closed", true}};
}

json close_is_scoped(Repository& repository, const Principal& who, const json& arguments) {
  repository.close_is_scoped(who, arguments.at("case").get<std::string>());
  return {{"closed", true}};
}
