// Several limits in front of one call: which of them bounds what a tenant may take?
//--- bucket.h
#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

class TokenBucket {
public:
  TokenBucket(double rate, double burst) : rate_(rate), level_(burst) {}
  bool take(double n) {
    if (level_ < n) return false;
    level_ -= n;   // step
    return true;
  }

private:
  double rate_;
  double level_;
};

template <class Key>
class Buckets {
public:
  Buckets(double rate, double burst) : rate_(rate), burst_(burst) {}
  bool take(const Key& key, double n) {
    std::lock_guard<std::mutex> lock(mutex_);
    return buckets_.try_emplace(key, rate_, burst_).first->second.take(n);   // step
  }

private:
  double rate_;
  double burst_;
  std::mutex mutex_;
  std::unordered_map<Key, TokenBucket> buckets_;
};

//--- writer.h
#pragma once
#include <memory>
#include <string>

struct Developer {
  std::string workspace_id;
  std::string login;
};

struct Line {
  std::string model;
  std::string prompt;
  std::string conversation_id;
};

class Writer {
public:
  virtual ~Writer() = default;
  virtual std::string write(const Developer& who, const Line& line) = 0;
};

Developer owner_of(const std::string& api_key);
std::unique_ptr<Writer> far_writer();

//--- layers.cpp
#include "bucket.h"
#include "writer.h"

#include <httplib.h>
#include <nlohmann/json.hpp>
#include <stdexcept>

// A conversation more, a bucket more: the bucket of each conversation bounds no workspace.
class PerModel final : public Writer {
public:
  explicit PerModel(std::unique_ptr<Writer> inner) : inner_(std::move(inner)) {}
  std::string write(const Developer& who, const Line& line) override {
    if (!by_model_.take(line.model, 1)) throw std::runtime_error("busy");   // leak: quota-limit-shared
    if (!by_talk_.take(who.workspace_id + "/" + line.conversation_id, 1)) throw std::runtime_error("one at a time");   // clean
    return inner_->write(who, line);
  }

private:
  std::unique_ptr<Writer> inner_;
  Buckets<std::string> by_model_{10, 20};
  Buckets<std::string> by_talk_{2, 6};
};

static Line line_of(const httplib::Request& req) {
  const auto body = nlohmann::json::parse(req.body);
  return {body.value("model", "small"), body.at("prompt").get<std::string>(), body.value("conversation", "")};
}

int main() {
  PerModel one(far_writer());
  httplib::Server server;
  server.Post("/one", [&](const httplib::Request& req, httplib::Response& res) {
    res.set_content(one.write(owner_of(req.get_header_value("X-Api-Key")), line_of(req)), "text/plain");
  });
  return server.listen("0.0.0.0", 8080) ? 0 : 1;
}
