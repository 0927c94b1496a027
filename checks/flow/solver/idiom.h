/// Functions that do by hand, as C code does, what libraries have functions for: they walk nodes until a key fits, link
/// a new node in, copy a text letter by letter. Read off the instructions: what such a loop does as a whole, following
/// it turn by turn does not show.
#pragma once

#include "checks/flow/ir/program.h"

#include <cstdint>
#include <optional>

namespace partywall::solver {

struct Idiom {
  enum class Kind : std::uint8_t {
    finds_entry, ///< Returns what `table` keeps under `key`, or null.
    adds_entry,  ///< Keeps `value` in `table` under `key`.
    copies_text  ///< Writes the letters of `value`, each as it is or as another one, into the text `key`.
  };
  /// Which parts of the entry are returned.
  enum class Answer : std::uint8_t { value, address };

  Kind kind = Kind::finds_entry;
  ir::VariableId table;          ///< A parameter, `this` or a global.
  std::uint32_t key = 0;         ///< Number of a parameter, as `value`.
  std::uint32_t value = 0;
  Answer answer = Answer::value;
  std::uint32_t block = 0;       ///< Where the key is compared or stored.
  std::uint32_t instruction = 0;
};

/// The idiom that `function` is as a whole; absent for most functions.
[[nodiscard]] std::optional<Idiom> idiom_of(const ir::Program& program, const ir::Function& function);

} // namespace partywall::solver
