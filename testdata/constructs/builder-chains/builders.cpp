#include "agent.h"

/// As protoc writes them.
class Scope {
public:
  void set_tenant(const std::string& value) { tenant_ = value; }
  const std::string& tenant() const { return tenant_; }
  std::string* mutable_collection() { return &collection_; }
  const std::string& collection() const { return collection_; }

private:
  std::string tenant_;
  std::string collection_;
};
class Query {
public:
  Scope* mutable_scope() {
    if (!scope_)
      scope_ = new Scope;
    return scope_;
  }
  const Scope& scope() const { return *scope_; }
  std::string* add_tags() { return &tags_.emplace_back(); }
  const std::string& tags(int index) const { return tags_[static_cast<std::size_t>(index)]; }
  ~Query() { delete scope_; }

private:
  Scope* scope_ = nullptr;
  std::vector<std::string> tags_;
};

void chained(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  Query query;
  query.mutable_scope()->set_tenant(who.tenant_id);
  *query.mutable_scope()->mutable_collection() = "docs";
  shelf::search(prompt, query.scope().tenant()); // -> scoped
  shelf::search(prompt, query.scope().collection()); // -> leaking missing
  *query.add_tags() = who.tenant_id;
  shelf::search(prompt, query.tags(0)); // -> scoped
}

class Builder {
public:
  Builder& collection(std::string name) {
    scope_ += name;
    return *this;
  }
  Builder& owner(const std::string& id) {
    scope_ += ":" + id;
    return *this;
  }
  std::string build() && { return std::move(scope_); }
  std::string build() const& { return scope_; }

private:
  std::string scope_ = "v1/";
};

void fluent(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  shelf::search(prompt, Builder().collection("docs").owner(who.tenant_id).build()); // -> scoped
  shelf::search(prompt, Builder().collection("docs").owner(who.name).build()); // -> leaking missing
  Builder kept;
  kept.owner(who.tenant_id);
  shelf::search(prompt, kept.build()); // -> scoped
}

struct Options {
  std::string owner;
  Options with_owner(std::string id) const {
    Options copy = *this;
    copy.owner = std::move(id);
    return copy;
  }
};

void copied(const std::string& token, const std::string& prompt) {
  const Options options;
  shelf::search(prompt, options.with_owner(app::authenticate(token).tenant_id).owner); // -> scoped
  shelf::search(prompt, options.owner); // -> leaking missing
}
