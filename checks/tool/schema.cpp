#include "checks/tool/schema.h"

#include "checks/flow/models/word-match.h"
#include "checks/tool/json-tree.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>

namespace partywall::tool {

namespace {

using solver::Solution;

/// Above these a schema says something else than what a model may fill in.
constexpr std::array<std::string_view, 12> other_uses{"outputSchema", "output_schema", "response_format", "json_schema", "mappings", "paths",
                                                      "components", "requestBody", "responses", "returns", "output", "text"};
constexpr std::array<std::string_view, 6> schema_keys{"parameters", "inputSchema", "input_schema", "schema", "args_schema", "items"};
constexpr std::array<std::string_view, 5> scalar_types{"string", "integer", "number", "uuid", "object"};

bool is_among(std::span<const std::string_view> list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

/// Calls `offer` for each property of each schema in `tree`.
template <typename Offer>
void walk(const JsonTree& tree, bool is_other, Offer offer) {
  is_other |= is_among(other_uses, tree.key);
  const JsonTree* type = tree.find("type");
  const bool is_schema = (type && type->text == "object") || tree.find("required") || is_among(schema_keys, tree.key);
  for (const JsonTree& member : tree.members) {
    if (member.key == "properties" && is_schema && !is_other)
      for (const JsonTree& property : member.members) offer(property);
    walk(member, is_other, offer);
  }
}

/// JSON built by one function, from the lists and calls that build it.
class BuiltJson {
public:
  BuiltJson(const ir::Program& program, const ir::Function& function) : program_(program), function_(function) {
    for (const ir::Block& block : function.blocks)
      for (const ir::Instruction& instruction : block.instructions) {
        instructions_.push_back(&instruction);
        if (const auto written = target_of(instruction)) made_.try_emplace(*written, instructions_.size() - 1);
      }
  }

  /// Trees of all lists that are part of no other list; places are indices of instructions.
  [[nodiscard]] std::vector<JsonTree> trees() const {
    std::vector<bool> is_inner(instructions_.size());
    for (const ir::Instruction* instruction : instructions_)
      if (instruction->op == ir::Op::list)
        for (const ir::Operand& operand : instruction->operands)
          if (const auto inner = list_behind(operand)) is_inner[*inner] = true;
    std::vector<JsonTree> found;
    for (std::size_t i = 0; i < instructions_.size(); ++i)
      if (instructions_[i]->op == ir::Op::list && !is_inner[i]) found.push_back(tree_of_list(*instructions_[i], 0));
    return found;
  }

  [[nodiscard]] const ir::Instruction& at(std::size_t index) const { return *instructions_[index]; }
  [[nodiscard]] std::size_t size() const { return instructions_.size(); }

  [[nodiscard]] std::optional<std::string> text_of(const ir::Operand& operand, int depth = 0) const {
    if (operand.kind == ir::Operand::Kind::constant) {
      const ir::Constant& constant = function_.constants[operand.index];
      if (constant.kind == ir::Constant::Kind::text) return std::string(program_.text(constant.text));
      return std::nullopt;
    }
    const auto maker = maker_of(operand);
    if (!maker || depth > 4 || !is_wrapper(*instructions_[*maker]) || instructions_[*maker]->operands.empty()) return std::nullopt;
    return text_of(instructions_[*maker]->operands[0], depth + 1);
  }

  /// Index of the instruction that made what `operand` refers to.
  [[nodiscard]] std::optional<std::size_t> maker_of(const ir::Operand& operand) const {
    const auto variable = variable_of(operand);
    if (!variable) return std::nullopt;
    const auto made = made_.find(*variable);
    return made == made_.end() ? std::nullopt : std::optional(made->second);
  }

  [[nodiscard]] JsonTree tree_of(const ir::Operand& operand, int depth) const {
    JsonTree tree;
    if (depth > 60) return tree;
    if (const auto text = text_of(operand)) {
      tree.text = *text;
      return tree;
    }
    const auto maker = maker_of(operand);
    if (!maker) return tree;
    const ir::Instruction& instruction = *instructions_[*maker];
    if (instruction.op == ir::Op::list) return tree_of_list(instruction, depth + 1);
    if (is_wrapper(instruction) && !instruction.operands.empty()) return tree_of(instruction.operands[0], depth + 1);
    return tree;
  }

private:
  [[nodiscard]] std::optional<std::uint32_t> variable_of(const ir::Operand& operand) const {
    if (operand.kind != ir::Operand::Kind::value && operand.kind != ir::Operand::Kind::address) return std::nullopt;
    const ir::Place& place = function_.places[operand.index];
    const bool is_global = function_.variables[place.variable.value].kind == ir::Variable::Kind::global;
    return is_global ? std::nullopt : std::optional(place.variable.value);
  }

  [[nodiscard]] std::optional<std::uint32_t> target_of(const ir::Instruction& instruction) const {
    if (instruction.target) {
      const ir::Place& place = function_.places[instruction.target.value];
      return place.steps.empty() ? std::optional(place.variable.value) : std::nullopt;
    }
    const bool is_constructor = instruction.op == ir::Op::call && instruction.callee && program_.at(instruction.callee).is_constructor;
    return is_constructor ? variable_of(instruction.receiver) : std::nullopt;
  }

  /// Index of the list that `operand` is, whatever it was put into.
  [[nodiscard]] std::optional<std::size_t> list_behind(const ir::Operand& operand) const {
    auto maker = maker_of(operand);
    for (int depth = 0; maker && depth < 8; ++depth) {
      const ir::Instruction& instruction = *instructions_[*maker];
      if (instruction.op == ir::Op::list) return maker;
      if (!is_wrapper(instruction) || instruction.operands.empty()) return std::nullopt;
      maker = maker_of(instruction.operands[0]);
    }
    return std::nullopt;
  }

  /// Makes JSON of one thing without changing what it says.
  [[nodiscard]] bool is_wrapper(const ir::Instruction& instruction) const {
    if (instruction.op == ir::Op::copy) return true;
    if (instruction.op != ir::Op::call || !instruction.callee) return false;
    const ir::Callee& callee = program_.at(instruction.callee);
    const std::string_view name = models::last_segment(program_.text(callee.name));
    return callee.is_constructor || name == "array" || name == "object" || name == "move" || name == "value_ref";
  }

  [[nodiscard]] JsonTree tree_of_list(const ir::Instruction& list, int depth) const {
    JsonTree tree;
    if (depth > 60) return tree;
    for (const ir::Operand& operand : list.operands) {
      // A list of two that begins with text is a member where its neighbours are, too.
      const auto behind = list_behind(operand);
      const ir::Instruction* inner = behind ? instructions_[*behind] : nullptr;
      const auto key = inner && inner->operands.size() == 2 ? text_of(inner->operands[0]) : std::nullopt;
      JsonTree member = key ? tree_of(inner->operands[1], depth + 1) : tree_of(operand, depth + 1);
      if (key) {
        tree.is_object = true;
        member.key = *key;
        member.place = maker_of(inner->operands[0]).value_or(*behind);
      }
      tree.members.push_back(std::move(member));
    }
    return tree;
  }

  const ir::Program& program_;
  const ir::Function& function_;
  std::vector<const ir::Instruction*> instructions_;
  std::map<std::uint32_t, std::size_t> made_;   ///< Variable -> what first wrote it.
};

class Finder {
public:
  explicit Finder(const Solution& solution) : program_(solution.program()) {}

  std::vector<OfferedParameter> run() {
    for (std::uint32_t i = 0; i < program_.functions.size(); ++i) {
      const ir::Location& location = program_.functions[i].location;
      if (location.file && program_.at(location.file).in_project && !program_.at(location.file).is_test) look_into(ir::FunctionId{i});
    }
    return std::move(found_);
  }

private:
  /// Param{"tenant_id", "string", …}: the name of a structure that describes a parameter.
  void read_structures(const BuiltJson& built, ir::FunctionId id) {
    const ir::Function& function = program_.at(id);
    for (std::size_t i = 0; i < built.size(); ++i) {
      const ir::Instruction& instruction = built.at(i);
      std::string_view record;
      std::string_view field = "name";
      if (instruction.op == ir::Op::call && instruction.callee && program_.at(instruction.callee).is_constructor) {
        record = program_.text(program_.at(instruction.callee).declaring_class);
        const bool is_field = instruction.receiver.kind == ir::Operand::Kind::address || instruction.receiver.kind == ir::Operand::Kind::value;
        if (is_field && !function.places[instruction.receiver.index].steps.empty() && function.places[instruction.receiver.index].steps.back().kind == ir::Step::Kind::field) {
          const ir::Field& written = program_.at(function.places[instruction.receiver.index].steps.back().field);
          record = program_.text(written.record);
          field = program_.text(written.name);
        }
      } else if (instruction.op == ir::Op::copy && instruction.target && !function.places[instruction.target.value].steps.empty() &&
                 function.places[instruction.target.value].steps.back().kind == ir::Step::Kind::field) {
        const ir::Field& written = program_.at(function.places[instruction.target.value].steps.back().field);
        record = program_.text(written.record);
        field = program_.text(written.name);
      }
      if (instruction.operands.empty() || !describes_parameter(record) || (field != "name" && field != "key" && field != "id")) continue;
      if (const auto name = built.text_of(instruction.operands[0])) add(*name, instruction.location, id);
    }
  }

  static bool describes_parameter(std::string_view record) {
    static constexpr std::array<std::string_view, 8> endings{"Param", "Parameter", "Argument", "Arg", "Property", "ParamSpec", "ParameterSpec", "ArgSpec"};
    const std::string_view last = models::last_segment(record);
    return std::ranges::any_of(endings, [&](std::string_view ending) { return last.ends_with(ending); });
  }

  void look_into(ir::FunctionId id) {
    const ir::Function& function = program_.at(id);
    const bool has_schema = std::ranges::any_of(function.constants, [&](const ir::Constant& constant) {
      return constant.kind == ir::Constant::Kind::text && program_.text(constant.text).contains("properties");
    });
    const BuiltJson built(program_, function);
    read_structures(built, id);
    if (!has_schema) return;
    for (const JsonTree& tree : built.trees())
      walk(tree, false, [&](const JsonTree& property) { add(property.key, built.at(property.place).location, id); });
    for (std::size_t i = 0; i < built.size(); ++i) {
      read_text(built.at(i), id);
      read_assignment(built, built.at(i), id);
    }
  }

  /// A whole schema in one literal. Literals in several pieces are marked piece by piece, after the whole.
  void read_text(const ir::Instruction& instruction, ir::FunctionId id) {
    const ir::Function& function = program_.at(id);
    for (const ir::Operand& operand : instruction.operands) {
      if (operand.kind != ir::Operand::Kind::constant || function.constants[operand.index].kind != ir::Constant::Kind::text) continue;
      const std::string_view text = program_.text(function.constants[operand.index].text);
      if (!text.contains("\"properties\"")) continue;
      walk(read_json(text), false, [&](const JsonTree& property) { add(property.key, place_in(instruction, id, text, property.place), id); });
    }
  }

  [[nodiscard]] ir::Location place_in(const ir::Instruction& instruction, ir::FunctionId id, std::string_view text, std::size_t offset) const {
    const ir::Function& function = program_.at(id);
    ir::Location whole = instruction.location.file ? instruction.location : function.location;
    std::size_t passed = 0;
    for (const ir::Block& block : function.blocks)
      for (std::size_t i = 0; i < block.instructions.size(); ++i) {
        const ir::Instruction& mark = block.instructions[i];
        if (!is_mark(mark) || text_of(mark, function) != text) continue;
        whole = mark.location;
        // Its pieces follow and make up the whole.
        for (std::size_t k = i + 1; k < block.instructions.size() && is_mark(block.instructions[k]); ++k) {
          const std::string_view piece = text_of(block.instructions[k], function);
          if (passed + piece.size() > text.size() || text.substr(passed, piece.size()) != piece) break;
          if (offset < passed + piece.size()) return block.instructions[k].location;
          passed += piece.size();
        }
      }
    // A raw literal goes on line by line as its text does.
    const auto lines = static_cast<std::uint32_t>(std::ranges::count(text.substr(0, offset), '\n'));
    if (lines == 0) return {whole.file, whole.line, whole.column, whole.line, whole.column + 1};
    const std::size_t start = text.rfind('\n', offset) + 1;
    const auto column = static_cast<std::uint32_t>(offset - start + 1);
    return {whole.file, whole.line + lines, column, whole.line + lines, column + 1};
  }

  static bool is_mark(const ir::Instruction& instruction) { return instruction.op == ir::Op::copy && !instruction.target; }

  [[nodiscard]] std::string_view text_of(const ir::Instruction& mark, const ir::Function& function) const {
    const ir::Operand& operand = mark.operands.front();
    return operand.kind == ir::Operand::Kind::constant ? program_.text(function.constants[operand.index].text) : std::string_view();
  }

  /// schema["properties"]["tenant_id"] = …, or properties["tenant_id"] = {{"type", "string"}}.
  void read_assignment(const BuiltJson& built, const ir::Instruction& instruction, ir::FunctionId id) {
    if (!is_index(instruction) || instruction.operands.empty()) return;
    const auto name = built.text_of(instruction.operands[0]);
    if (!name || !instruction.target) return;
    const auto holder = built.maker_of(instruction.receiver);
    const bool is_property = holder && is_index(built.at(*holder)) && !built.at(*holder).operands.empty() &&
                             built.text_of(built.at(*holder).operands[0]) == "properties";
    for (std::size_t i = 0; i < built.size(); ++i) {
      const ir::Instruction& user = built.at(i);
      const bool uses_it = user.receiver.kind == ir::Operand::Kind::value && user.receiver.index == instruction.target.value;
      if (!uses_it || user.op != ir::Op::call || !user.callee) continue;
      const std::string_view called = models::last_segment(program_.text(program_.at(user.callee).name));
      if (called != "operator=" && !is_index(user)) continue;
      const JsonTree assigned = user.operands.empty() ? JsonTree() : built.tree_of(user.operands[0], 0);
      const JsonTree* type = assigned.find("type");
      const bool says_type = (type && is_among(scalar_types, type->text)) || (is_index(user) && built.text_of(user.operands[0]) == "type");
      if (is_property || says_type) return add(*name, instruction.location, id);
    }
  }

  [[nodiscard]] bool is_index(const ir::Instruction& instruction) const {
    return instruction.op == ir::Op::call && instruction.callee &&
           models::last_segment(program_.text(program_.at(instruction.callee).name)) == "operator[]";
  }

  void add(const std::string& name, const ir::Location& location, ir::FunctionId id) {
    const bool is_known = std::ranges::any_of(found_, [&](const OfferedParameter& one) {
      return one.name == name && one.location.file == location.file && one.location.line == location.line;
    });
    if (!is_known) found_.push_back({name, location, id});
  }

  const ir::Program& program_;
  std::vector<OfferedParameter> found_;
};

}  // namespace

std::vector<OfferedParameter> schema_parameters(const Solution& solution) { return Finder(solution).run(); }

}  // namespace partywall::tool
