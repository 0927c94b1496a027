#include "agent.h"
#include <sstream>

void copied(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string first = who.tenant_id;
  std::string second = first;
  shelf::search(prompt, second); // -> scoped
}

void overwritten(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope = who.tenant_id;
  scope = prompt;
  shelf::search(prompt, scope); // -> leaking missing
}

void moved(const std::string& token, const std::string& prompt) {
  app::Principal who = app::authenticate(token);
  std::string scope = std::move(who.tenant_id);
  shelf::search(prompt, std::move(scope)); // -> scoped
}

void cleared(const std::string& token, const std::string& prompt) {
  std::string scope = app::authenticate(token).tenant_id;
  scope.clear();
  scope += prompt;
  shelf::search(prompt, scope); // -> leaking missing
}

void concatenated(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  shelf::search(prompt, "docs:" + who.tenant_id + ":" + prompt); // -> scoped
  shelf::search(prompt, who.tenant_id + prompt); // -> leaking ambiguous
}

void appended(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope;
  scope.reserve(64);
  scope.append("docs").append(1, '/').append(who.tenant_id);
  scope += '/';
  scope.push_back('x');
  scope.insert(0, "v2/");
  shelf::search(prompt, scope); // -> scoped
}

void streamed(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::ostringstream out;
  out << "docs:" << who.tenant_id << ':' << 3 << std::hex << prompt.size();
  shelf::search(prompt, out.str()); // -> scoped
}

void streamed_without(const std::string& prompt) {
  std::ostringstream out;
  out << "docs:" << prompt;
  shelf::search(prompt, out.str()); // -> open missing
}

void replaced(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope = "tenant/{}/docs";
  scope.replace(scope.find("{}"), 2, who.tenant_id);
  shelf::search(prompt, scope); // -> scoped
}

void number_to_text(const std::string& token, const std::string& prompt, int version) {
  const app::Principal who = app::authenticate(token);
  shelf::search(prompt, std::to_string(version) + ":" + who.tenant_id); // -> scoped
  shelf::search(prompt, std::to_string(version) + ":" + who.name); // -> leaking missing
}
