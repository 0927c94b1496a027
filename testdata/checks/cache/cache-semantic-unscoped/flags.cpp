// Similarity caches whose candidates are everybody's entries.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

using Vector = std::vector<float>;
struct Caller { std::string tenant; };
Vector embed(const std::string& text);
float cosine(const Vector& left, const Vector& right);
std::string ask(const std::string& prompt);
std::string documents_of(const std::string& tenant);

struct Entry {
  Vector question;
  std::string tenant;
  std::string answer;
};

class Shared {
public:
  std::optional<std::string> first_leaks(const Caller&, const std::string& question) const {
    const Vector asked = embed(question);
    for (const Entry& entry : entries_)   // step
      if (cosine(asked, entry.question) > 0.9f) return entry.answer;   // leak: cache-semantic-unscoped
    return std::nullopt;
  }

  std::optional<std::string> first_of_the_tenant(const Caller& who, const std::string& question) const {
    const Vector asked = embed(question);
    for (const Entry& entry : entries_)
      if (entry.tenant == who.tenant && cosine(asked, entry.question) > 0.9f) return entry.answer;   // clean
    return std::nullopt;
  }

  std::optional<std::string> best_leaks(const Caller&, const std::string& question) const {
    const Vector asked = embed(question);
    const Entry* best = nullptr;
    float nearest = 0.9f;
    for (const Entry& entry : entries_) {
      const float score = cosine(entry.question, asked);   // leak: cache-semantic-unscoped
      if (score < nearest) continue;
      nearest = score;
      best = &entry;
    }
    return best ? std::optional(best->answer) : std::nullopt;
  }

  /// The tenant in the text moves the vector a little, and keeps nobody out.
  std::optional<std::string> soft_leaks(const Caller& who, const std::string& question) const {
    const Vector asked = embed("tenant " + who.tenant + ": " + question);
    for (const Entry& entry : entries_)
      if (cosine(asked, entry.question) > 0.9f) return entry.answer;   // leak: cache-semantic-unscoped
    return std::nullopt;
  }

  std::optional<std::string> soft_and_hard(const Caller& who, const std::string& question) const {
    const Vector asked = embed("tenant " + who.tenant + ": " + question);
    for (const Entry& entry : entries_) {
      if (entry.tenant != who.tenant) continue;
      if (cosine(asked, entry.question) > 0.9f) return entry.answer;   // clean
    }
    return std::nullopt;
  }

  void keep(const Caller& who, const std::string& question, std::string answer) {
    entries_.push_back({embed(question), who.tenant, std::move(answer)});
  }

private:
  std::vector<Entry> entries_;
};

class Apart {
public:
  std::optional<std::string> first(const Caller& who, const std::string& question) const {
    const Vector asked = embed(question);
    for (const Entry& entry : entries_.at(who.tenant))
      if (cosine(asked, entry.question) > 0.9f) return entry.answer;   // clean
    return std::nullopt;
  }

private:
  std::unordered_map<std::string, std::vector<Entry>> entries_;
};
