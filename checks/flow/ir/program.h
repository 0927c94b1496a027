/// The flow IR: what a program does with its data, free of C++ and of Clang.
///
///   source --frontend--> Program (one translation unit) --link--> Program (everything) --solver--> hops
///
/// One type serves both sides of the linker: a translation unit is a Program with one Unit, and
/// `link` (flow/solver/link.h) joins Programs. The text form (text.h) prints every field below and reads
/// it back, so a dump is a fixture.
///
/// A Program owns its tables; everything refers to them by index. Indices are meaningful only inside
/// their own Program. Nothing here is a pointer, and order in a table carries no meaning once linked
/// programs are canonical (sorted by content).
///
/// What C++ does, and how it looks here:
///   * A reference is a pointer. Binding takes an address, every use goes through a `deref` step. A
///     parameter `const std::string& key` is a pointer variable; its text is the place `key.*`.
///   * `this` is a pointer variable. A member is `this.*.tenant_`.
///   * A value of class type lives in a place. A constructor is a call whose receiver is the address of
///     that place; a function returning a class by value writes the call's `result` place.
///   * Operators of classes are calls. Operators of built-in types are instructions.
///   * Short circuits, `?:`, loops, `switch` and exceptions are edges between blocks.
///   * Implicit destructors are calls. Conversions that change no bits (derived to base, qualification,
///     array decay, reference binding) leave no trace; a narrowing integer conversion is `Op::narrow`.
///   * A lambda is a function with captures plus a `closure` instruction where it is written. A capture
///     by reference is a pointer.
///   * Templates appear by instantiation, under the name of their pattern.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace partywall::ir {

/// An index into one table of a Program. `none` marks absence.
template <typename Tag>
struct Id {
  static constexpr std::uint32_t none_value = 0xffffffff;
  std::uint32_t value = none_value;

  constexpr explicit operator bool() const { return value != none_value; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using NameId = Id<struct NameTag>;          ///< Interned text; see Names. Absent and "" are different.
using FileId = Id<struct FileTag>;
using TypeId = Id<struct TypeTag>;
using FieldId = Id<struct FieldTag>;
using GlobalId = Id<struct GlobalTag>;
using CalleeId = Id<struct CalleeTag>;
using FunctionId = Id<struct FunctionTag>;
using UnitId = Id<struct UnitTag>;
using VariableId = Id<struct VariableTag>;  ///< Into Function::variables.
using PlaceId = Id<struct PlaceTag>;        ///< Into Function::places.
using BlockId = Id<struct BlockTag>;        ///< Into Function::blocks; 0 is the entry.

/// Interned strings. Equal text has equal id within one Program.
class Names {
public:
  NameId intern(std::string_view text);
  [[nodiscard]] NameId find(std::string_view text) const;   ///< Absent if never interned.
  /// Requirements: `id` came from this table. The empty string for an absent id.
  [[nodiscard]] std::string_view text(NameId id) const;
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::vector<const std::string*> texts_;   // points into index_, whose nodes never move
  std::unordered_map<std::string, NameId, Hash, std::equal_to<>> index_;

public:
  Names() = default;
  Names(const Names& other);
  Names& operator=(const Names& other);
  Names(Names&&) noexcept = default;
  Names& operator=(Names&&) noexcept = default;
  ~Names() = default;
};

/// A source file, by path relative to the project root where it lies inside it, absolute elsewhere.
struct File {
  NameId path;
  bool in_project = false;   ///< Findings may stand here. System, vendored and excluded code is false.
  bool is_test = false;      ///< Test, benchmark or example code: lowered, never reported.
};

/// A source range. Lines and columns are 1-based; columns count bytes; `end_column` is one past the end.
/// For code from a macro this is the place of expansion. `line == 0` means unknown.
struct Location {
  FileId file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;
  friend auto operator<=>(const Location&, const Location&) = default;
};

struct Type {
  enum class Shape : std::uint8_t {
    unknown, nothing, boolean, integer, floating, enumeration, pointer, reference, array, record, function
  };
  Shape shape = Shape::unknown;
  bool is_const = false;
  std::uint8_t bits = 0;               ///< Width of integer, enumeration and floating shapes.
  NameId sugar;                        ///< The typedef it was written with, qualified: "app::TenantId". May be absent.
  NameId name;                         ///< Record or enumeration: qualified name of the template pattern, without
                                       ///< inline namespaces ("std::basic_string"). Built-in: its spelling.
  TypeId element;                      ///< Pointee, referent, array element, or a function's result.
  std::vector<TypeId> arguments;       ///< Template arguments that are types; a function's parameters.
  friend auto operator<=>(const Type&, const Type&) = default;
};

/// One data member, known by the record that declares it and its name (bases keep their own fields).
struct Field {
  NameId record;                       ///< Qualified name of the declaring record, as Type::name.
  NameId name;
  TypeId type;
  friend auto operator<=>(const Field&, const Field&) = default;
};

/// A class, struct or union of the audited code, or one it derives from or holds.
struct Record {
  NameId name;
  Location location;
  std::vector<FieldId> fields;
  std::vector<TypeId> bases;
  std::vector<NameId> annotations;     ///< Texts of [[clang::annotate("partywall::…")]], prefix stripped.
};

/// A variable with static or thread storage duration.
struct Global {
  enum class Storage : std::uint8_t { global, static_member, static_local, thread };
  NameId symbol;                       ///< Link key; see Function::symbol.
  NameId name;                         ///< Qualified, for people.
  TypeId type;
  Storage storage = Storage::global;
  bool is_constant = false;            ///< const or constexpr with constant initialisation.
  Location location;
  std::vector<NameId> annotations;
};

/// Something that can be called, as a call site names it. One entry serves all calls that agree in all
/// members. It says enough about functions without a body to reason about them by name and parameters.
struct Callee {
  NameId symbol;                       ///< USR; with a prefix for internal linkage, see Function::symbol.
  NameId name;                         ///< "sw::redis::Redis::get": namespace, declaring class, function.
  NameId declaring_class;              ///< Absent for free functions.
  NameId receiver_class;               ///< Static class of the object expression; may derive from declaring_class.
  TypeId result;
  std::vector<TypeId> parameters;
  std::vector<NameId> parameter_names; ///< As long as `parameters`; unnamed ones are absent.
  std::vector<TypeId> template_arguments;   ///< A number is a type of unknown shape, named "=1".
  std::vector<NameId> annotations;
  bool is_virtual = false;             ///< The call dispatches; overriders are found through Function::overrides.
  bool is_constructor = false;
  bool is_destructor = false;
  bool is_const = false;               ///< const member function.
  bool is_static = false;
  bool is_variadic = false;            ///< C variadic.
  bool never_returns = false;
  friend auto operator<=>(const Callee&, const Callee&) = default;
};

/// One step of an access path.
struct Step {
  enum class Kind : std::uint8_t { deref, field, element };
  Kind kind = Kind::deref;
  FieldId field;                       ///< Kind::field.
  std::int64_t index = -1;             ///< Kind::element: a constant index, or -1 for any.
  friend auto operator<=>(const Step&, const Step&) = default;
};

/// A variable followed by steps: `this.*.pool_.*.host`.
struct Place {
  VariableId variable;
  std::vector<Step> steps;
  TypeId type;
  friend auto operator<=>(const Place&, const Place&) = default;
};

struct Constant {
  enum class Kind : std::uint8_t {
    text,          ///< String literal; `text`.
    integer,       ///< Integer, character or enumerator; `number`, and `text` names an enumerator.
    floating,      ///< `text` is its spelling.
    boolean,       ///< `number` is 0 or 1.
    null,          ///< nullptr, NULL, 0 as a pointer.
    zero           ///< Value initialisation of a class or array without a constructor.
  };
  Kind kind = Kind::null;
  std::int64_t number = 0;
  NameId text;
  friend auto operator<=>(const Constant&, const Constant&) = default;
};

/// What an instruction reads.
struct Operand {
  enum class Kind : std::uint8_t {
    none,
    constant,      ///< Function::constants[index].
    value,         ///< The value stored at Function::places[index].
    address,       ///< The address of Function::places[index].
    function       ///< The address of Program::callees[index].
  };
  Kind kind = Kind::none;
  std::uint32_t index = 0;
  friend auto operator<=>(const Operand&, const Operand&) = default;
};

enum class Op : std::uint8_t {
  copy,            ///< target := operands[0]
  // Built-in arithmetic and comparison: target := a op b.
  add, subtract, multiply, divide, modulo, shift_left, shift_right, bit_and, bit_or, bit_xor,
  equal, not_equal, less, less_equal, greater, greater_equal, three_way,
  negate, complement, logical_not,
  narrow,          ///< target := operands[0] converted to a narrower integer type.
  list,            ///< target := the sequence of operands (initializer_list, array initialiser).
  allocate,        ///< target := pointer to a new object of `type` (operator new); a constructor call follows.
  release,         ///< delete operands[0].
  closure,         ///< target := lambda `callee`, its captures being `operands` in capture order.
  call             ///< See Instruction.
};

/// One step of a block.
struct Instruction {
  Op op = Op::copy;
  PlaceId target;                      ///< Absent where the result is not used.
  CalleeId callee;                     ///< call: the named callee, absent if `operands[0]` is called; closure: the lambda.
  /// call: the object's address for member functions, constructors and destructors; else none.
  Operand receiver;
  /// call through a pointer or closure value: the called value first, then the arguments.
  std::vector<Operand> operands;
  TypeId type;                         ///< allocate, narrow: the type.
  bool initialises_static = false;     ///< Runs once: the initialiser of a static local.
  bool is_default_argument = false;    ///< copy/call: belongs to a default argument, not to written code.
  Location location;
  friend bool operator==(const Instruction&, const Instruction&) = default;
};

struct Terminator {
  enum class Kind : std::uint8_t {
    jump,          ///< successors[0]
    branch,        ///< condition ? successors[0] : successors[1]
    choose,        ///< switch on condition: successors[i] for cases[i], the last one is the default
    may_throw,     ///< successors[0] normally, successors[1…] into handlers
    leave,         ///< return operand `value`
    raise,         ///< throw operand `value`; successors are the handlers in this function
    unreachable    ///< after a call that never returns
  };
  Kind kind = Kind::leave;
  Operand value;                       ///< branch, choose: the condition; leave, raise: the value. May be none.
  std::vector<BlockId> successors;
  std::vector<Operand> cases;
  Location location;
  friend bool operator==(const Terminator&, const Terminator&) = default;
};

struct Block {
  std::vector<Instruction> instructions;
  Terminator terminator;
  bool is_handler = false;             ///< Begins a catch clause.
  friend bool operator==(const Block&, const Block&) = default;
};

struct Variable {
  enum class Kind : std::uint8_t { parameter, this_pointer, capture, local, temporary, global };
  Kind kind = Kind::local;
  NameId name;                         ///< As written; absent for temporaries and unnamed parameters.
  TypeId type;
  GlobalId global;                     ///< Kind::global.
  std::uint32_t index = 0;             ///< Position among parameters or captures.
  bool by_reference = false;           ///< Kind::capture: the variable is a pointer to the captured one.
  NameId captured_as;                  ///< Kind::capture of `this`: "this"; else equals `name`.
  Location location;
  std::vector<NameId> annotations;
  friend bool operator==(const Variable&, const Variable&) = default;
};

struct Function {
  enum class Kind : std::uint8_t {
    function, method, constructor, destructor, lambda,
    initialiser    ///< Synthetic: computes a global's initial value into it. `symbol` is "init " + the global's.
  };
  Kind kind = Kind::function;
  /// Identity within a link unit: the USR, and for internal linkage "main-file-path|USR".
  NameId symbol;
  NameId link_unit;                    ///< Executable or library it belongs to; absent where the database does not say.
  NameId name;                         ///< Qualified, pattern name, for people and for matching models.
  NameId declaring_class;
  TypeId result;
  std::vector<TypeId> template_arguments;
  std::vector<NameId> overrides;       ///< Symbols of the virtual functions it overrides, all the way up.
  NameId parent;                       ///< Lambda: symbol of the function it is written in.
  std::vector<NameId> annotations;
  bool is_virtual = false;
  bool is_static = false;              ///< Static member function: no `this`.
  bool is_const = false;
  bool is_coroutine = false;
  bool is_defaulted = false;           ///< Compiler-written body (defaulted comparison, implicit constructor).
  Location location;                   ///< Of the name.
  /// Parameters first, in order; then `this`, captures, and the rest in order of appearance.
  std::vector<Variable> variables;
  std::uint32_t parameter_count = 0;
  std::vector<Place> places;
  std::vector<Constant> constants;
  std::vector<Block> blocks;           ///< At least one; blocks[0] is the entry.
  friend bool operator==(const Function&, const Function&) = default;
};

/// Something the reader of a report must know about one translation unit.
struct Note {
  enum class Severity : std::uint8_t { remark, warning, error, lost };
  Severity severity = Severity::error; ///< error: the IR is partial; lost: there is none.
  std::string message;
  Location location;
  friend bool operator==(const Note&, const Note&) = default;
};

/// One compiled configuration of one main file.
struct Unit {
  NameId main_file;                    ///< As File::path.
  NameId link_unit;
  NameId configuration;                ///< Tells several entries of one file apart; a hash of its flags.
  std::vector<Note> notes;
  friend bool operator==(const Unit&, const Unit&) = default;
};

struct Program {
  Names names;
  std::vector<File> files;
  std::vector<Type> types;
  std::vector<Field> fields;
  std::vector<Record> records;
  std::vector<Global> globals;
  std::vector<Callee> callees;
  std::vector<Function> functions;
  std::vector<Unit> units;

  [[nodiscard]] std::string_view text(NameId id) const { return names.text(id); }
  [[nodiscard]] const File& at(FileId id) const { return files[id.value]; }
  [[nodiscard]] const Type& at(TypeId id) const { return types[id.value]; }
  [[nodiscard]] const Field& at(FieldId id) const { return fields[id.value]; }
  [[nodiscard]] const Global& at(GlobalId id) const { return globals[id.value]; }
  [[nodiscard]] const Callee& at(CalleeId id) const { return callees[id.value]; }
  [[nodiscard]] const Function& at(FunctionId id) const { return functions[id.value]; }
};

}  // namespace partywall::ir
