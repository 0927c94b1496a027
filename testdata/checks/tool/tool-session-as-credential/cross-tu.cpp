// The table of sessions is in one file, the tools that trust it in another.
//--- sessions.h
#pragma once
#include <optional>
#include <string>
#include <unordered_map>

struct Clerk {
  std::string tenant;
  std::string id;
};

class Sessions {
public:
  void open(const std::string& id, const Clerk& clerk);
  std::optional<Clerk> find(const std::string& id) const;
  std::optional<Clerk> find_own(const Clerk& clerk, const std::string& id) const;

private:
  std::unordered_map<std::string, Clerk> clerks_;
};

//--- sessions.cpp
#include "sessions.h"

void Sessions::open(const std::string& id, const Clerk& clerk) { clerks_.insert_or_assign(id, clerk); }

std::optional<Clerk> Sessions::find(const std::string& id) const {
  const auto known = clerks_.find(id);   // leak: tool-session-as-credential
  if (known == clerks_.end()) return std::nullopt;
  return known->second;
}

std::optional<Clerk> Sessions::find_own(const Clerk& clerk, const std::string& id) const {
  const auto known = clerks_.find(clerk.tenant + ":" + id);   // clean
  if (known == clerks_.end()) return std::nullopt;
  return known->second;
}

//--- stock.h
#pragma once
#include <string>

int shortages(const std::string& tenant);

//--- stock.cpp
#include "stock.h"

#include <pqxx/pqxx>

int shortages(const std::string& tenant) {
  static pqxx::connection connection("dbname=stock");
  pqxx::work transaction(connection);
  return transaction.exec_params1("SELECT count(*) FROM shortages WHERE tenant_id = $1", tenant)[0].as<int>();   // step
}

//--- tools.cpp
#include <nlohmann/json.hpp>

#include "sessions.h"
#include "stock.h"

using nlohmann::json;

Clerk clerk_of_token(const std::string& token);

json thread_leaks(const Sessions& sessions, const json& arguments) {
  const auto clerk = sessions.find(arguments.at("thread_id").get<std::string>());   // step
  return clerk ? json{{"missing", shortages(clerk->tenant)}} : json{{"error", "no such thread"}};
}

json thread_is_scoped(const Sessions& sessions, const std::string& token, const json& arguments) {
  const Clerk me = clerk_of_token(token);
  const auto clerk = sessions.find_own(me, arguments.at("thread_id").get<std::string>());
  return clerk ? json{{"missing", shortages(clerk->tenant)}} : json{{"error", "no such thread"}};
}
