/// Roles that the code declares by `[[clang::annotate("partywall::…")]]`; rules/partywall.h is the header for it.
#pragma once

#include "checks/flow/solver/term.h"

#include <map>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace partywall::solver {

struct Roles {
  bool identity = false;          ///< The value says whose data it is.
  bool verified = false;          ///< It came from a checked credential.
  bool model_controlled = false;  ///< The model wrote it.
  bool tenant_neutral = false;    ///< It is the same for all tenants.
  bool tenant_scoped = false;     ///< The object belongs to one tenant.

  explicit operator bool() const { return identity || verified || model_controlled || tenant_neutral || tenant_scoped; }
  Roles& operator|=(const Roles& other);
};

/// The roles an annotation names; words it does not know say nothing.
[[nodiscard]] Roles roles_of(const ir::Program& program, std::span<const ir::NameId> annotations);

class DeclaredRoles {
public:
  explicit DeclaredRoles(const ir::Program& program);

  /// Nothing is declared anywhere: every question below has an empty answer.
  [[nodiscard]] bool is_empty() const { return is_empty_; }
  /// Of what is returned by a call.
  [[nodiscard]] Roles of_result(const ir::Callee& callee) const;
  /// Of a value by the input, global, field or call it is; of a pointer, of what it points to. Roles of a whole, other
  /// than being an identity, are those of its parts.
  [[nodiscard]] Roles of(const Terms& terms, Term term) const;
  [[nodiscard]] Roles of_parameter(const ir::Function& function, std::size_t index) const;

  /// `value` with the roles kept in the term, so that they go where it goes. Pointers stay as they are.
  [[nodiscard]] static Term mark(Terms& terms, Term value, const Roles& roles);

private:
  [[nodiscard]] Roles of_type(ir::TypeId type) const;
  /// The class of a value or of what it points to, as far as terms tell.
  [[nodiscard]] std::string_view class_of(const Terms& terms, Term value) const;
  [[nodiscard]] Roles of_field(const Terms& terms, Term base, Term step) const;
  [[nodiscard]] const ir::Variable* variable_of(const Node& node) const;

  const ir::Program& program_;
  bool is_empty_ = true;
  std::unordered_map<std::string_view, Roles> types_;
  std::map<std::pair<std::string_view, std::string_view>, Roles> fields_;   ///< By record and name.
  std::map<std::pair<std::string_view, std::string_view>, ir::TypeId> types_of_fields_;
  std::unordered_map<std::string_view, Roles> lone_fields_;                 ///< Names that only one record has.
};

}  // namespace partywall::solver
