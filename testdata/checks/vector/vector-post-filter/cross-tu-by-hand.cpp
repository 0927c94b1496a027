//--- shelf.h
#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

struct Page {
  std::string tenant_id;
  std::string text;
  std::vector<float> vector;
};

/// The k best of `scored`.
std::vector<std::size_t> best_of(std::vector<std::pair<float, std::size_t>> scored, std::size_t k);
float similarity(const float* a, const float* b, std::size_t size);

class Shelf {
public:
  std::vector<std::size_t> nearest(const std::vector<float>& query, std::size_t k) const;
  std::vector<std::size_t> nearest_of(const std::string& tenant_id, const std::vector<float>& query, std::size_t k) const;
  const Page& page(std::size_t index) const { return pages_[index]; }

private:
  std::vector<Page> pages_;
};
//--- rank.cpp
#include <algorithm>
#include <functional>

#include "shelf.h"

float similarity(const float* a, const float* b, std::size_t size) {
  float sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += a[i] * b[i];
  return sum;
}

std::vector<std::size_t> best_of(std::vector<std::pair<float, std::size_t>> scored, std::size_t k) {
  k = std::min(k, scored.size());
  std::partial_sort(scored.begin(), scored.begin() + static_cast<long>(k), scored.end(), std::greater<>());   // step
  std::vector<std::size_t> best;
  for (std::size_t i = 0; i < k; ++i) best.push_back(scored[i].second);
  return best;
}
//--- shelf.cpp
#include "shelf.h"

std::vector<std::size_t> Shelf::nearest(const std::vector<float>& query, std::size_t k) const {
  std::vector<std::pair<float, std::size_t>> scored;
  for (std::size_t i = 0; i < pages_.size(); ++i)
    scored.emplace_back(similarity(query.data(), pages_[i].vector.data(), query.size()), i);   // step
  return best_of(std::move(scored), k);
}

std::vector<std::size_t> Shelf::nearest_of(const std::string& tenant_id, const std::vector<float>& query, std::size_t k) const {
  std::vector<std::pair<float, std::size_t>> scored;
  for (std::size_t i = 0; i < pages_.size(); ++i)
    if (pages_[i].tenant_id == tenant_id)
      scored.emplace_back(similarity(query.data(), pages_[i].vector.data(), query.size()), i);   // clean
  return best_of(std::move(scored), k);
}
//--- answers.cpp
// Whose a page is, is asked of the ten best of everybody's; the other caller has the tenant's own ranked.
#include "shelf.h"

struct Principal {
  std::string tenant_id;
};

std::vector<std::string> answers_leak(const Shelf& shelf, const Principal& who, const std::vector<float>& query) {
  std::vector<std::string> texts;
  for (const std::size_t index : shelf.nearest(query, 10))   // leak: vector-post-filter
    if (shelf.page(index).tenant_id == who.tenant_id) texts.push_back(shelf.page(index).text);   // step
  return texts;
}

std::vector<std::string> answers_are_scoped(const Shelf& shelf, const Principal& who, const std::vector<float>& query) {
  std::vector<std::string> texts;
  for (const std::size_t index : shelf.nearest_of(who.tenant_id, query, 10))   // clean
    texts.push_back(shelf.page(index).text);
  return texts;
}
