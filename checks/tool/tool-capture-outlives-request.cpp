/// Dangles:     pool.post([&] { audit(who); });
/// Is kept:     pool.post([who] { audit(who); });
#include "checks/check.h"
#include "checks/flow/models/words.h"
#include "checks/flow/models/word-match.h"
#include "checks/flow/solver/request.h"
#include "checks/flow/solver/witness.h"
#include "checks/tool/coroutine-start.h"

#include <algorithm>
#include <optional>

namespace partywall {

namespace {

using namespace solver;

/// The lambda a callable runs, with its captures and what is bound to it; no lambda for functions.
struct Task {
  const ir::Function* lambda = nullptr;
  std::vector<Term> captures;
  std::vector<Term> bound;
};

void add_tasks(const Solution& solution, Term callable, std::vector<Term> bound, std::vector<Task>& tasks) {
  const Terms& terms = solution.terms();
  const std::vector<Term> children(terms.children(callable).begin(), terms.children(callable).end());
  switch (terms.kind(callable)) {
    case TermKind::alternative:
      for (std::size_t i = 1; i < children.size(); i += 2) add_tasks(solution, children[i], bound, tasks);
      return;
    case TermKind::named:
      return add_tasks(solution, children[0], std::move(bound), tasks);
    case TermKind::apply:
      if (!terms.is_apply(callable, "bind") || children.empty()) return;
      bound.insert(bound.end(), children.begin() + 1, children.end());
      return add_tasks(solution, children[0], std::move(bound), tasks);
    case TermKind::closure: {
      const ir::Callee& callee = solution.program().at(ir::CalleeId{terms.at(callable).symbol});
      for (const ir::FunctionId id : solution.engine->targets(callee, {})) {
        if (solution.program().at(id).kind == ir::Function::Kind::lambda) tasks.push_back({&solution.program().at(id), children, bound});
        else tasks.push_back({nullptr, {}, bound});
        bound.clear();
      }
      if (!bound.empty()) tasks.push_back({nullptr, {}, bound});
      return;
    }
    default: return;
  }
}

/// The object ends with the request: a variable of a function below the request's entry, or what the entry was given.
bool ends_with_request(const Solution& solution, const Occurrence& start, Term pointer) {
  const Terms& terms = solution.terms();
  const Term root = terms.root(pointer);
  const Node& node = terms.at(root);
  const auto& chain = start.event->chain;
  const auto entry = std::ranges::find_if(chain, &Frame::is_registration);
  if (node.kind == TermKind::input) {
    // A parameter of the function nobody calls: a request, unless that is where the program begins.
    const ir::Function& function = solution.program().at(start.root);
    return entry == chain.end() && node.symbol == start.root.value && node.number >= 0 && node.number < input_capture &&
           solution.program().text(function.name) != "main";
  }
  if (node.kind != TermKind::object || terms.is_global_object(root)) return false;
  if (node.number >= allocation_base) {
    if (entry == chain.end()) return false;
    return static_cast<std::uint32_t>(node.number - allocation_base) == entry->call.value;   // what the framework passes
  }
  const ir::FunctionId owner{node.symbol};
  if (entry == chain.end()) {
    if (solution.program().text(solution.program().at(start.root).name) == "main" && owner == start.root) return false;
    return owner == start.root || std::ranges::any_of(chain, [&](const Frame& frame) { return frame.callee == owner; });
  }
  return std::any_of(entry, chain.end(), [&](const Frame& frame) { return frame.callee == owner; });
}

bool is_of_request(const Solution& solution, const ir::Variable& capture) {
  const ir::Program& program = solution.program();
  const std::string_view name = program.text(capture.name);
  if (solution.engine->names.carries_identity(program, name, capture.type)) return true;
  ir::TypeId id = capture.type;
  for (int i = 0; i < 3 && id && program.at(id).element; ++i) id = program.at(id).element;
  const std::string_view role = id ? solution.engine->models.role_of_type(program.text(program.at(id).name)) : std::string_view();
  return role == "caller" || role == "session" || role == "verified" || role == "credential" || role == "model";
}

/// Whether the function that starts the task waits for it before it returns.
bool is_awaited(const Solution& solution, const Site& start) {
  const ir::Program& program = solution.program();
  const ir::Function& function = program.at(start.function);
  const ir::Instruction* started = nullptr;
  for (const ir::Block& block : function.blocks)
    for (const ir::Instruction& instruction : block.instructions)
      if (instruction.op == ir::Op::call && instruction.location == start.location && instruction.callee) started = &instruction;
  const std::string_view starter = started ? program.text(program.at(started->callee).name) : std::string_view();
  const auto same_place = [&](const ir::Operand& operand, ir::PlaceId place) {
    return (operand.kind == ir::Operand::Kind::value || operand.kind == ir::Operand::Kind::address) && place && operand.index == place.value;
  };
  bool is_waited_for = false;
  bool is_detached = false;
  bool is_handed_on = false;
  for (const ir::Block& block : function.blocks)
    for (const ir::Instruction& instruction : block.instructions) {
      if (instruction.op != ir::Op::call || !instruction.callee) continue;
      const std::string_view name = program.text(program.at(instruction.callee).name);
      if (models::last_segment(name) == "detach") is_detached = true;
      else if (instruction.location > start.location && models::is_awaiting_name(solution.engine->names.lexicon(), name)) is_waited_for |= !name.starts_with("nlohmann::") && !name.ends_with("_ptr::get");
      // The future, or the thread, goes somewhere else.
      if (started && &instruction != started) {
        const ir::PlaceId kept = started->target ? started->target : ir::PlaceId{};
        for (const ir::Operand& operand : instruction.operands)
          is_handed_on |= same_place(operand, kept) || (started->receiver.kind == ir::Operand::Kind::address && operand == started->receiver);
      }
    }
  if (is_waited_for && !is_detached) return true;
  // Their destructors wait.
  if (starter == "std::async" || starter.starts_with("std::jthread::")) return !is_detached && !is_handed_on;
  return false;
}

/// Where the lambda is written.
std::optional<Site> written_at(const Solution& solution, const ir::Function& lambda) {
  const ir::Program& program = solution.program();
  for (std::uint32_t i = 0; i < program.functions.size(); ++i)
    for (const ir::Block& block : program.functions[i].blocks)
      for (const ir::Instruction& instruction : block.instructions)
        if (instruction.op == ir::Op::closure && program.at(instruction.callee).symbol == lambda.symbol && is_reported(solution, instruction.location))
          return Site{ir::FunctionId{i}, 0, 0, instruction.location};
  return std::nullopt;
}

bool is_view(const ir::Program& program, ir::TypeId id) {
  if (!id) return false;
  const ir::Type& type = program.at(id);
  if (type.shape == ir::Type::Shape::pointer) return type.element && program.at(type.element).bits == 8;
  return program.text(type.name) == "std::basic_string_view";
}

/// Members of the shared object that this request has just set and the task reads later.
void add_shared_members(const Solution& solution, const Occurrence& start, const ir::Function& lambda, std::vector<std::string>& names) {
  const ir::Program& program = solution.program();
  const auto keeps_itself = [](const ir::Variable& variable) { return variable.kind == ir::Variable::Kind::capture && !variable.captured_as; };
  const auto self = std::ranges::find_if(lambda.variables, [&](const ir::Variable& variable) {
    return variable.kind == ir::Variable::Kind::capture && program.text(variable.captured_as) == "this";
  });
  if (self == lambda.variables.end() || std::ranges::any_of(lambda.variables, keeps_itself)) return;
  const auto is_owner = [&](const ir::Variable& variable) {
    const std::string_view type = variable.type ? program.text(program.at(variable.type).name) : std::string_view();
    return variable.kind == ir::Variable::Kind::capture && type == "std::shared_ptr";
  };
  if (std::ranges::any_of(lambda.variables, is_owner)) return;
  const auto self_index = static_cast<std::uint32_t>(self - lambda.variables.begin());
  const auto field_of = [](const ir::Place& place, std::uint32_t variable) -> ir::FieldId {
    if (place.variable.value != variable || place.steps.size() < 2 || place.steps[0].kind != ir::Step::Kind::deref || place.steps[1].kind != ir::Step::Kind::field) return {};
    return place.steps[1].field;
  };
  const ir::Function& function = program.at(solution.terms().at(start.event->site).function);
  for (const ir::Block& block : function.blocks)
    for (const ir::Instruction& instruction : block.instructions) {
      // this->current_ = who, as a copy or as a call of operator=.
      ir::PlaceId written = instruction.op == ir::Op::call ? ir::PlaceId{} : instruction.target;
      if (instruction.op == ir::Op::call && instruction.callee && program.text(program.at(instruction.callee).name).ends_with("::operator=") &&
          instruction.receiver.kind == ir::Operand::Kind::address)
        written = ir::PlaceId{instruction.receiver.index};
      if (!written) continue;
      const ir::Place& place = function.places[written.value];
      if (function.variables[place.variable.value].kind != ir::Variable::Kind::this_pointer) continue;
      const ir::FieldId field = field_of(place, place.variable.value);
      if (!field || !solution.engine->names.carries_identity(program, program.text(program.at(field).name), program.at(field).type)) continue;
      const bool is_read = std::ranges::any_of(lambda.places, [&](const ir::Place& read) { return field_of(read, self_index) == field; });
      const std::string name(program.text(program.at(field).name));
      if (is_read && std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
}

std::vector<std::string> dangling(const Solution& solution, const Occurrence& start, const Task& task) {
  const ir::Program& program = solution.program();
  const Terms& terms = solution.terms();
  std::vector<std::string> names;
  if (task.lambda) {
    for (const ir::Variable& variable : task.lambda->variables) {
      if (variable.kind != ir::Variable::Kind::capture || variable.index >= task.captures.size() || program.text(variable.captured_as) == "this") continue;
      if (!is_of_request(solution, variable)) continue;
      const Term captured = task.captures[variable.index];
      const bool is_address = variable.by_reference || (variable.type && program.at(variable.type).shape == ir::Type::Shape::pointer);
      if ((is_address && ends_with_request(solution, start, captured)) || (!variable.by_reference && is_view(program, variable.type)))
        names.emplace_back(program.text(variable.name));
    }
    add_shared_members(solution, start, *task.lambda, names);
  }
  // Bound by std::ref or by address.
  for (const Term argument : task.bound) {
    const Node& node = terms.at(argument);
    if (node.kind != TermKind::object || node.number >= allocation_base || terms.is_global_object(argument) || !ends_with_request(solution, start, argument)) continue;
    const ir::Variable& variable = program.functions[node.symbol].variables[static_cast<std::size_t>(node.number)];
    if (is_of_request(solution, variable)) names.emplace_back(program.text(variable.name));
  }
  return names;
}

/// Streams a response: called after the handler has returned.
bool is_content_provider(const Solution& solution, const Site& site) {
  const ir::Program& program = solution.program();
  for (const ir::Block& block : program.at(site.function).blocks)
    for (const ir::Instruction& instruction : block.instructions)
      if (instruction.op == ir::Op::call && instruction.callee && instruction.location == site.location &&
          program.text(program.at(instruction.callee).name).ends_with("content_provider"))
        return true;
  return false;
}

Finding report(const Solution& solution, const tool::DanglingCoroutine& coroutine) {
  const std::string names = enumerate(coroutine.names);
  const std::string them = coroutine.names.size() > 1 ? "them" : "it";
  Finding finding;
  finding.primary = range_of(solution.program(), coroutine.location);
  finding.primary.end_line = finding.primary.line;
  finding.primary.end_column = finding.primary.column + 1;
  finding.function = function_name(solution.program(), coroutine.function);
  finding.path.push_back({finding.primary, "the coroutine is started here, and waits", finding.function, true, 1});
  finding.path.push_back({range_of(solution.program(), coroutine.leaves), "it goes on from here, later", finding.function, true, 1});
  relate(finding, finding.path.back());
  finding.message = coroutine.is_lambda
                        ? "This coroutine goes on when the lambda it was made by is gone, and with it " + names + ", which it captured: by then the place may "
                          "hold another tenant's. Pass " + them + " to the lambda as a parameter, by value: a coroutine keeps those."
                        : "This coroutine goes on when the function that started it has ended, and refers to " + names + " of that function: by then the "
                          "place may hold another tenant's. Let the coroutine take " + them + " by value.";
  finding.subject = "kept " + coroutine.names.front();
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const tool::DanglingCoroutine& coroutine : tool::dangling_coroutines(solution, [&](const ir::Variable& variable) { return is_of_request(solution, variable); }))
    if (is_reported(solution, coroutine.location)) findings.push_back(report(solution, coroutine));
  for (const Occurrence& occurrence : solution.events) {
    const Event& event = *occurrence.event;
    const bool runs_later = event.kind == "entry.task" || (event.kind == "entry.callback" && is_content_provider(solution, solution.terms().at(event.site)));
    if (!runs_later || !event.slot("handler")) continue;
    const Site& start = solution.terms().at(event.site);
    std::vector<Task> tasks;
    add_tasks(solution, event.slot("handler"), {}, tasks);
    for (const Task& task : tasks) {
      const std::vector<std::string> names = dangling(solution, occurrence, task);
      if (names.empty() || is_awaited(solution, start)) continue;
      const std::optional<Site> written = task.lambda ? written_at(solution, *task.lambda) : std::optional(start);
      if (!written || !is_reported(solution, written->location)) continue;
      Finding finding;
      finding.primary = range_of(solution.program(), written->location);
      finding.primary.end_line = finding.primary.line;
      finding.primary.end_column = finding.primary.column + 1;
      finding.function = function_name(solution.program(), written->function);
      finding.path = path_to(solution, occurrence, "the task is started here, and runs on after the request");
      if (!finding.path.empty()) relate(finding, finding.path.back());
      finding.message = "This task runs on after the request has ended, and refers to " + enumerate(names) +
                        " of that request: by then the place may hold another tenant's. Capture " + std::string(names.size() > 1 ? "them" : "it") +
                        " by value, or wait for the task before returning.";
      finding.subject = "captured " + names.front();
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

}  // namespace

Check tool_capture_outlives_request() {
  return {{.id = "tool-capture-outlives-request",
           .surface = "tool",
           .name = "ToolCaptureOutlivesRequest",
           .title = "A task refers to the tenant of a request that has ended",
           .description = "A detached thread, posted task or asynchronous callback captures the request, the principal or the tenant by "
                          "reference and runs after the request: the memory may hold another request's tenant by then.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.1,
           .cwe = {488, 362, 416},
           .owasp = {"LLM02", "MCP10"}},
          run};
}

}  // namespace partywall
