#include "agent/assistant.h"

#include <chrono>

#include <nlohmann/json.hpp>

#include "cache/cache_keys.h"

namespace desk {

using nlohmann::json;

// The leak: the answer is made of one organisation's documents, the key only of the question.
std::string Assistant::answer(const Principal& who, const std::string& question) {
  const std::string key = answer_key(model_.name(), question);
  if (auto cached = cache_.get(key)) return *cached;   // leak: cache-key-missing-tenant
  const std::string answer = run(who, grounded_prompt(who, question));
  cache_.set(key, answer, std::chrono::minutes(30));   // step
  return answer;
}

// The twin: the organisation is a part of the key.
std::string Assistant::summary(const Principal& who, const std::string& conversation) {
  const std::string key = summary_key(who.org_id, conversation);
  if (auto cached = cache_.get(key)) return *cached;   // clean
  std::string prompt = "Summarise this conversation in three sentences.\n";
  for (const std::string& message : repository_.messages(who.org_id, conversation)) prompt += "- " + message + "\n";
  const std::string summary = model_.complete(prompt);
  cache_.set(key, summary, std::chrono::hours(24));   // clean
  return summary;
}

std::string Assistant::grounded_prompt(const Principal& who, const std::string& question) {
  std::string prompt = "Answer in the language '" + who.language + "', from what follows only.\n";
  for (const Article& article : retrieval_.articles(who, question))
    prompt += article.title + ": " + article.body + "\n";
  for (const Ticket& ticket : retrieval_.similar_tickets(who, question))
    prompt += "Solved before: " + ticket.subject + ": " + ticket.resolution + "\n";
  for (const Ticket& note : retrieval_.team_notes(who, question)) prompt += "Note: " + note.resolution + "\n";
  return prompt + "Question: " + question + "\n";
}

/// The agent's loop: the model answers in JSON, either a text or a call of one tool.
std::string Assistant::run(const Principal& who, std::string prompt) {
  for (int turn = 0; turn < 4; ++turn) {
    const json step = json::parse(model_.complete(prompt));
    if (!step.contains("tool")) return step.at("answer").get<std::string>();
    const json result = tools_.call(who, step.at("tool").get<std::string>(), step.at("arguments"));
    prompt += "Result of " + step.at("tool").get<std::string>() + ": " + result.dump() + "\n";
  }
  return "I could not find that out. A colleague will get back to you.";
}

}  // namespace desk
