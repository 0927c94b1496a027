#include "agent.h"
#include <fmt/format.h>
#include <iomanip>
#include <sstream>

void formatted(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  shelf::search(prompt, fmt::format("{}:{}", who.tenant_id, prompt)); // -> scoped
  shelf::search(prompt, fmt::format("{1}:{1}", who.tenant_id, prompt)); // -> leaking missing
  shelf::search(prompt, fmt::format("{}{}", who.tenant_id, prompt)); // -> leaking ambiguous
  shelf::search(prompt, fmt::format("{:>8}/{}", prompt.size(), who.tenant_id)); // -> scoped
}

void streamed(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::stringstream out;
  out << std::setw(4) << prompt.size() << "/" << std::quoted(who.tenant_id);
  shelf::search(prompt, out.str()); // -> scoped
}
