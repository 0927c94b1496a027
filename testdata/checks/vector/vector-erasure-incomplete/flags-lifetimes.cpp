// flags: -std=c++17
// Caches that a tenant's end leaves nothing in, or whose component does not end tenants.
#include <string>

#include <hiredis/hiredis.h>
#include <pqxx/pqxx>

std::string complete(const std::string& prompt);

struct Caller {
  std::string tenant_id;
};

std::string text_of(void* reply) {
  auto* const known = static_cast<redisReply*>(reply);
  const std::string text(known->str, known->len);
  freeReplyObject(known);
  return text;
}

std::string prompt_of(pqxx::work& tx, const Caller& caller, const std::string& question) {
  std::string prompt = question;
  for (const auto& row : tx.exec_params("SELECT body FROM articles WHERE tenant_id = $1", caller.tenant_id))
    prompt += row[0].as<std::string>();
  return prompt;
}

// An entry stays for five minutes.
class Brief {
public:
  std::string answer(pqxx::work& tx, const Caller& caller, const std::string& question) {
    const std::string key = "brief:" + caller.tenant_id + ":" + question;
    const std::string known = text_of(redisCommand(redis_, "GET %s", key.c_str()));
    if (!known.empty()) return known;
    const std::string reply = complete(prompt_of(tx, caller, question));
    freeReplyObject(redisCommand(redis_, "SET %s %s EX %d", key.c_str(), reply.c_str(), 300));
    return reply;
  }

  void off_board(pqxx::work& tx, const Caller& caller) {
    tx.exec_params("DELETE FROM articles WHERE tenant_id = $1", caller.tenant_id);   // clean
  }

private:
  redisContext* redis_ = redisConnect("127.0.0.1", 6379);
};

// For ever.
class Long {
public:
  std::string answer(pqxx::work& tx, const Caller& caller, const std::string& question) {
    const std::string key = "long:" + caller.tenant_id + ":" + question;
    const std::string known = text_of(redisCommand(redis_, "GET %s", key.c_str()));
    if (!known.empty()) return known;
    const std::string reply = complete(prompt_of(tx, caller, question));
    freeReplyObject(redisCommand(redis_, "SET %s %s", key.c_str(), reply.c_str()));   // step
    return reply;
  }

  void off_board_leaks(pqxx::work& tx, const Caller& caller) {
    tx.exec_params("DELETE FROM articles WHERE tenant_id = $1", caller.tenant_id);   // leak: vector-erasure-incomplete
  }

  // Nothing is cached of these.
  void forget_invoices(pqxx::work& tx, const Caller& caller) {
    tx.exec_params("DELETE FROM invoices WHERE tenant_id = $1", caller.tenant_id);   // clean
  }

private:
  redisContext* redis_ = redisConnect("127.0.0.1", 6379);
};

// Keeps no cache itself; whoever does may have been told elsewhere.
class Registry {
public:
  void close(pqxx::work& tx, const Caller& caller) {
    tx.exec_params("DELETE FROM articles WHERE tenant_id = $1", caller.tenant_id);   // clean
  }
};
