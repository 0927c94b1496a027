/// Seeing a callee's terms with the caller's eyes.
#pragma once

#include "checks/flow/solver/analysis.h"

namespace partywall::solver {

/// Replaces the inputs of one function by what a caller passes. Loads are looked up in the caller's memory as
/// it was before the call; unresolved calls of callables are made where the callable has become known.
class Substitution {
public:
  /// `site`: the call, if it is one.
  Substitution(Analysis& analysis, Engine& engine, ir::FunctionId callee, State& before, SiteId site = {})
      : analysis_(analysis), engine_(engine), terms_(engine.terms), callee_(callee), before_(before), site_(site) {}

  void bind(Term input, Term actual) { memo_[input.value] = actual; }
  /// An object that the callee made is this call's own.
  void make(Term object) {
    if (!site_) return;
    makes_ = true;
    memo_[object.value] = terms_.allocation_at(object, site_);
  }
  [[nodiscard]] Term operator()(Term term);

  /// The same call over another memory. To be asked for before anything is replaced: what was found is kept.
  [[nodiscard]] Substitution over(State& memory) const {
    Substitution other(analysis_, engine_, callee_, memory, site_);
    other.memo_ = memo_;
    other.makes_ = makes_;
    return other;
  }

private:
  [[nodiscard]] Term compute(Term term);
  /// A term that depends on no caller, with what the call made in place of what the callee did.
  [[nodiscard]] Term renamed(Term term);
  /// A part of what a pointer of the callee points to, where that is a global: others may have changed it since.
  [[nodiscard]] Term part_of_global(Term term);

  Analysis& analysis_;
  Engine& engine_;
  Terms& terms_;
  ir::FunctionId callee_;
  State& before_;
  SiteId site_;
  bool makes_ = false;
  std::unordered_map<std::uint32_t, Term> memo_;
};

}  // namespace partywall::solver
