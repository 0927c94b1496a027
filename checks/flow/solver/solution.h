/// The solved program as checks see it: every hop with its composed slots and its verdict.
#pragma once

#include "checks/flow/solver/filter.h"
#include "checks/flow/solver/query.h"

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace partywall::solver {

enum class Verdict : std::uint8_t { scoped, leaking, neutral, open };

[[nodiscard]] std::string_view name_of(Verdict verdict);

/// Why a hop is not simply scoped.
enum class Gap : std::uint8_t {
  none,
  missing,       ///< No identity in any scope slot on any path.
  conditional,   ///< On some paths only.
  ambiguous,     ///< Present, but two tenants can collide.
  folded,        ///< Only as a hash, cut or remainder.
  untrusted      ///< Present, but chosen by the model or the caller, or ambient.
};

/// What a hop does to a vector store; none for other hops.
enum class VectorAction : std::uint8_t { none, search, scan, write, erase };

/// An event as it stands at the top of the program: where nobody calls any further.
struct Occurrence {
  const Event* event = nullptr;      ///< Slots in terms of `root`'s inputs.
  ir::FunctionId root;
};

struct Hop {
  Occurrence occurrence;
  std::string_view surface;          ///< cache, vector, data, model, limit, usage, egress, tool
  Verdict verdict = Verdict::open;
  Gap gap = Gap::none;
  Holding scope;                     ///< Of all scope slots together.
  Term privilege;                    ///< The test for staff of the platform that makes up for a missing scope.
  std::vector<Term> varies_with;     ///< Identities the stored or fetched value depends on.
  std::size_t stands_at = 0;         ///< Index into places(): where a reader should be sent.
  VectorAction action = VectorAction::none;
  Looseness looseness = Looseness::none;   ///< Why the tenant test of a filter does not bind.
  Term loose;                        ///< The identity it tests.
  Holding late_scope;                ///< What the same statement or request tests after ranking, too late.
  std::string store;                 ///< Vector: table or collection, where it is written out.
  bool is_open_to_all = false;       ///< Vector: public markers only, or a table that has no owner column.
  std::vector<Term> spliced;         ///< Values put into the text of a filter as they are.
  std::optional<std::size_t> partner;///< Cache: index of the write of a read, and the other way round.
};

/// One place on the way from the top to an event: a call, or the event itself.
struct Place {
  ir::Location location;
  ir::FunctionId function;           ///< The function the place is in.
  ir::FunctionId callee;             ///< Entered there; absent for the event itself.
  bool is_registration = false;
};

struct Solution {
  Solution(const ir::Program& program, const models::Models& models);

  std::unique_ptr<Engine> engine;
  std::unique_ptr<Cells> cells;
  std::unique_ptr<Query> query;
  std::vector<Occurrence> events;    ///< All of them: hops, comparisons, registrations; those of one root side by side.
  struct Stretch {
    std::size_t first = 0;
    std::size_t count = 0;
  };
  std::unordered_map<std::uint32_t, Stretch> events_by_root;   ///< Where in `events` those of a function lie.
  std::vector<Hop> hops;             ///< Sorted by place.
  bool found_identity = false;
  std::set<SiteId> gates;            ///< Registrations of what runs before the handlers of a server.

  Solution(const Solution&) = delete;
  Solution& operator=(const Solution&) = delete;

  [[nodiscard]] const ir::Program& program() const { return engine->program; }
  [[nodiscard]] Terms& terms() const { return engine->terms; }

  /// All events of the root of `occurrence`, itself included.
  [[nodiscard]] std::span<const Occurrence> beside(const Occurrence& occurrence) const;
  /// From the root to the event, outermost first; the last one is the event's own place.
  [[nodiscard]] std::vector<Place> places(const Occurrence& occurrence) const;
  /// Index into places() of the function that composes `slot`: outward from the event while the slot is only
  /// handed on, but never above the function a request enters by.
  [[nodiscard]] std::size_t stand(const Occurrence& occurrence, std::string_view slot) const;
  /// The object lives longer than one request: not created between the request's entry and the hop.
  [[nodiscard]] bool outlives_request(const Occurrence& occurrence, Term instance) const;
  /// Index of the first place inside the request (after the last registration).
  [[nodiscard]] std::size_t request_start(const Occurrence& occurrence) const;
  /// An event's slots as the function at `place_index` sees them.
  [[nodiscard]] const Event* seen_from(const Occurrence& occurrence, std::size_t place_index) const;
};

}  // namespace partywall::solver
