// Globals and thread-locals that scope nothing, or were set by this request.
#include <pqxx/pqxx>

#include <cstdlib>
#include <string>

struct Principal {
  std::string tenant_id;
};

Principal authenticate(const std::string& token);

std::string g_model = "large";
const std::string shared_corpus = "public";

// Other settings of the process.
pqxx::result settings(pqxx::work& tx, const std::string& token) {
  const Principal who = authenticate(token);
  const char* region = std::getenv("REGION");
  return tx.exec_params("SELECT body FROM notes WHERE tenant_id = $1 AND model = $2 AND region = $3", who.tenant_id, g_model, region);   // clean
}

thread_local std::string tls_tenant_id;

// Set and read in one turn of one thread.
pqxx::result in_one_turn(pqxx::work& tx, const std::string& token) {
  tls_tenant_id = authenticate(token).tenant_id;
  auto rows = tx.exec_params("SELECT body FROM notes WHERE tenant_id = $1", tls_tenant_id);   // clean
  tls_tenant_id.clear();
  return rows;
}
