// Amounts that are named by their whole, and metrics by their family. Each leak stands beside its mended twin.
//--- metrics.h
#pragma once
#include <map>
#include <string>

namespace prometheus {
using Labels = std::map<std::string, std::string>;
class Registry {};
class Counter {
public:
  void Increment(double by);
};
template <typename T>
class Family {
public:
  T& Add(const Labels& labels);
};
namespace detail {
template <typename T>
class Builder {
public:
  Builder& Name(const std::string& name);
  Builder& Help(const std::string& help);
  Family<T>& Register(Registry& registry);
};
}  // namespace detail
detail::Builder<Counter> BuildCounter();
}  // namespace prometheus

struct Metrics {
  explicit Metrics(prometheus::Registry& registry);
  prometheus::Family<prometheus::Counter>& billed;
  prometheus::Family<prometheus::Counter>& answers;
};

struct Usage {
  int prompt = 0;
  int completion = 0;
};
struct Reply {
  std::string text;
  Usage usage;
  int words = 0;
};
struct ModelClient {
  virtual ~ModelClient() = default;
  virtual Reply chat(const std::string& model, const std::string& user) = 0;
};
struct Broker {
  std::string account_id;
};

#define COUNT(family, n, ...) (family).Add(prometheus::Labels{__VA_ARGS__}).Increment(static_cast<double>(n))

//--- metrics.cpp
#include "metrics.h"

Metrics::Metrics(prometheus::Registry& registry)
    : billed(prometheus::BuildCounter().Name("billed_tokens_total").Help("To invoice").Register(registry)),
      answers(prometheus::BuildCounter().Name("answers_total").Help("Answers").Register(registry)) {}

//--- ask.cpp
#include "metrics.h"

#include <httplib.h>

class Desk {
public:
  Desk(ModelClient& client, Metrics& metrics) : client_(client), metrics_(metrics) {}

  std::string parts_leak(const Broker& who, const std::string& question) {
    const Reply reply = client_.chat("small", question + who.account_id);
    COUNT(metrics_.answers, reply.usage.prompt + reply.usage.completion, {"model", "small"});   // leak: quota-usage-unattributed
    return reply.text;
  }
  std::string parts_are_attributed(const Broker& who, const std::string& question) {
    const Reply reply = client_.chat("small", question + who.account_id);
    COUNT(metrics_.answers, reply.usage.prompt + reply.usage.completion, {"account", who.account_id}, {"model", "small"});   // clean
    return reply.text;
  }
  // How long answers are is nobody's bill.
  std::string words_are_none(const Broker& who, const std::string& question) {
    const Reply reply = client_.chat("small", question + who.account_id);
    COUNT(metrics_.answers, reply.words, {"model", "small"});   // clean
    return reply.text;
  }
  std::string family_leaks(const Broker& who, const std::string& question) {
    const Reply reply = client_.chat("small", question + who.account_id);
    COUNT(metrics_.billed, reply.words, {"feature", "explain"});   // leak: quota-usage-unattributed
    return reply.text;
  }

private:
  ModelClient& client_;
  Metrics& metrics_;
};

ModelClient& model_client();
Broker broker_of(const std::string& token);

int main() {
  prometheus::Registry registry;
  Metrics metrics(registry);
  Desk desk(model_client(), metrics);
  httplib::Server server;
  server.Post("/parts", [&](const httplib::Request& req, httplib::Response& res) {
    res.set_content(desk.parts_leak(broker_of(req.get_header_value("Authorization")), req.body), "text/plain");
  });
  server.Post("/attributed", [&](const httplib::Request& req, httplib::Response& res) {
    res.set_content(desk.parts_are_attributed(broker_of(req.get_header_value("Authorization")), req.body), "text/plain");
  });
  server.Post("/words", [&](const httplib::Request& req, httplib::Response& res) {
    res.set_content(desk.words_are_none(broker_of(req.get_header_value("Authorization")), req.body), "text/plain");
  });
  server.Post("/family", [&](const httplib::Request& req, httplib::Response& res) {
    res.set_content(desk.family_leaks(broker_of(req.get_header_value("Authorization")), req.body), "text/plain");
  });
  return server.listen("0.0.0.0", 8080) ? 0 : 1;
}
