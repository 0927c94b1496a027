// What a run used, as its own answer tells: whichever function made it.
#include <hiredis/hiredis.h>
#include <pqxx/pqxx>

#include <string>

struct Seat {
  std::string org;
  std::string user;
};

struct Run {
  std::string report;
  long tokens = 0;
  long seconds = 0;
};

Run research(const std::string& org, const std::string& task);

void counted_leaks(redisContext* redis, const Seat& seat, const std::string& month, const std::string& task) {
  const Run run = research(seat.org, task);
  redisCommand(redis, "HINCRBY billing:%s %s %ld", month.c_str(), seat.user.empty() ? "api" : "interactive", run.tokens);   // leak: quota-usage-unattributed
}

void counted_is_scoped(redisContext* redis, const Seat& seat, const std::string& month, const std::string& task) {
  const Run run = research(seat.org, task);
  redisCommand(redis, "HINCRBY billing:%s:%s %s %ld", month.c_str(), seat.org.c_str(), "api", run.tokens);   // clean
}

void row_leaks(pqxx::work& transaction, const Seat& seat, const std::string& task) {
  const Run run = research(seat.org, task);
  transaction.exec_params("INSERT INTO model_usage (task, tokens) VALUES ($1, $2)", task, run.tokens);   // leak: quota-usage-unattributed
}

void row_is_scoped(pqxx::work& transaction, const Seat& seat, const std::string& task) {
  const Run run = research(seat.org, task);
  transaction.exec_params("INSERT INTO model_usage (org, tokens) VALUES ($1, $2)", seat.org, run.tokens);   // clean
}

// Something else that an answer tells.
void timed(pqxx::work& transaction, const Seat& seat, const std::string& task) {
  const Run run = research(seat.org, task);
  transaction.exec_params("INSERT INTO timings (task, seconds) VALUES ($1, $2)", task, run.seconds);   // clean
}
