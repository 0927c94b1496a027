#include "agent.h"
#include <algorithm>
#include <numeric>
#include <ranges>

void each(const std::string& token, const std::vector<std::string>& prompts) {
  const app::Principal who = app::authenticate(token);
  std::for_each(prompts.begin(), prompts.end(), [&](const std::string& prompt) {
    shelf::search(prompt, who.tenant_id); // -> scoped
    shelf::search(prompt, prompt); // -> leaking missing
  });
}

void transformed(const std::string& token, const std::vector<std::string>& topics) {
  const app::Principal who = app::authenticate(token);
  std::vector<std::string> scopes;
  std::transform(topics.begin(), topics.end(), std::back_inserter(scopes),
                 [&](const std::string& topic) { return who.tenant_id + "/" + topic; });
  for (const std::string& scope : scopes)
    shelf::search("", scope); // -> scoped
}

void accumulated(const std::string& token, const std::vector<std::string>& topics) {
  const app::Principal who = app::authenticate(token);
  const std::string scope =
      std::accumulate(topics.begin(), topics.end(), who.tenant_id,
                      [](std::string all, const std::string& topic) { return std::move(all) + "/" + topic; });
  shelf::search("", scope); // -> scoped
}

void viewed(const std::string& token, const std::vector<std::string>& topics) {
  const app::Principal who = app::authenticate(token);
  for (const std::string& scope : topics | std::views::transform([&](const std::string& topic) { return who.tenant_id + topic; }))
    shelf::search("", scope); // -> leaking ambiguous
}
