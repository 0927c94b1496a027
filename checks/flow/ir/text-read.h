/// The pieces that text-read.cpp (tables) and text-read-function.cpp (bodies) share.
#pragma once

#include "checks/flow/ir/text-cursor.h"
#include "checks/flow/ir/text-syntax.h"

#include <map>
#include <vector>

namespace partywall::ir::syntax {

/// Short ids of one table. Numbered ones ("t12") are looked up in an array, others ("string") in a map.
template <typename Entry> class Labels {
public:
  /// `limit`: higher numbers are treated as words, so that no number allocates more than the text is long.
  Labels(char prefix, std::size_t limit) : prefix_(prefix), limit_(limit) {}

  /// False if the label is taken.
  bool define(std::string_view label, Entry entry) {
    if (const auto number = number_of(label)) {
      if (*number >= numbered_.size())
        numbered_.resize(*number + 1);
      if (numbered_[*number])
        return false;
      numbered_[*number] = entry;
      return true;
    }
    return worded_.emplace(label, entry).second;
  }

  [[nodiscard]] Entry find(std::string_view label) const {
    if (const auto number = number_of(label))
      return *number < numbered_.size() ? numbered_[*number] : Entry{};
    const auto found = worded_.find(label);
    return found == worded_.end() ? Entry{} : found->second;
  }

private:
  [[nodiscard]] std::optional<std::size_t> number_of(std::string_view label) const {
    if (label.size() < 2 || label.front() != prefix_)
      return std::nullopt;
    std::size_t number = 0;
    const auto [stop, error] = std::from_chars(label.data() + 1, label.data() + label.size(), number);
    const bool is_canonical = label.size() == 2 || label[1] != '0';
    if (error != std::errc() || stop != label.data() + label.size() || number >= limit_ || !is_canonical)
      return std::nullopt;
    return number;
  }

  char prefix_;
  std::size_t limit_;
  std::vector<Entry> numbered_;
  std::unordered_map<std::string_view, Entry> worded_;
};

/// Reads the tables, and keeps what bodies need to look up.
class Reader {
public:
  explicit Reader(std::string_view text);
  Program read();

private:
  friend class FunctionReader;
  friend class OperandReader;

  void read_statement(std::string_view word);
  void read_file();
  void read_type_line();
  void read_field();
  void read_record();
  void read_global();
  void read_callee_line();
  void read_callee_parameters(Callee& callee);
  bool read_callee_clause(Callee& callee);
  void read_function(); // text-read-function.cpp
  void read_unit();
  void read_note();

  template <typename Entry> void define(Labels<Entry>& labels, std::string_view label, Entry entry) {
    if (!labels.define(label, entry))
      cursor_.fail(label, "'" + std::string(label) + "' is defined twice");
  }
  /// The label at the head of a table line, up to its "=".
  std::string_view read_label();
  template <typename Entry> Entry read_reference(const Labels<Entry>& labels, std::string_view what) {
    const std::string_view label = cursor_.word();
    if (label.empty())
      cursor_.fail("the label of a " + std::string(what) + " expected");
    const Entry entry = labels.find(label);
    if (!entry)
      cursor_.fail(label, "no " + std::string(what) + " '" + std::string(label) + "' is defined above");
    return entry;
  }

  NameId read_name();
  NameId read_word_or_quoted();     ///< One word or back-quoted; `-` is absent.
  NameId intern_scope(NameId name); ///< Absent if the name is unqualified.
  TypeId read_type(int depth = 0);
  Type read_type_body(int depth);
  std::vector<TypeId> read_types(char close, int depth = 0);
  TypeId read_colon_type();
  Location read_location(FileId here); ///< After the `@`.
  FileId first_file() const { return program_.files.empty() ? FileId{} : FileId{0}; }

  void add_field(const Field& field, FieldId id);
  /// After the "." of a step; `holder` is the type of what the field is a part of.
  FieldId read_field_step(TypeId holder);
  FieldId field_named(NameId record, NameId name, std::string_view token);
  FieldId create_field(NameId record, NameId name);

  struct CalleeName {
    CalleeId exact; ///< Found in the table.
    NameId name;    ///< Else the name that stands for one without an entry.
  };
  CalleeName read_callee_name();
  CalleeId resolve(const CalleeName& callee, bool has_receiver);

  std::string_view text_;
  Cursor cursor_;
  Program program_;
  Labels<FileId> files_;
  Labels<TypeId> types_;
  Labels<FieldId> fields_;
  Labels<GlobalId> globals_;
  Labels<CalleeId> callees_;
  std::map<Type, TypeId> inline_types_;
  FieldIndex fields_by_name_;                                       ///< By record and name.
  std::unordered_map<std::uint32_t, Namesakes<FieldId>> any_field_; ///< By name alone.
  std::unordered_map<std::uint32_t, Namesakes<CalleeId>> callee_names_;
  std::map<std::pair<NameId, bool>, CalleeId> inline_callees_; ///< By name, and: has it a receiver?
};

} // namespace partywall::ir::syntax
