// The meter behind an interface in one file, the calls in another.
//--- meter.h
#pragma once
#include <pqxx/pqxx>

#include <string>

class Meter {
public:
  explicit Meter(pqxx::connection& database) : database_(database) {}
  void spend(const std::string& whose, const std::string& model, int tokens);

private:
  pqxx::connection& database_;
};

//--- meter.cpp
#include "meter.h"

void Meter::spend(const std::string& whose, const std::string& model, int tokens) {
  pqxx::work tx(database_);
  tx.exec_params("INSERT INTO spending (owner, model, tokens) VALUES ($1, $2, $3)", whose, model, tokens);   // step
  tx.commit();
}

//--- chat.cpp
#include "meter.h"

#include <nlohmann/json.hpp>

struct Principal {
  std::string org_id;
};

std::string complete(const std::string& prompt);

std::string answer_leaks(Meter& meter, const Principal& who, const std::string& prompt) {
  const auto answer = nlohmann::json::parse(complete(prompt + who.org_id));
  meter.spend("chat", "large", answer["usage"]["total_tokens"].get<int>());   // leak: quota-usage-unattributed
  return answer["text"];
}

std::string answer_is_scoped(Meter& meter, const Principal& who, const std::string& prompt) {
  const auto answer = nlohmann::json::parse(complete(prompt));
  meter.spend(who.org_id, "large", answer["usage"]["total_tokens"].get<int>());   // clean
  return answer["text"];
}
