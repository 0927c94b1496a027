// Searches that the program does itself: every entry scored, the scores ranked, the best kept.
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
  // Everybody's notes are ranked.
  std::vector<std::string> nearest_leaks(const Principal& who, const std::vector<float>& query, std::size_t k) const {
    std::vector<Scored> scored;
    for (const Note& note : notes_) scored.emplace_back(cosine(query, note.vector), &note);   // leak: vector-search-unscoped
    k = std::min(k, scored.size());
    std::partial_sort(scored.begin(), scored.begin() + static_cast<long>(k), scored.end(),   // step
                      [](const Scored& a, const Scored& b) { return a.first > b.first; });
    std::vector<std::string> texts{"for " + who.tenant_id};
    for (std::size_t i = 0; i < k; ++i) texts.push_back(scored[i].second->text);
    return texts;
  }

  // The twin: whose a note is, is asked before it is scored.
  std::vector<std::string> nearest_is_scoped(const Principal& who, const std::vector<float>& query, std::size_t k) const {
    std::vector<Scored> scored;
    for (const Note& note : notes_) {
      if (note.tenant_id != who.tenant_id) continue;
      scored.emplace_back(cosine(query, note.vector), &note);   // clean
    }
    k = std::min(k, scored.size());
    std::partial_sort(scored.begin(), scored.begin() + static_cast<long>(k), scored.end(),
                      [](const Scored& a, const Scored& b) { return a.first > b.first; });
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < k; ++i) texts.push_back(scored[i].second->text);
    return texts;
  }

  // The nearest of all.
  const Note* closest_leaks(const Principal&, const std::vector<float>& query) const {
    const Note* best = nullptr;
    float highest = 0;
    for (const Note& note : notes_) {
      const float score = std::inner_product(query.begin(), query.end(), note.vector.begin(), 0.0f);   // leak: vector-search-unscoped
      if (score > highest) {
        highest = score;
        best = &note;
      }
    }
    return best;
  }

  const Note* closest_is_scoped(const Principal& who, const std::vector<float>& query) const {
    const Note* best = nullptr;
    float highest = 0;
    for (const Note& note : notes_) {
      if (note.tenant_id != who.tenant_id) continue;
      const float score = std::inner_product(query.begin(), query.end(), note.vector.begin(), 0.0f);   // clean
      if (score > highest) {
        highest = score;
        best = &note;
      }
    }
    return best;
  }

private:
  std::vector<Note> notes_;
};
