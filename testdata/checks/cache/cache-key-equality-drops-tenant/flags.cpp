// Keys that name their tenant, and are compared without it.
#include <compare>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

struct TenantId {
  std::string text;
  bool operator==(const TenantId&) const = default;
  auto operator<=>(const TenantId&) const = default;
};

template <typename Key>
struct PromptHash {
  std::size_t operator()(const Key& key) const { return std::hash<std::string>{}(key.prompt); }
};

struct EqualLeaks {
  TenantId tenant;
  std::string prompt;
  bool operator==(const EqualLeaks& other) const { return prompt == other.prompt; }   // leak: cache-key-equality-drops-tenant
};

struct EqualIsScoped {
  TenantId tenant;
  std::string prompt;
  bool operator==(const EqualIsScoped& other) const { return tenant == other.tenant && prompt == other.prompt; }   // clean
};

struct LessLeaks {
  std::string tenant;
  std::string document;
  int revision = 0;
  bool operator<(const LessLeaks& other) const {   // leak: cache-key-equality-drops-tenant
    return std::tie(document, revision) < std::tie(other.document, other.revision);
  }
};

struct LessIsScoped {
  std::string tenant;
  std::string document;
  int revision = 0;
  friend bool operator<(const LessIsScoped& left, const LessIsScoped& right) {   // clean
    return std::tie(left.tenant, left.document, left.revision) < std::tie(right.tenant, right.document, right.revision);
  }
};

struct SpaceshipLeaks {
  std::string tenant;
  std::string document;
  std::strong_ordering operator<=>(const SpaceshipLeaks& other) const { return document <=> other.document; }   // leak: cache-key-equality-drops-tenant
};

struct Question {
  std::string org_id;
  std::string prompt;
};

/// A slip of the pen: the left one is compared with itself.
struct SameQuestionLeaks {
  bool operator()(const Question& left, const Question& right) const {   // leak: cache-key-equality-drops-tenant
    return left.prompt == right.prompt && left.org_id == left.org_id;
  }
};

struct SameQuestionOfOneOrg {
  bool operator()(const Question& left, const Question& right) const {   // clean
    return left.prompt == right.prompt && left.org_id == right.org_id;
  }
};

struct BeforeLeaks {
  bool operator()(const Question& left, const Question& right) const { return left.prompt < right.prompt; }   // leak: cache-key-equality-drops-tenant
};

inline constexpr auto before_in_a_lambda = [](const Question& left, const Question& right) { return left.prompt < right.prompt; };   // leak: cache-key-equality-drops-tenant

struct Answers {
  std::unordered_map<EqualLeaks, std::string, PromptHash<EqualLeaks>> a;
  std::unordered_map<EqualIsScoped, std::string, PromptHash<EqualIsScoped>> b;
  std::map<LessLeaks, std::string> c;
  std::map<LessIsScoped, std::string> d;
  std::map<SpaceshipLeaks, std::string> e;
  std::unordered_map<Question, std::string, PromptHash<Question>, SameQuestionLeaks> f;
  std::unordered_map<Question, std::string, PromptHash<Question>, SameQuestionOfOneOrg> g;
  std::map<Question, std::string, BeforeLeaks> h;
  std::set<Question, decltype(before_in_a_lambda)> i;
};
