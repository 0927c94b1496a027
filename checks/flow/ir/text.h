/// The text form of a Program: what --dump-ir prints, what workers hand over, what fixtures are written in.
/// `read(print(p))` equals `p` up to the numbering of table entries.
#pragma once

#include "checks/flow/ir/program.h"

#include <expected>
#include <string>
#include <string_view>

namespace partywall::ir {

struct TextError {
  std::uint32_t line = 0;    ///< 1-based.
  std::uint32_t column = 0;
  std::string message;
};

[[nodiscard]] std::string print(const Program& program);
/// One function alone, as print() would show it; for messages and dumps.
[[nodiscard]] std::string print(const Program& program, const Function& function);

[[nodiscard]] std::expected<Program, TextError> read(std::string_view text);

/// Broken invariants of a program (an index out of range, a block without successors it needs, …), one
/// sentence each; empty when it is sound. Readers of untrusted text call this before anything else.
[[nodiscard]] std::vector<std::string> verify(const Program& program);

}  // namespace partywall::ir
