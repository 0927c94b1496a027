/// A call of a function that a model describes.
#pragma once

#include "checks/flow/solver/analysis.h"

namespace partywall::solver {

/// The first row that describes `callee` called with `argument_count` arguments, or null.
[[nodiscard]] const models::Row* matching_row(const Engine& engine, const ir::Callee& callee, std::size_t argument_count);

/// Interprets one row at one call site.
class ModelCall {
public:
  ModelCall(Analysis& analysis, const ir::Callee& callee, const models::Row& row, Term receiver,
            const std::vector<Term>& arguments, SiteId site, State& state)
      : analysis_(analysis), engine_(analysis.engine_), terms_(analysis.terms_), callee_(callee), row_(row),
        receiver_(receiver), arguments_(arguments), site_(site), state_(state) {}

  /// The result; absent if the row says nothing about it.
  [[nodiscard]] Term run();

private:
  [[nodiscard]] Term value(const models::Expr& expression);
  /// Pointer to the place `expression` denotes; absent if it denotes a value only.
  [[nodiscard]] Term place(const models::Expr& expression);
  [[nodiscard]] Term applied(const models::Expr& expression);
  [[nodiscard]] Term text_function(const models::Expr& expression);
  [[nodiscard]] Term invoked(const models::Expr& expression, bool is_registration);
  [[nodiscard]] bool returns_reference(Term callable) const;
  [[nodiscard]] bool is_reference_result() const;
  [[nodiscard]] std::vector<Term> values(const models::Expr& expression, std::size_t from);
  [[nodiscard]] std::vector<Term> texts(const models::Expr& expression, std::size_t from);
  /// The part of `whole` that the call's template argument names: `std::get<1>(pair)`, `std::get<Scope>(tuple)`.
  [[nodiscard]] Term item(const models::Expr& whole);
  [[nodiscard]] std::vector<ir::TypeId> item_types(const models::Expr& whole) const;
  [[nodiscard]] std::vector<Term> item_steps(const models::Expr& whole);
  /// What `std::tie` refers to, as values.
  [[nodiscard]] Term referred(Term value);
  void store(Term target, Term stored);
  [[nodiscard]] bool is_string(std::size_t argument) const;
  [[nodiscard]] bool is_reference(std::size_t argument) const;
  [[nodiscard]] Term key(const models::Expr& expression);
  void run_hop(const models::HopRow& hop);
  /// What is known of the connection behind `instance`; absent if nothing is.
  /// What a store on disk was opened with; absent for others.
  [[nodiscard]] Term path_opened(Term instance);
  [[nodiscard]] Term handle_of(Term instance);
  /// A Redis command given as text: one hop for each key it names.
  void run_command(std::vector<std::pair<std::string_view, Term>> slots);
  void run_entry(const models::EntryRow& entry);
  /// The filters that `names` mentions, in order.
  [[nodiscard]] std::vector<ir::FunctionId> filters_in(Term names) const;
  void run_effect(const models::EffectRow& effect);
  /// What the hop answers, and the place it answers into (absent if it returns the answer).
  [[nodiscard]] Term results_of(const models::HopRow& hop);
  [[nodiscard]] Term place_of_results(const models::HopRow& hop);
  /// A tenant taken out of arguments, a header or a row: checks name this place.
  /// The standard streams: what is written there is out.
  [[nodiscard]] bool is_log(Term target) const;
  void note_log();
  /// A record put at the end of a container: the only trace of it where no key names it.
  void note_append(Term target, Term stored);
  void note_identity_read(Term returned);
  void note_decoding(Term document);
  void visit_closures();

  Analysis& analysis_;
  Engine& engine_;
  Terms& terms_;
  const ir::Callee& callee_;
  const models::Row& row_;
  Term receiver_;
  const std::vector<Term>& arguments_;
  SiteId site_;
  State& state_;
  Term result_;
};

/// `format` with its holes filled: `{}`, `{0}`, `{:x}` by position. Absent text parts stay as they are.
[[nodiscard]] Term fill_format(Terms& terms, Term format, std::span<const Term> arguments);
/// `printf` with its conversions filled; `%.*s` and friends take two arguments. `binary` adds hiredis' `%b`
/// (pointer and length).
[[nodiscard]] Term fill_printf(Terms& terms, Term format, std::span<const Term> arguments, bool binary);

}  // namespace partywall::solver
