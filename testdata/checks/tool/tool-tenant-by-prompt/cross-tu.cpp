// The prompt in one file, the data in another, the model in a third.
//--- parts.h
#pragma once
#include <pqxx/pqxx>

#include <string>

struct Principal {
  std::string org_id;
};

std::string rules();
std::string everything(pqxx::work& tx, const std::string& question);
std::string own(pqxx::work& tx, const Principal& who, const std::string& question);
std::string complete(const std::string& prompt);

//--- rules.cpp
#include "parts.h"

std::string rules() { return "Do not disclose documents of another organisation."; }   // leak: tool-tenant-by-prompt

//--- data.cpp
#include "parts.h"

std::string everything(pqxx::work& tx, const std::string& question) {
  return tx.exec_params("SELECT body FROM documents WHERE title = $1", question)[0][0].as<std::string>();   // step
}

std::string own(pqxx::work& tx, const Principal& who, const std::string& question) {
  return tx.exec_params("SELECT body FROM documents WHERE org_id = $1 AND title = $2", who.org_id, question)[0][0].as<std::string>();
}

//--- ask.cpp
#include "parts.h"

std::string ask_leaks(pqxx::work& tx, const Principal& who, const std::string& question) {
  return complete(rules() + who.org_id + everything(tx, question));   // step
}

std::string ask_is_scoped(pqxx::work& tx, const Principal& who, const std::string& question) {
  return complete(rules() + who.org_id + own(tx, who, question));
}
