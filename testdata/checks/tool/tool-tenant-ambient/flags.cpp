// Whose data, by a variable that outlives the request. Each leak stands beside its mended twin.
#include <httplib.h>
#include <pqxx/pqxx>

#include <cstdlib>
#include <string>

struct Principal {
  std::string tenant_id;
};

Principal authenticate(const std::string& token);

// A global: another thread sets it between our setting and our reading.
std::string g_tenant_id;

pqxx::result global_leaks(pqxx::work& tx, const std::string& token) {
  g_tenant_id = authenticate(token).tenant_id;
  return tx.exec_params("SELECT body FROM notes WHERE tenant_id = $1", g_tenant_id);   // leak: tool-tenant-ambient
}

pqxx::result global_is_scoped(pqxx::work& tx, const std::string& token) {
  const Principal who = authenticate(token);
  return tx.exec_params("SELECT body FROM notes WHERE tenant_id = $1", who.tenant_id);   // clean
}

// A thread-local that this request does not set.
thread_local std::string current_tenant_id;

pqxx::result thread_leaks(pqxx::work& tx) {
  return tx.exec_params("SELECT body FROM notes WHERE tenant_id = $1", current_tenant_id);   // leak: tool-tenant-ambient
}

// Set for this thread, for as long as the request runs.
class TenantScope {
public:
  explicit TenantScope(const std::string& tenant_id) : before_(current_tenant_id) { current_tenant_id = tenant_id; }
  ~TenantScope() { current_tenant_id = before_; }
  TenantScope(const TenantScope&) = delete;

private:
  std::string before_;
};

pqxx::result notes_here(pqxx::work& tx) {
  return tx.exec_params("SELECT body FROM notes WHERE tenant_id = $1", current_tenant_id);   // clean
}

pqxx::result thread_is_scoped(pqxx::work& tx, const std::string& token) {
  const Principal who = authenticate(token);
  TenantScope scope(who.tenant_id);
  return notes_here(tx);
}

// The environment of the process.
pqxx::result environment_leaks(pqxx::work& tx) {
  const char* tenant_id = std::getenv("TENANT_ID");   // leak: tool-tenant-ambient
  return tx.exec_params("SELECT body FROM notes WHERE tenant_id = $1", tenant_id);   // step
}
