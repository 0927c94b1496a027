/// What one function does, as its callers need to know it. Everything is expressed over the function's
/// inputs (TermKind::input), so a caller substitutes its arguments and is done: no body is looked at twice.
#pragma once

#include "checks/flow/solver/term.h"

#include <string>
#include <vector>

namespace partywall::solver {

/// One step of a call string, outermost first.
struct Frame {
  SiteId call;                      ///< The call instruction, in the caller.
  ir::FunctionId callee;
  bool is_registration = false;     ///< Not called here but registered here: a request begins below this frame.
  friend bool operator==(const Frame&, const Frame&) = default;
};

/// Something that happens in a function and matters to a check: a hop, a comparison of identities, a state change.
struct Event {
  std::string_view kind;            ///< "cache.read", "compare", "entry.http", "effect.owes", … (interned)
  SiteId site;
  std::vector<std::pair<std::string_view, Term>> slots;   ///< Sorted by slot name (interned).
  std::vector<Term> facts;          ///< What is known where it happens; sorted.
  std::vector<Frame> chain;         ///< How it is reached from the function the event now belongs to.
  /// Where nothing in the slots is open any more, a number that the same event has along every further way up
  /// within one request; 0 before.
  std::uint64_t settled = 0;

  [[nodiscard]] Term slot(std::string_view name) const {
    for (const auto& [slot_name, term] : slots)
      if (slot_name == name) return term;
    return {};
  }
  friend bool operator==(const Event&, const Event&) = default;
};

/// A call or registration of a value, open until a caller knows which function it is.
[[nodiscard]] inline bool is_pending(const Event& event) { return event.kind == "invoke" || event.kind == "register"; }

struct Write {
  Term pointer;
  Term value;
  Term guard = {};        ///< For an object made on some paths only: the condition under which it was; else absent.
  friend bool operator==(const Write&, const Write&) = default;
};

struct Summary {
  Term returned;                    ///< `nothing` for void and for functions that do not return.
  std::vector<Write> writes;        ///< Effects on memory the caller can see.
  std::vector<Term> made;           ///< Allocations that nobody but the caller gets hold of, by the result.
  std::vector<Event> events;        ///< In order of the function's blocks.
  std::vector<Term> ensures;        ///< Facts that hold on normal return; sorted.
  bool never_returns = false;
  bool is_degraded = false;         ///< A budget ran out: something was joined or dropped.

  friend bool operator==(const Summary&, const Summary&) = default;

  /// Contexts kept per function before distinct ones are dropped.
  static constexpr std::size_t event_limit = 400;
  /// Above this, one way to an event that no caller can change stands for the others.
  static constexpr std::size_t shared_above = 128;
  static constexpr std::size_t pending_limit = 64;
  static constexpr std::size_t write_limit = 256;
};

}  // namespace partywall::solver
