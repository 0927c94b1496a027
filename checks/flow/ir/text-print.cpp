#include "checks/flow/ir/text-print.h"

#include "checks/flow/ir/text.h"

#include <fmt/format.h>

namespace partywall::ir {

std::string print(const Program& program) {
  syntax::Printer printer(program);
  printer.print_program();
  return printer.take();
}

std::string print(const Program& program, const Function& function) {
  syntax::Printer printer(program);
  printer.print_function(function);
  return printer.take();
}

namespace syntax {

namespace {

/// Iterative: how deep types nest is up to the input.
std::vector<TypeId> components_first(const std::vector<Type>& types) {
  std::vector<TypeId> order;
  order.reserve(types.size());
  std::vector<bool> done(types.size());
  std::vector<std::pair<std::uint32_t, bool>> pending; // a type; have its components been pushed?
  for (std::uint32_t root = 0; root < types.size(); ++root) {
    pending.emplace_back(root, false);
    while (!pending.empty()) {
      const auto [type, is_ready] = pending.back();
      pending.pop_back();
      if (done[type])
        continue;
      if (is_ready) {
        done[type] = true;
        order.push_back({type});
        continue;
      }
      pending.emplace_back(type, true);
      const auto push = [&](TypeId id) {
        if (id && !done[id.value])
          pending.emplace_back(id.value, false);
      };
      for (std::size_t index = types[type].arguments.size(); index-- > 0;)
        push(types[type].arguments[index]);
      push(types[type].element);
    }
  }
  return order;
}

} // namespace

Printer::Printer(const Program& program)
    : program_(program), types_in_order_(components_first(program.types)), type_numbers_(program.types.size()) {
  for (std::uint32_t number = 0; number < types_in_order_.size(); ++number)
    type_numbers_[types_in_order_[number].value] = number;
  for (std::uint32_t index = 0; index < program.fields.size(); ++index)
    fields_.add(program.fields[index], {index});
  for (std::uint32_t index = 0; index < program.callees.size(); ++index)
    callees_[program.callees[index].name.value].add({index});
}

void Printer::print_program() {
  write("version: 1\n");
  const auto each = [&](const auto& table, void (Printer::*print_entry)(std::size_t)) {
    if (!table.empty())
      write("\n");
    for (std::size_t index = 0; index < table.size(); ++index)
      (this->*print_entry)(index);
  };
  each(program_.files, &Printer::print_file);
  if (!program_.types.empty())
    write("\n");
  for (const TypeId type : types_in_order_)
    print_type(type);
  each(program_.fields, &Printer::print_field);
  if (!program_.records.empty())
    write("\n");
  for (const Record& record : program_.records)
    print_record(record);
  each(program_.globals, &Printer::print_global);
  each(program_.callees, &Printer::print_callee);
  for (const Function& function : program_.functions) {
    write("\n");
    print_function(function);
  }
  if (!program_.units.empty())
    write("\n");
  for (const Unit& unit : program_.units)
    print_unit(unit);
}

void Printer::print_file(std::size_t index) {
  const File& file = program_.files[index];
  write("file ");
  write_label('f', static_cast<std::uint32_t>(index));
  write(" = ");
  if (file.path)
    write_quoted(program_.text(file.path));
  else
    write("-");
  write_flag(!file.in_project, "external");
  write_flag(file.is_test, "test");
  write("\n");
}

void Printer::print_type(TypeId id) {
  const Type& type = program_.at(id);
  write("type ");
  write_type(id);
  write(" = ");
  if (type.is_const)
    write("const ");
  write(word_of(shape_words, type.shape));
  if (type.bits != 0) {
    write(" ");
    write_number(type.bits);
  }
  write_clause("", type.name);
  if (type.shape == Type::Shape::function)
    write_types("", type.arguments, '(', ')');
  else
    write_types("", type.arguments, '<', '>');
  if (type.element) {
    write(type.shape == Type::Shape::array ? " of " : " to ");
    write_type(type.element);
  }
  write_clause("as", type.sugar);
  write("\n");
}

void Printer::print_field(std::size_t index) {
  const Field& field = program_.fields[index];
  write("field ");
  write_label('d', static_cast<std::uint32_t>(index));
  write(" = ");
  write_name(field.record);
  write(".");
  write_name(field.name);
  write_colon_type(field.type);
  write("\n");
}

void Printer::print_record(const Record& record) {
  write("record ");
  write_name(record.name);
  for (std::size_t index = 0; index < record.fields.size(); ++index) {
    write(index == 0 ? " fields " : ", ");
    write_label('d', record.fields[index].value);
  }
  for (std::size_t index = 0; index < record.bases.size(); ++index) {
    write(index == 0 ? " bases " : ", ");
    write_type(record.bases[index]);
  }
  write_annotations(record.annotations);
  write_location(record.location);
  write("\n");
}

void Printer::print_global(std::size_t index) {
  const Global& global = program_.globals[index];
  write("global ");
  write_label('g', static_cast<std::uint32_t>(index));
  write(" = ");
  write_name(global.name);
  write_colon_type(global.type);
  write_flag(global.storage != Global::Storage::global, word_of(storage_words, global.storage));
  write_flag(global.is_constant, "constant");
  write_clause("symbol", global.symbol, global.name);
  write_annotations(global.annotations);
  write_location(global.location);
  write("\n");
}

void Printer::print_callee(std::size_t index) {
  const Callee& callee = program_.callees[index];
  write("callee ");
  write_label('c', static_cast<std::uint32_t>(index));
  write(" = ");
  write_called_name(callee.name);
  write("(");
  for (std::size_t parameter = 0; parameter < callee.parameters.size(); ++parameter) {
    if (parameter > 0)
      write(", ");
    write_word(callee.parameter_names[parameter]);
    write_colon_type(callee.parameters[parameter]);
  }
  write(")");
  if (callee.result) {
    write(" -> ");
    write_type(callee.result);
  }
  write_flag(callee.is_constructor, "constructor");
  write_flag(callee.is_destructor, "destructor");
  write_flag(callee.is_virtual, "virtual");
  write_flag(callee.is_static, "static");
  write_flag(callee.is_const, "const");
  write_flag(callee.is_variadic, "variadic");
  write_flag(callee.never_returns, "never_returns");
  write_clause("class", callee.declaring_class);
  write_clause("receiver", callee.receiver_class, callee.declaring_class);
  write_types(" template ", callee.template_arguments, '<', '>');
  write_annotations(callee.annotations);
  write_clause("symbol", callee.symbol, callee.name);
  write("\n");
}

void Printer::print_unit(const Unit& unit) {
  write("unit ");
  write_name(unit.main_file);
  write_clause("link", unit.link_unit);
  write_clause("configuration", unit.configuration);
  write("\n");
  for (const Note& note : unit.notes) {
    write("note ");
    write(word_of(severity_words, note.severity));
    write(" ");
    write_quoted(note.message);
    write_location(note.location);
    write("\n");
  }
}

void Printer::write_number(std::int64_t number) { write(std::string_view(fmt::format_int(number).c_str())); }

void Printer::write_label(char prefix, std::uint32_t number) {
  out_ += prefix;
  write_number(number);
}

void Printer::write_quoted(std::string_view text, char quote) {
  constexpr std::string_view digits = "0123456789abcdef";
  out_ += quote;
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if (byte == quote || byte == '\\')
      (out_ += '\\') += byte;
    else if (byte == '\n')
      out_ += "\\n";
    else if (byte == '\t')
      out_ += "\\t";
    else if (byte == '\r')
      out_ += "\\r";
    else if (code < 0x20 || code == 0x7f)
      ((out_ += "\\x") += digits[code / 16]) += digits[code % 16];
    else
      out_ += byte;
  }
  out_ += quote;
}

void Printer::write_name(NameId name) {
  const std::string_view text = program_.text(name);
  if (!name)
    write("-");
  else if (is_plain_name(text))
    write(text);
  else
    write_quoted(text);
}

void Printer::write_called_name(NameId name) {
  const std::string_view text = program_.text(name);
  if (name && is_bare_name(text))
    write(text);
  else
    write_name(name);
}

void Printer::write_word(NameId name) {
  const std::string_view text = program_.text(name);
  if (!name)
    write("-");
  else if (is_bare_word(text))
    write(text);
  else
    write_quoted(text, '`');
}

void Printer::write_type(TypeId type) {
  if (type)
    write_label('t', type_numbers_[type.value]);
  else
    write("-");
}

void Printer::write_colon_type(TypeId type) {
  if (!type)
    return;
  write(": ");
  write_type(type);
}

void Printer::write_types(std::string_view before, const std::vector<TypeId>& types, char open, char close) {
  if (types.empty())
    return;
  write(before);
  out_ += open;
  for (std::size_t index = 0; index < types.size(); ++index) {
    if (index > 0)
      write(", ");
    write_type(types[index]);
  }
  out_ += close;
}

void Printer::write_annotations(const std::vector<NameId>& annotations) {
  for (const NameId annotation : annotations) {
    write(" annotated ");
    write_name(annotation);
  }
}

void Printer::write_clause(std::string_view before, NameId name, NameId implied) {
  if (name == implied)
    return;
  write(" ");
  if (!before.empty())
    (out_ += before) += ' ';
  write_name(name);
}

void Printer::write_flag(bool is_set, std::string_view word) {
  if (is_set)
    (out_ += ' ') += word;
}

void Printer::write_location(const Location& location, FileId here) {
  if (location == Location{})
    return;
  write(" @");
  if (location.file != here || location.line == 0) {
    write_label('f', location.file.value);
    if (location.line == 0)
      return;
    write(":");
  }
  write_number(location.line);
  write(":");
  write_number(location.column);
  if (location.end_line == location.line && location.end_column == location.column)
    return;
  write("-");
  if (location.end_line != location.line) {
    write_number(location.end_line);
    write(":");
  }
  write_number(location.end_column);
}

void Printer::write_callee(CalleeId id) {
  const NameId name = program_.at(id).name;
  const bool is_unambiguous = name && callees_.at(name.value).count == 1;
  if (name)
    write_called_name(name);
  if (is_unambiguous)
    return;
  write("$");
  write_label('c', id.value);
}

void Printer::write_field_step(FieldId id, TypeId holder) {
  const Field& field = program_.at(id);
  const std::string_view name = program_.text(field.name);
  write(".");
  if (is_bare_field(name)) {
    const NameId record = record_of(program_, holder);
    const bool is_unambiguous = fields_.find(field.record, field.name).count == 1;
    if (is_unambiguous && record == field.record)
      return write(name);
    if (is_unambiguous && is_plain_name(program_.text(field.record))) {
      write(program_.text(field.record));
      write("::");
      return write(name);
    }
    write(name);
  }
  write("$");
  write_label('d', id.value);
}

} // namespace syntax
} // namespace partywall::ir
