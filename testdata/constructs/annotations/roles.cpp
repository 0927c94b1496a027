// What the code declares of itself (rules/partywall.h), each beside the same code without it.
#include "agent.h"
#include "partywall.h"

namespace shelf {
class Shelf {
public:
  std::vector<std::string> search(const std::string& prompt);
};
void keep(const std::string& key, const std::string& value);
} // namespace shelf

struct Envelope {
  std::string realm PARTYWALL_IDENTITY;
  std::string zone;
};

void field(const Envelope& envelope, const std::string& prompt) {
  shelf::search(prompt, envelope.realm); // -> scoped
  shelf::search(prompt, envelope.zone); // -> leaking missing
}

void parameter(PARTYWALL_IDENTITY const std::string& realm, const std::string& zone, const std::string& prompt) {
  shelf::search(prompt, realm); // -> scoped
  shelf::search(prompt, zone); // -> leaking missing
}

static void ask(const std::string& prompt, PARTYWALL_IDENTITY const std::string& realm) {
  shelf::search(prompt, realm); // -> leaking missing; should be scoped: a role of a parameter is lost where a caller passes a value without one
}

static void ask_by_value(const std::string& prompt, PARTYWALL_IDENTITY std::string realm) {
  shelf::search(prompt, realm + "/docs"); // -> scoped
}

void argument(const std::string& zone, const std::string& prompt) {
  ask(prompt, zone);
  ask_by_value(prompt, zone);
}

void variable(const std::string& zone, const std::string& prompt) {
  PARTYWALL_IDENTITY const std::string own = zone;
  shelf::search(prompt, own); // -> leaking missing; should be scoped: a role of a parameter is lost where a caller passes a value without one
  const std::string other = zone;
  shelf::search(prompt, other); // -> leaking missing
}

PARTYWALL_IDENTITY std::string realm_now();
std::string zone_now();

void result(const std::string& prompt) {
  shelf::search(prompt, realm_now()); // -> scoped
  shelf::search(prompt, zone_now()); // -> leaking missing
}

class PARTYWALL_IDENTITY Realm {
public:
  std::string text;
};

void type(const Realm& realm, const std::string& prompt) {
  shelf::search(prompt, realm.text); // -> scoped
}

static PARTYWALL_VERIFIED std::string admit(const std::string& asked) { return asked; }
static std::string wave_through(const std::string& asked) { return asked; }

void verified(const std::string& prompt) {
  shelf::search(prompt, admit(tool::argument("tenant_id"))); // -> scoped
  shelf::search(prompt, wave_through(tool::argument("tenant_id"))); // -> leaking untrusted
}

struct Task {
  std::string tenant_id PARTYWALL_MODEL_CONTROLLED;
  std::string own_tenant_id;
};

void model_controlled(const Task& task, const std::string& prompt, PARTYWALL_MODEL_CONTROLLED const std::string& tenant_id,
                      const std::string& own_tenant_id) {
  shelf::search(prompt, task.tenant_id); // -> leaking untrusted
  shelf::search(prompt, task.own_tenant_id); // -> scoped
  shelf::search(prompt, tenant_id); // -> leaking untrusted
  shelf::search(prompt, own_tenant_id); // -> scoped
}

PARTYWALL_TENANT_NEUTRAL std::string price_list(const std::string& tenant_id);
std::string orders(const std::string& tenant_id);

void neutral(const std::string& tenant_id, const std::string& prompt) {
  shelf::keep("prices:" + prompt, price_list(tenant_id)); // -> neutral missing
  shelf::keep("orders:" + prompt, orders(tenant_id)); // -> leaking missing
}

class PARTYWALL_TENANT_SCOPED OwnShelf : public shelf::Shelf {};
struct Desk {
  shelf::Shelf own PARTYWALL_TENANT_SCOPED;
  shelf::Shelf common;
};

void scoped(OwnShelf& own, shelf::Shelf& common, Desk& desk, PARTYWALL_TENANT_SCOPED shelf::Shelf* given, const std::string& prompt) {
  own.search(prompt); // -> scoped
  common.search(prompt); // -> open missing
  desk.own.search(prompt); // -> scoped
  desk.common.search(prompt); // -> open missing
  given->search(prompt); // -> scoped
}
