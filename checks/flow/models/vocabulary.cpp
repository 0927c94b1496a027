#include "checks/flow/models/vocabulary.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <array>

namespace partywall::models {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array hop_kind_words{
    "cache.read"sv,     "cache.write"sv,  "cache.erase"sv,  "cache.count"sv,    "cache.command"sv, "store.read"sv,
    "store.write"sv,    "store.upsert"sv, "store.erase"sv,  "vector.search"sv,  "vector.write"sv,  "vector.erase"sv,
    "vector.scan"sv,    "data.sql"sv,     "data.request"sv, "data.file"sv,      "limit.acquire"sv, "usage.record"sv,
    "model.complete"sv, "model.embed"sv,  "egress.log"sv,   "egress.network"sv, "tool.register"sv, "tool.schema"sv};

constexpr std::array hop_slot_words{"key"sv,    "value"sv, "instance"sv, "namespace"sv,
                                    "filter"sv, "query"sv, "results"sv,  "credential"sv,
                                    "bucket"sv, "label"sv, "text"sv,     "parameters"sv,
                                    "searches"sv, "lifetime"sv};

constexpr std::array entry_kind_words{"http"sv, "gate"sv, "rpc"sv, "tool"sv, "task"sv, "callback"sv};

constexpr std::array effect_name_words{"verified"sv, "decoded"sv, "owes"sv,     "settles"sv, "acquires"sv,
                                       "releases"sv, "scoped"sv,  "unscoped"sv, "prepared"sv,
                                       "poisons"sv,  "once"sv,    "verifies_peers"sv};

constexpr std::array effect_time_words{"always"sv, "on_return"sv, "if_true"sv, "if_false"sv};

constexpr std::array type_role_words{"caller"sv,  "model"sv,    "credential"sv, "verified"sv,
                                     "session"sv, "response"sv, "handle"sv};

constexpr std::array source_role_words{"caller"sv, "credential"sv, "model"sv, "ambient"sv, "verified"sv, "session"sv};

constexpr std::size_t longest_list_of_choices = 12;

llvm::StringRef ref(std::string_view text) { return {text.data(), text.size()}; }

} // namespace

WordSet hop_kinds() { return hop_kind_words; }
WordSet hop_slots() { return hop_slot_words; }
WordSet entry_kinds() { return entry_kind_words; }
WordSet effect_names() { return effect_name_words; }
WordSet effect_times() { return effect_time_words; }
WordSet type_roles() { return type_role_words; }
WordSet source_roles() { return source_role_words; }

bool contains(WordSet words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

std::string_view nearest(std::string_view word, WordSet known) {
  if (word.size() > 64)
    return {};
  std::string_view best;
  unsigned least = static_cast<unsigned>(word.size()) / 3 + 2; // An edit for every third letter is a slip.
  for (const auto candidate : known) {
    const auto distance = ref(candidate).edit_distance_insensitive(ref(word), /*AllowReplacements=*/true, least);
    if (distance < least && distance < candidate.size()) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

std::string unknown_word(std::string_view what, std::string_view word, WordSet known) {
  if (const auto suggestion = nearest(word, known); !suggestion.empty())
    return fmt::format("unknown {} '{}'; did you mean '{}'?", what, word, suggestion);
  if (known.size() <= longest_list_of_choices)
    return fmt::format("unknown {} '{}'; known: {}", what, word, fmt::join(known, ", "));
  return fmt::format("unknown {} '{}'", what, word);
}

} // namespace partywall::models
