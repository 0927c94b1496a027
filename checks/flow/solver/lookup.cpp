#include "checks/flow/solver/lookup.h"

#include <algorithm>
#include <string>

namespace partywall::solver {

FunctionIndex::FunctionIndex(const ir::Program& program) : program_(program) {
  constexpr std::string_view initialiser_prefix = "init ";
  for (std::uint32_t i = 0; i < program.functions.size(); ++i) {
    const ir::Function& function = program.functions[i];
    const ir::FunctionId id{i};
    by_symbol_[function.symbol].push_back(id);
    for (const ir::NameId overridden : function.overrides) by_overridden_[overridden].push_back(id);
    const std::string_view symbol = program.text(function.symbol);
    if (function.kind == ir::Function::Kind::initialiser && symbol.starts_with(initialiser_prefix))
      if (const ir::NameId global = program.names.find(symbol.substr(initialiser_prefix.size()))) by_global_[global].push_back(id);
  }
}

std::vector<ir::FunctionId> FunctionIndex::preferred(const Index& index, ir::NameId symbol, ir::NameId link_unit) const {
  const auto known = index.find(symbol);
  if (known == index.end()) return {};
  std::vector<ir::FunctionId> own;
  for (const ir::FunctionId id : known->second)
    if (program_.at(id).link_unit == link_unit) own.push_back(id);
  return own.empty() ? known->second : own;
}

std::vector<ir::FunctionId> FunctionIndex::definitions(ir::NameId symbol, ir::NameId link_unit) const {
  return preferred(by_symbol_, symbol, link_unit);
}
std::vector<ir::FunctionId> FunctionIndex::overriders(ir::NameId symbol, ir::NameId link_unit) const {
  return preferred(by_overridden_, symbol, link_unit);
}
std::vector<ir::FunctionId> FunctionIndex::initialisers(ir::NameId global_symbol, ir::NameId link_unit) const {
  return preferred(by_global_, global_symbol, link_unit);
}

}  // namespace partywall::solver
