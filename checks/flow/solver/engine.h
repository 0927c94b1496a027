/// What all parts of the solver share during one run: the program, the models, the arena, the summaries.
#pragma once

#include "checks/flow/ir/program.h"
#include "checks/flow/models/model.h"
#include "checks/flow/solver/lookup.h"
#include "checks/flow/solver/names.h"
#include "checks/flow/solver/roles.h"
#include "checks/flow/solver/stored-callables.h"
#include "checks/flow/solver/library-code.h"
#include "checks/flow/solver/summary.h"
#include "checks/flow/solver/term.h"

#include <map>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace partywall::solver {

struct Engine {
  Engine(const ir::Program& program_in, const models::Models& models_in);

  const ir::Program& program;
  const models::Models& models;
  Terms terms;
  DeclaredRoles roles;
  IdentityNames names;
  FunctionIndex index;
  LibraryCode library_code;

  std::vector<Summary> summaries;               ///< By FunctionId; valid where `is_summarised`.
  std::vector<bool> is_summarised;
  std::set<ir::FunctionId> is_being_solved;     ///< Members of the component at hand.
  std::vector<bool> is_entered;                 ///< Some call or registration went in: not a root.
  std::map<Term, Term> global_contents;         ///< Global object -> what its initialiser stored.
  StoredCallables stored_callables;             ///< Over the whole program.
  std::unordered_map<ir::NameId, std::vector<ir::FunctionId>, NameIdHash> constructors;   ///< By class name.
  /// Call operators by class, generic ones by instantiation.
  std::unordered_map<ir::NameId, std::vector<ir::FunctionId>, NameIdHash> call_operators;
  /// Conversion hooks (Models::hooks) by the class they convert from or to.
  std::unordered_map<ir::NameId, std::vector<ir::FunctionId>, NameIdHash> conversions;
  /// Filters (Models::filters) by the class whose name stands for them.
  std::unordered_map<ir::NameId, std::vector<ir::FunctionId>, NameIdHash> filters;
  std::set<std::string, std::less<>> event_names;   ///< Owner of the string_views in events.

  /// The class a value of `type` is, or that a reference or pointer refers to; absent if it is none.
  [[nodiscard]] ir::NameId class_behind(ir::TypeId type) const;
  [[nodiscard]] std::string_view event_name(std::string_view text);
  [[nodiscard]] const ir::Function& function(ir::FunctionId id) const { return program.at(id); }
  /// Functions a call of `callee` made in `link_unit` may enter, overriders included; empty if none has a body.
  [[nodiscard]] std::vector<ir::FunctionId> targets(const ir::Callee& callee, ir::NameId link_unit) const;
  /// The same for a call that `caller` makes. A decorator hands on to what it wraps, never to another of its own kind:
  /// an overrider that calls what it overrides does not enter itself.
  [[nodiscard]] std::vector<ir::FunctionId> targets_from(ir::FunctionId caller, const ir::Callee& callee) const;
};

/// Computes `function`'s summary from those of its callees. Functions not yet summarised (recursion) count as
/// doing nothing; the caller iterates.
[[nodiscard]] Summary summarise(Engine& engine, ir::FunctionId function);

/// Who may enter whom: direct successors of every function, ascending, in one array.
struct CallGraph {
  std::vector<std::uint32_t> first;             ///< By function, and one past the last.
  std::vector<ir::FunctionId> targets;
  [[nodiscard]] std::span<const ir::FunctionId> of(ir::FunctionId function) const {
    return std::span(targets).subspan(first[function.value], first[function.value + 1] - first[function.value]);
  }
};
[[nodiscard]] CallGraph call_graph(const Engine& engine);
/// Direct successors of one function, ascending.
[[nodiscard]] std::vector<ir::FunctionId> successors(const Engine& engine, ir::FunctionId function);
/// Strongly connected components of the graph, callees first; members in ascending order.
[[nodiscard]] std::vector<std::vector<ir::FunctionId>> components(const CallGraph& graph);

/// Summaries over all components to a fixpoint, callees first; again for what callables found in fields concern.
void solve_summaries(Engine& engine);

}  // namespace partywall::solver
