/// Joins translation units into the program.
#pragma once

#include "checks/flow/ir/program.h"

#include <memory>
#include <vector>

namespace partywall::solver {

/// Requirements: each part verifies. Law: any permutation of `parts`, and any grouping of them into earlier
/// links, gives the same program, bit for bit. Functions with equal (link unit, symbol) are one: the
/// definition that comes first in content order stays; so are globals with equal symbol (a constant before one
/// whose value a part does not see) and records with equal name. Functions, globals and records without those
/// are one where they are alike. Tables are sorted by content, and hold what any part held.
[[nodiscard]] ir::Program link(std::vector<ir::Program> parts);

/// The same, one part at a time: the parts need not be in memory together.
class Linker {
public:
  Linker();
  ~Linker();
  Linker(const Linker&) = delete;
  Linker& operator=(const Linker&) = delete;

  /// Requirements: `part` verifies.
  void add(ir::Program part);
  /// Requirements: called once, last.
  [[nodiscard]] ir::Program finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace partywall::solver
