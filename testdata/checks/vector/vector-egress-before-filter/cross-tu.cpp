// flags: -std=c++17
//--- passages.h
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include <hnswlib/hnswlib.h>

struct Passage {
  std::string account_id;
  std::string text;
};

class Passages {
public:
  std::vector<Passage> nearest(const std::vector<float>& query) const;

private:
  hnswlib::L2Space space_{384};
  hnswlib::HierarchicalNSW<float> graph_{&space_, 1000};
  std::unordered_map<std::size_t, Passage> passages_;
};

void trace(const std::string& text);
bool is_own(const Passage& passage, const std::string& account_id);

//--- passages.cpp
#include <iostream>

#include "passages.h"

std::vector<Passage> Passages::nearest(const std::vector<float>& query) const {
  std::vector<Passage> found;
  for (auto hits = graph_.searchKnn(query.data(), 20); !hits.empty(); hits.pop())   // step
    found.push_back(passages_.at(hits.top().second));
  return found;
}

void trace(const std::string& text) { std::clog << text << '\n'; }   // step

bool is_own(const Passage& passage, const std::string& account_id) { return passage.account_id == account_id; }   // step

//--- answer.cpp
#include "passages.h"

std::string traced_leaks(const Passages& everybody, const std::string& account_id, const std::vector<float>& query) {
  std::string context;
  for (const Passage& passage : everybody.nearest(query)) {   // leak: vector-post-filter
    trace("candidate " + passage.text);                       // leak: vector-egress-before-filter
    if (is_own(passage, account_id)) context += passage.text;
  }
  return context;
}

std::string traced_afterwards(const Passages& everybody, const std::string& account_id, const std::vector<float>& query) {
  std::string context;
  for (const Passage& passage : everybody.nearest(query)) {   // leak: vector-post-filter
    if (!is_own(passage, account_id)) continue;
    trace("own " + passage.text);                             // clean
    context += passage.text;
  }
  return context;
}
