#include "checks/flow/ir/text-syntax.h"

#include <algorithm>
#include <unordered_set>

namespace partywall::ir::syntax {

namespace {

// Beside the words of the enumerations.
constexpr Word table_words[] = {"version",   "file",          "type",          "field",    "record",   "callee",
                                "unit",      "note",          "const",         "to",       "of",       "external",
                                "test",      "fields",        "bases",         "symbol",   "class",    "receiver",
                                "template",  "never_returns", "virtual",       "variadic", "static",   "link",
                                "annotated", "constant",      "configuration", "as",       "coroutine"};
constexpr Word body_words[] = {"symbol",   "link",     "class",    "parent",   "template", "overrides", "annotated",
                               "place",    "none",     "true",     "false",    "null",     "zero",      "float",
                               "function", "as",       "on",       "static",   "default",  "catch",     "else",
                               "handler",  "captures", "operator", "defaulted"};

using Words = std::unordered_set<Word>;

template <typename List> void add(Words& words, const List& list) { words.insert(std::begin(list), std::end(list)); }

Words words_of_bodies() {
  Words words;
  add(words, body_words), add(words, op_words), add(words, terminator_words), add(words, variable_words);
  return words;
}

Words words_of_everything() {
  Words words = words_of_bodies();
  add(words, table_words), add(words, shape_words), add(words, storage_words);
  add(words, function_words), add(words, severity_words);
  return words;
}

std::size_t scan_operator(std::string_view text) {
  if (text.starts_with("()") || text.starts_with("[]"))
    return 2;
  const std::size_t end = text.find_first_not_of("+-*/%^&|~!=<>");
  return end == std::string_view::npos ? text.size() : end;
}

} // namespace

bool is_reserved(Word word) {
  static const Words words = words_of_everything();
  return words.contains(word);
}

bool is_reserved_in_bodies(Word word) {
  static const Words words = words_of_bodies();
  return words.contains(word);
}

std::size_t scan_name(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 0;; at += 2) {
    if (at < text.size() && text[at] == '~')
      ++at;
    const std::size_t part = at;
    while (at < text.size() && is_word_character(text[at]))
      ++at;
    if (at == part)
      return end;
    end = at;
    if (text.substr(part, at - part) == "operator")
      return at + scan_operator(text.substr(at));
    if (!text.substr(at).starts_with("::"))
      return end;
  }
}

bool is_bare_name(std::string_view text) {
  return !text.empty() && !is_digit(text.front()) && scan_name(text) == text.size() && !text.ends_with("operator") &&
         !is_reserved(text);
}

bool is_plain_name(std::string_view text) {
  return is_bare_name(text) && text.find("operator") == std::string_view::npos;
}

bool is_bare_field(std::string_view text) {
  return !text.empty() && !is_digit(text.front()) && std::ranges::all_of(text, is_word_character) && text != "operator";
}

bool is_bare_word(std::string_view text) { return is_bare_field(text) && !is_reserved_in_bodies(text); }

std::string_view scope_of(std::string_view qualified_name) {
  const std::size_t colons = qualified_name.rfind("::");
  return colons == std::string_view::npos ? std::string_view() : qualified_name.substr(0, colons);
}

std::string_view last_part_of(std::string_view qualified_name) {
  const std::size_t colons = qualified_name.rfind("::");
  return colons == std::string_view::npos ? qualified_name : qualified_name.substr(colons + 2);
}

bool implies_class(Function::Kind kind) {
  return kind == Function::Kind::method || kind == Function::Kind::constructor || kind == Function::Kind::destructor;
}

TypeId type_after(const Program& program, TypeId type, const Step& step) {
  if (step.kind == Step::Kind::field)
    return program.at(step.field).type;
  if (!type)
    return {};
  const Type& whole = program.at(type);
  const bool is_pointer = whole.shape == Type::Shape::pointer || whole.shape == Type::Shape::reference;
  const bool has_it = step.kind == Step::Kind::deref ? is_pointer : whole.shape == Type::Shape::array;
  return has_it ? whole.element : TypeId{};
}

NameId record_of(const Program& program, TypeId type) {
  return type && program.at(type).shape == Type::Shape::record ? program.at(type).name : NameId{};
}

} // namespace partywall::ir::syntax
