#include "checks/flow/solver/owner-test.h"

#include "checks/flow/solver/sql-text.h"

#include <algorithm>

namespace partywall::solver {

namespace {

class OwnerTests {
public:
  OwnerTests(const Solution& solution, const std::function<bool(Term)>& is_found)
      : solution_(solution), terms_(solution.terms()), query_(*solution.query), is_found_(is_found) {}

  /// The identity that `event` tests a result against; absent if it does no such thing.
  Term identity_of(const Event& event) {
    if (event.kind == "compare")
      return compared(event);
    if (event.kind == "membership")
      return member_of_own(event.slot("value"), event.slot("instance"));
    if (event.kind == "store.read" || event.kind == "cache.read")
      return looked_up(event);
    if (event.kind == "data.sql")
      return queried(event);
    if (event.kind == "judgement")
      return judged(event);
    return {};
  }

private:
  [[nodiscard]] bool is_found(Term term) { return term && is_found_(term); }

  [[nodiscard]] bool is_literal(Term term) const {
    return terms_.kind(term) == TermKind::number || terms_.kind(term) == TermKind::text;
  }

  /// Something of the tenant's that the search has no part in.
  [[nodiscard]] Term own(Term term, const Event& event) {
    if (!term || is_found(term))
      return {};
    if (const Holding holding = query_.holding(term, event.facts); !holding.leaves.empty())
      return holding.leaves.front().term;
    const std::vector<Term> behind = query_.dependence(term);
    return behind.empty() ? Term{} : behind.front();
  }

  [[nodiscard]] Term compared(const Event& event) {
    const Term left = event.slot("left");
    const Term right = event.slot("right");
    for (const auto& [result, identity] : {std::pair(left, right), std::pair(right, left)}) {
      if (!is_found(result) || is_found(identity))
        continue;
      const bool is_owner = std::ranges::any_of(query_.dependence(result), [&](Term leaf) { return is_found(leaf); });
      if (query_.holding(identity, event.facts).may || (is_owner && !is_literal(identity)))
        return identity;
      // One of several that were looked up for the tenant.
      if (terms_.kind(identity) == TermKind::project &&
          terms_.kind(terms_.child(identity, 1)) == TermKind::step_element)
        if (const Term found = own(identity, event))
          return found;
    }
    return {};
  }

  [[nodiscard]] Term member_of_own(Term value, Term set) {
    if (!is_found(value) || is_found(set))
      return {};
    const std::vector<Term> behind = query_.dependence(set);
    return behind.empty() ? Term{} : behind.front();
  }

  /// An entry under a found id, in something that is the tenant's or under a key that names the tenant as well.
  [[nodiscard]] Term looked_up(const Event& event) {
    const Term key = event.slot("key");
    if (!is_plainly_found(key))
      return {};
    if (terms_.kind(key) == TermKind::cat)
      if (const Holding holding = query_.holding(key, event.facts); holding.may)
        return holding.leaves.front().term;
    if (const Term instance = event.slot("instance"); instance && query_.holding(instance, event.facts).may)
      return query_.holding(instance, event.facts).leaves.front().term;
    Term container = event.slot("value");
    while (container && terms_.kind(container) == TermKind::project) {
      const Term step = terms_.child(container, 1);
      container = terms_.child(container, 0);
      if (terms_.kind(step) == TermKind::step_key && terms_.child(step, 0) == key)
        return own(container, event);
    }
    return {};
  }

  /// A found id as it is or as part of a text: not a digest of what was found, nor what a model made of it.
  [[nodiscard]] bool is_plainly_found(Term key) {
    if (!is_found(key) || terms_.is_apply(key, "digest") || terms_.is_apply(key, "hash") ||
        terms_.is_apply(key, "embed") || terms_.is_apply(key, "complete"))
      return false;
    if (terms_.kind(key) != TermKind::cat && terms_.kind(key) != TermKind::list)
      return true;
    return std::ranges::any_of(terms_.children(key), [&](Term part) { return is_plainly_found(part); });
  }

  /// Rows asked for by found ids and by the tenant.
  [[nodiscard]] Term queried(const Event& event) {
    if (!is_found(event.slot("parameters")) && !is_found(event.slot("text")))
      return {};
    for (const SqlReading& reading :
         read_sql(*solution_.engine, event.slot("text"), event.slot("parameters"), event.facts))
      for (const sql::Statement& statement : reading.statements) {
        bool has_found = false;
        Term identity;
        for (const sql::Block& block : statement.blocks)
          if (block.verb == sql::Block::Verb::select)
            for (const sql::Condition& condition : block.conditions)
              for (const sql::Value& value : condition.values)
                for (const Term term : reading.terms_of(value)) {
                  if (is_found(term))
                    has_found = true;
                  else if (is_identity_column(*solution_.engine, condition.column) ||
                           query_.holding(term, event.facts).may)
                    identity = term;
                }
        if (has_found && identity)
          return identity;
      }
    return {};
  }

  /// Asked of code that is not seen, with the tenant and a result.
  [[nodiscard]] Term judged(const Event& event) {
    const Term asked = event.slot("value");
    bool has_found = false;
    Term identity;
    for (const Term part : terms_.children(asked)) {
      if (is_found(part))
        has_found = true;
      else if (const Holding holding = query_.holding(part, event.facts); holding.may)
        identity = holding.leaves.front().term;
      else if (const std::vector<Term> behind = query_.dependence(part); !behind.empty())
        identity = behind.front();
    }
    return has_found ? identity : Term{};
  }

  const Solution& solution_;
  const Terms& terms_;
  Query& query_;
  const std::function<bool(Term)>& is_found_;
};

} // namespace

Term tested_owner(const Solution& solution, const Event& event, const std::function<bool(Term)>& is_found) {
  return OwnerTests(solution, is_found).identity_of(event);
}

} // namespace partywall::solver
