/// From symbols to functions.
#pragma once

#include "checks/flow/ir/program.h"

#include <unordered_map>
#include <vector>

namespace partywall::solver {

/// Finds functions of a linked program by symbol. All answers are in canonical (ascending) order.
class FunctionIndex {
public:
  explicit FunctionIndex(const ir::Program& program);

  /// The definition in `link_unit`; else, if exactly one other link unit defines it, that one; else all of them.
  [[nodiscard]] std::vector<ir::FunctionId> definitions(ir::NameId symbol, ir::NameId link_unit) const;
  /// Functions that override `symbol`, directly or not (and instantiations of a generic lambda's call operator),
  /// preferring `link_unit` in the same way.
  [[nodiscard]] std::vector<ir::FunctionId> overriders(ir::NameId symbol, ir::NameId link_unit) const;
  /// The synthetic functions that compute the initial value of the global `symbol`.
  [[nodiscard]] std::vector<ir::FunctionId> initialisers(ir::NameId global_symbol, ir::NameId link_unit) const;

private:
  struct Hash {
    std::size_t operator()(ir::NameId id) const { return id.value; }
  };
  using Index = std::unordered_map<ir::NameId, std::vector<ir::FunctionId>, Hash>;
  [[nodiscard]] std::vector<ir::FunctionId> preferred(const Index& index, ir::NameId symbol, ir::NameId link_unit) const;

  const ir::Program& program_;
  Index by_symbol_;
  Index by_overridden_;
  Index by_global_;
};

}  // namespace partywall::solver
