// Searches that the program does itself: ranked and cut over everybody's entries, then asked whose they are.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <queue>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct Principal {
  std::string tenant_id;
};

struct Note {
  std::string tenant_id;
  std::string text;
  std::vector<float> vector;
};

using Scored = std::pair<float, const Note*>;

float cosine(const std::vector<float>& a, const std::vector<float>& b) {
  float sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

class Notes {
public:
  // Ranked and cut, then asked.
  std::vector<std::string> nearest_then_asked_leaks(const Principal& who, const std::vector<float>& query) const {
    std::vector<Scored> scored;
    for (const Note& note : notes_) scored.emplace_back(cosine(query, note.vector), &note);   // leak: vector-post-filter
    std::sort(scored.begin(), scored.end(), [](const Scored& a, const Scored& b) { return a.first > b.first; });
    if (scored.size() > 20) scored.resize(20);
    std::vector<std::string> texts;
    for (const Scored& one : scored)
      if (one.second->tenant_id == who.tenant_id) texts.push_back(one.second->text);   // step
    return texts;
  }

  // A heap of the best, kept by index.
  std::vector<std::size_t> heap_leaks(const Principal& who, const std::vector<float>& query, std::size_t k) const {
    std::priority_queue<std::pair<float, std::size_t>> best;
    for (std::size_t i = 0; i < notes_.size(); ++i) best.emplace(-cosine(notes_[i].vector, query), i);   // leak: vector-post-filter
    std::vector<std::size_t> mine;
    for (; !best.empty() && k > 0; best.pop(), --k)
      if (notes_[best.top().second].tenant_id == who.tenant_id) mine.push_back(best.top().second);   // step
    return mine;
  }

  std::vector<std::size_t> heap_is_scoped(const Principal& who, const std::vector<float>& query, std::size_t k) const {
    std::priority_queue<std::pair<float, std::size_t>> best;
    for (std::size_t i = 0; i < notes_.size(); ++i) {
      const float score = cosine(notes_[i].vector, query);   // clean
      if (notes_[i].tenant_id == who.tenant_id) best.emplace(-score, i);
    }
    std::vector<std::size_t> mine;
    for (; !best.empty() && k > 0; best.pop(), --k) mine.push_back(best.top().second);
    return mine;
  }

private:
  std::vector<Note> notes_;
};

// Columns side by side.
class Columns {
public:
  std::vector<std::size_t> nearest_leaks(const Principal& who, const std::vector<float>& query) const {
    std::vector<std::pair<float, std::size_t>> scored;
    for (std::size_t i = 0; i < vectors_.size(); ++i) scored.emplace_back(cosine(query, vectors_[i]), i);   // leak: vector-post-filter
    std::nth_element(scored.begin(), scored.begin() + 5, scored.end());
    scored.resize(5);
    std::vector<std::size_t> mine;
    for (const auto& [score, i] : scored)
      if (owners_[i] == who.tenant_id) mine.push_back(i);   // step
    return mine;
  }

  std::vector<std::size_t> nearest_is_scoped(const Principal& who, const std::vector<float>& query) const {
    std::vector<std::pair<float, std::size_t>> scored;
    for (std::size_t i = 0; i < vectors_.size(); ++i)
      if (owners_[i] == who.tenant_id) scored.emplace_back(cosine(query, vectors_[i]), i);   // clean
    std::nth_element(scored.begin(), scored.begin() + 5, scored.end());
    scored.resize(5);
    std::vector<std::size_t> mine;
    for (const auto& [score, i] : scored) mine.push_back(i);
    return mine;
  }

private:
  std::vector<std::vector<float>> vectors_;
  std::vector<std::string> owners_;
};
