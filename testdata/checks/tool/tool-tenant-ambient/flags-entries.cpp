// An entry that no request has chosen.
#include <map>
#include <string>
#include <thread>

#include <pqxx/pqxx>

std::map<std::thread::id, std::string> tenant_of_thread;
std::map<std::string, std::string> settings;

int count_notes(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM notes WHERE tenant_id = $1", tenant)[0].as<int>();   // step
}

int by_thread_leaks(pqxx::connection& database) {
  const std::string tenant = tenant_of_thread[std::this_thread::get_id()];   // leak: tool-tenant-ambient
  return count_notes(database, tenant);
}

int by_name_leaks(pqxx::connection& database) {
  const std::string tenant = settings["current_tenant"];   // leak: tool-tenant-ambient
  return count_notes(database, tenant);
}
