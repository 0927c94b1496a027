#include "agent.h"

struct Scope {
  std::string tenant;
  std::string collection;
};
struct Request {
  Scope scope;
  std::string prompt;
  int limit = 5;
};

static void send(const Request& request) { shelf::search(request.prompt, request.scope.tenant); } // -> scoped
static void send_other(const Request& request) {
  shelf::search(request.prompt, request.scope.collection); // -> leaking missing
}

void nested(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  Request request;
  request.prompt = prompt;
  request.scope.tenant = who.tenant_id;
  request.scope.collection = "docs";
  send(request);
  send_other(request);
}

void aggregate(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const Request request{{who.tenant_id, "docs"}, prompt};
  shelf::search(request.prompt, request.scope.tenant + "/" + request.scope.collection); // -> scoped
  shelf::search(request.prompt, request.scope.collection); // -> leaking missing
}

void designated(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const Request request{.scope = {.collection = who.tenant_id}, .prompt = prompt};
  shelf::search(prompt, request.scope.collection); // -> scoped
}

static Scope scope_for(const app::Principal& who) {
  Scope scope{.tenant = who.tenant_id, .collection = "docs"};
  return scope;
}

void returned(const std::string& token, const std::string& prompt) {
  const Scope scope = scope_for(app::authenticate(token));
  Scope copy = scope;
  copy.collection = "notes";
  shelf::search(prompt, copy.tenant + "/" + copy.collection); // -> scoped
  shelf::search(prompt, scope.collection); // -> leaking missing
}

void assigned_whole(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  Request request;
  request.scope = Scope{"docs", who.tenant_id};
  shelf::search(prompt, request.scope.collection); // -> scoped
  request = Request{};
  shelf::search(prompt, request.scope.collection); // -> leaking missing
}

void structured(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  auto [owner, collection] = scope_for(who);
  shelf::search(prompt, owner); // -> scoped
  shelf::search(prompt, collection); // -> leaking missing
  auto& [first, second] = who;
  shelf::search(prompt, first); // -> scoped
  shelf::search(prompt, second); // -> leaking missing
}
