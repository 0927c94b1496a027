// The search is behind a wrapper in one file, the test on its results in another.
//--- passage.h
#pragma once
#include <string>

struct Principal {
  std::string account_id;
};

struct Passage {
  std::string account_id;
  std::string text;
  float distance = 0;
};

//--- passage_index.h
#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include <hnswlib/hnswlib.h>

#include "passage.h"

class PassageIndex {
public:
  explicit PassageIndex(std::size_t dimension);
  std::vector<Passage> nearest(const std::vector<float>& query, std::size_t k) const;

private:
  hnswlib::InnerProductSpace space_;
  hnswlib::HierarchicalNSW<float> graph_;
  std::unordered_map<hnswlib::labeltype, Passage> passages_;
};

class AccountIndexes {
public:
  const PassageIndex& of(const std::string& account_id);

private:
  std::map<std::string, std::unique_ptr<PassageIndex>> by_account_;
};

//--- passage_index.cpp
#include "passage_index.h"

PassageIndex::PassageIndex(std::size_t dimension) : space_(dimension), graph_(&space_, 10000) {}

std::vector<Passage> PassageIndex::nearest(const std::vector<float>& query, std::size_t k) const {
  std::vector<Passage> found;
  for (auto queue = graph_.searchKnn(query.data(), k); !queue.empty(); queue.pop()) {   // step
    Passage passage = passages_.at(queue.top().second);
    passage.distance = queue.top().first;
    found.push_back(passage);
  }
  return found;
}

const PassageIndex& AccountIndexes::of(const std::string& account_id) {
  auto& index = by_account_[account_id];
  if (!index) index = std::make_unique<PassageIndex>(384);
  return *index;
}

//--- rules.h
#pragma once
#include "passage.h"

bool is_visible(const Passage& passage, const Principal& who);
bool is_close(const Passage& passage);

//--- rules.cpp
#include "rules.h"

bool is_visible(const Passage& passage, const Principal& who) { return passage.account_id == who.account_id; }
bool is_close(const Passage& passage) { return passage.distance < 0.5F; }

//--- context.cpp
#include <algorithm>
#include <vector>

#include "passage_index.h"
#include "rules.h"

std::string loop_leaks(const PassageIndex& everybody, const Principal& who, const std::vector<float>& query) {
  std::string context;
  for (const Passage& passage : everybody.nearest(query, 12)) {   // leak: vector-post-filter
    if (passage.account_id != who.account_id) continue;           // step
    context += passage.text;
  }
  return context;
}

std::string loop_is_scoped(AccountIndexes& indexes, const Principal& who, const std::vector<float>& query) {
  std::string context;
  for (const Passage& passage : indexes.of(who.account_id).nearest(query, 12)) {   // clean
    if (passage.distance > 0.5F) continue;
    context += passage.text;
  }
  return context;
}

std::vector<Passage> predicate_leaks(const PassageIndex& everybody, const Principal& who,
                                     const std::vector<float>& query) {
  std::vector<Passage> found = everybody.nearest(query, 50);   // leak: vector-post-filter
  found.erase(std::remove_if(found.begin(), found.end(),
                             [&](const Passage& passage) { return !is_visible(passage, who); }),
              found.end());
  return found;
}

std::vector<Passage> predicate_is_scoped(AccountIndexes& indexes, const Principal& who,
                                         const std::vector<float>& query) {
  std::vector<Passage> found = indexes.of(who.account_id).nearest(query, 50);   // clean
  found.erase(std::remove_if(found.begin(), found.end(), [](const Passage& passage) { return !is_close(passage); }),
              found.end());
  return found;
}

//--- recall.h
#pragma once
#include <vector>

#include "passage_index.h"

/// Searches here, leaves the test to its caller.
std::vector<Passage> candidates(const PassageIndex& index, const std::vector<float>& query);

//--- recall.cpp
#include "recall.h"

std::vector<Passage> candidates(const PassageIndex& index, const std::vector<float>& query) {
  return index.nearest(query, 64);   // step
}

//--- suggest.cpp
#include "recall.h"

std::vector<std::string> suggestions_leak(const PassageIndex& everybody, const Principal& who,
                                          const std::vector<float>& query) {
  std::vector<std::string> out;
  const std::vector<Passage> found = candidates(everybody, query);   // leak: vector-post-filter
  for (std::size_t rank = 0; rank < found.size() && out.size() < 3; ++rank)
    if (found[rank].account_id == who.account_id) out.push_back(found[rank].text);   // step
  return out;
}

std::vector<std::string> suggestions_are_scoped(AccountIndexes& indexes, const Principal& who,
                                                const std::vector<float>& query) {
  std::vector<std::string> out;
  const std::vector<Passage> found = candidates(indexes.of(who.account_id), query);   // clean
  for (std::size_t rank = 0; rank < found.size() && out.size() < 3; ++rank) out.push_back(found[rank].text);
  return out;
}
