// Leaks we know that we miss.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sw::redis {
using StringView = std::string_view;
class Redis {
public:
  template <typename Input, typename Output>
  void command(Input first, Input last, Output output) {
    (void)first, (void)last, (void)output;
  }
};
}  // namespace sw::redis

struct Principal {
  std::string tenant_id;
};

std::vector<float> embed(const std::string& text);

// The words of the command are elements of a range.
std::vector<std::string> words_leak(sw::redis::Redis& redis, const Principal&, const std::string& blob) {
  const std::vector<std::string> words{"FT.SEARCH", "lessons", "*=>[KNN 8 @embedding $blob]", "PARAMS", "2", "blob", blob};
  std::vector<std::string> reply;
  redis.command(words.begin(), words.end(), std::back_inserter(reply));   // gap: vector-search-unscoped a range of words is not read as a command
  return reply;
}

// Entries without an owner in a container that no class has.
struct Entry {
  std::string text;
  std::vector<float> vector;
};

static std::vector<Entry> entries;

void remember(const Principal&, const std::string& text) { entries.push_back({text, embed(text)}); }

double cosine(const std::vector<float>& a, const std::vector<float>& b) {
  double dot = 0;
  for (std::size_t i = 0; i < a.size(); ++i) dot += a[i] * b[i];
  return dot;
}

std::string recall_leaks(const Principal&, const std::vector<float>& query) {
  std::vector<std::pair<double, std::size_t>> scored;
  for (std::size_t i = 0; i < entries.size(); ++i) scored.emplace_back(cosine(query, entries[i].vector), i);   // gap: vector-search-unscoped who fills a global is not looked for
  std::sort(scored.rbegin(), scored.rend());
  return scored.empty() ? "" : entries[scored.front().second].text;
}
