#include "agent.h"
#include <functional>

static void hash_combine(std::size_t& seed, const std::string& part) {
  seed ^= std::hash<std::string>{}(part) + 0x9e3779b9 + (seed << 6) + (seed >> 2);
}

/// Not seen; known by its name.
std::string sha256_hex(const std::string& text);

void combined(const std::string& token, const std::string& prompt) {
  std::size_t seed = 0;
  hash_combine(seed, app::authenticate(token).tenant_id);
  hash_combine(seed, prompt);
  shelf::search(prompt, std::to_string(seed)); // -> leaking missing
}

void digested(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  shelf::search(prompt, sha256_hex(who.tenant_id + "|" + prompt)); // -> scoped
  shelf::search(prompt, sha256_hex(who.name + "|" + prompt)); // -> leaking missing
  shelf::search(prompt, who.tenant_id + ":" + sha256_hex(prompt)); // -> scoped
}

void by_remainder(const std::string& token, const std::string& prompt) {
  const std::size_t shard = std::hash<std::string>{}(app::authenticate(token).tenant_id) % 16;
  shelf::search(prompt, "shard:" + std::to_string(shard)); // -> leaking missing
}
