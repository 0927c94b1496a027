// flags: -std=c++17
// Vectors in the database: they refer to the tenant's row, and go with it.
#include <string>

#include <pqxx/pqxx>

struct Principal {
  std::string org_id;
};

void add(pqxx::work& tx, const Principal& who, const std::string& text, const std::string& embedding) {
  tx.exec_params("INSERT INTO chunks(org_id, body, embedding) VALUES ($1, $2, $3::vector)", who.org_id, text, embedding);
}

void close(pqxx::work& tx, const Principal& who) {
  tx.exec_params("DELETE FROM organisations WHERE id = $1", who.org_id);   // clean
}
