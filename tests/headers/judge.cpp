#include "tests/headers/judge.h"

#include "checks/flow/models/expression.h"
#include "checks/flow/solver/row-match.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

namespace partywall::headers {
namespace {

using models::Expr;
using models::Row;
using Shape = ir::Type::Shape;

enum class Fit : std::uint8_t { no, maybe, yes };

/// A type without its reference; absent if it is not known before instantiation.
const ir::Type* plain(const ir::Program& program, ir::TypeId id) {
  if (!id)
    return nullptr;
  const ir::Type& type = program.at(id);
  if (type.shape != Shape::reference)
    return type.shape == Shape::unknown ? nullptr : &type;
  return plain(program, type.element);
}

Fit fit(const ir::Program& program, ir::TypeId parameter, std::string_view test) {
  if (solver::passes(program, parameter, test))
    return Fit::yes;
  const ir::Type* type = plain(program, parameter);
  if (type == nullptr)
    return Fit::maybe;
  const bool is_half_known = type->shape == Shape::pointer && plain(program, type->element) == nullptr;
  return is_half_known && (test == "text" || test == "callable") ? Fit::maybe : Fit::no;
}

Fit fit(const ir::Program& program, const Declared& function, const models::ParameterTest& test) {
  if (test.index >= function.most)
    return Fit::no;
  if (test.type == "omitted")
    return function.defaulted.contains(test.index) ? Fit::maybe : Fit::no;
  const auto& parameters = function.callee.parameters;
  if (test.index < parameters.size() && (test.index + 1 < parameters.size() || function.least == parameters.size()))
    return fit(program, parameters[test.index], test.type);
  if (parameters.empty()) // beyond C's ellipsis
    return Fit::maybe;
  return std::min(Fit::maybe, fit(program, parameters.back(), test.type));
}

Fit fit(const Row& row, const Declared& function) {
  const std::size_t least = row.min_arguments.value_or(0);
  const std::size_t most = row.max_arguments ? *row.max_arguments : Declared::any;
  if (function.most < least || function.least > most)
    return Fit::no;
  return least <= function.least && function.most <= most ? Fit::yes : Fit::maybe;
}

Fit fit(const Row& row, const Declared& function, const Interface& interface) {
  Fit worst = fit(row, function);
  for (const auto& test : row.parameters)
    worst = std::min(worst, fit(interface.program, function, test));
  if (row.receiver_class.empty())
    return worst;
  const std::string_view declaring = interface.program.text(function.callee.declaring_class);
  const auto bases = interface.bases.find(row.receiver_class);
  const bool is_base = bases != interface.bases.end() && bases->second.contains(std::string(declaring));
  return row.receiver_class == declaring || is_base ? std::min(worst, Fit::maybe) : Fit::no;
}

/// What one row says of one declaration it takes.
class Roles {
public:
  Roles(const Row& row, const Declared& function, const ir::Program& program)
      : row_(row), function_(function), program_(program) {}

  /// Whether what is wrong is only that a value goes nowhere, or comes from a call without a result.
  [[nodiscard]] bool is_harmless() const { return is_harmless_; }
  /// The first thing that cannot be, or nothing.
  std::optional<std::string> wrong() {
    if (row_.returns)
      read(*row_.returns);
    // Of several functions in one row, some may have no result.
    if (row_.returns && row_.functions.size() == 1 && function_.returns_nothing && !is_nothing_known(*row_.returns))
      complain("it has a result");
    for (const auto& set : row_.sets) {
      write(set.target);
      read(set.value);
    }
    read(row_.calls);
    read(row_.ensures);
    for (const auto& hop : row_.hops)
      for (const auto& [slot, value] : hop.slots)
        read(value);
    if (row_.entry) {
      read(row_.entry->handler);
      read(row_.entry->arguments);
    }
    for (const auto& effect : row_.effects) {
      read(effect.subject);
      read(effect.arguments);
    }
    return wrong_;
  }

private:
  void complain(std::string what) {
    if (!wrong_)
      wrong_ = std::move(what);
  }
  void read(const std::vector<Expr>& expressions) {
    for (const Expr& expression : expressions)
      read(expression);
  }
  void read(const Expr& expression) {
    switch (expression.kind) {
    case Expr::Kind::argument:
    case Expr::Kind::rest:
      if (function_.most != Declared::any &&
          static_cast<std::size_t>(expression.number) >= function_.most + (expression.kind == Expr::Kind::rest ? 1 : 0))
        complain(fmt::format("there is {}", models::print(expression)));
      break;
    case Expr::Kind::receiver:
      if (!function_.callee.declaring_class || function_.callee.is_static)
        complain("it has an object");
      break;
    case Expr::Kind::result:
      if (function_.returns_nothing)
        complain("it has a result");
      break;
    case Expr::Kind::dereference:
      if (const ir::Type* type = type_of(expression.children[0]); type != nullptr && !points(*type))
        complain(fmt::format("{} points to something", models::print(expression.children[0])));
      break;
    default:
      break;
    }
    read(expression.children);
  }
  void write(const Expr& target) {
    read(target);
    const bool was_right = !wrong_;
    write_into(target);
    is_harmless_ |= was_right && wrong_;
  }
  void write_into(const Expr& target) {
    if (target.kind == Expr::Kind::argument) {
      const ir::TypeId id = parameter(target);
      if (id && program_.at(id).shape != Shape::unknown && program_.at(id).shape != Shape::reference)
        complain(fmt::format("{} is a reference", models::print(target)));
      if (const ir::Type* type = plain(program_, id); type != nullptr && type->is_const)
        complain(fmt::format("{} can be written to", models::print(target)));
    }
    if (target.kind == Expr::Kind::dereference)
      if (const ir::Type* type = type_of(target.children[0]); type != nullptr && type->element)
        if (const ir::Type* pointee = plain(program_, type->element); pointee != nullptr && pointee->is_const)
          complain(fmt::format("{} can be written to", models::print(target)));
  }
  [[nodiscard]] ir::TypeId parameter(const Expr& argument) const {
    const auto number = static_cast<std::size_t>(argument.number);
    return number < function_.callee.parameters.size() ? function_.callee.parameters[number] : ir::TypeId{};
  }
  [[nodiscard]] const ir::Type* type_of(const Expr& argument) const {
    return argument.kind == Expr::Kind::argument ? plain(program_, parameter(argument)) : nullptr;
  }
  static bool is_nothing_known(const Expr& expression) {
    return expression.kind == Expr::Kind::apply && expression.name == "opaque" && expression.children.empty();
  }
  static bool points(const ir::Type& type) {
    return type.shape == Shape::pointer || type.shape == Shape::array || type.shape == Shape::record;
  }

  const Row& row_;
  const Declared& function_;
  const ir::Program& program_;
  std::optional<std::string> wrong_;
  bool is_harmless_ = false;
};

struct Judgement {
  bool is_declared = false;
  bool is_taken = false;
  bool is_borne_out = false; ///< For one overload at least.
  bool is_certain = false;   ///< `wrong` is of an overload that the row takes whatever is passed.
  std::string wrong;         ///< The first role that does not hold.

  /// Empty if all is well.
  [[nodiscard]] std::string complaint() const {
    if (!is_declared)
      return "no header of the library declares it";
    if (!is_taken)
      return "no overload has this arity and these parameters, or an earlier row takes it";
    return is_certain || !is_borne_out ? wrong : "";
  }
  [[nodiscard]] bool is_absent() const { return !is_declared || !is_taken; }
};

class Judge {
public:
  explicit Judge(const models::Compiled& rules) : rules_(rules) {
    for (const Row& row : rules.rows)
      for (const std::string& function : row.functions)
        rows_[function].push_back(&row);
  }

  void hear(const Interface& interface) {
    for (const auto& [name, candidates] : rows_) {
      const auto [begin, end] = interface.functions.equal_range(name);
      for (auto declared = begin; declared != end; ++declared)
        hear(name, candidates, declared->second, interface);
    }
  }

  [[nodiscard]] std::vector<Complaint> complaints(const models::ModelFile& file) const {
    std::map<std::uint32_t, const models::RowAsWritten*> written;
    for (const auto& row : file.rows)
      written[row.position.line] = &row;
    std::vector<Complaint> found;
    for (const Row& row : rules_.rows) {
      for (const std::string& function : row.functions) {
        const Judgement& judgement = judgements_[{&row, function}];
        const models::RowAsWritten& as_written = *written.at(row.line);
        const bool is_spare =
            judgement.is_absent() && !as_written.classes.empty() && is_in_use(row, as_written, function);
        if (const std::string complaint = judgement.complaint(); !complaint.empty() && !is_spare)
          found.push_back({row.line, function, complaint});
      }
    }
    return found;
  }

private:
  void hear(const std::string& name, const std::vector<const Row*>& candidates, const Declared& declared,
            const Interface& interface) {
    bool is_free = true; // no earlier row takes it for certain
    for (const Row* row : candidates) {
      Judgement& judgement = judgements_[{row, name}];
      judgement.is_declared = true;
      const Fit fits = is_free ? fit(*row, declared, interface) : Fit::no;
      if (fits == Fit::no)
        continue;
      judgement.is_taken = true;
      is_free = fits != Fit::yes;
      Roles roles(*row, declared, interface.program);
      const auto wrong = roles.wrong();
      judgement.is_borne_out |= !wrong;
      if (!wrong || (judgement.is_certain && !judgement.wrong.empty()))
        continue;
      judgement.is_certain |= fits == Fit::yes && !declared.returns_nothing && !roles.is_harmless();
      judgement.wrong = fmt::format("the row says that {}, which is not so at {}", *wrong, declared.where);
    }
  }

  /// Of `classes` times `methods`, whether the class of `function` has some other method of them, and its method
  /// some other class.
  [[nodiscard]] bool is_in_use(const Row& row, const models::RowAsWritten& written, std::string_view function) const {
    const auto exists = [&](std::string_view owner, std::string_view method) {
      const auto found = judgements_.find({&row, fmt::format("{}::{}", owner, method)});
      return found != judgements_.end() && !found->second.is_absent();
    };
    bool has_method = false;
    bool has_class = false;
    for (const auto& owner : written.classes)
      for (const auto& method : written.methods) {
        if (!exists(owner.text, method.text))
          continue;
        has_method |=
            function.starts_with(owner.text + "::") && function.find("::", owner.text.size() + 2) == function.npos;
        has_class |= function.ends_with("::" + method.text);
      }
    return has_method && has_class;
  }

  const models::Compiled& rules_;
  std::map<std::string, std::vector<const Row*>, std::less<>> rows_;
  mutable std::map<std::pair<const Row*, std::string>, Judgement> judgements_;
};

} // namespace

std::vector<Complaint> complaints(const Rules& rules, const Interfaces& interfaces) {
  Judge judge(rules.compiled);
  for (const auto& interface : interfaces)
    judge.hear(*interface);
  std::vector<Complaint> found = judge.complaints(rules.file);
  for (const models::TypeRow& type : rules.compiled.types)
    if (std::ranges::none_of(interfaces, [&](const auto& interface) { return interface->types.contains(type.type); }))
      found.push_back({0, type.type, "no header of the library declares this type"});
  return found;
}

} // namespace partywall::headers
