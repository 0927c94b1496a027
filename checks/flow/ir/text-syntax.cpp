#include "checks/flow/ir/text-syntax.h"

#include <algorithm>
#include <unordered_set>

namespace partywall::ir::syntax {

namespace {

constexpr Word other_words[] = {"version", "file",      "type",          "field",      "record",    "callee",
                                "unit",    "note",      "external",      "test",       "const",     "as",
                                "to",      "of",        "fields",        "bases",      "annotated", "symbol",
                                "link",    "class",     "receiver",      "template",   "virtual",   "constructor",
                                "static",  "variadic",  "never_returns", "destructor", "constant",  "configuration",
                                "none",    "true",      "false",         "null",       "zero",      "float",
                                "default", "on",        "handler",       "catch",      "else",      "overrides",
                                "parent",  "coroutine", "defaulted",     "place",      "captures"};

std::unordered_set<Word> reserved_words() {
  std::unordered_set<Word> words(std::begin(other_words), std::end(other_words));
  const auto add = [&](const auto& list) { words.insert(list.begin(), list.end()); };
  add(shape_words), add(storage_words), add(op_words), add(terminator_words);
  add(variable_words), add(function_words), add(severity_words);
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
  static const std::unordered_set<Word> words = reserved_words();
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

bool is_bare_word(std::string_view text) { return is_bare_name(text) && std::ranges::all_of(text, is_word_character); }

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
