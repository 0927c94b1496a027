/// What terms are called: the names and types along their access paths, and whether those mean an identity.
#pragma once

#include "checks/flow/models/model.h"
#include "checks/flow/models/words.h"
#include "checks/flow/solver/roles.h"
#include "checks/flow/solver/term.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace partywall::solver {

struct NameIdHash {
  std::size_t operator()(ir::NameId id) const { return id.value; }
};

/// How a leaf names whose data it is.
enum class IdentityKind : std::uint8_t {
  none,
  determining,   ///< A globally unique user or principal: fixes the tenant as well.
  tenant
};

/// Answers are memoised; the program must not change.
class IdentityNames {
public:
  /// `roles` says what the code declares, which goes before any name.
  IdentityNames(const ir::Program& program, const models::Lexicon& lexicon, const DeclaredRoles& roles);

  /// Judges the leaf itself, by its own name and type: not what it was computed from.
  [[nodiscard]] IdentityKind identity(const Terms& terms, const ir::Program& program, Term leaf);
  /// Whether any part of `term`, preserved or not, is a tenant or determining identity by name.
  [[nodiscard]] bool mentions_identity(const Terms& terms, const ir::Program& program, Term term);
  /// Components from root to leaf.
  [[nodiscard]] std::vector<models::PathName> path(const Terms& terms, const ir::Program& program, Term leaf) const;
  /// "session.tenant_id", for messages; empty if nothing along the way has a name.
  [[nodiscard]] std::string spelling(const Terms& terms, const ir::Program& program, Term leaf) const;

  /// `value` marked as the identity its home's name and type claim it is; unchanged if they claim nothing or if
  /// it is a known identity already.
  [[nodiscard]] Term name_for_home(Terms& terms, const ir::Program& program, const ir::Function& function,
                                   const ir::Place& home, Term value);
  [[nodiscard]] Term name_value(Terms& terms, const ir::Program& program, const std::string& name, Term value);
  /// The parameter's name if an input is an identity by name; empty otherwise.
  [[nodiscard]] std::string input_identity(const ir::Program& program, const Node& input) const;
  [[nodiscard]] bool is_identity_parameter(const ir::Program& program, const ir::Callee& callee, std::size_t index) const;

  /// The identity field of a record handed on as a whole (`who` for `who.tenant_id`); empty if it has none.
  [[nodiscard]] std::string_view identity_field(const Terms& terms, const ir::Program& program, Term value) const;

  /// Values of this type are an identity or hold one somewhere: `Principal`, `Request{Principal who}`, `TenantId`.
  [[nodiscard]] bool carries_identity(const ir::Program& program, std::string_view name, ir::TypeId type) const;
  /// Records so called have a field that says whose they are: `Customer::id`.
  [[nodiscard]] bool has_identity_field(const ir::Program& program, ir::NameId record) const {
    return identity_fields_.contains(program.text(record));
  }
  /// The same of the records that the container behind `pointer` keeps under its keys.
  [[nodiscard]] std::string_view identity_field_of_entries(const Terms& terms, const ir::Program& program, Term pointer) const;

  [[nodiscard]] const models::Lexicon& lexicon() const { return lexicon_; }

private:
  [[nodiscard]] models::PathName typed(const ir::Program& program, std::string_view name, ir::TypeId type) const;
  [[nodiscard]] bool is_identity_text(const Terms& terms, const ir::Program& program, Term value);
  [[nodiscard]] bool carries_identity(const ir::Program& program, std::string_view name, ir::TypeId type, int depth) const;
  void extend(const Terms& terms, const ir::Program& program, Term term, std::vector<models::PathName>& path) const;

  const models::Lexicon& lexicon_;
  const DeclaredRoles& roles_;
  std::unordered_map<std::string_view, bool> wrappers_;   ///< Records holding exactly one text or integer.
  std::unordered_map<std::string_view, std::string_view> identity_fields_;   ///< Record -> its first identity field.
  std::unordered_map<std::uint32_t, IdentityKind> identities_;
  std::unordered_map<std::uint32_t, bool> mentions_;
};

}  // namespace partywall::solver
