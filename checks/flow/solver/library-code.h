/// Code of libraries that lies among the project's own: single headers copied into it. What such a library does is
/// said by its rules; how it does it is not the project's to mend.
#pragma once

#include "checks/flow/ir/program.h"
#include "checks/flow/models/model.h"

#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace partywall::solver {

class LibraryCode {
public:
  /// A header that defines methods of a class which rules describe holds that library, as far as the namespace goes
  /// that the class is in. Classes in no namespace stand for themselves alone.
  LibraryCode(const ir::Program& program, const models::Models& models);

  [[nodiscard]] bool owns(const ir::Program& program, ir::FunctionId function) const;
  /// Project headers some of whose functions are a library's, in order of their ids.
  [[nodiscard]] std::vector<ir::FileId> headers() const;

private:
  std::set<std::pair<ir::FileId, std::string_view>> namespaces_;   ///< With the header they are in.
};

}  // namespace partywall::solver
