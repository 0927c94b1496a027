/// Variables, places, constants and operands of the function being read.
#pragma once

#include "checks/flow/ir/members.h"
#include "checks/flow/ir/text-read.h"

namespace partywall::ir::syntax {

/// A named variable and which of its namesakes, or a number for one without a name.
struct VariableKey {
  NameId name;
  std::uint32_t ordinal = 1;
  [[nodiscard]] std::uint64_t packed() const { return std::uint64_t{name.value} << 32 | ordinal; }
};

/// Appends to the function's variables, places and constants what the text mentions first.
class OperandReader {
public:
  /// Both must outlive the reader.
  OperandReader(Reader& reader, Function& function)
      : reader_(reader), cursor_(reader.cursor_), program_(reader.program_), function_(function) {}

  VariableKey read_variable_key();
  /// False if the key is taken.
  bool declare(VariableKey key, Variable variable);

  /// After the word `place`: the type of a path, wherever it does not say another one.
  void read_place_declaration();
  PlaceId read_place();

  Operand read_operand();
  void read_operands(std::vector<Operand>& operands);
  void read_parenthesised(std::vector<Operand>& operands);

private:
  Operand read_integer();
  Operand read_worded_operand(std::string_view word);
  Operand constant(Constant::Kind kind, std::int64_t number = 0, NameId text = {});

  /// What is not declared is declared by its first use.
  VariableId read_variable();
  Step read_element();
  /// Into scratch_; returns the type that follows from the path.
  TypeId read_path();

  Reader& reader_;
  Cursor& cursor_;
  Program& program_;
  Function& function_;
  std::unordered_map<std::uint64_t, VariableId> variables_;
  Place scratch_;
  std::unordered_map<Place, PlaceId, Hash> places_;
  std::unordered_map<Place, TypeId, Hash> stated_types_; ///< By path, its type absent.
  std::unordered_map<Constant, std::uint32_t, Hash> constants_;
};

} // namespace partywall::ir::syntax
