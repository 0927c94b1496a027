// flags: -std=c++17
// Rows go; answers made of them stay in a cache.
//--- desk.h
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include <hiredis/hiredis.h>
#include <pqxx/pqxx>

std::string complete(const std::string& prompt);

struct Caller {
  std::string tenant_id;
};

class Desk {
public:
  explicit Desk(redisContext* redis) : redis_(redis) {}

  std::string answer(pqxx::work& tx, const Caller& caller, const std::string& question);
  void off_board_leaks(pqxx::work& tx, const Caller& caller);
  void off_board(pqxx::work& tx, const Caller& caller);
  void off_board_by_number(pqxx::work& tx, const Caller& caller);
  void import(pqxx::work& tx, const Caller& caller, const std::vector<std::string>& articles);
  void forget(pqxx::work& tx, const Caller& caller, long article);

private:
  redisContext* redis_;
  std::unordered_map<std::string, std::unordered_map<std::string, std::string>> answers_;
};

//--- answer.cpp
#include "desk.h"

std::string Desk::answer(pqxx::work& tx, const Caller& caller, const std::string& question) {
  auto& mine = answers_[caller.tenant_id];
  const auto known = mine.find(question);
  if (known != mine.end()) return known->second;
  std::string prompt = question;
  for (const auto& row : tx.exec_params("SELECT body FROM articles WHERE tenant_id = $1", caller.tenant_id))
    prompt += row[0].as<std::string>();
  mine[question] = complete(prompt);   // step
  return mine[question];
}

//--- off-board.cpp
#include "desk.h"

void Desk::off_board_leaks(pqxx::work& tx, const Caller& caller) {
  tx.exec_params("DELETE FROM articles WHERE tenant_id = $1", caller.tenant_id);   // leak: vector-erasure-incomplete
  tx.commit();
}

void Desk::off_board(pqxx::work& tx, const Caller& caller) {
  tx.exec_params("DELETE FROM articles WHERE tenant_id = $1", caller.tenant_id);   // clean
  tx.commit();
  answers_.erase(caller.tenant_id);
}

void Desk::off_board_by_number(pqxx::work& tx, const Caller& caller) {
  tx.exec_params("DELETE FROM articles WHERE tenant_id = $1", caller.tenant_id);   // clean
  tx.commit();
  freeReplyObject(redisCommand(redis_, "INCR generation:%s", caller.tenant_id.c_str()));
}

// All of them are written anew.
void Desk::import(pqxx::work& tx, const Caller& caller, const std::vector<std::string>& articles) {
  tx.exec_params("DELETE FROM articles WHERE tenant_id = $1", caller.tenant_id);   // clean
  for (const std::string& article : articles)
    tx.exec_params("INSERT INTO articles(tenant_id, body) VALUES ($1, $2)", caller.tenant_id, article);
  tx.commit();
}

// One article goes, not its owner.
void Desk::forget(pqxx::work& tx, const Caller& caller, long article) {
  tx.exec_params("DELETE FROM articles WHERE tenant_id = $1 AND id = $2", caller.tenant_id, article);   // clean
  tx.commit();
}
