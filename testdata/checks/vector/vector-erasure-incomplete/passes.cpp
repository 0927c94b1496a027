// flags: -std=c++17
// Deletions that are not a tenant's end, or whose vectors go by other means.
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <hnswlib/hnswlib.h>
#include <pqxx/pqxx>

std::vector<float> embed(const std::string& text);

using Graph = hnswlib::HierarchicalNSW<float>;

class Shelves {
public:
  void add(pqxx::work& tx, const std::string& tenant_id, const std::string& text) {
    const auto row = tx.exec_params1("INSERT INTO notes(tenant_id, body) VALUES ($1, $2) RETURNING label", tenant_id, text);
    tx.exec_params("INSERT INTO visits(tenant_id) VALUES ($1)", tenant_id);
    graphs_.at(tenant_id)->addPoint(embed(text).data(), row[0].as<std::size_t>());
  }

  // One graph for each tenant: it goes as a whole.
  void close(pqxx::work& tx, const std::string& tenant_id) {
    tx.exec_params("DELETE FROM notes WHERE tenant_id = $1", tenant_id);   // clean
    graphs_.erase(tenant_id);
  }

  // What nobody made a vector of.
  void forget_logins(pqxx::work& tx, const std::string& tenant_id) {
    tx.exec_params("DELETE FROM logins WHERE tenant_id = $1", tenant_id);   // clean
  }

  void forget_one(pqxx::work& tx, const std::string& tenant_id, long note) {
    tx.exec_params("DELETE FROM notes WHERE tenant_id = $1 AND id = $2", tenant_id, note);   // clean
  }

private:
  std::map<std::string, std::unique_ptr<Graph>> graphs_;
};
