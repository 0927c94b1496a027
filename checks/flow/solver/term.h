/// Composition terms: what a value is made of, in which order, on which branches.
///
/// Terms are immutable, hash-consed in one arena and free of places: equal terms are one id, so equality is
/// an integer comparison and every derived answer can be memoised per id. The domain follows the usual shape of
/// symbolic summaries (access paths over inputs, substitution at call sites) with text building, records and
/// guarded alternatives kept structured, because the checks ask about order, delimiters and branches.
///
/// Pointers are terms too. `object` is the address of a memory object, `offset` the address of a part of
/// what another pointer points to; any other term used as a pointer is opaque and points to an object of its own.
/// `load(p)` is what an opaque pointer pointed to when the function was entered.
#pragma once

#include "checks/flow/ir/program.h"

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace partywall::solver {

using Term = ir::Id<struct TermTag>;
using SiteId = ir::Id<struct SiteTag>;

enum class TermKind : std::uint8_t {
  nothing,      ///< No value: undefined, moved-from, or unreachable. Neutral in `alt`.
  text,         ///< Literal text; `symbol` is the text.
  number,       ///< Literal number; `number`.
  null,
  zero,         ///< Value-initialised: an empty string, container or record.
  input,        ///< Input of a function: `symbol` is the function, `number` the parameter, or input_this, or
                ///< input_capture + i.
  object,       ///< Address of an object: a variable (`symbol` function, `number` variable), a global
                ///< (`symbol` none, `number` global) or an allocation (`symbol` function, `number` allocation_base + site).
  offset,       ///< Address of part `child 1` (a step) of what `child 0` points to.
  load,         ///< Content of what opaque pointer `child 0` points to, at function entry.
  project,      ///< Part `child 1` (a step) of the opaque value `child 0`.
  step_field,   ///< `symbol`: the field's name.
  step_element, ///< Any element.
  step_key,     ///< The entry under key `child 0`.
  step_capture, ///< Capture number `number` of a closure.
  cat,          ///< Text built in order.
  record,       ///< child 0: everything not listed (or nothing); then pairs (step, value), sorted by step.
  list,         ///< Items in order.
  alternative,  ///< Pairs (guard, value); a guard is `all` of facts, or `yes`.
  all,          ///< Conjunction of facts; only as a guard.
  yes,          ///< The guard that always holds.
  repeat,       ///< Text built by a loop: child 0 the body of one turn, child 1 what the loop runs over (or nothing).
  apply,        ///< A modelled function or operator; `symbol`: its name.
  call,         ///< Unknown function `symbol` (callee) at `number` (site): depends on its children, is not them.
  written,      ///< What call `child 0` wrote through argument `number`.
  invoke,       ///< Result of calling the value `child 0` with the rest, at site `number`; open until it is known.
  closure,      ///< `symbol`: callee of a lambda or function; children: captures.
  source,       ///< `symbol`: role; `number`: site; children: details.
  result,       ///< Result of hop `symbol` (kind) at site `number`; children: what was asked.
  named,        ///< child 0, kept in a variable or field whose name `symbol` (or type) says it is an identity.
  merge         ///< Placeholder at a loop head: `symbol` function, `number` block, child 0 the pointer.
};

inline constexpr std::int64_t input_this = -1;
inline constexpr std::int64_t input_capture = 1 << 20;
inline constexpr std::int64_t allocation_base = std::int64_t{1} << 32;

struct Node {
  TermKind kind = TermKind::nothing;
  std::uint32_t symbol = ir::NameId::none_value;
  std::int64_t number = 0;
  std::uint32_t first_child = 0;
  std::uint32_t child_count = 0;
  std::uint32_t weight = 1;    ///< Size as a tree, saturating.
  std::uint16_t depth = 1;     ///< Height as a tree, at most Terms::depth_limit: recursion over a term is bounded.
  bool is_open = false;        ///< Contains an input, a load of one or of a global, an unresolved invoke or a merge.
  bool has_merge = false;
};

/// Stirs `value` into a running hash.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9e3779b97f4a7c15ULL + (hash << 6) + (hash >> 2);
  return hash * 0xff51afd7ed558ccdULL;
}

/// Where in a function something happens.
struct Site {
  ir::FunctionId function;
  std::uint32_t block = 0;
  std::uint32_t instruction = 0;
  ir::Location location;
};

/// Owner of all terms of a solution. Not thread-safe. Ids are stable for the life of the arena.
class Terms {
public:
  /// Above this tree size text, records and alternatives collapse to the set of their leaves.
  static constexpr std::uint32_t weight_limit = 2000;
  /// What is nested deeper is known by its leaves alone: a long chain of calls costs the same at each of them.
  static constexpr std::uint16_t depth_limit = 250;

  Terms();

  [[nodiscard]] const Node& at(Term term) const { return nodes_[term.value]; }
  [[nodiscard]] TermKind kind(Term term) const { return nodes_[term.value].kind; }
  [[nodiscard]] std::span<const Term> children(Term term) const;
  [[nodiscard]] Term child(Term term, std::size_t index) const { return children(term)[index]; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  /// Nodes asked for so far, known ones included: the work done on terms, and the same in every run.
  [[nodiscard]] std::uint64_t work() const { return work_; }

  /// Names used by terms: operators, roles, texts. Separate from the program's.
  [[nodiscard]] std::string_view name(std::uint32_t symbol) const { return names_.text(ir::NameId{symbol}); }
  std::uint32_t symbol(std::string_view text) { return names_.intern(text).value; }

  // Leaves.
  [[nodiscard]] Term nothing() const { return nothing_; }
  [[nodiscard]] Term yes() const { return yes_; }
  [[nodiscard]] Term null() const { return null_; }
  [[nodiscard]] Term zero() const { return zero_; }
  [[nodiscard]] Term any_element() const { return element_; }
  Term text(std::string_view text);
  Term number(std::int64_t value);
  Term input(ir::FunctionId function, std::int64_t which);
  Term variable_object(ir::FunctionId function, ir::VariableId variable);
  Term global_object(ir::GlobalId global);
  Term allocation(SiteId site);
  /// What `object`, an allocation of a callee, is to the caller that got it from the call at `call`: calls of a factory
  /// make different objects. Only the nearest calls are told apart.
  Term allocation_at(Term object, SiteId call);
  Term field_step(std::string_view name);
  Term key_step(Term key);
  /// The part of a closure that holds its capture number `index`.
  Term capture_step(std::uint32_t index);

  // Pointers and parts. `project` simplifies: a part of a record, list or alternative is found at once.
  Term offset(Term pointer, Term step);
  Term load(Term pointer);
  Term project(Term value, Term step);
  /// A fresh key as made by a call at `call`: two calls of one helper add two entries.
  Term fresh_at(Term fresh, SiteId call);
  /// `value` with part `step` replaced; `weak` joins with what was there.
  Term update(Term value, Term step, Term part, bool weak);
  /// True for object and offset of one: the address of something this analysis knows by name.
  [[nodiscard]] bool is_address(Term term) const;
  /// The address of a global as a whole.
  [[nodiscard]] bool is_global_object(Term term) const {
    return kind(term) == TermKind::object && at(term).symbol == ir::NameId::none_value;
  }
  /// The root of an address: object or opaque pointer, offsets stripped.
  [[nodiscard]] Term root(Term pointer) const;

  // Building.
  Term cat(std::span<const Term> parts);
  Term record(Term rest, std::vector<std::pair<Term, Term>> parts);
  Term list(std::span<const Term> items);
  struct Branch {
    Term guard;
    Term value;
  };
  Term alternative(std::vector<Branch> branches);
  Term join(Term left, Term right);
  Term all(std::vector<Term> facts);
  Term repeat(Term body, Term over);
  Term apply(std::string_view function, std::span<const Term> arguments);
  Term apply(std::string_view function, std::initializer_list<Term> arguments);
  Term call(ir::CalleeId callee, SiteId site, std::span<const Term> arguments);
  Term written(Term call, std::int64_t argument);
  Term invoke(SiteId site, std::span<const Term> callee_and_arguments);
  Term closure(ir::CalleeId callee, std::span<const Term> captures);
  Term source(std::string_view role, SiteId site, std::span<const Term> details);
  Term result(std::string_view kind, SiteId site, std::span<const Term> asked);
  Term named(std::string_view name, Term value);
  Term merge(ir::FunctionId function, std::uint32_t block, Term pointer);
  /// The same node over other children, through the simplifying constructors.
  Term rebuild(Term original, std::span<const Term> children);

  /// Logical negation, with double negation removed.
  Term negate(Term condition);
  [[nodiscard]] bool is_apply(Term term, std::string_view function) const;
  /// Text, a number, null or empty.
  [[nodiscard]] bool is_literal(Term term) const;
  /// Literal truth: 1, 0, or -1 for unknown.
  [[nodiscard]] int truth(Term condition) const;

  SiteId site(const Site& site);
  [[nodiscard]] const Site& at(SiteId site) const { return sites_[site.value]; }
  [[nodiscard]] SiteId site_of(Term term) const { return SiteId{static_cast<std::uint32_t>(at(term).number)}; }

  /// Static type, where a term came from a typed place. First writer wins.
  void note_type(Term term, ir::TypeId type);
  [[nodiscard]] ir::TypeId type_of(Term term) const;
  /// The declared field whose content or address a term is. First writer wins.
  void note_field(Term term, ir::FieldId field);
  [[nodiscard]] ir::FieldId field_of(Term term) const;
  /// `fresh` stands where `original` stood: what was noted of it holds on.
  void note_like(Term fresh, Term original);

  /// Leaves of `term`, each once, in order of first appearance.
  [[nodiscard]] std::vector<Term> leaves(Term term) const;
  /// Asks `test` of `term` and its parts, each once: 1 ends the search, 0 looks inside the part, -1 passes it by.
  /// `more` names what else counts as inside a part.
  template <typename Test, typename More>
  [[nodiscard]] bool search(Term term, Test test, More more) const {
    std::unordered_set<std::uint32_t> seen;
    std::vector<Term> work{term};
    while (!work.empty()) {
      const Term next = work.back();
      work.pop_back();
      if (!next || !seen.insert(next.value).second) continue;
      const int answer = test(next);
      if (answer > 0) return true;
      if (answer < 0) continue;
      for (const Term child : children(next)) work.push_back(child);
      for (const Term other : more(next)) work.push_back(other);
    }
    return false;
  }
  template <typename Test>
  [[nodiscard]] bool search(Term term, Test test) const {
    return search(term, test, [](Term) { return std::span<const Term>(); });
  }
  /// Whether `test` holds for some part of `term`, itself included.
  template <typename Test>
  [[nodiscard]] bool any_part(Term term, Test test) const {
    return search(term, [&](Term part) { return test(part) ? 1 : 0; });
  }
  /// True if `needle` occurs in `term`.
  [[nodiscard]] bool contains(Term term, Term needle) const;

private:
  Term intern(TermKind kind, std::uint32_t symbol, std::int64_t number, std::span<const Term> children);
  /// A node that would be nested too deeply, with the deepest of its children reduced to their leaves.
  Term shortened(TermKind kind, std::uint32_t symbol, std::int64_t number, std::vector<Term> children);
  Term collapse(std::span<const Term> parts);
  [[nodiscard]] Term collapsed(Term part);
  Term lookup_part(Term record, Term step);
  Term list_item(Term list, Term step);
  [[nodiscard]] bool is_literal_key(Term step) const;
  /// An operator whose result is a truth value.
  [[nodiscard]] bool is_truth(Term term) const;
  /// What an operator over literals comes to; absent if that is not known.
  Term fold_choice(Term choice, Term literal);
  Term fold(std::string_view function, std::span<const Term> arguments);
  /// Where a node of this form is in the index, or the empty slot where it belongs.
  [[nodiscard]] std::size_t find_slot(std::uint64_t hash, TermKind kind, std::uint32_t symbol, std::int64_t number,
                                      std::span<const Term> children) const;
  void grow_index();
  [[nodiscard]] bool is_fresh_step(Term step) const;

  std::vector<Node> nodes_;
  std::vector<Term> children_;
  std::unordered_map<std::uint32_t, Term> collapsed_;
  std::vector<std::uint32_t> index_;   ///< Open addressing: node number + 1, or 0; the size is a power of two.
  ir::Names names_;
  std::vector<Site> sites_;
  std::unordered_map<std::uint64_t, SiteId> site_index_;
  std::vector<ir::TypeId> types_;
  std::vector<ir::FieldId> fields_;
  std::uint64_t work_ = 0;
  Term nothing_, yes_, null_, zero_, element_;
};

/// For dumps, messages of tests, and debugging: `cat("resp:", digest(prompt))`.
[[nodiscard]] std::string print(const Terms& terms, const ir::Program& program, Term term);

}  // namespace partywall::solver
