/// Identity by name. A name is read as an English compound: what stands last says what the thing is ("tenant plan" is
/// a plan), and what follows a preposition only qualifies it ("account in path" is an account, "calls per tenant" are
/// calls).
#include "checks/flow/models/word-match.h"
#include "checks/flow/models/words.h"

#include <array>

namespace partywall::models {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array prepositions{"of"sv, "for"sv,   "by"sv,      "per"sv, "from"sv, "with"sv,
                                  "to"sv, "under"sv, "without"sv, "via"sv, "at"sv,   "as"sv};
/// These begin a qualification only after the noun: "account_in_path", but "logged_in_account".
constexpr std::array later_prepositions{"in"sv, "on"sv, "or"sv, "and"sv};
/// Heads that keep `of tenant` an identity: the id of a tenant is one, the key for a tenant need not be.
constexpr std::array id_heads{"id"sv, "uuid"sv, "guid"sv, "slug"sv};

constexpr std::array size_types{"size_t"sv, "std::size_t"sv, "ssize_t"sv, "ptrdiff_t"sv, "std::ptrdiff_t"sv};

bool is_any_of(std::span<const std::string_view> list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

/// The lists for one sort of identity.
struct Nouns {
  const WordList& names;
  const WordList& leaves;
  const WordList& forms;
  const WordList& holders;
  const Lexicon& lexicon;
  const WordList* types;        ///< Declared type names, if this sort has them.
  const WordList* bare_holders; ///< If set, a bare noun counts only inside one of these.
};

/// What a phrase says.
enum class Sense : std::uint8_t {
  nothing,
  generic, ///< Only an id-like leaf: `id`, `uuid`. The owner decides.
  other,   ///< Something else: `plan`.
  holder,  ///< `tenant_info`: the id inside is the tenant's.
  plural,  ///< `tenants`
  noun,    ///< `tenant`
  identity ///< `tenant_id`
};

WordList without_marks(WordList words) {
  // Numbers and single letters tell two of a kind apart: `tenant2`, `tenant_a`.
  std::erase_if(words, [](const std::string& word) { return word.size() == 1 || (word[0] >= '0' && word[0] <= '9'); });
  return words;
}

/// Splits a word run together: "tenantid" → tenant id.
WordList split_joined(WordList words, const Nouns& nouns) {
  WordList result;
  for (auto& word : words) {
    const auto joined = [&](const std::string& name) {
      return word.size() > name.size() && word.starts_with(name) && contains(nouns.leaves, word.substr(name.size()));
    };
    const auto name = contains(nouns.names, word) ? nouns.names.end() : std::ranges::find_if(nouns.names, joined);
    if (name == nouns.names.end()) {
      result.push_back(std::move(word));
    } else {
      result.push_back(*name);
      result.push_back(word.substr(name->size()));
    }
  }
  return result;
}

struct Match {
  std::size_t begin = 0;
  std::size_t length = 0; ///< 0: none.
};

Match last_noun(Words words, const Nouns& nouns) {
  for (std::size_t i = words.size(); i-- > 0;)
    if (const auto length = match_length(words.subspan(i), nouns.names))
      return {i, length};
  return {};
}

/// The words up to the first preposition. A leading one is skipped: `for_tenant`.
Words head_of(Words words, const Nouns& nouns) {
  while (!words.empty() && is_any_of(prepositions, words[0]))
    words = words.subspan(1);
  bool has_noun = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    has_noun = has_noun || match_length(words.subspan(i), nouns.names) != 0;
    if (i > 0 && (is_any_of(prepositions, words[i]) || (has_noun && is_any_of(later_prepositions, words[i]))))
      return words.first(i);
  }
  return words;
}

bool is_plural(Words noun, const Nouns& nouns) {
  const auto& last = noun.back();
  return last.ends_with('s') && match_length(WordList(noun.begin(), noun.end() - 1), nouns.names) == 0 &&
         contains(nouns.names, std::string_view(last).substr(0, last.size() - 1));
}

Sense sense_of_compound(Words words, const Nouns& nouns) {
  const auto noun = last_noun(words, nouns);
  if (noun.length == 0) {
    if (words.empty())
      return Sense::nothing;
    return consists_of(words, {&nouns.leaves, &nouns.forms}) ? Sense::generic : Sense::other;
  }
  const auto is_quantifier = [&](const std::string& word) {
    return contains(nouns.lexicon.identity_quantifiers, word);
  };
  if (std::ranges::any_of(words.first(noun.begin), is_quantifier))
    return Sense::other;
  const auto rest = words.subspan(noun.begin + noun.length);
  if (rest.empty()) {
    const auto name = words.subspan(noun.begin, noun.length);
    if (name.size() > 1 && contains(nouns.leaves, name.back()))
      return Sense::identity; // Declared with its leaf: `names: [merchant_id]`.
    return is_plural(name, nouns) ? Sense::plural : Sense::noun;
  }
  if (match_length(rest, nouns.leaves) != 0 && consists_of(rest, {&nouns.leaves, &nouns.forms}))
    return Sense::identity;
  return consists_of(rest, {&nouns.holders}) ? Sense::holder : Sense::other;
}

Sense sense_of(WordList all, const Nouns& nouns) {
  const auto words = split_joined(without_marks(std::move(all)), nouns);
  const auto head = head_of(words, nouns);
  const auto sense = sense_of_compound(head, nouns);
  const bool is_id = head.size() == 1 && is_any_of(id_heads, head[0]);
  const auto skipped = static_cast<std::size_t>(head.data() - words.data()) + head.size();
  if (sense == Sense::generic && is_id && skipped < words.size()) {
    const auto owner = sense_of_compound(head_of(Words(words).subspan(skipped), nouns), nouns);
    return owner >= Sense::noun ? Sense::identity : Sense::other; // `id_of_tenant`
  }
  return sense;
}

Sense sense_of_type(std::string_view qualified, const Nouns& nouns) {
  if (qualified.empty())
    return Sense::nothing;
  const auto bare = last_segment(qualified);
  if (nouns.types && (contains(*nouns.types, qualified) || contains(*nouns.types, bare)))
    return Sense::identity;
  if (!mentions(bare, nouns.names))
    return Sense::other;
  auto words = without_marks(words_of(bare));
  if (words.size() > 2 && words.back() == "type" && contains(nouns.leaves, words[words.size() - 2]))
    words.pop_back(); // `TenantIdType`; an `AccountType` is a kind of account.
  return sense_of(std::move(words), nouns);
}

/// What the types of a component say: the typedef first, then the record.
Sense sense_of_types(const PathName& component, const Nouns& nouns) {
  const auto sugar = sense_of_type(component.sugar_name, nouns);
  return std::max(sugar, sense_of_type(component.type_name, nouns));
}

Sense sense_of_name(std::string_view name, const Nouns& nouns) { return sense_of(words_of(name), nouns); }

NameShape shape_of(const PathName& component, const Lexicon& lexicon) {
  if (component.shape != NameShape::record)
    return component.shape;
  if (contains(lexicon.text_types, component.type_name))
    return NameShape::text;
  if (contains(lexicon.dynamic_types, component.type_name))
    return NameShape::unknown;
  return contains(lexicon.callable_types, component.type_name) ? NameShape::other : NameShape::record;
}

bool can_be_identity(NameShape shape) {
  return shape == NameShape::unknown || shape == NameShape::text || shape == NameShape::integer ||
         shape == NameShape::record;
}

/// Whether a value whose name is the noun alone is the identity itself and not the thing it names.
bool is_bare_value(const PathName& leaf, Sense sense, const Lexicon& lexicon) {
  switch (shape_of(leaf, lexicon)) {
  case NameShape::unknown:
  case NameShape::text:
    return true;
  // A plural number is a count; a size is one whatever it is called: `size_t workspace`.
  case NameShape::integer:
    return sense == Sense::noun && !is_any_of(size_types, leaf.sugar_name);
  case NameShape::record:
    return leaf.is_wrapper;
  default:
    return false;
  }
}

bool ends_in_exclusion(std::string_view name, const Lexicon& lexicon) {
  const auto words = words_of(name);
  return match_at_end(words, lexicon.identity_exclusions) != 0;
}

bool is_owner(Sense sense) {
  return sense == Sense::holder || sense == Sense::plural || sense == Sense::noun || sense == Sense::identity;
}

/// `account.id`, `tenant.key.value`: a leaf that says only "id", below something that says whose.
bool is_leaf_of_owner(std::span<const PathName> path, const Nouns& nouns) {
  const auto leaf = without_marks(words_of(path.back().name));
  // `customer.value` may be worth money; only a wrapper's value is the wrapper's identity.
  const bool is_form_only = leaf.empty() || match_length(leaf, nouns.leaves) == 0;
  for (std::size_t i = path.size() - 1; i-- > 0;) {
    const auto& owner = path[i];
    const auto type = sense_of_types(owner, nouns);
    const auto name = owner.name == "this" ? Sense::nothing : sense_of_name(owner.name, nouns);
    if (is_owner(type) || is_owner(name))
      return !is_form_only || type == Sense::identity || name == Sense::identity || owner.is_wrapper;
    if (name != Sense::generic)
      return false;
  }
  return false;
}

bool is_bare_in_holder(std::span<const PathName> path, const Nouns& nouns) {
  if (!nouns.bare_holders)
    return true;
  if (match_at_end(without_marks(words_of(path.back().name)), *nouns.bare_holders) != 0)
    return true; // `principal` says so itself.
  if (path.size() < 2)
    return false;
  const auto& owner = path[path.size() - 2];
  const auto says = [&](std::string_view name) {
    return match_at_end(without_marks(words_of(last_segment(name))), *nouns.bare_holders) != 0;
  };
  return says(owner.name) || says(owner.type_name);
}

bool is_path_to(std::span<const PathName> path, const Nouns& nouns) {
  if (path.empty())
    return false;
  const auto& leaf = path.back();
  const auto shape = shape_of(leaf, nouns.lexicon);
  if (!can_be_identity(shape))
    return false;
  const auto type = sense_of_types(leaf, nouns);
  if (type == Sense::identity)
    return true;
  if (type == Sense::noun && is_bare_value(leaf, type, nouns.lexicon) && !ends_in_exclusion(leaf.name, nouns.lexicon))
    return true;
  switch (const auto sense = sense_of_name(leaf.name, nouns)) {
  case Sense::identity:
    return true;
  case Sense::noun:
  case Sense::plural:
    return is_bare_value(leaf, sense, nouns.lexicon) && is_bare_in_holder(path, nouns);
  case Sense::generic:
  case Sense::nothing:
    return is_leaf_of_owner(path, nouns);
  default:
    break;
  }
  // A part of a strong type is a part of the identity: `OrgId{realm, number}`.
  return path.size() > 1 && sense_of_types(path[path.size() - 2], nouns) == Sense::identity &&
         shape != NameShape::record && !ends_in_exclusion(leaf.name, nouns.lexicon);
}

Nouns identity_nouns(const Lexicon& lexicon) {
  return {lexicon.identity_names,
          lexicon.identity_leaves,
          lexicon.identity_forms,
          lexicon.identity_holders,
          lexicon,
          &lexicon.identity_types,
          nullptr};
}

Nouns determining_nouns(const Lexicon& lexicon) {
  return {lexicon.determining_names,
          lexicon.determining_leaves,
          lexicon.identity_forms,
          lexicon.identity_holders,
          lexicon,
          nullptr,
          &lexicon.determining_holders};
}

/// Nothing in most paths comes near an identity; this says so without splitting words.
bool may_mention(std::span<const PathName> path, const WordList& names) {
  return std::ranges::any_of(path, [&](const PathName& component) {
    return mentions(component.name, names) || mentions(component.type_name, names) ||
           mentions(component.sugar_name, names);
  });
}

bool has_declared_type(std::span<const PathName> path, const Lexicon& lexicon) {
  const auto is_declared = [&](std::string_view type) {
    return !type.empty() &&
           (contains(lexicon.identity_types, type) || contains(lexicon.identity_types, last_segment(type)));
  };
  return !lexicon.identity_types.empty() && std::ranges::any_of(path, [&](const PathName& component) {
    return is_declared(component.type_name) || is_declared(component.sugar_name);
  });
}

} // namespace

bool is_identity_path(const Lexicon& lexicon, std::span<const PathName> path) {
  if (!may_mention(path, lexicon.identity_names) && !has_declared_type(path, lexicon))
    return false;
  return is_path_to(path, identity_nouns(lexicon));
}

bool is_determining_path(const Lexicon& lexicon, std::span<const PathName> path) {
  return may_mention(path, lexicon.determining_names) && is_path_to(path, determining_nouns(lexicon));
}

bool is_identity_result(const Lexicon& lexicon, std::string_view function, const PathName& result) {
  auto named = result;
  named.name = {};
  if (is_identity_path(lexicon, std::span(&named, 1)))
    return true;
  const auto nouns = identity_nouns(lexicon);
  if (!can_be_identity(shape_of(result, lexicon)) || !mentions(last_segment(function), lexicon.identity_names))
    return false;
  const auto sense = sense_of_name(last_segment(function), nouns);
  if (sense == Sense::noun) // The number that `erase_account` returns is no account.
    return is_bare_value(result, sense, lexicon) && shape_of(result, lexicon) != NameShape::integer;
  return sense == Sense::identity;
}

} // namespace partywall::models
