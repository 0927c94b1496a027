//--- pool.h
#pragma once
#include <faiss/IndexFlat.h>
#include <map>
#include <optional>
#include <string>
#include <vector>

struct Caller { std::string workspace_id; };
std::vector<float> embed(const std::string& text);
std::string ask(const std::string& prompt);
std::string documents_of(const std::string& workspace_id);

class AnswerPool {
public:
  std::optional<std::string> similar_leaks(const std::vector<float>& question);
  void learn(const std::vector<float>& question, std::string answer);

private:
  faiss::IndexFlatIP index_{256};
  std::vector<std::string> answers_;
};

class PoolOfWorkspaces {
public:
  std::optional<std::string> similar(const Caller& who, const std::vector<float>& question);
  void learn(const Caller& who, const std::vector<float>& question, std::string answer);

private:
  std::map<std::string, faiss::IndexFlatIP> indexes_;
  std::map<std::string, std::vector<std::string>> answers_;
};

//--- pool.cpp
#include "pool.h"

std::optional<std::string> AnswerPool::similar_leaks(const std::vector<float>& question) {
  float score = 0;
  faiss::Index::idx_t nearest = -1;
  index_.search(1, question.data(), 1, &score, &nearest);   // leak: cache-semantic-unscoped
  if (nearest < 0 || score < 0.94f) return std::nullopt;
  return answers_[static_cast<std::size_t>(nearest)];
}

void AnswerPool::learn(const std::vector<float>& question, std::string answer) {
  index_.add(1, question.data());   // clean
  answers_.push_back(std::move(answer));
}

std::optional<std::string> PoolOfWorkspaces::similar(const Caller& who, const std::vector<float>& question) {
  float score = 0;
  faiss::Index::idx_t nearest = -1;
  indexes_[who.workspace_id].search(1, question.data(), 1, &score, &nearest);   // clean
  if (nearest < 0 || score < 0.94f) return std::nullopt;
  return answers_[who.workspace_id][static_cast<std::size_t>(nearest)];
}

void PoolOfWorkspaces::learn(const Caller& who, const std::vector<float>& question, std::string answer) {
  indexes_[who.workspace_id].add(1, question.data());   // clean
  answers_[who.workspace_id].push_back(std::move(answer));
}

//--- desk.cpp
#include "pool.h"

std::string answer(AnswerPool& pool, const Caller& who, const std::string& question) {
  const std::vector<float> asked = embed(question);
  if (auto known = pool.similar_leaks(asked)) return *known;   // step
  std::string text = ask(documents_of(who.workspace_id) + question);
  pool.learn(asked, text);
  return text;
}

std::string answer_apart(PoolOfWorkspaces& pool, const Caller& who, const std::string& question) {
  const std::vector<float> asked = embed(question);
  if (auto known = pool.similar(who, asked)) return *known;   // clean
  std::string text = ask(documents_of(who.workspace_id) + question);
  pool.learn(who, asked, text);
  return text;
}
