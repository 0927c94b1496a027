// Taken from the arguments in one file, used in another, checked or not in a third.
//--- principal.h
#pragma once
#include <stdexcept>
#include <string>

struct Principal {
  std::string org_id;
};

//--- guard.h
#pragma once
#include "principal.h"

/// Throws unless the organisation is the principal's own.
void require_own(const Principal& who, const std::string& org_id);
/// Throws unless there is an organisation of that name.
void require_known(const std::string& org_id);

//--- guard.cpp
#include "guard.h"

#include <set>

void require_own(const Principal& who, const std::string& org_id) {
  if (who.org_id != org_id) throw std::runtime_error("forbidden");
}

void require_known(const std::string& org_id) {
  static const std::set<std::string> known{"acme", "globex", "initech"};
  if (!known.contains(org_id)) throw std::runtime_error("unknown");
}

//--- repository.h
#pragma once
#include <string>
#include <vector>

#include <pqxx/pqxx>

class Repository {
public:
  explicit Repository(const std::string& dsn) : connection_(dsn) {}
  std::vector<std::string> open_cases(const std::string& org_id);
  std::vector<std::string> contracts(const std::string& org_id);

private:
  std::vector<std::string> select(const std::string& sql, const std::string& org_id);
  pqxx::connection connection_;
};

//--- repository.cpp
#include "repository.h"

std::vector<std::string> Repository::select(const std::string& sql, const std::string& org_id) {
  pqxx::work transaction(connection_);
  std::vector<std::string> out;
  for (const auto& row : transaction.exec_params(sql, org_id)) out.emplace_back(row[0].c_str());   // step
  return out;
}

std::vector<std::string> Repository::open_cases(const std::string& org_id) {
  return select("SELECT title FROM cases WHERE org_id = $1 AND closed_at IS NULL", org_id);
}

std::vector<std::string> Repository::contracts(const std::string& org_id) {
  return select("SELECT title FROM contracts WHERE org_id = $1", org_id);
}

//--- arguments.h
#pragma once
#include <string>

#include <nlohmann/json.hpp>

std::string org_of(const nlohmann::json& arguments);

//--- arguments.cpp
#include "arguments.h"

std::string org_of(const nlohmann::json& arguments) {
  return arguments.at("org").get<std::string>();   // leak: tool-tenant-from-context
}

//--- tools.cpp
#include <nlohmann/json.hpp>

#include "arguments.h"
#include "guard.h"
#include "repository.h"

using nlohmann::json;

json cases_leak(Repository& repository, const Principal&, const json& arguments) {
  const auto org = arguments.at("org_id").get<std::string>();   // leak: tool-tenant-from-context
  return repository.open_cases(org);
}

json cases_are_scoped(Repository& repository, const Principal& who, const json&) {
  const auto org = who.org_id;
  return repository.open_cases(org);   // clean
}

// The wrong guard: that there is such an organisation does not make it ours.
json contracts_leak(Repository& repository, const Principal&, const json& arguments) {
  const auto org = arguments.at("org_id").get<std::string>();   // leak: tool-tenant-from-context
  require_known(org);
  return repository.contracts(org);
}

json contracts_are_scoped(Repository& repository, const Principal& who, const json& arguments) {
  const auto org = arguments.at("org_id").get<std::string>();   // clean
  require_own(who, org);
  return repository.contracts(org);
}

// Taken by a helper: the finding stands where the helper takes it.
json helper_leaks(Repository& repository, const Principal&, const json& arguments) {
  return repository.open_cases(org_of(arguments));
}

//--- dispatch.cpp
// The agent's loop hands the model's words to the tools.
#include <nlohmann/json.hpp>

#include "repository.h"
#include "principal.h"

using nlohmann::json;

json cases_leak(Repository& repository, const Principal& who, const json& arguments);
json cases_are_scoped(Repository& repository, const Principal& who, const json& arguments);
json contracts_leak(Repository& repository, const Principal& who, const json& arguments);
json contracts_are_scoped(Repository& repository, const Principal& who, const json& arguments);
json helper_leaks(Repository& repository, const Principal& who, const json& arguments);
std::string complete(const std::string& prompt);

json run(Repository& repository, const Principal& who, const std::string& prompt) {
  const json step = json::parse(complete(prompt));
  const std::string tool = step.at("tool").get<std::string>();
  const json& arguments = step.at("arguments");
  if (tool == "cases") return cases_leak(repository, who, arguments);
  if (tool == "own_cases") return cases_are_scoped(repository, who, arguments);
  if (tool == "contracts") return contracts_leak(repository, who, arguments);
  if (tool == "own_contracts") return contracts_are_scoped(repository, who, arguments);
  return helper_leaks(repository, who, arguments);
}
