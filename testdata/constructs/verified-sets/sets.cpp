// Membership in what a verified principal may see, and lookups keyed by a verified tenant.
#include "agent.h"
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

struct Grant {
  std::string tenant_id;
  std::set<std::string> tenants;
  std::vector<std::string> listed;
};
Grant open_session(const std::string& token);

void counted(const std::string& token, const std::string& prompt) {
  const Grant grant = open_session(token);
  const std::string asked = tool::argument("tenant_id");
  if (grant.tenants.count(asked) == 0)
    return;
  shelf::search(prompt, asked); // -> scoped
}

void contained(const std::string& token, const std::string& prompt) {
  const Grant grant = open_session(token);
  const std::string asked = tool::argument("tenant_id");
  if (!grant.tenants.contains(asked))
    return;
  shelf::search(prompt, asked); // -> scoped
}

void found(const std::string& token, const std::string& prompt) {
  const Grant grant = open_session(token);
  const std::string asked = tool::argument("tenant_id");
  if (grant.tenants.find(asked) == grant.tenants.end())
    return;
  shelf::search(prompt, asked); // -> scoped
}

void found_in_a_list(const std::string& token, const std::string& prompt) {
  const Grant grant = open_session(token);
  const std::string asked = tool::argument("tenant_id");
  if (std::find(grant.listed.begin(), grant.listed.end(), asked) == grant.listed.end())
    return;
  shelf::search(prompt, asked); // -> scoped
}

void any_of(const std::string& token, const std::string& prompt) {
  const Grant grant = open_session(token);
  const std::string asked = tool::argument("tenant_id");
  const bool is_own = std::any_of(grant.listed.begin(), grant.listed.end(), [&](const std::string& one) { return one == asked; });
  if (!is_own)
    return;
  shelf::search(prompt, asked); // -> scoped
}

static const std::set<std::string> known_regions{"eu", "us"};

void in_a_literal_set(const std::string& prompt) {
  const std::string asked = tool::argument("tenant_id");
  if (!known_regions.contains(asked))
    return;
  shelf::search(prompt, asked); // -> leaking untrusted
}

struct Document {
  std::string scope;
};
static std::map<std::pair<std::string, std::string>, Document> documents;
static std::map<std::string, Document> documents_by_id;
static std::unordered_map<std::string, std::map<std::string, Document>> documents_by_owner;

void keyed_by_tenant_and_id(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const auto it = documents.find({who.tenant_id, tool::argument("document")});
  if (it == documents.end())
    return;
  shelf::search(prompt, it->second.scope); // -> scoped
}

void keyed_twice(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const Document& document = documents_by_owner.at(who.tenant_id).at(tool::argument("document"));
  shelf::search(prompt, document.scope); // -> scoped
}

void keyed_by_id(const std::string& prompt) {
  const auto it = documents_by_id.find(tool::argument("document"));
  if (it == documents_by_id.end())
    return;
  shelf::search(prompt, it->second.scope); // -> open missing
}
