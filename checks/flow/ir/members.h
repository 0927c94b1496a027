/// The members of every struct of program.h, listed once, and what can be done to all of them alike: comparing
/// (compare), hashing (hash) and exchanging ids (remap).
///
/// A member added to program.h fails to compile here until it is listed.
#pragma once

#include "checks/flow/ir/program.h"

#include <algorithm>
#include <compare>
#include <concepts>
#include <functional>
#include <string>
#include <tuple>
#include <type_traits>

namespace partywall::ir {

template <typename T, typename Struct>
concept Like = std::same_as<std::remove_const_t<T>, Struct>;

auto members(Like<File> auto& file) {
  auto& [path, in_project, is_test] = file;
  return std::tie(path, in_project, is_test);
}
auto members(Like<Location> auto& location) {
  auto& [file, line, column, end_line, end_column] = location;
  return std::tie(file, line, column, end_line, end_column);
}
auto members(Like<Type> auto& type) {
  auto& [shape, is_const, bits, sugar, name, element, arguments] = type;
  return std::tie(shape, is_const, bits, sugar, name, element, arguments);
}
auto members(Like<Field> auto& field) {
  auto& [record, name, type] = field;
  return std::tie(record, name, type);
}
auto members(Like<Record> auto& record) {
  auto& [name, location, fields, bases, annotations] = record;
  return std::tie(name, location, fields, bases, annotations);
}
auto members(Like<Global> auto& global) {
  auto& [symbol, name, type, storage, is_constant, location, annotations] = global;
  return std::tie(symbol, name, type, storage, is_constant, location, annotations);
}
auto members(Like<Callee> auto& callee) {
  auto& [symbol, name, declaring_class, receiver_class, result, parameters, parameter_names, template_arguments,
         annotations, is_virtual, is_constructor, is_destructor, is_const, is_static, is_variadic, never_returns] =
      callee;
  return std::tie(symbol, name, declaring_class, receiver_class, result, parameters, parameter_names,
                  template_arguments, annotations, is_virtual, is_constructor, is_destructor, is_const, is_static,
                  is_variadic, never_returns);
}
auto members(Like<Step> auto& step) {
  auto& [kind, field, index] = step;
  return std::tie(kind, field, index);
}
auto members(Like<Place> auto& place) {
  auto& [variable, steps, type] = place;
  return std::tie(variable, steps, type);
}
auto members(Like<Constant> auto& constant) {
  auto& [kind, number, text] = constant;
  return std::tie(kind, number, text);
}
auto members(Like<Operand> auto& operand) {
  auto& [kind, index] = operand;
  return std::tie(kind, index);
}
auto members(Like<Instruction> auto& instruction) {
  auto& [op, target, callee, receiver, operands, type, initialises_static, is_default_argument, location] = instruction;
  return std::tie(op, target, callee, receiver, operands, type, initialises_static, is_default_argument, location);
}
auto members(Like<Terminator> auto& terminator) {
  auto& [kind, value, successors, cases, location] = terminator;
  return std::tie(kind, value, successors, cases, location);
}
auto members(Like<Block> auto& block) {
  auto& [instructions, terminator, is_handler] = block;
  return std::tie(instructions, terminator, is_handler);
}
auto members(Like<Variable> auto& variable) {
  auto& [kind, name, type, global, index, by_reference, captured_as, location, annotations] = variable;
  return std::tie(kind, name, type, global, index, by_reference, captured_as, location, annotations);
}
auto members(Like<Function> auto& function) {
  auto& [kind, symbol, link_unit, name, declaring_class, result, template_arguments, overrides, parent, annotations,
         is_virtual, is_static, is_const, is_coroutine, is_defaulted, location, variables, parameter_count, places,
         constants, blocks] = function;
  return std::tie(kind, symbol, link_unit, name, declaring_class, result, template_arguments, overrides, parent,
                  annotations, is_virtual, is_static, is_const, is_coroutine, is_defaulted, location, variables,
                  parameter_count, places, constants, blocks);
}
auto members(Like<Note> auto& note) {
  auto& [severity, message, location] = note;
  return std::tie(severity, message, location);
}
auto members(Like<Unit> auto& unit) {
  auto& [main_file, link_unit, configuration, notes] = unit;
  return std::tie(main_file, link_unit, configuration, notes);
}

template <typename T>
concept HasMembers = requires(T& value) { members(value); };
template <typename T>
concept Sequence = !HasMembers<T> && !std::same_as<std::remove_const_t<T>, std::string> && requires(T& value) {
  value.begin();
  value.size();
};

/// Orders by members, first to last. Ids compare as numbers: meaningful where both values use the same tables.
template <typename T> std::strong_ordering compare(const T& left, const T& right) {
  if constexpr (HasMembers<const T>) {
    return [&]<std::size_t... index>(std::index_sequence<index...>) {
      const auto lefts = members(left);
      const auto rights = members(right);
      auto order = std::strong_ordering::equal;
      static_cast<void>(((order = compare(std::get<index>(lefts), std::get<index>(rights)), order != 0) || ...));
      return order;
    }(std::make_index_sequence<std::tuple_size_v<decltype(members(left))>>());
  } else if constexpr (Sequence<const T>) {
    return std::lexicographical_compare_three_way(left.begin(), left.end(), right.begin(), right.end(),
                                                  [](const auto& a, const auto& b) { return compare(a, b); });
  } else {
    return left <=> right;
  }
}

struct Less {
  template <typename T> bool operator()(const T& left, const T& right) const { return compare(left, right) < 0; }
};
struct Equal {
  template <typename T> bool operator()(const T& left, const T& right) const { return compare(left, right) == 0; }
};

/// For tables in memory: differs between runs of different builds.
struct Hash {
  template <typename T> std::size_t operator()(const T& value) const {
    std::uint64_t state = 0;
    add(state, value);
    return state;
  }

private:
  static void mix(std::uint64_t& state, std::uint64_t value) {
    state = (state ^ value) * 0x9e3779b97f4a7c15ULL;
    state ^= state >> 29;
  }
  template <typename T> static void add(std::uint64_t& state, const T& value) {
    if constexpr (HasMembers<const T>) {
      std::apply([&](const auto&... part) { (add(state, part), ...); }, members(value));
    } else if constexpr (Sequence<const T>) {
      mix(state, value.size());
      for (const auto& element : value)
        add(state, element);
    } else if constexpr (std::same_as<T, std::string>) {
      mix(state, std::hash<std::string>{}(value));
    } else if constexpr (requires { value.value; }) {
      mix(state, value.value);
    } else {
      mix(state, static_cast<std::uint64_t>(value));
    }
  }
};

/// Replaces every id in `value` that `exchange` takes (`exchange(TypeId) -> TypeId`); ids it does not take stay.
/// `exchange` sees no absent ids.
template <typename T, typename Exchange> void remap(T& value, const Exchange& exchange) {
  if constexpr (std::same_as<T, Operand>) {
    if constexpr (std::invocable<const Exchange&, CalleeId>)
      if (value.kind == Operand::Kind::function)
        value.index = exchange(CalleeId{value.index}).value;
  } else if constexpr (HasMembers<T>) {
    std::apply([&](auto&... part) { (remap(part, exchange), ...); }, members(value));
  } else if constexpr (Sequence<T>) {
    for (auto& element : value)
      remap(element, exchange);
  } else if constexpr (requires { exchange(value); }) {
    if (value)
      value = exchange(value);
  }
}

} // namespace partywall::ir
