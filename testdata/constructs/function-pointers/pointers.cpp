#include "agent.h"

using Key = std::string (*)(const app::Principal&);

static std::string owner_key(const app::Principal& who) { return who.tenant_id; }
static std::string name_key(const app::Principal& who) { return who.name; }

static void ask(const std::string& prompt, const app::Principal& who, Key key) {
  shelf::search(prompt, key(who)); // -> scoped, leaking missing
}

void passed(const std::string& token, const std::string& prompt) {
  ask(prompt, app::authenticate(token), owner_key);
  ask(prompt, app::authenticate(token), &name_key);
}

void chosen(const std::string& token, const std::string& prompt, bool by_name) {
  const Key key = by_name ? name_key : owner_key;
  shelf::search(prompt, key(app::authenticate(token))); // -> leaking conditional
}

struct Entry {
  const char* name;
  Key key;
};
static const Entry table[] = {{"owner", owner_key}, {"owner2", &owner_key}};

void from_a_table(const std::string& token, const std::string& prompt) {
  for (const Entry& entry : table)
    shelf::search(prompt, entry.key(app::authenticate(token))); // -> scoped
}

struct Desk {
  std::string owner;
  std::string key() const { return owner; }
};

void member_pointer(const std::string& token, const std::string& prompt) {
  const Desk desk{app::authenticate(token).tenant_id};
  std::string (Desk::*method)() const = &Desk::key;
  shelf::search(prompt, (desk.*method)()); // -> scoped
  std::string Desk::*field = &Desk::owner;
  shelf::search(prompt, desk.*field); // -> leaking missing; should be scoped: pointers to data members are not followed
}
