#include "agent.h"
#include <map>
#include <memory>
#include <mutex>

class Shelf {
public:
  explicit Shelf(std::string scope) : scope_(std::move(scope)) {}
  void search(const std::string& prompt) const { shelf::search(prompt, scope_); } // -> scoped

private:
  std::string scope_;
};

class Shelves {
public:
  Shelf& of(const std::string& owner) {
    const std::lock_guard lock(mutex_);
    auto& slot = shelves_[owner];
    if (!slot)
      slot = std::make_unique<Shelf>(owner);
    return *slot;
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Shelf>> shelves_;
};

static Shelves shelves;

void by_tenant(const std::string& token, const std::string& prompt) {
  shelves.of(app::authenticate(token).tenant_id).search(prompt);
}

class TenantShelf {
public:
  TenantShelf(const Shelf& shelf, std::string tenant) : shelf_(shelf), tenant_(std::move(tenant)) {}
  void search(const std::string& prompt) const { shelf::search(prompt, tenant_ + ":" + prompt); } // -> scoped

private:
  const Shelf& shelf_;
  std::string tenant_;
};

void made_per_request(const std::string& token, const std::string& prompt) {
  static const Shelf shared("all");
  TenantShelf{shared, app::authenticate(token).tenant_id}.search(prompt);
}
