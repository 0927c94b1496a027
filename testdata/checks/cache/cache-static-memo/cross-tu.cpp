//--- glossary.h
#pragma once
#include <optional>
#include <string>

struct Caller { std::string workspace_id; };
std::string load_glossary(const std::string& workspace_id);

class Prompts {
public:
  const std::string& introduction(const Caller& who);
  const std::string& introduction_of(const std::string& workspace_id);

private:
  void refresh(const std::string& workspace_id);
  std::string introduction_;
  std::string introduction_for_, introduction_of_it_;
};

//--- prompts.cpp
#include "glossary.h"

void Prompts::refresh(const std::string& workspace_id) {
  introduction_ = "You know: " + load_glossary(workspace_id);   // leak: cache-static-memo
}

const std::string& Prompts::introduction(const Caller& who) {
  if (introduction_.empty()) refresh(who.workspace_id);   // step
  return introduction_;
}

const std::string& Prompts::introduction_of(const std::string& workspace_id) {
  if (introduction_for_ != workspace_id) {
    introduction_of_it_ = load_glossary(workspace_id);   // clean
    introduction_for_ = workspace_id;
  }
  return introduction_of_it_;
}

//--- desk.cpp
#include "glossary.h"

Caller authenticate(const std::string& token);
std::string ask(const std::string& prompt);

class Desk {
public:
  std::string answer(const std::string& token, const std::string& question) {
    const Caller who = authenticate(token);   // step
    return ask(prompts_.introduction(who) + prompts_.introduction_of(who.workspace_id) + question);   // step
  }

private:
  Prompts prompts_;
};
