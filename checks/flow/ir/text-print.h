/// The pieces that text-print.cpp (tables) and text-print-function.cpp (bodies) share.
#pragma once

#include "checks/flow/ir/text-syntax.h"

#include <string>
#include <vector>

namespace partywall::ir::syntax {

/// Shows a program's entries by their short ids; knows which names are unambiguous.
class Printer {
public:
  explicit Printer(const Program& program);

  void print_program();
  void print_function(const Function& function);
  [[nodiscard]] std::string take() { return std::move(out_); }

private:
  friend class FunctionPrinter;

  void print_file(std::size_t index);
  void print_type(TypeId id);
  void print_field(std::size_t index);
  void print_record(const Record& record);
  void print_global(std::size_t index);
  void print_callee(std::size_t index);
  void print_unit(const Unit& unit);

  void write(std::string_view text) { out_ += text; }
  void write_number(std::int64_t number);
  void write_label(char prefix, std::uint32_t number);
  void write_quoted(std::string_view text, char quote = '"');
  void write_name(NameId name);        ///< Bare where anything may follow it, `-` if absent.
  void write_called_name(NameId name); ///< Also bare for operators.
  void write_word(NameId name);        ///< One bare word, else in back-quotes.
  void write_type(TypeId type);
  void write_colon_type(TypeId type); ///< ": t3", nothing for an absent type.
  void write_types(std::string_view before, const std::vector<TypeId>& types, char open, char close);
  void write_annotations(const std::vector<NameId>& annotations);
  void write_clause(std::string_view before, NameId name, NameId implied = {});
  void write_flag(bool is_set, std::string_view word);
  void write_location(const Location& location, FileId here = {});
  void write_callee(CalleeId callee);
  void write_field_step(FieldId field, TypeId holder);

  const Program& program_;
  std::string out_;
  std::vector<TypeId> types_in_order_;      ///< Each after the types it is made of.
  std::vector<std::uint32_t> type_numbers_; ///< By TypeId: its position in that order.
  FieldIndex fields_;
  std::unordered_map<std::uint32_t, Namesakes<CalleeId>> callees_; ///< By NameId.
};

} // namespace partywall::ir::syntax
