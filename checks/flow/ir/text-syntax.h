/// What printer and reader of the text form agree on: the words, what may stand bare, and what is implied.
/// docs/flow-ir.md shows the language by example.
#pragma once

#include "checks/flow/ir/program.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace partywall::ir::syntax {

using Word = std::string_view;

// The words of each enumeration, in the order of its enumerators.
inline constexpr std::array shape_words{Word("unknown"),  Word("nothing"),     Word("boolean"), Word("integer"),
                                        Word("floating"), Word("enumeration"), Word("pointer"), Word("reference"),
                                        Word("array"),    Word("record"),      Word("function")};
inline constexpr std::array storage_words{Word("global"), Word("static_member"), Word("static_local"), Word("thread")};
inline constexpr std::array op_words{Word("copy"),          Word("add"),       Word("subtract"),   Word("multiply"),
                                     Word("divide"),        Word("modulo"),    Word("shift_left"), Word("shift_right"),
                                     Word("bit_and"),       Word("bit_or"),    Word("bit_xor"),    Word("equal"),
                                     Word("not_equal"),     Word("less"),      Word("less_equal"), Word("greater"),
                                     Word("greater_equal"), Word("three_way"), Word("negate"),     Word("complement"),
                                     Word("logical_not"),   Word("narrow"),    Word("list"),       Word("allocate"),
                                     Word("release"),       Word("closure"),   Word("call")};
inline constexpr std::array terminator_words{Word("jump"),  Word("branch"), Word("choose"),     Word("may_throw"),
                                             Word("leave"), Word("raise"),  Word("unreachable")};
inline constexpr std::array variable_words{Word("parameter"), Word("self"),      Word("capture"),
                                           Word("local"),     Word("temporary"), Word("global")};
inline constexpr std::array function_words{Word("function"),   Word("method"), Word("constructor"),
                                           Word("destructor"), Word("lambda"), Word("initialiser")};
inline constexpr std::array severity_words{Word("remark"), Word("warning"), Word("error"), Word("lost")};

template <typename Enum, std::size_t size> std::optional<Enum> find(const std::array<Word, size>& words, Word word) {
  for (std::size_t index = 0; index < size; ++index)
    if (words[index] == word)
      return static_cast<Enum>(index);
  return std::nullopt;
}

template <typename Enum, std::size_t size> Word word_of(const std::array<Word, size>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

/// Has a meaning of its own somewhere, so as a name it is quoted. Variables and blocks need to mind only the
/// words of function bodies.
[[nodiscard]] bool is_reserved(Word word);
[[nodiscard]] bool is_reserved_in_bodies(Word word);

/// Letters, digits, underscore, and every byte of a non-ASCII character.
[[nodiscard]] constexpr bool is_word_character(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' ||
         static_cast<unsigned char>(byte) >= 0x80;
}
[[nodiscard]] constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// Length of the longest qualified name `text` begins with: "app::Cache::~Cache", "std::operator<<"; 0 if none.
[[nodiscard]] std::size_t scan_name(std::string_view text);
// Reads back as itself without quotes…
[[nodiscard]] bool is_bare_name(std::string_view text);  ///< … as a qualified name, if `(` or a space follows.
[[nodiscard]] bool is_plain_name(std::string_view text); ///< … as a qualified name, whatever follows.
[[nodiscard]] bool is_bare_word(std::string_view text);  ///< … as a variable.
[[nodiscard]] bool is_bare_field(std::string_view text); ///< … as a field, after its dot.

/// "app::Cache" of "app::Cache::get"; empty if unqualified.
[[nodiscard]] std::string_view scope_of(std::string_view qualified_name);
/// "get" of "app::Cache::get".
[[nodiscard]] std::string_view last_part_of(std::string_view qualified_name);

/// Members of classes name their class by their own name unless they say otherwise.
[[nodiscard]] bool implies_class(Function::Kind kind);

/// The type of a place follows from its variable and steps unless it says otherwise.
[[nodiscard]] TypeId type_after(const Program& program, TypeId type, const Step& step);
/// The record whose fields a step may name without naming the record.
[[nodiscard]] NameId record_of(const Program& program, TypeId type);

/// Entries that share a name: a name stands for an entry only where it is the one entry of that name.
template <typename Entry> struct Namesakes {
  Entry first;
  std::uint32_t count = 0;
  void add(Entry entry) {
    if (count++ == 0)
      first = entry;
  }
};

/// Finds fields by record and name.
class FieldIndex {
public:
  void add(const Field& field, FieldId id) { fields_[key(field.record, field.name)].add(id); }
  [[nodiscard]] Namesakes<FieldId> find(NameId record, NameId name) const {
    const auto found = fields_.find(key(record, name));
    return found == fields_.end() ? Namesakes<FieldId>{} : found->second;
  }

private:
  static std::uint64_t key(NameId record, NameId name) { return std::uint64_t{record.value} << 32 | name.value; }
  std::unordered_map<std::uint64_t, Namesakes<FieldId>> fields_;
};

} // namespace partywall::ir::syntax
