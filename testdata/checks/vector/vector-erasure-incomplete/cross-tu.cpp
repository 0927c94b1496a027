// flags: -std=c++17
//--- index.h
#pragma once
#include <string>
#include <vector>

#include <hnswlib/hnswlib.h>

class Index {
public:
  void put(std::size_t label, const std::vector<float>& vector);
  void drop(const std::vector<std::size_t>& labels);

private:
  hnswlib::L2Space space_{384};
  hnswlib::HierarchicalNSW<float> graph_{&space_, 100000};
};

//--- index.cpp
#include "index.h"

void Index::put(std::size_t label, const std::vector<float>& vector) { graph_.addPoint(vector.data(), label); }

void Index::drop(const std::vector<std::size_t>& labels) {
  for (const std::size_t label : labels) graph_.markDelete(label);
}

//--- accounts.cpp
#include <pqxx/pqxx>

#include "index.h"

std::vector<float> embed(const std::string& text);

void learn(Index& index, pqxx::work& tx, const std::string& account_id, const std::string& text) {
  const auto row = tx.exec_params1("INSERT INTO texts(account_id, body) VALUES ($1, $2) RETURNING label", account_id, text);
  index.put(row[0].as<std::size_t>(), embed(text));   // step
}

void end_leaks(pqxx::work& tx, const std::string& account_id) {
  tx.exec_params("DELETE FROM texts WHERE account_id = $1", account_id);   // leak: vector-erasure-incomplete
}

void end_is_complete(Index& index, pqxx::work& tx, const std::string& account_id) {
  std::vector<std::size_t> labels;
  for (const auto& row : tx.exec_params("DELETE FROM texts WHERE account_id = $1 RETURNING label", account_id))   // clean
    labels.push_back(row[0].as<std::size_t>());
  index.drop(labels);
}
