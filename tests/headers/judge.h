/// Whether the rows of a rules file say of a library's functions what their declarations allow.
#pragma once

#include "checks/flow/models/compile.h"
#include "checks/flow/models/model-file.h"
#include "tests/headers/interface.h"

#include <memory>
#include <string>
#include <vector>

namespace partywall::headers {

using Interfaces = std::vector<std::unique_ptr<Interface>>;

/// A function or type of a rules file that its headers do not bear out.
struct Complaint {
  std::uint32_t line = 0;
  std::string name; ///< Qualified.
  std::string what;
};

/// A rules file, as written and as compiled.
struct Rules {
  models::ModelFile file;
  models::Compiled compiled;
};

/// Every name of every row must be declared in one of `interfaces`, with an overload that the row, and no earlier row,
/// takes; and what the row says of arguments, object and result must be possible for the overloads it takes. Of
/// `classes` and `methods`, each class must have one of the methods and each method one of the classes.
[[nodiscard]] std::vector<Complaint> complaints(const Rules& rules, const Interfaces& interfaces);

} // namespace partywall::headers
