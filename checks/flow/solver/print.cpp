/// Text forms of terms and of the solution, for dumps.
#include "checks/flow/models/word-match.h"
#include "checks/flow/solver/call-statistics.h"
#include "checks/flow/solver/solution.h"
#include "checks/flow/solver/solve.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>

namespace partywall::solver {

namespace {

void print_to(const Terms& terms, const ir::Program& program, Term term, int depth, std::string& out) {
  if (!term) {
    out += "-";
    return;
  }
  constexpr std::size_t longest = 2500;
  if (out.size() > longest) return;
  if (depth > 12) {
    out += "…";
    return;
  }
  const Node& node = terms.at(term);
  const auto children = terms.children(term);
  const auto list = [&](std::string_view name, std::size_t from) {
    out += name;
    out += '(';
    for (std::size_t i = from; i < children.size(); ++i) {
      if (i > from) out += ", ";
      print_to(terms, program, children[i], depth + 1, out);
    }
    out += ')';
  };
  switch (node.kind) {
    case TermKind::nothing: out += "nothing"; return;
    case TermKind::text: {
      out += '"';
      for (const char c : terms.name(node.symbol)) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') out += "\\n";
        else out += c;
      }
      out += '"';
      return;
    }
    case TermKind::number: out += std::to_string(node.number); return;
    case TermKind::null: out += "null"; return;
    case TermKind::zero: out += "zero"; return;
    case TermKind::yes: out += "always"; return;
    case TermKind::input: {
      const ir::Function& function = program.functions[node.symbol];
      if (node.number == input_this) {
        out += "this";
        return;
      }
      const bool is_capture = node.number >= input_capture;
      for (const ir::Variable& variable : function.variables) {
        const bool is_it = is_capture ? variable.kind == ir::Variable::Kind::capture && variable.index == node.number - input_capture
                                      : variable.kind == ir::Variable::Kind::parameter && variable.index == node.number;
        if (!is_it) continue;
        const std::string_view name = program.text(variable.name);
        out += name.empty() ? (is_capture ? "capture" : "parameter") + std::to_string(variable.index) : std::string(name);
        return;
      }
      out += "input" + std::to_string(node.number);
      return;
    }
    case TermKind::object:
      if (node.symbol == ir::NameId::none_value) {
        out += "&" + std::string(program.text(program.globals[static_cast<std::size_t>(node.number)].name));
      } else if (node.number >= allocation_base) {
        out += "&new" + std::to_string(node.number - allocation_base);
        for (const Term call : terms.children(term)) out += "@" + std::to_string(terms.at(call).number);
      } else {
        const ir::Variable& variable = program.functions[node.symbol].variables[static_cast<std::size_t>(node.number)];
        out += "&" + (variable.name ? std::string(program.text(variable.name)) : "tmp" + std::to_string(node.number));
      }
      return;
    case TermKind::load:
      out += '*';
      print_to(terms, program, children[0], depth + 1, out);
      return;
    case TermKind::offset:
    case TermKind::project:
      print_to(terms, program, children[0], depth + 1, out);
      out += node.kind == TermKind::offset ? "->" : ".";
      print_to(terms, program, children[1], depth + 1, out);
      return;
    case TermKind::step_field: out += terms.name(node.symbol); return;
    case TermKind::step_element: out += "[*]"; return;
    case TermKind::step_capture: out += "#" + std::to_string(node.number); return;
    case TermKind::step_key:
      out += '[';
      print_to(terms, program, children[0], depth + 1, out);
      out += ']';
      return;
    case TermKind::cat: return list("cat", 0);
    case TermKind::list: return list("list", 0);
    case TermKind::all: return list("all", 0);
    case TermKind::repeat: return list("repeat", 0);
    case TermKind::apply: return list(terms.name(node.symbol), 0);
    case TermKind::call: return list("call " + std::string(program.text(program.callees[node.symbol].name)), 0);
    case TermKind::written: return list("written" + std::to_string(node.number), 0);
    case TermKind::invoke: return list("invoke", 0);
    case TermKind::closure: return list("closure " + std::string(program.text(program.callees[node.symbol].name)), 0);
    case TermKind::source: return list("source " + std::string(terms.name(node.symbol)), 0);
    case TermKind::result: return list("result " + std::string(terms.name(node.symbol)), 0);
    case TermKind::named: return list("named " + std::string(terms.name(node.symbol)), 0);
    case TermKind::merge: return list("merge" + std::to_string(node.number), 0);
    case TermKind::record: {
      out += '{';
      bool first = true;
      if (terms.kind(children[0]) != TermKind::nothing) {
        print_to(terms, program, children[0], depth + 1, out);
        out += " with ";
      }
      for (std::size_t i = 1; i + 1 < children.size(); i += 2) {
        if (!first) out += ", ";
        first = false;
        print_to(terms, program, children[i], depth + 1, out);
        out += ": ";
        print_to(terms, program, children[i + 1], depth + 1, out);
      }
      out += '}';
      return;
    }
    case TermKind::alternative:
      out += "alt(";
      for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
        if (i > 0) out += " | ";
        if (terms.kind(children[i]) != TermKind::yes) {
          print_to(terms, program, children[i], depth + 1, out);
          out += " => ";
        }
        print_to(terms, program, children[i + 1], depth + 1, out);
      }
      out += ')';
      return;
  }
}

std::string place_text(const ir::Program& program, const ir::Location& location) {
  const SourceRange range = range_of(program, location);
  return range.path + ":" + std::to_string(range.line) + ":" + std::to_string(range.column);
}

void print_event(const Solution& solution, const Event& event, std::string& out) {
  const Terms& terms = solution.terms();
  out += place_text(solution.program(), terms.at(event.site).location) + " " + std::string(event.kind);
  for (const auto& [name, term] : event.slots)
    if (name != "pointer") out += "\n    " + std::string(name) + " = " + print(terms, solution.program(), term);
  for (const Term fact : event.facts) out += "\n    given " + print(terms, solution.program(), fact);
  out += '\n';
}

}  // namespace

std::string print(const Terms& terms, const ir::Program& program, Term term) {
  std::string out;
  print_to(terms, program, term, 0, out);
  if (out.size() > 2000) out = out.substr(0, 2000) + "…";
  return out;
}

std::string dump_callgraph(const Solution& solution) {
  std::string out;
  for (std::uint32_t i = 0; i < solution.program().functions.size(); ++i) {
    const ir::FunctionId id{i};
    out += std::string(solution.program().text(solution.program().at(id).name)) + "\n";
    for (const ir::FunctionId callee : successors(*solution.engine, id))
      out += "  -> " + std::string(solution.program().text(solution.program().at(callee).name)) + "\n";
  }
  return out + dump_call_statistics(solution);
}

std::string dump_summary(const Solution& solution, const std::string& function) {
  std::string out;
  const ir::Program& program = solution.program();
  for (std::uint32_t i = 0; i < program.functions.size(); ++i) {
    const std::string_view name = program.text(program.functions[i].name);
    if (name != function && models::last_segment(name) != function) continue;
    const Summary& summary = solution.engine->summaries[i];
    out += "function " + std::string(name) + " at " + place_text(program, program.functions[i].location) + "\n";
    if (summary.never_returns) out += "  never returns\n";
    if (summary.is_degraded) out += "  degraded\n";
    out += "  returns " + print(solution.terms(), program, summary.returned) + "\n";
    for (const Write& write : summary.writes)
      out += "  writes " + print(solution.terms(), program, write.pointer) + " := " + print(solution.terms(), program, write.value) + "\n";
    for (const Term fact : summary.ensures) out += "  ensures " + print(solution.terms(), program, fact) + "\n";
    for (const Event& event : summary.events) {
      out += "  event ";
      print_event(solution, event, out);
    }
  }
  return out;
}

std::string dump_hops(const Solution& solution) {
  std::vector<std::string> lines;
  for (const Hop& hop : solution.hops) {
    static constexpr std::string_view gaps[] = {"", " missing", " conditional", " ambiguous", " folded", " untrusted"};
    std::string out = std::string(name_of(hop.verdict)) + std::string(gaps[static_cast<std::size_t>(hop.gap)]) + " ";
    print_event(solution, *hop.occurrence.event, out);
    for (const IdentityLeaf& leaf : hop.scope.leaves)
      out += "    identity " + print(solution.terms(), solution.program(), leaf.term) + " (" + std::string(name_of(leaf.provenance)) +
             (leaf.is_assumed ? ", assumed" : "") + ")\n";
    if (hop.privilege) out += "    privilege " + print(solution.terms(), solution.program(), hop.privilege) + "\n";
    for (const Term leaf : hop.varies_with) out += "    varies with " + print(solution.terms(), solution.program(), leaf) + "\n";
    out += "    in " + function_name(solution.program(), hop.occurrence.root) + "\n";
    lines.push_back(std::move(out));
  }
  std::ranges::sort(lines);
  std::string all;
  for (const std::string& line : lines) all += line;
  return all;
}

}  // namespace partywall::solver
