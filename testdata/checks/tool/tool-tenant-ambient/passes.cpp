// Globals and thread-locals that scope nothing, or were set by this request.
#include <pqxx/pqxx>

#include <cstdlib>
#include <map>
#include <memory>
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

// Made for a tenant when it first comes, under its own name.
class Connections {
public:
  pqxx::result kept_by_name(const std::string& token) {
    const Principal who = authenticate(token);
    std::unique_ptr<pqxx::connection>& own = of_tenant_[who.tenant_id];
    if (!own) own = std::make_unique<pqxx::connection>("dbname=" + who.tenant_id);
    pqxx::work tx(*own);
    return tx.exec("SELECT body FROM notes");   // clean
  }

private:
  std::map<std::string, std::unique_ptr<pqxx::connection>> of_tenant_;
};
