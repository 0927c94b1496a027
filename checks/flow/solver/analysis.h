/// Abstract interpretation of one function over terms.
#pragma once

#include "checks/flow/solver/engine.h"
#include "checks/flow/solver/idiom.h"
#include "checks/flow/solver/loops.h"
#include "checks/flow/solver/state.h"

#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace partywall::solver {

/// An argument as the caller has it: a value, and the object it lives in if it has one.
struct Argument {
  Term value;
  Term place;             ///< Pointer to the object; absent for plain values.
  bool is_exact = true;   ///< `value` already has the parameter's form (a pointer where that is a reference).
};

class Substitution;

class Analysis {
public:
  Analysis(Engine& engine, ir::FunctionId id);

  [[nodiscard]] Summary run();

private:
  friend class ModelCall;
  friend class Substitution;

  // Driving (analysis.cpp).
  void visit_block(std::uint32_t block, State state);
  State entry_state(std::uint32_t block);
  void follow(const ir::Terminator& terminator, std::uint32_t block, State state);
  void follow_cases(const ir::Terminator& terminator, std::uint32_t block, Term value, State& state);
  void pass_along(std::uint32_t from, std::uint32_t to, const State& state);
  void note_loop(std::uint32_t block, Term condition, State& state);
  /// A branch on whether several tenants are served.
  /// What an object was made to hold after it had been put into a store, by the time the function returns.
  /// What the function does as a whole (idiom.h), beside what was found by following it.
  void note_idiom(const Idiom& idiom);
  void apply_idiom(const Idiom& idiom, Summary& summary);
  /// What a parameter's value says, or what it points to.
  [[nodiscard]] Term content_of_parameter(std::uint32_t index);
  [[nodiscard]] Term table_of(const Idiom& idiom);
  void note_linked(Event& event, const State& last);
  void note_tenancy(std::uint32_t block, Term condition, const State& state);
  bool find_new_merges();
  [[nodiscard]] Term solve_merges(Term term);
  /// More terms than any readable function needs: the rest is given up, and said to be.
  [[nodiscard]] bool is_over_budget();
  [[nodiscard]] Summary summary();
  /// Allocations in what is returned that no write to memory which others see holds on to.
  [[nodiscard]] std::vector<Term> made_for_caller(const Summary& summary) const;
  void collect_writes(Term pointer, Term content, Term initial, std::vector<Write>& writes);

  // Instructions (instructions.cpp).
  void execute(const ir::Instruction& instruction, State& state);
  void execute_call(const ir::Instruction& instruction, State& state);
  void assign(ir::PlaceId target, Term value, State& state, const ir::Instruction& instruction);
  /// An identity that was read out of something: where it is put into a variable, a reader sees it taken.
  [[nodiscard]] bool is_taken_from_words(Term value);
  /// `value`, noted as taken where it becomes a variable of this function.
  Term taken(Term object, Term value, SiteId site, State& state);
  /// `value` marked as the identity that the variable at `object` is called, if it is a variable of this function.
  [[nodiscard]] Term name_for_variable(Term object, Term value);
  /// A store into an entry of a container is a write under that key, whoever does it.
  void note_entry_write(Term pointer, Term value, SiteId site, State& state);
  /// A worked-out value stored where it outlives the call, in a place that no key chooses.
  void note_cell_write(Term pointer, Term value, SiteId site, State& state);
  /// A static local is initialised: the first caller's value stays.
  void note_static(Term pointer, Term value, State& state);
  [[nodiscard]] bool is_global(Term pointer) const;
  /// Made by a function, a query or a model, and not merely handed on.
  [[nodiscard]] bool is_worked_out(Term value) const;
  /// A store into something that is called a filter: checks ask whether it gets to the search.
  void note_filter(Term pointer, Term value, SiteId site, const State& state);
  /// A number outside this call's own variables is moved on from what it was: it counts something.
  void note_count(Term pointer, Term value, SiteId site, State& state);
  /// A variable that is initialised once holds, from then on, whatever was put there since.
  void forget_static(const ir::Instruction& instruction, State& state);
  /// Callables handed to a function that, by its name, runs them later.
  void note_deferred(const ir::Callee& callee, const std::vector<Term>& arguments, SiteId site, State& state);
  /// What a function that is not seen does by its name: asks a model, admits or refuses, writes down usage.
  void note_by_name(const ir::Callee& callee, Term receiver, const std::vector<Term>& asked, Term answer, SiteId site, State& state);
  [[nodiscard]] bool is_fetched_text(Term value) const;
  [[nodiscard]] Term arithmetic(ir::Op op, Term left, Term right, State& state);
  [[nodiscard]] bool is_pointer(const ir::Operand& operand) const;
  /// A pointer to an element of something.
  [[nodiscard]] bool is_element(Term pointer) const;
  /// A char pointer or array, or a class of characters.
  [[nodiscard]] bool is_text(ir::TypeId type) const;
  /// Somewhere behind the beginning of a text: what is written there is added to it.
  [[nodiscard]] Term tail(Term pointer);
  static constexpr std::string_view tail_step = "+";
  /// A pointer moved within what it points into.
  [[nodiscard]] Term moved(Term pointer, Term distance, State& state);
  [[nodiscard]] Term value_of(const ir::Operand& operand, State& state);
  [[nodiscard]] Term address_of(const ir::Place& place, State& state);
  /// What the place at `pointer` is called: its content as it was before anybody wrote it.
  [[nodiscard]] Term own_path(Term pointer);

  // Memory (memory.cpp).
  /// What a variable shared by all threads held when this request wrote it may be another's by now.
  [[nodiscard]] Term shared(Term root, std::span<const Term> parts, Term content);
  /// Another thread, or a later turn: what globals held is not known there.
  void forget_globals(State& state);
  /// After a suspension: what thread-locals hold is some other thread's.
  void resume_elsewhere(State& state);
  [[nodiscard]] Term initial_content(Term root);
  [[nodiscard]] bool is_null(Term pointer) const;
  /// What a pointer points to; of several, what those point to that are not null.
  [[nodiscard]] Term read(State& state, Term pointer);
  void write(State& state, Term pointer, Term value);
  [[nodiscard]] Term write_part(Term content, std::span<const Term> steps, Term value);
  /// Callables kept in fields are found again from anywhere in the program.
  void keep_callable(Term pointer, Term value);
  /// A new object kept under a key lives in that entry from then on: who holds the key chose the object.
  [[nodiscard]] Term settle(State& state, Term pointer, Term value);
  /// A value with what its pointers point to in their places: a filter is judged by what it holds.
  [[nodiscard]] Term deep(State& state, Term value, int depth = 0);
  /// The address of a member that is an array: the text in it, to whoever takes a char pointer.
  [[nodiscard]] bool is_array(Term pointer) const;
  /// A callable that a callee put into a queue of others is called when somebody comes to it.
  void note_kept_callables(const Write& told, const Write& done, SiteId site, State& state);
  /// What the project's function `hook` makes of `value` for `type`, or for the items of a container of that type.
  [[nodiscard]] Term convert(std::string_view hook, ir::TypeId type, Term value, SiteId site, State& state);
  [[nodiscard]] Term converted_by(ir::FunctionId function, ir::NameId target, Term value, SiteId site, State& state);
  [[nodiscard]] bool is_const_target(ir::TypeId pointer) const;
  /// What is empty when a handler is registered has been filled by earlier requests when it runs.
  void forget_what_is_empty(State& state);
  [[nodiscard]] Term as_found_later(Term pointer, Term content);
  /// The text a term stands for where a char pointer may be the address of a buffer.
  [[nodiscard]] Term textual(State& state, Term value);

  // Calls (calls.cpp).
  Term call_function(ir::FunctionId callee, Term receiver, const std::vector<Argument>& arguments,
                     std::span<const Term> captures, SiteId site, State& state, bool is_registration);
  Term call_value(Term callee, const std::vector<Argument>& arguments, SiteId site, State& state, bool is_registration);
  Term call_unknown(const ir::Callee& callee, Term receiver, const std::vector<Term>& arguments, SiteId site, State& state);
  Term construct(ir::TypeId type, const std::vector<Argument>& arguments, SiteId site, State& state);
  /// What an argument hands over: the object behind a reference, or behind the address of a known one.
  [[nodiscard]] Term passed_value(const ir::Callee& callee, std::size_t index, Term argument, State& state);
  void enter_callback(Term callable, SiteId site, State& state, bool runs_later);
  /// One of several callables runs: what each would leave is joined.
  Term call_one_of(const std::vector<Terms::Branch>& choices, const std::vector<Argument>& arguments, SiteId site, State& state,
                   bool is_registration);
  /// An identity, or a record that has one.
  [[nodiscard]] bool names_somebody(Term value) const;
  /// The callee may write through this parameter.
  [[nodiscard]] bool is_output(const ir::Callee& callee, std::size_t index) const;
  /// Calls an object of a class with a call operator; absent if there is none.
  Term call_object(Term object, const std::vector<Argument>& arguments, SiteId site, State& state, bool is_registration);
  /// Of several callables in one object, those that take these arguments.
  [[nodiscard]] std::vector<Terms::Branch> overloads(Term callables, const std::vector<Argument>& arguments, State& state);
  Term call_bound(Term bound, const std::vector<Argument>& arguments, SiteId site, State& state, bool is_registration);
  /// A pointer to a member function, without its object.
  [[nodiscard]] bool is_method(Term callable) const;
  /// A filter runs, which hands the request on by calling what it is given last.
  void call_filter(Term filter, SiteId site, State& state, bool is_registration);
  /// Makes the call a callee left open, now that the callable is known; false if it still is not.
  bool resolve_pending(const Event& event, Substitution& substitute, const Frame& frame, State& state);
  [[nodiscard]] Term resolve_invoke(Term original, const std::vector<Term>& children, State& before);
  [[nodiscard]] bool has_key(Term pointer) const;
  [[nodiscard]] bool is_callable(Term term) const;
  [[nodiscard]] std::vector<Term> stored_callables(Term opaque);
  /// Those that can be called with `arguments`, by number and class; all if that is not known.
  [[nodiscard]] std::vector<Term> fitting(const std::vector<Term>& callables, const std::vector<Argument>& arguments) const;
  [[nodiscard]] ir::NameId class_of(ir::TypeId type) const;
  [[nodiscard]] ir::NameId class_of(const Argument& argument) const;
  [[nodiscard]] Argument unpack(Term packed) const;
  [[nodiscard]] Term pack(const Argument& argument);
  [[nodiscard]] ir::CalleeId callee_id_of(const ir::Callee& callee) const;
  Term pend(Term callee, const std::vector<Argument>& arguments, SiteId site, State& state, bool is_registration);
  [[nodiscard]] Term bind_argument(const ir::Function& callee, std::uint32_t index, const Argument& argument, SiteId site,
                                   State& state);

  // Connections (effects.cpp).
  /// `effect` (owes, settles, poisons) happens to what `connection` points to.
  void note_debt(Term connection, std::string_view effect, Term argument, State& state);
  /// A callee did what `value` says.
  void note_debts_of(Term value);
  [[nodiscard]] const std::vector<Loop>& loops();
  [[nodiscard]] std::vector<const Loop*> loops_around(std::uint32_t block);
  [[nodiscard]] bool settles_in(const Loop& loop) const;
  /// The condition looks at something the loop counts or runs over, not at a clock or a flag.
  [[nodiscard]] bool is_counted(Term condition) const;
  void settle_by_leaving(std::uint32_t from, std::uint32_t to, Term condition, State& state);
  [[nodiscard]] bool is_connection(Term value) const;
  /// A connection put into a container that outlives the call is back in its pool.
  void note_give_back(Term pointer, Term value, SiteId site, State& state);
  void note_unseen_give_back(const ir::Callee& callee, const std::vector<Term>& arguments, SiteId site, State& state);
  void release(Term connection, SiteId site, State& state);

  /// A credential is checked by a function whose body is not seen.
  void note_unseen_check(const ir::Callee& callee, const std::vector<Term>& arguments, SiteId site, State& state);
  /// An entry of a container is compared with something by how near the two are.
  void note_score(const ir::Callee& callee, const std::vector<Term>& arguments, SiteId site, State& state);
  /// The same where no function does it: one number of an entry's vector and one of another vector.
  void note_product(Term left, Term right, const State& state);

  // Events.
  void record(std::string_view kind, SiteId site, std::vector<std::pair<std::string_view, Term>> slots, const State& state);
  void lift(const Event& event, Substitution& substitute, Frame frame, const State& state);
  /// So many events stand here already that another way to this one says nothing new.
  [[nodiscard]] bool is_shared(std::uint64_t settled) const;
  void add(Event event);
  /// Made of inputs of this function: a caller's arguments decide.
  [[nodiscard]] bool is_left_to_callers(Term term);
  /// Counts in a variable that ends with this call.
  [[nodiscard]] bool is_own_count(const std::vector<std::pair<std::string_view, Term>>& slots, const Frame& frame, const Event& event) const;
  void compare(Term left, Term right, SiteId site, const State& state);

  [[nodiscard]] SiteId here() const;

  Engine& engine_;
  Terms& terms_;
  ir::FunctionId id_;
  const ir::Function& function_;

  std::uint32_t block_ = 0;
  std::uint32_t instruction_ = 0;
  std::vector<std::uint32_t> order_;            ///< Reachable blocks in reverse post-order.
  std::vector<std::uint32_t> rank_;             ///< Position in order_.
  /// State along each edge taken in this pass, by target then source.
  std::vector<std::vector<std::pair<std::uint32_t, State>>> incoming_;
  std::vector<std::vector<Term>> merges_;       ///< By loop head: roots that change in the loop.
  std::vector<State> heads_;                    ///< By loop head: the joined state before merges, this pass.
  std::vector<std::vector<State>> backs_;       ///< By loop head: states along back edges, this pass.
  /// By loop head: what the loop runs over, as its condition shows.
  std::unordered_map<std::uint32_t, Term> runs_over_;
  std::unordered_map<std::uint32_t, Term> solved_terms_;
  std::optional<std::vector<Loop>> loops_;
  std::set<std::uint32_t> debts_made_, debts_settled_;   ///< Blocks in which a connection is asked, and answers.
  /// What was known where objects were made, for those made on some paths only.
  std::unordered_map<std::uint32_t, Term> made_under_;
  std::vector<State> exits_;
  std::vector<Term> returns_;
  std::vector<Event> events_;
  std::unordered_multimap<std::uint64_t, std::size_t> event_index_;
  std::unordered_set<std::uint64_t> settled_events_;
  std::unordered_map<std::uint32_t, bool> left_to_callers_;
  std::size_t pending_ = 0;                     ///< Events that wait for their callable.
  /// Calls of values made for the call being followed, by the term that stands for their result.
  std::unordered_map<std::uint32_t, Term> resolved_;
  std::vector<std::pair<FieldKey, Term>> stored_;   ///< Callables put into fields, with the field, this pass.
  std::vector<Frame> prefix_;                   ///< Call string of the pending call being made.
  std::size_t first_term_ = 0;                  ///< Size of the arena when this began.
  std::uint64_t work_before_ = 0;               ///< Work on terms when this began.
  std::size_t called_values_ = 0;               ///< Calls of callables made so far.
  int depth_ = 0;                               ///< Of calls made on values, against runaway recursion.
  bool is_silent_ = false;                      ///< Evaluating a value only: events are recorded elsewhere.
  bool is_degraded_ = false;
};

}  // namespace partywall::solver
