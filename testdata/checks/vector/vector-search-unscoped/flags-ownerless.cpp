// Searches by hand over entries that say nothing of whose they are. They are somebody's if tenants put them in.
#include <algorithm>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

struct Principal {
  std::string tenant_id;
};

struct Entry {
  std::string text;
  std::vector<float> vector;
};

std::vector<float> embed(const std::string& text);

double cosine(const std::vector<float>& a, const std::vector<float>& b) {
  double dot = 0;
  for (std::size_t i = 0; i < a.size(); ++i) dot += a[i] * b[i];
  return dot;
}

// What each tenant's assistant is told goes into one list.
class Memory {
public:
  void remember(const Principal&, const std::string& text) {
    const std::lock_guard lock(mutex_);
    entries_.push_back({text, embed(text)});
  }

  std::vector<std::string> recall_leaks(const Principal&, const std::string& question, std::size_t k) const {
    const std::vector<float> query = embed(question);
    std::vector<std::pair<double, std::size_t>> scored;
    for (std::size_t i = 0; i < entries_.size(); ++i) scored.emplace_back(cosine(query, entries_[i].vector), i);   // leak: vector-search-unscoped
    std::sort(scored.rbegin(), scored.rend());   // step
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < std::min(k, scored.size()); ++i) texts.push_back(entries_[scored[i].second].text);
    return texts;
  }

private:
  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
};

// The twin: a list for each.
class Memories {
public:
  void remember(const Principal& who, const std::string& text) {
    const std::lock_guard lock(mutex_);
    entries_[who.tenant_id].push_back({text, embed(text)});
  }

  std::vector<std::string> recall_is_scoped(const Principal& who, const std::string& question, std::size_t k) const {
    const auto own = entries_.find(who.tenant_id);
    if (own == entries_.end()) return {};
    const std::vector<float> query = embed(question);
    std::vector<std::pair<double, std::size_t>> scored;
    for (std::size_t i = 0; i < own->second.size(); ++i) scored.emplace_back(cosine(query, own->second[i].vector), i);   // clean
    std::sort(scored.rbegin(), scored.rend());
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < std::min(k, scored.size()); ++i) texts.push_back(own->second[scored[i].second].text);
    return texts;
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::vector<Entry>> entries_;
};

// Put in by way of another function, which knows of no tenant.
class Store {
public:
  void add(Entry entry) { entries_.push_back(std::move(entry)); }

  const Entry* closest(const std::vector<float>& query) const {
    const Entry* best = nullptr;
    double highest = -1;
    for (const Entry& entry : entries_) {
      const double score = cosine(entry.vector, query);   // step
      if (score > highest) {
        highest = score;
        best = &entry;
      }
    }
    return best;
  }

private:
  std::vector<Entry> entries_;
};

class Chat {
public:
  void heard(const Principal&, const std::string& text) { store_.add({text, embed(text)}); }
  std::string like_leaks(const Principal&, const std::string& text) const {
    const Entry* found = store_.closest(embed(text));   // leak: vector-search-unscoped
    return found ? found->text : "";
  }

private:
  Store store_;
};

// The instructions of the product are everybody's: no tenant is near where they are put in.
class Manual {
public:
  explicit Manual(const std::vector<std::string>& chapters) {
    for (const std::string& chapter : chapters) entries_.push_back({chapter, embed(chapter)});
  }

  std::string chapter_is_public(const Principal&, const std::string& question) const {
    const std::vector<float> query = embed(question);
    const auto best = std::max_element(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
      return cosine(a.vector, query) < cosine(b.vector, query);   // clean
    });
    return best == entries_.end() ? "" : best->text;
  }

private:
  std::vector<Entry> entries_;
};

// Which tool is meant: what tools say of themselves is nobody's.
struct Tool {
  std::string name;
  std::string description;
  std::vector<float> vector;
};

class Toolbox {
public:
  void offer(const std::string& name, const std::string& description) {
    tools_.push_back({name, description, embed(name + ": " + description)});
  }

  std::vector<Tool> meant_is_public(const Principal&, const std::string& request, std::size_t k) const {
    const std::vector<float> query = embed(request);
    std::vector<Tool> ranked = tools_;
    std::sort(ranked.begin(), ranked.end(), [&](const Tool& a, const Tool& b) {
      return cosine(a.vector, query) > cosine(b.vector, query);   // clean
    });
    ranked.resize(std::min(k, ranked.size()));
    return ranked;
  }

private:
  std::vector<Tool> tools_;
};

void set_up(Toolbox& tools) {
  tools.offer("search", "Searches the notes");
  tools.offer("write", "Writes a note");
}
