// Rows beside an index, texts beside it, and the index itself.
#include <string>
#include <unordered_map>
#include <memory>
#include <vector>

#include <hnswlib/hnswlib.h>
#include <pqxx/pqxx>

struct Principal {
  std::string tenant_id;
};

std::vector<float> embed(const std::string& text);

using Graph = hnswlib::HierarchicalNSW<float>;

class Library {
public:
  void add(pqxx::work& tx, const Principal& who, const std::string& text) {
    const auto row = tx.exec_params1("INSERT INTO documents(tenant_id, body) VALUES ($1, $2) RETURNING id", who.tenant_id, text);
    const auto label = row[0].as<std::size_t>();
    graph_.addPoint(embed(text).data(), label);
    texts_[label] = text;
    labels_[who.tenant_id].push_back(label);
  }

  // The texts beside the index go, the vectors stay.
  void leave_leaks(pqxx::work& tx, const Principal& who) {
    tx.exec_params("DELETE FROM documents WHERE tenant_id = $1", who.tenant_id);   // leak: vector-erasure-incomplete
    for (const std::size_t label : labels_.at(who.tenant_id)) texts_.erase(label);
  }

  // Marked as deleted, found by no search any more.
  void leave_is_complete(pqxx::work& tx, const Principal& who) {
    tx.exec_params("DELETE FROM documents WHERE tenant_id = $1", who.tenant_id);   // clean
    for (const std::size_t label : labels_.at(who.tenant_id)) {
      texts_.erase(label);
      graph_.markDelete(label);
    }
  }

  // Rows that are only flagged are not deleted.
  void pause_is_no_erasure(pqxx::work& tx, const Principal& who) {
    tx.exec_params("UPDATE documents SET deleted = true WHERE tenant_id = $1", who.tenant_id);   // clean
  }

private:
  Graph graph_;
  std::unordered_map<std::size_t, std::string> texts_;
  std::unordered_map<std::string, std::vector<std::size_t>> labels_;
};

// An index for each tenant goes as a whole.
class Libraries {
public:
  void add(pqxx::work& tx, const Principal& who, const std::string& text) {
    const auto row = tx.exec_params1("INSERT INTO pages(tenant_id, body) VALUES ($1, $2) RETURNING id", who.tenant_id, text);
    graphs_.at(who.tenant_id)->addPoint(embed(text).data(), row[0].as<std::size_t>());
  }

  void leave_is_complete(pqxx::work& tx, const Principal& who) {
    tx.exec_params("DELETE FROM pages WHERE tenant_id = $1", who.tenant_id);   // clean
    graphs_.erase(who.tenant_id);
  }

  void leave_leaks(pqxx::work& tx, const Principal& who) {
    tx.exec_params("DELETE FROM pages WHERE tenant_id = $1", who.tenant_id);   // leak: vector-erasure-incomplete
  }

private:
  std::unordered_map<std::string, std::unique_ptr<Graph>> graphs_;
};
