/// What a translation unit declares, headers included: the ground that models are checked against.
#pragma once

#include "checks/flow/ir/program.h"

#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace partywall::headers {

/// A function as declared. Parameter types that depend on template parameters are absent, or have absent parts.
struct Declared {
  static constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
  ir::Callee callee;
  std::size_t least = 0; ///< Parameters that a call fills, defaulted ones included.
  std::size_t most = 0;  ///< `any` with a parameter pack or an ellipsis.
  std::set<std::size_t> defaulted;
  bool returns_nothing = false;
  std::string where; ///< file:line
};

struct Interface {
  ir::Program program; ///< Names and types only.
  std::multimap<std::string, Declared, std::less<>> functions;
  std::set<std::string, std::less<>> types;                        ///< Records, enumerations and typedefs.
  std::map<std::string, std::set<std::string>, std::less<>> bases; ///< By record: all it derives from.
  std::vector<std::string> errors;                                 ///< What did not compile.
};

/// Parses `file` and lists what it and its headers declare, templates as their patterns, and beside that what the
/// functions of `file` itself call.
[[nodiscard]] std::unique_ptr<Interface> read_interface(const std::string& file, const std::vector<std::string>& flags);
/// The same for text in memory.
[[nodiscard]] std::unique_ptr<Interface> interface_of_text(const std::string& text,
                                                           const std::vector<std::string>& flags);

} // namespace partywall::headers
