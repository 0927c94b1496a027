#pragma once
#include "agent.h"

class Retriever {
public:
  explicit Retriever(const app::Principal& who);
  void retrieve(const std::string& prompt) const;
  void retrieve_topic(const std::string& prompt) const;

private:
  std::string owner_;
  std::string topic_;
};

class Worker {
public:
  void set_owner(std::string owner) { owner_ = std::move(owner); }
  void work(const std::string& prompt);

private:
  std::string owner_;
};
