// A thread-local that the request set, read before and after a coroutine may have changed threads.
#include <coroutine>
#include <exception>
#include <string>

#include <httplib.h>
#include <pqxx/pqxx>

struct Task {
  struct promise_type {
    Task get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
};

class Pool {
public:
  auto schedule() {
    struct Awaiter {
      Pool& pool;
      bool await_ready() const noexcept { return false; }
      void await_suspend(std::coroutine_handle<> handle) { pool.enqueue(handle); }
      void await_resume() const noexcept {}
    };
    return Awaiter{*this};
  }

private:
  void enqueue(std::coroutine_handle<> handle);
};

struct Lawyer {
  std::string account;
};
Lawyer verify(const std::string& bearer_token);
thread_local std::string current_account;

void write_hours(pqxx::work& tx, const std::string& account_id);

class Sheets {
public:
  Sheets(std::string dsn, Pool& pool) : dsn_(std::move(dsn)), pool_(pool) {}

  Task export_leaks(std::string month) {
    co_await pool_.schedule();
    pqxx::connection connection(dsn_);
    pqxx::work tx(connection);
    tx.exec_params("SELECT hours FROM sheets WHERE account_id = $1 AND month = $2", current_account, month);   // leak: tool-tenant-ambient
  }

  Task export_own(std::string account, std::string month) {
    co_await pool_.schedule();
    pqxx::connection connection(dsn_);
    pqxx::work tx(connection);
    tx.exec_params("SELECT hours FROM sheets WHERE account_id = $1 AND month = $2", account, month);   // clean
  }

  Task export_at_once(std::string month) {
    {
      pqxx::connection connection(dsn_);
      pqxx::work tx(connection);
      tx.exec_params("SELECT hours FROM sheets WHERE account_id = $1 AND month = $2", current_account, month);   // clean
    }
    co_await pool_.schedule();
  }

  // The coroutine's thread is not the caller's.
  void start(const std::string& month) {
    export_at_once(month);
    pqxx::connection connection(dsn_);
    pqxx::work tx(connection);
    tx.exec_params("INSERT INTO exports(account_id, month) VALUES ($1, $2)", current_account, month);   // clean
  }

private:
  std::string dsn_;
  Pool& pool_;
};

void serve(Sheets& sheets) {
  httplib::Server server;
  server.Post("/export", [&](const httplib::Request& request, httplib::Response&) {
    const Lawyer who = verify(request.get_header_value("Authorization"));
    current_account = who.account;
    sheets.export_leaks(request.body);
    sheets.export_own(who.account, request.body);
    sheets.start(request.body);
  });
  server.listen("0.0.0.0", 80);
}
