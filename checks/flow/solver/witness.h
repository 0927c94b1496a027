/// From terms and places back to what a reader can check: names, ranges, steps.
#pragma once

#include "checks/finding.h"
#include "checks/flow/solver/solution.h"

#include <string>
#include <vector>

namespace partywall::solver {

[[nodiscard]] SourceRange range_of(const ir::Program& program, const ir::Location& location);
/// "app::Gateway::answer", "a lambda in app::main".
[[nodiscard]] std::string function_name(const ir::Program& program, ir::FunctionId id);

/// How the code spells a value: "session.tenant_id", "load_docs(…)", "the model's answer". Never empty.
[[nodiscard]] std::string spell(const Solution& solution, Term term);
/// The parts a text or key is made of, in order, each once, literals left out: {"prompt", "model"}.
[[nodiscard]] std::vector<std::string> parts_of(const Solution& solution, Term term);
/// "'a'", "'a' and 'b'", "'a', 'b' and 2 more".
[[nodiscard]] std::string enumerate(const std::vector<std::string>& names);

/// The read that took `leaf` out of arguments, a header or a row, of those sharing most of the way with `access`;
/// null if none stands out.
[[nodiscard]] const Occurrence* read_of(const Solution& solution, const Occurrence& access, Term leaf);

/// Where the function whose answer was taken there returns it; none if what was taken is no function's answer.
[[nodiscard]] std::vector<Remark> returns_behind(const Solution& solution, const Occurrence& taken, const std::string& text);

/// Where a leaf entered the program, if it has a place of its own (a call, a read, a source, a definition in one
/// of the functions on the way to `occurrence`).
[[nodiscard]] std::vector<Remark> origin_of(const Solution& solution, const Occurrence& occurrence, Term leaf);

/// The calls from where the request enters down to the event, ending with `last` at the event itself.
[[nodiscard]] std::vector<Remark> path_to(const Solution& solution, const Occurrence& occurrence, const std::string& last);

/// Fills primary, function, path and a related remark for the event's own place where that differs.
void place(const Solution& solution, const Occurrence& occurrence, std::size_t stands_at, const std::string& what, Finding& finding);

/// Adds a remark unless the same place is there already.
void relate(Finding& finding, Remark remark);

/// Whether findings may stand at `location`: project code that is no test.
[[nodiscard]] bool is_reported(const Solution& solution, const ir::Location& location);

}  // namespace partywall::solver
