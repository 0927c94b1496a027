#include "agent.h"

static std::string wrap(const std::string& part, int times) {
  if (times == 0)
    return part;
  return "[" + wrap(part, times - 1) + "]";
}

void recursive(const std::string& token, const std::string& prompt) {
  shelf::search(prompt, wrap(app::authenticate(token).tenant_id, 3)); // -> scoped
  shelf::search(prompt, wrap(prompt, 3)); // -> leaking missing
}

static void even(int count, const std::string& owner, const std::string& prompt);
static void odd(int count, const std::string& owner, const std::string& prompt) {
  if (count > 0)
    even(count - 1, owner, prompt);
}
static void even(int count, const std::string& owner, const std::string& prompt) {
  if (count == 0)
    shelf::search(prompt, owner); // -> scoped
  else
    odd(count - 1, owner, prompt);
}

void mutual(const std::string& token, const std::string& prompt) { even(8, app::authenticate(token).tenant_id, prompt); }
