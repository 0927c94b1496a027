#include "checks/flow/models/compile.h"

#include "checks/flow/models/expression.h"
#include "checks/flow/models/vocabulary.h"
#include "checks/flow/models/words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace partywall::models {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array shape_words{"integer"sv,  "floating"sv, "boolean"sv, "pointer"sv,
                                 "callable"sv, "text"sv,     "omitted"sv};

bool is_identifier_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// "a::b::c", where the last part may be an operator or a destructor.
bool is_qualified_name(std::string_view name) {
  while (true) {
    const auto end = name.find("::");
    auto part = name.substr(0, end);
    if (part.starts_with("operator") && (part.size() == 8 || !is_identifier_byte(part[8])))
      return part.size() > 8;
    if (end == std::string_view::npos && part.starts_with('~'))
      part.remove_prefix(1);
    if (part.empty() || !std::ranges::all_of(part, is_identifier_byte) || (part[0] >= '0' && part[0] <= '9'))
      return false;
    if (end == std::string_view::npos)
      return true;
    name.remove_prefix(end + 2);
  }
}

/// Compiles one row; `ok()` says whether it holds up.
class RowCompiler {
public:
  RowCompiler(const RowAsWritten& written, Errors& errors)
      : written_(written), errors_(errors), before_(errors.count()) {}

  Row run() {
    Row row;
    row.line = written_.position.line;
    row.column = written_.position.column;
    row.functions = functions();
    if (written_.receiver && check_name(*written_.receiver))
      row.receiver_class = written_.receiver->text;
    if (written_.arity)
      arity(*written_.arity, row);
    for (const auto& [index, type] : written_.parameters)
      parameter(index, type, row);
    values(row);
    for (const auto& hop : written_.hops)
      row.hops.push_back(compile_hop(hop));
    if (written_.entry)
      row.entry = compile_entry(*written_.entry);
    for (const auto& effect : written_.effects)
      row.effects.push_back(compile_effect(effect));
    if (written_.never_returns)
      row.never_returns = boolean(*written_.never_returns);
    return row;
  }

  [[nodiscard]] bool ok() const { return errors_.count() == before_; }

private:
  void values(Row& row) {
    if (written_.returns)
      row.returns = expression(*written_.returns, false);
    for (const auto& [target, value] : written_.sets)
      assignment(target, value, row);
    for (const auto& call : written_.calls)
      row.calls.push_back(compile_call(call));
    for (const auto& fact : written_.ensures)
      row.ensures.push_back(expression(fact, true));
  }

  std::vector<std::string> functions() {
    std::vector<std::string> result;
    for (const auto& name : written_.functions)
      if (check_name(name))
        result.push_back(name.text);
    for (const auto& owner : written_.classes)
      check_name(owner);
    for (const auto& method : written_.methods)
      check_name(method);
    if (written_.classes.empty() != written_.methods.empty())
      errors_.add(written_.position, "'classes' and 'methods' go together");
    for (const auto& owner : written_.classes)
      for (const auto& method : written_.methods)
        result.push_back(fmt::format("{}::{}", owner.text, method.text));
    if (result.empty() && ok())
      missing(written_.position, "the row names no function: write 'function', 'functions', or 'classes' and "
                                 "'methods'");
    return result;
  }

  bool check_name(const Scalar& name) {
    if (is_qualified_name(name.text))
      return true;
    errors_.add(name.position, name.text.contains('<')
                                   ? fmt::format("'{}': names are written without template arguments", name.text)
                                   : fmt::format("'{}' is not a qualified name such as 'std::map::find'", name.text));
    return false;
  }

  void arity(const Scalar& written, Row& row) {
    const std::string_view text = written.text;
    std::uint32_t least = 0;
    std::uint32_t most = 0;
    const auto* end = text.data() + text.size();
    auto [rest, code] = std::from_chars(text.data(), end, least);
    bool is_good = code == std::errc{};
    if (is_good && rest == end) {
      most = least;
    } else if (is_good && *rest == '+' && rest + 1 == end) {
      row.min_arguments = least;
      return;
    } else if (is_good && *rest == '-') {
      const auto [last, second] = std::from_chars(rest + 1, end, most);
      is_good = second == std::errc{} && last == end && least <= most;
    } else {
      is_good = false;
    }
    if (!is_good) {
      errors_.add(written.position, fmt::format("'{}' is not an arity; write 2, 2+ or 1-3", text));
      return;
    }
    row.min_arguments = least;
    row.max_arguments = most;
    arguments_ = most;
  }

  void parameter(const Scalar& index, const Scalar& type, Row& row) {
    std::uint32_t number = 0;
    const auto* end = index.text.data() + index.text.size();
    const auto [rest, code] = std::from_chars(index.text.data(), end, number);
    if (code != std::errc{} || rest != end) {
      errors_.add(index.position, fmt::format("'{}' is not the number of a parameter; the first is 0", index.text));
      return;
    }
    if (arguments_ && number >= *arguments_) {
      errors_.add(index.position, fmt::format("parameter {} is beyond the arity of {}", number, *arguments_));
      return;
    }
    if (!is_qualified_name(type.text)) {
      check_name(type);
      return;
    }
    // A single lower-case word that is nearly a shape is a slip, not the name of a class.
    if (!contains(shape_words, type.text) && !type.text.contains(':'))
      if (const auto meant = nearest(type.text, shape_words); !meant.empty())
        errors_.add(type.position, unknown_word("shape", type.text, shape_words));
    row.parameters.push_back({number, type.text});
  }

  Expr expression(const Scalar& written, bool has_result) {
    auto result = parse_expression(written.text, {arguments_, has_result});
    if (result)
      return std::move(*result);
    errors_.add(written.inside(result.error().offset), result.error().message);
    return {};
  }

  void assignment(const Scalar& target, const Scalar& value, Row& row) {
    auto place = expression(target, false);
    auto made = expression(value, false);
    if (place.kind == Expr::Kind::text || place.kind == Expr::Kind::number || place.kind == Expr::Kind::apply ||
        place.kind == Expr::Kind::address) {
      if (ok())
        errors_.add(target.position, fmt::format("'{}' is not a place that can be set", target.text));
      return;
    }
    row.sets.push_back({std::move(place), std::move(made)});
  }

  Expr compile_call(const Scalar& written) {
    auto result = expression(written, false);
    if (ok() && (result.kind != Expr::Kind::apply || result.name != "invoke"))
      errors_.add(written.position, "'calls' lists 'invoke(…)' expressions");
    return result;
  }

  HopRow compile_hop(const HopAsWritten& hop) {
    HopRow result;
    if (word(hop.kind, "hop kind", hop_kinds(), hop.position, "the hop has no 'kind'"))
      result.kind = hop.kind->text;
    for (const auto& [slot, value] : hop.slots) {
      if (!contains(hop_slots(), slot.text))
        errors_.add(slot.position, unknown_word("slot", slot.text, hop_slots()));
      result.slots.insert_or_assign(slot.text, expression(value, true));
    }
    if (hop.slots.empty())
      missing(hop.position, "the hop has no slots; name at least one, such as 'key: arg0'");
    return result;
  }

  EntryRow compile_entry(const EntryAsWritten& entry) {
    EntryRow result;
    if (word(entry.kind, "entry kind", entry_kinds(), entry.position, "the entry has no 'kind'"))
      result.kind = entry.kind->text;
    if (entry.handler)
      result.handler = expression(*entry.handler, false);
    else
      missing(entry.position, "the entry has no 'handler'");
    for (const auto& argument : entry.arguments)
      result.arguments.push_back(expression(argument, false));
    return result;
  }

  EffectRow compile_effect(const EffectAsWritten& effect) {
    EffectRow result;
    if (word(effect.name, "effect", effect_names(), effect.position, "the effect has no 'name'"))
      result.name = effect.name->text;
    if (effect.subject)
      result.subject = expression(*effect.subject, true);
    else
      missing(effect.position, "the effect has no 'subject'");
    result.when = "always";
    if (effect.when && word(effect.when, "time", effect_times(), effect.position, ""))
      result.when = effect.when->text;
    for (const auto& argument : effect.arguments)
      result.arguments.push_back(expression(argument, true));
    return result;
  }

  /// Reports an absence, unless the row is broken: then what is missing may be what was misspelt.
  void missing(Position place, std::string message) {
    if (!written_.is_broken)
      errors_.add(place, std::move(message));
  }

  bool word(const std::optional<Scalar>& written, std::string_view what, WordSet known, Position place,
            std::string absence) {
    if (!written)
      missing(place, std::move(absence));
    else if (!contains(known, written->text))
      errors_.add(written->position, unknown_word(what, written->text, known));
    else
      return true;
    return false;
  }

  bool boolean(const Scalar& written) {
    if (written.text == "true" || written.text == "false")
      return written.text == "true";
    errors_.add(written.position, fmt::format("'{}' is neither true nor false", written.text));
    return false;
  }

  const RowAsWritten& written_;
  Errors& errors_;
  std::size_t before_;
  std::optional<std::uint32_t> arguments_;
};

void compile_type(const TypeAsWritten& written, Compiled& into, Errors& errors) {
  if (written.is_broken)
    return;
  const auto before = errors.count();
  if (!written.type)
    errors.add(written.position, "the type has no 'type': the qualified name of a class");
  else if (!is_qualified_name(written.type->text))
    errors.add(written.type->position,
               fmt::format("'{}' is not a qualified name without template arguments", written.type->text));
  if (!written.role)
    errors.add(written.position, "the type has no 'role'");
  else if (!contains(type_roles(), written.role->text))
    errors.add(written.role->position, unknown_word("role", written.role->text, type_roles()));
  if (errors.count() == before)
    into.types.push_back({written.type->text, written.role->text});
}

void compile_words(const WordListAsWritten& written, Lexicon& lexicon, Errors& errors) {
  const auto& lists = lexicon_lists();
  const auto list = std::ranges::find(lists, written.name.text, &LexiconList::name);
  if (list == lists.end()) {
    std::vector<std::string_view> names;
    for (const auto& known : lists)
      names.push_back(known.name);
    errors.add(written.name.position, unknown_word("word list", written.name.text, names));
    return;
  }
  auto& words = lexicon.*(list->words);
  for (const auto& word : written.words) {
    if (word.text.empty() || (!list->are_type_names && words_of(word.text).empty()))
      errors.add(word.position, fmt::format("'{}' has no letters", word.text));
    else if (!list->are_type_names)
      add_word(words, word.text);
    else if (std::ranges::find(words, word.text) == words.end())
      words.push_back(word.text);
  }
}

} // namespace

void compile(const ModelFile& file, Compiled& into, Errors& errors) {
  for (const auto& written : file.rows) {
    RowCompiler compiler(written, errors);
    auto row = compiler.run();
    if (!compiler.ok() || written.is_broken)
      continue;
    row.file = errors.file();
    row.library = file.library ? file.library->text : std::string{};
    into.rows.push_back(std::move(row));
  }
  for (const auto& type : file.types)
    compile_type(type, into, errors);
  for (const auto& list : file.lexicon)
    compile_words(list, into.lexicon, errors);
}

void add_word(std::vector<std::string>& words, std::string_view word) {
  auto normal = fmt::format("{}", fmt::join(words_of(word), "_"));
  if (!normal.empty() && std::ranges::find(words, normal) == words.end())
    words.push_back(std::move(normal));
}

const std::vector<LexiconList>& lexicon_lists() {
  static const std::vector<LexiconList> lists{
      {"identity_names", &Lexicon::identity_names},
      {"identity_types", &Lexicon::identity_types, true},
      {"identity_leaves", &Lexicon::identity_leaves},
      {"identity_forms", &Lexicon::identity_forms},
      {"identity_holders", &Lexicon::identity_holders},
      {"identity_quantifiers", &Lexicon::identity_quantifiers},
      {"identity_exclusions", &Lexicon::identity_exclusions},
      {"determining_names", &Lexicon::determining_names},
      {"determining_leaves", &Lexicon::determining_leaves},
      {"determining_holders", &Lexicon::determining_holders},
      {"credential_names", &Lexicon::credential_names},
      {"credential_whole_names", &Lexicon::credential_whole_names},
      {"credential_vague_names", &Lexicon::credential_vague_names},
      {"credential_exclusions", &Lexicon::credential_exclusions},
      {"model_names", &Lexicon::model_names},
      {"transcript_names", &Lexicon::transcript_names},
      {"caller_names", &Lexicon::caller_names},
      {"session_names", &Lexicon::session_names},
      {"verifying_verbs", &Lexicon::verifying_verbs},
      {"verifying_exclusions", &Lexicon::verifying_exclusions},
      {"completing_verbs", &Lexicon::completing_verbs},
      {"completing_helpers", &Lexicon::completing_helpers},
      {"completing_exclusions", &Lexicon::completing_exclusions},
      {"digesting_verbs", &Lexicon::digesting_verbs},
      {"encoding_verbs", &Lexicon::encoding_verbs},
      {"embedding_verbs", &Lexicon::embedding_verbs},
      {"similarity_verbs", &Lexicon::similarity_verbs},
      {"answer_names", &Lexicon::answer_names},
      {"returning_verbs", &Lexicon::returning_verbs},
      {"tenancy_names", &Lexicon::tenancy_names},
      {"tenancy_marks", &Lexicon::tenancy_marks},
      {"tenancy_holders", &Lexicon::tenancy_holders},
      {"single_tenancy_names", &Lexicon::single_tenancy_names},
      {"idempotency_names", &Lexicon::idempotency_names},
      {"decision_names", &Lexicon::decision_names},
      {"pending_types", &Lexicon::pending_types},
      {"listing_names", &Lexicon::listing_names},
      {"prefix_cache_switches", &Lexicon::prefix_cache_switches},
      {"prefix_cache_salts", &Lexicon::prefix_cache_salts},
      {"deferring_verbs", &Lexicon::deferring_verbs},
      {"awaiting_verbs", &Lexicon::awaiting_verbs},
      {"limiting_names", &Lexicon::limiting_names},
      {"limiting_verbs", &Lexicon::limiting_verbs},
      {"failing_names", &Lexicon::failing_names},
      {"fetching_verbs", &Lexicon::fetching_verbs},
      {"metering_verbs", &Lexicon::metering_verbs},
      {"metering_names", &Lexicon::metering_names},
      {"prompt_names", &Lexicon::prompt_names},
      {"restricting_words", &Lexicon::restricting_words},
      {"confining_words", &Lexicon::confining_words},
      {"foreign_words", &Lexicon::foreign_words},
      {"tenancy_words", &Lexicon::tenancy_words},
      {"visibility_names", &Lexicon::visibility_names},
      {"public_markers", &Lexicon::public_markers},
      {"metered_parts", &Lexicon::metered_parts},
      {"public_names", &Lexicon::public_names},
      {"identity_provider_addresses", &Lexicon::identity_provider_addresses, true},
      {"identity_provider_names", &Lexicon::identity_provider_names},
      {"privilege_names", &Lexicon::privilege_names},
      {"sending_verbs", &Lexicon::sending_verbs},
      {"filter_names", &Lexicon::filter_names},
      {"text_types", &Lexicon::text_types, true},
      {"dynamic_types", &Lexicon::dynamic_types, true},
      {"callable_types", &Lexicon::callable_types, true},
  };
  return lists;
}

} // namespace partywall::models
