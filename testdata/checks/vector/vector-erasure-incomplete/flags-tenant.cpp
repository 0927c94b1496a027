// The tenant's own row goes, with all that refers to it; the index is no part of the database.
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <hnswlib/hnswlib.h>
#include <pqxx/pqxx>

struct Principal {
  std::string org_id;
};

std::vector<float> embed(const std::string& text);

using Graph = hnswlib::HierarchicalNSW<float>;

class Receipts {
public:
  void add(const Principal& who, std::size_t label, const std::string& text) {
    graphs_.at(who.org_id)->addPoint(embed(text).data(), label);
  }

  void close_leaks(pqxx::work& tx, const Principal& who) {
    tx.exec_params("DELETE FROM organisations WHERE id = $1", who.org_id);   // leak: vector-erasure-incomplete
    tx.commit();
  }

  void close_is_complete(pqxx::work& tx, const Principal& who) {
    tx.exec_params("DELETE FROM organisations WHERE id = $1", who.org_id);   // clean
    tx.commit();
    graphs_.erase(who.org_id);
  }

  // Somebody of the organisation goes, not the organisation.
  void leave(pqxx::work& tx, const Principal& who, const std::string& person) {
    tx.exec_params("DELETE FROM people WHERE id = $1", person);   // clean
    tx.exec_params("DELETE FROM settings WHERE id = $1", who.org_id);   // clean
    tx.commit();
  }

private:
  std::unordered_map<std::string, std::unique_ptr<Graph>> graphs_;
};
