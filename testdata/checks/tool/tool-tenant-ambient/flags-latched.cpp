// Kept from one request for the next: members that the first one sets, and objects that there is one of.
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include <pqxx/pqxx>

struct Trainer {
  std::string tenant;
  std::string name;
};

Trainer trainer_of(const std::string& token);

// Handlers bound to one object, and a member of it that is set once.
class Tools {
public:
  using Handler = std::function<std::size_t(const Trainer&, const std::string&)>;

  explicit Tools(pqxx::connection& database) : database_(database) {
    handlers_["members"] = std::bind(&Tools::members_leaks, this, std::placeholders::_1, std::placeholders::_2);
    handlers_["classes"] = std::bind(&Tools::classes_is_scoped, this, std::placeholders::_1, std::placeholders::_2);
  }

  std::size_t call(const std::string& token, const std::string& name, const std::string& like) { return handlers_.at(name)(trainer_of(token), like); }

private:
  std::size_t rows(const std::string& statement, const std::string& tenant, const std::string& like) {
    pqxx::work transaction(database_);
    return transaction.exec_params(statement, tenant, like).size();   // step
  }
  std::size_t members_leaks(const Trainer& trainer, const std::string& like) {
    if (tenant_.empty()) tenant_ = trainer.tenant;
    return rows("SELECT name FROM members WHERE tenant = $1 AND name LIKE $2", tenant_, like);   // leak: tool-tenant-ambient
  }
  std::size_t classes_is_scoped(const Trainer& trainer, const std::string& like) {
    return rows("SELECT title FROM classes WHERE tenant = $1 AND title LIKE $2", trainer.tenant, like);   // clean
  }

  pqxx::connection& database_;
  std::string tenant_;
  std::map<std::string, Handler> handlers_;
};

// One object for the process, told by each request whose turn it is: the lock holds for the telling, not for the turn.
class Current {
public:
  static Current& instance() {
    static Current current;
    return current;
  }
  void enter(const Trainer& trainer) {
    std::lock_guard hold(lock_);
    tenant_ = trainer.tenant;
  }
  std::string tenant() const {
    std::lock_guard hold(lock_);
    return tenant_;
  }
  std::string region() const { return region_; }

private:
  mutable std::mutex lock_;
  std::string tenant_;
  std::string region_ = "eu";
};

std::size_t members(pqxx::work& transaction) {
  return transaction.exec_params("SELECT name FROM members WHERE tenant = $1", Current::instance().tenant()).size();   // leak: tool-tenant-ambient
}

std::size_t singleton_leaks(pqxx::work& transaction, const std::string& token) {
  Current::instance().enter(trainer_of(token));
  return members(transaction);
}

// Nothing but a setting of the process is taken from it.
std::size_t singleton_is_scoped(pqxx::work& transaction, const std::string& token) {
  const Trainer trainer = trainer_of(token);
  return transaction.exec_params("SELECT name FROM members WHERE tenant = $1 AND region = $2", trainer.tenant, Current::instance().region()).size();   // clean
}
