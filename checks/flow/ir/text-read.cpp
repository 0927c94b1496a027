#include "checks/flow/ir/text-read.h"

#include "checks/flow/ir/text.h"

#include <algorithm>

namespace partywall::ir {

std::expected<Program, TextError> read(std::string_view text) {
  try {
    return syntax::Reader(text).read();
  } catch (TextError& error) {
    return std::unexpected(std::move(error));
  }
}

namespace syntax {

namespace {

/// Far beyond what C++ nests by hand; printed programs do not nest at all.
constexpr int deepest_inline_type = 64;

} // namespace

Reader::Reader(std::string_view text)
    : text_(text), cursor_(text), files_('f', text.size()), types_('t', text.size()), fields_('d', text.size()),
      globals_('g', text.size()), callees_('c', text.size()) {}

Program Reader::read() {
  if (!cursor_.next_line() || !cursor_.accept_word("version") || !cursor_.accept(':'))
    throw cursor_.error_here("the first line must be 'version: 1'");
  if (!cursor_.accept_word("1"))
    cursor_.fail("this version is unknown; only version 1 can be read");
  cursor_.expect_line_end();
  while (cursor_.next_line()) {
    read_statement(cursor_.word());
    cursor_.expect_line_end();
  }
  return std::move(program_);
}

void Reader::read_statement(std::string_view word) {
  if (word == "function")
    return read_function();
  if (word == "type")
    return read_type_line();
  if (word == "callee")
    return read_callee_line();
  if (word == "field")
    return read_field();
  if (word == "file")
    return read_file();
  if (word == "record")
    return read_record();
  if (word == "global")
    return read_global();
  if (word == "unit")
    return read_unit();
  if (word == "note")
    return read_note();
  cursor_.fail(word, "file, type, field, record, global, callee, function, unit or note expected");
}

std::string_view Reader::read_label() {
  const std::string_view label = cursor_.word();
  if (label.empty())
    cursor_.fail("a label expected");
  if (is_reserved(label))
    cursor_.fail(label, "'" + std::string(label) + "' has a meaning of its own and cannot be a label");
  cursor_.expect('=');
  return label;
}

NameId Reader::read_name() {
  for (const char quote : {'"', '`'})
    if (const auto text = cursor_.quoted(quote))
      return program_.names.intern(*text);
  if (cursor_.accept('-'))
    return {};
  const std::string_view name = cursor_.bare_name();
  if (name.empty() || is_digit(name.front()))
    cursor_.fail(name, "a name expected");
  if (is_reserved(name))
    cursor_.fail(name, "'" + std::string(name) + "' has a meaning of its own; as a name it is quoted");
  return program_.names.intern(name);
}

NameId Reader::read_word_or_quoted() {
  if (const auto text = cursor_.quoted('`'))
    return program_.names.intern(*text);
  if (cursor_.accept('-'))
    return {};
  const std::string_view word = cursor_.word();
  if (word.empty() || is_digit(word.front()))
    cursor_.fail(word, "a name expected");
  if (is_reserved_in_bodies(word))
    cursor_.fail(word, "'" + std::string(word) + "' has a meaning of its own; as a name it is back-quoted");
  return program_.names.intern(word);
}

NameId Reader::intern_scope(NameId name) {
  const std::string scope(scope_of(program_.text(name))); // a copy: interning must not read what it moves
  return scope.empty() ? NameId{} : program_.names.intern(scope);
}

void Reader::read_file() {
  const std::string_view label = read_label();
  File file{.path = read_name(), .in_project = true};
  while (!cursor_.at_line_end()) {
    if (cursor_.accept_word("external"))
      file.in_project = false;
    else if (cursor_.accept_word("test"))
      file.is_test = true;
    else
      cursor_.fail("external or test expected");
  }
  define(files_, label, FileId{static_cast<std::uint32_t>(program_.files.size())});
  program_.files.push_back(file);
}

void Reader::read_type_line() {
  const std::string_view label = read_label();
  Type type = read_type_body(0);
  define(types_, label, TypeId{static_cast<std::uint32_t>(program_.types.size())});
  program_.types.push_back(std::move(type));
}

TypeId Reader::read_type(int depth) {
  if (cursor_.accept('-'))
    return {};
  const std::string_view word = cursor_.word();
  cursor_.rewind(word);
  const bool is_spelled_out = word == "const" || syntax::find<Type::Shape>(shape_words, word).has_value();
  if (!is_spelled_out)
    return read_reference(types_, "type");
  const Type type = read_type_body(depth + 1);
  const auto [known, is_new] =
      inline_types_.try_emplace(type, TypeId{static_cast<std::uint32_t>(program_.types.size())});
  if (is_new)
    program_.types.push_back(type);
  return known->second;
}

Type Reader::read_type_body(int depth) {
  if (depth > deepest_inline_type)
    cursor_.fail("types nest too deeply; give the inner ones a 'type' line");
  Type type;
  type.is_const = cursor_.accept_word("const");
  const std::string_view shape_word = cursor_.word();
  const auto shape = syntax::find<Type::Shape>(shape_words, shape_word);
  if (!shape)
    cursor_.fail(shape_word, "the shape of a type expected: integer, record, pointer, …");
  type.shape = *shape;
  if (cursor_.is_number())
    type.bits = cursor_.number<std::uint8_t>("a width in bits");
  const char next = cursor_.peek();
  if (next == '"' || next == '`')
    type.name = read_name();
  else if (const std::string_view name = cursor_.bare_name();
           !name.empty() && !is_reserved(name) && !is_digit(name.front()))
    type.name = program_.names.intern(name);
  else
    cursor_.rewind(name);
  while (true) {
    if (cursor_.accept('<'))
      type.arguments = read_types('>', depth);
    else if (cursor_.accept('('))
      type.arguments = read_types(')', depth);
    else if (cursor_.accept_word("to") || cursor_.accept_word("of"))
      type.element = read_type(depth);
    else if (cursor_.accept_word("as"))
      type.sugar = read_name();
    else
      return type;
  }
}

std::vector<TypeId> Reader::read_types(char close, int depth) {
  std::vector<TypeId> types;
  if (cursor_.accept(close))
    return types;
  do
    types.push_back(read_type(depth));
  while (cursor_.accept(','));
  cursor_.expect(close);
  return types;
}

TypeId Reader::read_colon_type() { return cursor_.accept(':') ? read_type() : TypeId{}; }

Location Reader::read_location(FileId here) {
  Location location;
  location.file = here;
  if (!cursor_.is_number()) {
    location.file = read_reference(files_, "file");
    if (!cursor_.accept(':'))
      return location;
  }
  if (!location.file)
    cursor_.fail("a location needs a file: give the text a 'file' line");
  location.line = location.end_line = cursor_.number<std::uint32_t>("a line");
  if (location.line == 0)
    cursor_.fail("lines count from 1");
  location.column = location.end_column = 1;
  if (!cursor_.accept(':'))
    return location;
  location.column = location.end_column = cursor_.number<std::uint32_t>("a column");
  if (!cursor_.accept('-'))
    return location;
  location.end_column = cursor_.number<std::uint32_t>("an end");
  if (!cursor_.accept(':'))
    return location;
  location.end_line = location.end_column;
  location.end_column = cursor_.number<std::uint32_t>("an end column");
  return location;
}

void Reader::add_field(const Field& field, FieldId id) {
  fields_by_name_.add(field, id);
  any_field_[field.name.value].add(id);
}

void Reader::read_field() {
  const std::string_view label = read_label();
  Field field;
  field.record = read_name();
  cursor_.expect('.');
  field.name = read_name();
  field.type = read_colon_type();
  const FieldId id{static_cast<std::uint32_t>(program_.fields.size())};
  define(fields_, label, id);
  program_.fields.push_back(field);
  add_field(field, id);
}

FieldId Reader::create_field(NameId record, NameId name) {
  const FieldId id{static_cast<std::uint32_t>(program_.fields.size())};
  program_.fields.push_back({record, name, {}});
  add_field(program_.fields.back(), id);
  return id;
}

FieldId Reader::field_named(NameId record, NameId name, std::string_view token) {
  const Namesakes<FieldId> found = fields_by_name_.find(record, name);
  if (found.count > 1)
    cursor_.fail(token, "several fields have this name; say which by its label: " + std::string(token) + "$d0");
  return found.first;
}

FieldId Reader::read_field_step(TypeId holder) {
  const std::string_view token = cursor_.bare_name();
  if (cursor_.accept('$')) {
    const FieldId field = read_reference(fields_, "field");
    if (!token.empty() && token != program_.text(program_.at(field).name))
      cursor_.fail(token, "the field with this label has another name");
    return field;
  }
  if (token.empty() || is_digit(token.front()))
    cursor_.fail(token, "a field's name expected");
  const NameId name = program_.names.intern(last_part_of(token));
  if (const std::string_view scope = scope_of(token); !scope.empty()) {
    const NameId record = program_.names.intern(scope);
    const FieldId field = field_named(record, name, token);
    return field ? field : create_field(record, name);
  }
  const NameId record = record_of(program_, holder);
  if (const FieldId field = field_named(record, name, token))
    return field;
  const auto anywhere = any_field_.find(name.value);
  const bool is_only_one = anywhere != any_field_.end() && anywhere->second.count == 1;
  return is_only_one ? anywhere->second.first : create_field(record, name);
}

void Reader::read_record() {
  Record record;
  record.name = read_name();
  while (!cursor_.at_line_end()) {
    if (cursor_.accept('@'))
      record.location = read_location(first_file());
    else if (cursor_.accept_word("annotated"))
      record.annotations.push_back(read_name());
    else if (cursor_.accept_word("fields")) {
      do
        record.fields.push_back(read_reference(fields_, "field"));
      while (cursor_.accept(','));
    } else if (cursor_.accept_word("bases")) {
      do
        record.bases.push_back(read_type());
      while (cursor_.accept(','));
    } else
      cursor_.fail("fields, bases, annotated or @ expected");
  }
  program_.records.push_back(std::move(record));
}

void Reader::read_global() {
  const std::string_view label = read_label();
  Global global;
  global.name = global.symbol = read_name();
  global.type = read_colon_type();
  while (!cursor_.at_line_end()) {
    if (cursor_.accept('@'))
      global.location = read_location(first_file());
    else if (cursor_.accept_word("annotated"))
      global.annotations.push_back(read_name());
    else if (cursor_.accept_word("symbol"))
      global.symbol = read_name();
    else if (cursor_.accept_word("constant"))
      global.is_constant = true;
    else if (const auto storage = syntax::find<Global::Storage>(storage_words, cursor_.word()))
      global.storage = *storage;
    else
      cursor_.fail("static_member, static_local, thread, constant, symbol, annotated or @ expected");
  }
  define(globals_, label, GlobalId{static_cast<std::uint32_t>(program_.globals.size())});
  program_.globals.push_back(std::move(global));
}

void Reader::read_callee_line() {
  const std::string_view label = read_label();
  Callee callee;
  callee.name = callee.symbol = read_name();
  if (cursor_.accept('('))
    read_callee_parameters(callee);
  if (cursor_.accept("->"))
    callee.result = read_type();
  std::optional<NameId> receiver;
  while (!cursor_.at_line_end()) {
    if (cursor_.accept_word("receiver"))
      receiver = read_name();
    else if (!read_callee_clause(callee))
      cursor_.fail("a clause of a callee expected: virtual, const, class, receiver, template, symbol, …");
  }
  callee.receiver_class = receiver.value_or(callee.declaring_class);
  const CalleeId id{static_cast<std::uint32_t>(program_.callees.size())};
  define(callees_, label, id);
  callee_names_[callee.name.value].add(id);
  program_.callees.push_back(std::move(callee));
}

void Reader::read_callee_parameters(Callee& callee) {
  if (cursor_.accept(')'))
    return;
  do {
    callee.parameter_names.push_back(read_word_or_quoted());
    callee.parameters.push_back(read_colon_type());
  } while (cursor_.accept(','));
  cursor_.expect(')');
}

bool Reader::read_callee_clause(Callee& callee) {
  const std::string_view word = cursor_.word();
  if (word == "constructor")
    return callee.is_constructor = true;
  if (word == "destructor")
    return callee.is_destructor = true;
  if (word == "virtual")
    return callee.is_virtual = true;
  if (word == "static")
    return callee.is_static = true;
  if (word == "const")
    return callee.is_const = true;
  if (word == "variadic")
    return callee.is_variadic = true;
  if (word == "never_returns")
    return callee.never_returns = true;
  if (word == "class")
    return callee.declaring_class = read_name(), true;
  if (word == "symbol")
    return callee.symbol = read_name(), true;
  if (word == "annotated")
    return callee.annotations.push_back(read_name()), true;
  if (word != "template")
    return false;
  cursor_.expect('<');
  callee.template_arguments = read_types('>');
  return true;
}

Reader::CalleeName Reader::read_callee_name() {
  const auto read_exact = [&](std::string_view written) -> CalleeName {
    const CalleeId callee = read_reference(callees_, "callee");
    if (!written.empty() && program_.text(program_.at(callee).name) != written)
      cursor_.fail("the callee with this label has another name");
    return {callee, {}};
  };
  const std::string_view bare = cursor_.bare_name();
  if (cursor_.accept('$'))
    return read_exact(bare); // nearly always so in printed text, and nothing to intern
  cursor_.rewind(bare);
  const NameId name = read_name();
  if (cursor_.accept('$'))
    return read_exact(program_.text(name));
  return {{}, name};
}

CalleeId Reader::resolve(const CalleeName& callee, bool has_receiver) {
  if (callee.exact)
    return callee.exact;
  if (const auto found = callee_names_.find(callee.name.value); found != callee_names_.end()) {
    if (found->second.count == 1)
      return found->second.first;
    cursor_.fail("several callees have the name " + std::string(program_.text(callee.name)) +
                 "; say which by its label, as in name$c0");
  }
  const auto [known, is_new] = inline_callees_.try_emplace(
      {callee.name, has_receiver}, CalleeId{static_cast<std::uint32_t>(program_.callees.size())});
  if (!is_new)
    return known->second;
  Callee written;
  written.name = written.symbol = callee.name;
  if (has_receiver) {
    written.declaring_class = written.receiver_class = intern_scope(callee.name);
    const std::string_view class_name = last_part_of(program_.text(written.declaring_class));
    const std::string_view own_name = last_part_of(program_.text(callee.name));
    written.is_constructor = !class_name.empty() && own_name == class_name;
    written.is_destructor = own_name.starts_with('~');
  }
  program_.callees.push_back(std::move(written));
  return known->second;
}

void Reader::read_unit() {
  Unit unit;
  unit.main_file = read_name();
  while (!cursor_.at_line_end()) {
    if (cursor_.accept_word("link"))
      unit.link_unit = read_name();
    else if (cursor_.accept_word("configuration"))
      unit.configuration = read_name();
    else
      cursor_.fail("link or configuration expected");
  }
  program_.units.push_back(std::move(unit));
}

void Reader::read_note() {
  if (program_.units.empty())
    cursor_.fail("a note follows the 'unit' line it belongs to");
  const auto severity = syntax::find<Note::Severity>(severity_words, cursor_.word());
  if (!severity)
    cursor_.fail("remark, warning, error or lost expected");
  const auto message = cursor_.quoted('"');
  if (!message)
    cursor_.fail("a quoted message expected");
  Note note{*severity, std::string(*message), {}};
  if (cursor_.accept('@'))
    note.location = read_location(first_file());
  program_.units.back().notes.push_back(std::move(note));
}

} // namespace syntax
} // namespace partywall::ir
