#include "checks/flow/solver/library-code.h"

#include <algorithm>
#include <array>

namespace partywall::solver {

namespace {

bool is_header(std::string_view path) {
  static constexpr std::array<std::string_view, 7> endings{".h", ".hh", ".hpp", ".hxx", ".inl", ".ipp", ".tpp"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

/// `httplib` of `httplib::ClientImpl::send`; the whole name where there is no `::`.
std::string_view outermost(std::string_view name) { return name.substr(0, name.find("::")); }

}  // namespace

LibraryCode::LibraryCode(const ir::Program& program, const models::Models& models) {
  for (const ir::Function& function : program.functions) {
    if (!function.declaring_class || !function.location.file) continue;
    const ir::File& file = program.at(function.location.file);
    const std::string_view owner = program.text(function.declaring_class);
    if (file.in_project && is_header(program.text(file.path)) && models.describes_class(owner))
      namespaces_.emplace(function.location.file, outermost(owner));
  }
}

bool LibraryCode::owns(const ir::Program& program, ir::FunctionId id) const {
  if (namespaces_.empty()) return false;
  const ir::Function& function = program.at(id);
  return namespaces_.contains({function.location.file, outermost(program.text(function.name))});
}

std::vector<ir::FileId> LibraryCode::headers() const {
  std::vector<ir::FileId> found;
  for (const auto& [file, name] : namespaces_)
    if (found.empty() || found.back() != file) found.push_back(file);
  return found;
}

}  // namespace partywall::solver
