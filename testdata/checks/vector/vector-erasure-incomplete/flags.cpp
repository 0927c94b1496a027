// flags: -std=c++17
// The tenant goes, its vectors stay. Each leak stands beside its mended twin.
#include <string>
#include <vector>

#include <hnswlib/hnswlib.h>
#include <pqxx/pqxx>

std::vector<float> embed(const std::string& text);

class Notebook {
public:
  void add(pqxx::work& tx, const std::string& tenant_id, const std::string& text) {
    const auto row = tx.exec_params1("INSERT INTO notes(tenant_id, body) VALUES ($1, $2) RETURNING label", tenant_id, text);
    graph_.addPoint(embed(text).data(), row[0].as<std::size_t>());
  }

  void close_leaks(pqxx::work& tx, const std::string& tenant_id) {
    tx.exec_params("DELETE FROM notes WHERE tenant_id = $1", tenant_id);   // leak: vector-erasure-incomplete
    tx.commit();
  }

  void close_is_complete(pqxx::work& tx, const std::string& tenant_id) {
    for (const auto& row : tx.exec_params("DELETE FROM notes WHERE tenant_id = $1 RETURNING label", tenant_id))   // clean
      graph_.markDelete(row[0].as<std::size_t>());
    tx.commit();
  }

  void purge_leaks(pqxx::work& tx, const std::string& tenant_id) {
    tx.exec_params("DELETE FROM sessions WHERE tenant_id = $1", tenant_id);
    tx.exec_params("DELETE FROM notes WHERE tenant_id = $1", tenant_id);   // leak: vector-erasure-incomplete
    tx.exec_params("DELETE FROM tenants WHERE id = $1", tenant_id);
  }

private:
  hnswlib::L2Space space_{384};
  hnswlib::HierarchicalNSW<float> graph_{&space_, 100000};
};

std::string to_pgvector(const std::vector<float>& vector);

void add_article(pqxx::work& tx, const std::string& org_id, const std::string& text) {
  tx.exec_params("INSERT INTO articles(org_id, body) VALUES ($1, $2)", org_id, text);
  tx.exec_params("INSERT INTO article_chunks(org_id, body, embedding) VALUES ($1, $2, $3::vector)", org_id, text,
                 to_pgvector(embed(text)));
}

void leave_leaks(pqxx::work& tx, const std::string& org_id) {
  tx.exec_params("DELETE FROM articles WHERE org_id = $1", org_id);   // leak: vector-erasure-incomplete
}

void leave_is_complete(pqxx::work& tx, const std::string& org_id) {
  tx.exec_params("DELETE FROM articles WHERE org_id = $1", org_id);   // clean
  tx.exec_params("DELETE FROM article_chunks WHERE org_id = $1", org_id);   // clean
}
