// What all requests share, asked under a key that the request brought, answers this request.
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

#include <httplib.h>
#include <pqxx/pqxx>

struct Session {
  std::string tenant_id;
};

std::mutex lock;
std::unordered_map<std::string, Session> sessions;          // filled at login
std::map<std::string, std::string> tenant_of_job;           // filled where jobs are made

int count_notes(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM notes WHERE tenant_id = $1", tenant)[0].as<int>();   // clean
}

int by_token_is_scoped(const httplib::Request& request, pqxx::connection& database) {
  const std::lock_guard<std::mutex> guard(lock);
  return count_notes(database, sessions.at(request.get_header_value("Authorization")).tenant_id);   // clean
}

// Whoever calls knows which job it is.
int by_job_is_scoped(pqxx::connection& database, const std::string& job) {
  const auto owner = tenant_of_job.find(job);   // clean
  return owner == tenant_of_job.end() ? 0 : count_notes(database, owner->second);
}
