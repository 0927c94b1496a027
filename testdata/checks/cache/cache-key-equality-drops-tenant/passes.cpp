// A hash may leave the tenant out, and so may a comparison that no container asks.
#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

struct Owned {
  std::string tenant_id;
  bool operator==(const Owned&) const = default;
};

/// The base compares its tenant, and is compared.
struct Derived : Owned {
  std::string prompt;
  bool operator==(const Derived& other) const { return Owned::operator==(other) && prompt == other.prompt; }   // clean
};

struct Defaulted {
  std::string tenant_id;
  std::string prompt;
  bool operator==(const Defaulted&) const = default;   // clean
};

template <typename Key>
struct PromptHash {
  std::size_t operator()(const Key& key) const { return std::hash<std::string>{}(key.prompt); }   // clean
};

struct Document {
  std::string tenant_id;
  std::string title;
  int revision = 0;
};

/// For a printed list.
struct ByTitle {
  bool operator()(const Document& left, const Document& right) const { return left.title < right.title; }   // clean
};

inline void sort_for_print(std::vector<Document>& documents) { std::stable_sort(documents.begin(), documents.end(), ByTitle()); }

/// The container brings its own order.
struct Ticket {
  std::string tenant_id;
  std::string number;
  bool operator<(const Ticket& other) const { return number < other.number; }   // clean
};
struct ByOwner {
  bool operator()(const Ticket& left, const Ticket& right) const {
    if (left.tenant_id != right.tenant_id) return left.tenant_id < right.tenant_id;
    return left.number < right.number;
  }
};

/// A whole key spelled by somebody else.
struct Spelled {
  std::string tenant_id;
  std::string prompt;
  std::string text() const { return tenant_id + ":" + prompt; }
  bool operator==(const Spelled& other) const { return text() == other.text(); }   // clean
};

struct Caches {
  std::unordered_map<Derived, std::string, PromptHash<Derived>> derived;
  std::unordered_map<Defaulted, std::string, PromptHash<Defaulted>> defaulted;
  std::map<Ticket, std::string, ByOwner> tickets;
  std::unordered_map<Spelled, std::string, PromptHash<Spelled>> spelled;
};
