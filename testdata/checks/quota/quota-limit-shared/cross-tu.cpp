// The limiter in one file, the handlers in another.
//--- limiter.h
#pragma once
#include <map>
#include <string>

class Window {
public:
  bool admit(const std::string& bucket);

private:
  std::map<std::string, int> used_;
};

//--- limiter.cpp
#include "limiter.h"

bool Window::admit(const std::string& bucket) {
  int& used = used_[bucket];
  if (used >= 100) return false;
  ++used;   // step
  return true;
}

//--- chat.cpp
#include "limiter.h"

#include <stdexcept>

struct Principal {
  std::string account_id;
  std::string model;
};

std::string complete(const std::string& model, const std::string& prompt);

class Chat {
public:
  std::string answer_leaks(const Principal& who, const std::string& prompt) {
    if (!window_.admit(who.model)) throw std::runtime_error("too many");   // leak: quota-limit-shared
    return complete(who.model, prompt);   // step
  }
  std::string answer_is_scoped(const Principal& who, const std::string& prompt) {
    if (!window_.admit(who.account_id)) throw std::runtime_error("too many");   // clean
    return complete(who.model, prompt);
  }

private:
  Window window_;
};

//--- main.cpp
#include "limiter.h"

int main() { return 0; }
