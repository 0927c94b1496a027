/// The condition a search runs under, as a formula over the fields of what is searched.
///
/// Read from protobuf messages, JSON bodies, expression texts, SQL conditions and predicates; judged once: does it
/// imply that the tenant is one the credential allows, or a written public marker?
#pragma once

#include "checks/flow/solver/query.h"

#include <span>
#include <string>
#include <vector>

namespace partywall::solver {

struct Formula {
  enum class Kind : std::uint8_t {
    everything, ///< Lets all through, or says nothing about whose it is.
    nothing,    ///< Lets none through.
    test,       ///< `field` is one of `values`.
    absent,     ///< `field` is missing or empty.
    all_of,
    any_of,
    none_of,
    replaceable, ///< parts[0], unless what nobody knows takes its place.
    choice, ///< One of `parts`, by the path the program took: guards[i] is the condition of parts[i].
    opaque  ///< Not understood as a formula: values[0] is what it is made of.
  };
  Kind kind = Kind::everything;
  std::string field;
  std::vector<Term> values;
  std::vector<Formula> parts;
  std::vector<Term> guards;

  [[nodiscard]] static Formula of(Kind kind, std::vector<Formula> parts) {
    return {kind, {}, {}, std::move(parts), {}};
  }
};

/// Why a tenant test does not bind although it is there.
enum class Looseness : std::uint8_t {
  none,
  either,        ///< One of several alternatives; the others say nothing of the tenant.
  without_owner, ///< Rows without an owner pass as well.
  negated,       ///< It excludes the tenant.
  replaced,      ///< What somebody else asks for may take its place.
  one_branch     ///< On some paths there is no test.
};

struct Restriction {
  Holding holding;        ///< What all that passes satisfies.
  bool is_public = false; ///< Written public markers only.
  Looseness looseness = Looseness::none;
  Term loose; ///< The identity that is tested and does not bind.

  [[nodiscard]] bool binds() const { return holding.must || is_public; }
};

/// Values bound to names or numbers in a text, beside the text itself.
struct Bindings {
  std::vector<Term> positional; ///< $1 first.
  Term named;                   ///< A keyed container: templates of an expression.
};

/// Any filter: message, JSON, text, predicate.
[[nodiscard]] Formula read_filter(Engine& engine, Term filter, const Bindings& bindings = {});
/// A boolean term.
[[nodiscard]] Formula read_predicate(Engine& engine, Term condition);
/// Text with what it may be on each path: `expand` of a composed text.
struct TextChoice {
  Term guard;
  std::vector<Term> parts; ///< Literal texts and holes, in order.
};
[[nodiscard]] std::vector<TextChoice> expand(Terms& terms, Term text);

[[nodiscard]] Restriction restrict_by(Engine& engine, Query& query, const Formula& formula,
                                      std::span<const Term> facts);
[[nodiscard]] bool is_identity_field(const Engine& engine, std::string_view field);

} // namespace partywall::solver
