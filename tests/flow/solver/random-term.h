/// Small random terms for the laws of the algebra.
#pragma once

#include "checks/flow/ir/text.h"
#include "checks/flow/solver/term.h"

#include <array>
#include <random>
#include <string>
#include <vector>

namespace partywall::solver {

/// The program that the inputs of generated terms belong to.
inline const ir::Program& term_program() {
  static const ir::Program program =
      *ir::read("version: 1\nfunction f(a, b, c, p: pointer to integer 32) {\n  leave a\n}\n");
  return program;
}

class TermMaker {
public:
  TermMaker(Terms& terms, std::uint64_t seed) : terms_(terms), random_(seed) {}

  /// A value: no step, no guard. Nested at most `depth` deep.
  Term value(int depth = 3) {
    if (depth == 0)
      return leaf();
    switch (pick(11)) {
    case 0:
      return terms_.cat(values(depth));
    case 1:
      return terms_.list(values(depth));
    case 2:
      return terms_.join(value(depth - 1), value(depth - 1));
    case 3:
      return terms_.alternative({{guard(), value(depth - 1)}, {guard(), value(depth - 1)}});
    case 4:
      return terms_.record(pick(2) ? terms_.nothing() : leaf(), {{terms_.field_step("left"), value(depth - 1)}});
    case 5:
      return terms_.update(value(depth - 1), step(), value(depth - 1), pick(2) == 0);
    case 6:
      return terms_.project(value(depth - 1), step());
    case 7:
      return terms_.repeat(value(depth - 1), leaf());
    case 8:
      return terms_.apply(function(), {value(depth - 1)});
    case 9:
      return terms_.named("tenant", value(depth - 1));
    default:
      return leaf();
    }
  }

  Term leaf() {
    switch (pick(9)) {
    case 0:
      return terms_.text("x");
    case 1:
      return terms_.text(":");
    case 2:
      return terms_.text("");
    case 3:
      return terms_.zero();
    case 4:
      return terms_.nothing();
    case 5:
      return terms_.load(terms_.input(ir::FunctionId{0}, 3));
    default:
      return terms_.input(ir::FunctionId{0}, pick(3));
    }
  }

  Term step() {
    switch (pick(4)) {
    case 0:
      return terms_.field_step("left");
    case 1:
      return terms_.field_step("right");
    case 2:
      return terms_.any_element();
    default:
      return terms_.key_step(pick(2) ? terms_.text("k") : terms_.input(ir::FunctionId{0}, 0));
    }
  }

  /// Something that holds or not.
  Term condition(int depth = 2) {
    switch (pick(depth > 0 ? 5 : 2)) {
    case 0:
      return terms_.apply("present", {terms_.input(ir::FunctionId{0}, pick(3))});
    case 1:
      return terms_.apply("equal", {terms_.input(ir::FunctionId{0}, 0), terms_.text("x")});
    case 2:
      return terms_.negate(condition(depth - 1));
    case 3:
      return terms_.apply(pick(2) ? "and" : "or", {condition(depth - 1), condition(depth - 1)});
    default:
      return terms_.alternative({{guard(), condition(depth - 1)}, {guard(), terms_.number(pick(2))}});
    }
  }

  Term guard() {
    const std::array<Term, 3> guards{
        terms_.yes(), terms_.apply("present", {terms_.input(ir::FunctionId{0}, 0)}),
        terms_.apply("not", {terms_.apply("present", {terms_.input(ir::FunctionId{0}, 0)})})};
    return guards[static_cast<std::size_t>(pick(3))];
  }

  std::vector<Term> values(int depth) {
    std::vector<Term> all;
    for (int count = pick(4); count > 0; --count)
      all.push_back(value(depth - 1));
    return all;
  }

  int pick(int bound) { return static_cast<int>(random_() % static_cast<std::uint64_t>(bound)); }

private:
  std::string function() {
    static constexpr std::array functions{"digest", "encode", "number", "hash", "truncate", "derived", "copy", "embed"};
    return functions[static_cast<std::size_t>(pick(static_cast<int>(functions.size())))];
  }

  Terms& terms_;
  std::mt19937_64 random_;
};

} // namespace partywall::solver
