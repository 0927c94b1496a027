#include "checks/flow/solver/redis.h"

#include "checks/flow/solver/model-call.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace partywall::solver {

namespace {

struct Command {
  std::string_view verb;
  std::string_view kind;
  int key;          ///< Position of the (first) key.
  int value;        ///< Position of the value; 0: none.
  int key_step;     ///< Distance to the next key; 0: one key only.
};

constexpr Command commands[] = {
    {"GET", "cache.read", 1, 0, 0},      {"GETEX", "cache.read", 1, 0, 0},     {"MGET", "cache.read", 1, 0, 1},
    {"STRLEN", "cache.read", 1, 0, 0},   {"GETRANGE", "cache.read", 1, 0, 0},  {"EXISTS", "cache.read", 1, 0, 1},
    {"SET", "cache.write", 1, 2, 0},     {"SETEX", "cache.write", 1, 3, 0},    {"PSETEX", "cache.write", 1, 3, 0},
    {"SETNX", "cache.write", 1, 2, 0},   {"GETSET", "cache.write", 1, 2, 0},   {"APPEND", "cache.write", 1, 2, 0},
    {"MSET", "cache.write", 1, 2, 2},    {"MSETNX", "cache.write", 1, 2, 2},   {"GETDEL", "cache.erase", 1, 0, 0},
    {"DEL", "cache.erase", 1, 0, 1},     {"UNLINK", "cache.erase", 1, 0, 1},   {"INCR", "cache.count", 1, 0, 0},
    {"INCRBY", "cache.count", 1, 2, 0},  {"INCRBYFLOAT", "cache.count", 1, 2, 0}, {"DECR", "cache.count", 1, 0, 0},
    {"DECRBY", "cache.count", 1, 2, 0},  {"HINCRBY", "cache.count", 1, 3, 0},  {"HGET", "cache.read", 1, 0, 0},
    {"HMGET", "cache.read", 1, 0, 0},    {"HGETALL", "cache.read", 1, 0, 0},   {"HEXISTS", "cache.read", 1, 0, 0},
    {"HSET", "cache.write", 1, 3, 0},    {"HSETNX", "cache.write", 1, 3, 0},   {"HMSET", "cache.write", 1, 3, 0},
    {"HDEL", "cache.erase", 1, 0, 0},    {"LPUSH", "cache.write", 1, 2, 0},    {"RPUSH", "cache.write", 1, 2, 0},
    {"LRANGE", "cache.read", 1, 0, 0},   {"LPOP", "cache.read", 1, 0, 0},      {"RPOP", "cache.read", 1, 0, 0},
    {"SADD", "cache.write", 1, 2, 0},    {"SMEMBERS", "cache.read", 1, 0, 0},  {"SISMEMBER", "cache.read", 1, 0, 0},
    {"ZADD", "cache.write", 1, 3, 0},    {"ZRANGE", "cache.read", 1, 0, 0},    {"ZRANGEBYSCORE", "cache.read", 1, 0, 0},
    {"HINCRBYFLOAT", "cache.count", 1, 3, 0},
    {"ZINCRBY", "cache.count", 1, 2, 0}, {"JSON.GET", "cache.read", 1, 0, 0},  {"JSON.SET", "cache.write", 1, 3, 0},
    {"XADD", "cache.write", 1, 0, 0},    {"XRANGE", "cache.read", 1, 0, 0},
};

std::string upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

/// SETEX key seconds value; SET key value … EX seconds.
Term lifetime_of(const Terms& terms, std::string_view verb, std::span<const Term> words) {
  if (verb == "SETEX" || verb == "PSETEX") return words.size() > 2 ? words[2] : Term{};
  if (verb != "SET") return {};
  static constexpr std::string_view options[] = {"EX", "PX", "EXAT", "PXAT"};
  for (std::size_t i = 3; i + 1 < words.size(); ++i)
    if (terms.kind(words[i]) == TermKind::text &&
        std::ranges::find(options, upper(terms.name(terms.at(words[i]).symbol))) != std::end(options))
      return words[i + 1];
  return {};
}

}  // namespace

std::vector<Term> redis_words(Terms& terms, Term format, std::span<const Term> arguments) {
  if (terms.kind(format) != TermKind::text) {
    // Assembled text: the literal beginning still names the command.
    std::vector<Term> words;
    if (terms.kind(format) == TermKind::cat && terms.kind(terms.child(format, 0)) == TermKind::text) {
      const std::string head(terms.name(terms.at(terms.child(format, 0)).symbol));
      const std::size_t space = head.find(' ');
      if (space != std::string::npos) {
        std::vector<Term> rest{terms.text(head.substr(space + 1))};
        const auto parts = terms.children(format);
        rest.insert(rest.end(), parts.begin() + 1, parts.end());
        return {terms.text(head.substr(0, space)), terms.cat(rest)};
      }
    }
    return words;
  }
  const std::string text(terms.name(terms.at(format).symbol));
  std::vector<Term> words;
  std::size_t used = 0;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    // How many arguments this word takes: one a conversion, two for %b and each '*'.
    std::size_t takes = 0;
    for (std::size_t i = 0; i + 1 < word.size(); ++i) {
      if (word[i] != '%') continue;
      if (word[++i] == '%') continue;
      ++takes;
      while (i < word.size() && !std::isalpha(static_cast<unsigned char>(word[i]))) takes += word[i++] == '*' ? 1 : 0;
      if (i < word.size() && word[i] == 'b') ++takes;
    }
    const std::size_t from = std::min(used, arguments.size());
    const std::size_t count = std::min(takes, arguments.size() - from);
    words.push_back(fill_printf(terms, terms.text(word), arguments.subspan(from, count), true));
    used += takes;
  }
  return words;
}

std::vector<RedisUse> redis_uses(Terms& terms, std::span<const Term> words) {
  if (words.empty() || terms.kind(words[0]) != TermKind::text) return {};
  const std::string verb = upper(terms.name(terms.at(words[0]).symbol));
  if (verb == "FT.SEARCH" || verb == "FT.AGGREGATE") {
    RedisUse use{"vector.search", {}, {}, {}, words.size() > 2 ? words[2] : Term{}};
    use.key = words.size() > 1 ? words[1] : Term{};
    return {use};
  }
  const auto known = std::ranges::find(commands, verb, &Command::verb);
  if (known == std::end(commands)) return {};
  std::vector<RedisUse> uses;
  for (auto position = static_cast<std::size_t>(known->key); position < words.size();) {
    RedisUse use{known->kind, words[position], {}, lifetime_of(terms, verb, words), {}};
    const std::size_t value = position + static_cast<std::size_t>(known->value - known->key);
    if (known->value && value < words.size()) use.value = words[value];
    // A hash field is part of what names the entry.
    if (verb.starts_with('H') && words.size() > 2 && verb != "HGETALL") {
      const Term both[] = {use.key, terms.text(" "), words[2]};
      use.key = terms.cat(both);
    }
    if (verb == "ZINCRBY" && words.size() > 3) {
      const Term both[] = {use.key, terms.text(" "), words[3]};
      use.key = terms.cat(both);
    }
    uses.push_back(use);
    if (!known->key_step) break;
    position += static_cast<std::size_t>(known->key_step);
  }
  return uses;
}

}  // namespace partywall::solver
