// Nearness of other things, and of one's own.
#include <string>
#include <vector>

using Vector = std::vector<float>;
struct Caller { std::string tenant; };
Vector embed(const std::string& text);
float cosine(const Vector& left, const Vector& right);
std::string ask(const std::string& prompt);
std::vector<std::string> documents_of(const std::string& tenant);

/// Entries that live for one request.
std::string best_document(const Caller& who, const std::string& question) {
  struct Candidate { Vector place; std::string answer; };
  std::vector<Candidate> candidates;
  for (const std::string& document : documents_of(who.tenant)) candidates.push_back({embed(document), document});
  const Vector asked = embed(question);
  std::string best;
  for (const Candidate& candidate : candidates)
    if (cosine(asked, candidate.place) > 0.8f) best = candidate.answer;   // clean
  return best;
}

/// Intents are the same for everybody, and keep no answers.
class Router {
public:
  std::string intent(const Caller& who, const std::string& question) const {
    const Vector asked = embed(question);
    for (const Intent& intent : intents_)
      if (cosine(asked, intent.example) > 0.8f) return intent.name + who.tenant;   // clean
    return "other";
  }

private:
  struct Intent { Vector example; std::string name; };
  std::vector<Intent> intents_;
};

/// Each tenant has a cache of its own, chosen when it was made.
struct Entry { Vector question; std::string answer; };
class OfOneTenant {
public:
  explicit OfOneTenant(const Caller& who) : tenant_(who.tenant) {}
  std::string answer(const std::string& question) const {
    const Vector asked = embed(question);
    for (const Entry& entry : entries_)
      if (cosine(asked, entry.question) > 0.9f) return entry.answer;   // clean
    return ask(documents_of(tenant_).front() + question);
  }

private:
  std::string tenant_;
  std::vector<Entry> entries_;
};

std::string serve(const Caller& who, const std::string& question) {
  const OfOneTenant cache(who);
  return cache.answer(question);
}
