// The variable in one file, who sets it in another, who reads it in a third.
//--- current.h
#pragma once
#include <string>

struct Current {
  static Current& instance();
  std::string org_id;
};

//--- current.cpp
#include "current.h"

Current& Current::instance() {
  static Current current;
  return current;
}

//--- gate.cpp
#include "current.h"

std::string authenticate(const std::string& token);

void enter(const std::string& token) { Current::instance().org_id = authenticate(token); }

//--- notes.cpp
#include "current.h"

#include <pqxx/pqxx>

pqxx::result notes_leaks(pqxx::work& tx) {
  return tx.exec_params("SELECT body FROM notes WHERE org_id = $1", Current::instance().org_id);   // leak: tool-tenant-ambient
}

pqxx::result notes_is_scoped(pqxx::work& tx, const std::string& org_id) {
  return tx.exec_params("SELECT body FROM notes WHERE org_id = $1", org_id);   // clean
}
