// The pool in one file, the handlers in another.
//--- pool.h
#pragma once
#include <deque>
#include <functional>

class Pool {
public:
  void enqueue(std::function<void()> task);
  void run();

private:
  std::deque<std::function<void()>> tasks_;
};

//--- pool.cpp
#include "pool.h"

void Pool::enqueue(std::function<void()> task) { tasks_.push_back(std::move(task)); }

void Pool::run() {
  for (; !tasks_.empty(); tasks_.pop_front()) tasks_.front()();
}

//--- handlers.cpp
#include "pool.h"

#include <httplib.h>

#include <string>

struct Principal {
  std::string org_id;
};

Principal authenticate(const httplib::Request& request);
void export_all(const Principal& who);

void export_leaks(Pool& pool, const httplib::Request& request) {
  const Principal who = authenticate(request);
  pool.enqueue([&] { export_all(who); });   // leak: tool-capture-outlives-request
}

void export_is_scoped(Pool& pool, const httplib::Request& request) {
  const Principal who = authenticate(request);
  pool.enqueue([who] { export_all(who); });   // clean
}
