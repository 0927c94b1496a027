//--- llm.h
#pragma once
#include <nlohmann/json.hpp>
#include <string>

struct Caller { std::string org_id; };
std::string post(const std::string& url, const std::string& body);
std::string send(const nlohmann::json& body);
nlohmann::json body_of(const std::string& prompt);
std::string documents_of(const std::string& org_id);
std::string hmac_hex(const std::string& secret, const std::string& text);

//--- llm.cpp
#include "llm.h"

nlohmann::json body_of(const std::string& prompt) { return {{"prompt", prompt}, {"cache_prompt", true}}; }
std::string send(const nlohmann::json& body) { return post("http://inference/completion", body.dump()); }   // step

//--- desk.cpp
#include "llm.h"

std::string answer_leaks(const Caller& who, const std::string& question) {
  return send(body_of(documents_of(who.org_id) + question));   // leak: cache-prefix-unsalted
}

std::string answer_is_salted(const Caller& who, const std::string& question) {
  nlohmann::json body = body_of(documents_of(who.org_id) + question);
  body["cache_salt"] = hmac_hex("secret", who.org_id);
  return send(body);   // clean
}
