#include "checks/flow/solver/idiom.h"

#include "checks/flow/ir/visit.h"
#include "checks/flow/solver/body.h"

#include <algorithm>
#include <vector>

namespace partywall::solver {

namespace {

using Shape = ir::Type::Shape;
using Kind = ir::Variable::Kind;
using Variables = Body::Variables;

/// One candidate for a table, and what is reached from it.
class Table {
public:
  Table(const Body& body, ir::VariableId table) : body_(body), table_(table) {
    body_.grow(nodes_, [&](const ir::Instruction& made) { return gives_node(made); });
  }

  std::optional<Idiom> finds() const {
    std::optional<Idiom> found;
    body_.for_each([&](const ir::Instruction& compared, std::uint32_t block, std::uint32_t i) {
      if (found || !is_comparison(compared))
        return;
      const auto key = key_in(compared);
      const auto answer = key && body_.is_in_loop(block) ? answer_of(compared) : std::nullopt;
      if (answer)
        found = Idiom{Idiom::Kind::finds_entry, table_, *key, 0, *answer, block, i};
    });
    return found;
  }

  std::optional<Idiom> adds() {
    made_ = made_nodes();
    if (!is_linked() && nodes_.empty())
      return std::nullopt;
    std::vector<std::uint32_t> stored;
    std::optional<Idiom> made;
    for (std::uint32_t i = 0; i < body_.function().parameter_count; ++i)
      if (ir::VariableId{i} != table_)
        if (const auto where = stored_at(ir::VariableId{i})) {
          stored.push_back(i);
          if (!made)
            made = Idiom{Idiom::Kind::adds_entry, table_, 0, 0, {}, where->first, where->second};
        }
    // A slot of the table is there already.
    if (stored.size() < 2 || !(is_linked() || made_.empty()))
      return std::nullopt;
    const auto is_length = [&](std::uint32_t i) { return body_.shape(type_of(i)) == Shape::integer; };
    const auto key = compared_key().value_or(stored.front());
    std::erase(stored, key);
    const auto value = std::ranges::find_if_not(stored.rbegin(), stored.rend(), is_length);
    made->key = key;
    made->value = value == stored.rend() ? stored.back() : *value;
    return made;
  }

private:
  ir::TypeId type_of(std::uint32_t parameter) const { return body_.variable(ir::VariableId{parameter}).type; }

  /// In memory that is reached from the table.
  bool is_inside(const ir::Operand& operand) const {
    return ir::names_place(operand) && is_inside(body_.place(operand), operand.kind == ir::Operand::Kind::value);
  }
  bool is_inside(const ir::Place& place, bool is_value) const {
    if (place.variable == table_)
      return body_.variable(table_).kind == Kind::global ? !place.steps.empty() || is_value : Body::is_behind(place);
    return nodes_.contains(place.variable) && (is_value || Body::is_behind(place));
  }

  /// Memory of the table, or a global that is the first link.
  bool is_of_table(const ir::Place& place) const {
    return is_inside(place, false) || (place.variable == table_ && body_.variable(table_).kind == Kind::global);
  }

  bool is_table(const ir::Operand& operand) const {
    return ir::names_place(operand) && body_.place(operand).variable == table_ && body_.place(operand).steps.empty();
  }

  bool gives_node(const ir::Instruction& made) const {
    const ir::Place& target = body_.function().places[made.target.value];
    if (!body_.is_pointer(target.type) && body_.shape(target.type) != Shape::unknown)
      return false;
    // A list is its first node, an array its first element.
    if (made.op == ir::Op::copy || made.op == ir::Op::add || made.op == ir::Op::subtract)
      return !made.operands.empty() && (is_inside(made.operands.front()) || is_table(made.operands.front()));
    return made.op == ir::Op::call && is_free(made) &&
           Body::any_operand(made, [&](const ir::Operand& operand) { return is_inside(operand) || is_table(operand); });
  }

  /// Whether two things are the same: `==`, or any function that says yes, no or how far apart they are.
  bool is_comparison(const ir::Instruction& instruction) const {
    if (instruction.op == ir::Op::equal || instruction.op == ir::Op::not_equal || instruction.op == ir::Op::less)
      return true;
    const Shape shape = body_.shape(body_.result_of(instruction));
    return instruction.op == ir::Op::call && (shape == Shape::integer || shape == Shape::boolean);
  }

  /// The parameter that `compared` holds against a part of a node.
  std::optional<std::uint32_t> key_in(const ir::Instruction& compared) const {
    const bool has_node = Body::any_operand(compared, [&](const ir::Operand& operand) {
      return is_inside(operand) && Body::is_behind(body_.place(operand)) && body_.place(operand).variable != table_;
    });
    if (!has_node)
      return std::nullopt;
    std::optional<std::uint32_t> number; // a length, if there is something better
    for (std::uint32_t i = 0; i < body_.function().parameter_count; ++i) {
      const ir::VariableId parameter{i};
      const Variables copies = body_.copies_of(parameter, false);
      const bool is_asked =
          Body::any_operand(compared, [&](const ir::Operand& operand) { return body_.is_of(operand, copies); });
      if (parameter == table_ || !is_asked)
        continue;
      const Shape shape = body_.shape(type_of(i));
      const bool is_object = shape == Shape::pointer && body_.shape(body_.target(type_of(i))) == Shape::record &&
                             compared.op != ir::Op::call;
      if (shape == Shape::integer || shape == Shape::enumeration)
        number = number ? number : std::optional(i);
      else if (!is_object && shape != Shape::boolean) // two pointers to one object are no key
        return i;
    }
    return number;
  }

  std::optional<std::uint32_t> compared_key() const {
    std::optional<std::uint32_t> found;
    body_.for_each([&](const ir::Instruction& compared, std::uint32_t, std::uint32_t) {
      if (!found && is_comparison(compared))
        if (const auto key = key_in(compared); key && stored_at(ir::VariableId{*key}))
          found = key;
    });
    return found;
  }

  /// What is returned of the node whose part is compared; absent if nothing is.
  std::optional<Idiom::Answer> answer_of(const ir::Instruction& compared) const {
    if (!body_.is_pointer(body_.function().result))
      return std::nullopt;
    std::optional<ir::TypeId> node;
    for (const ir::Operand& operand : compared.operands)
      if (is_inside(operand) && Body::is_behind(body_.place(operand)) && !node)
        node = body_.variable(body_.place(operand).variable).type;
    if (compared.op == ir::Op::call && !node && is_inside(compared.receiver))
      node = body_.variable(body_.place(compared.receiver).variable).type;
    std::optional<Idiom::Answer> answer;
    for (const ir::Block& block : body_.function().blocks) {
      const ir::Operand& left = block.terminator.value;
      if (block.terminator.kind != ir::Terminator::Kind::leave || !is_inside(left))
        continue;
      const bool is_node = node && body_.place(left).type == *node;
      answer = is_node || left.kind == ir::Operand::Kind::address ? Idiom::Answer::address : Idiom::Answer::value;
    }
    return answer;
  }

  /// Gives memory that is not the table's: made here, or by a call that is given nothing of the table.
  bool is_made(const ir::Instruction& instruction) const {
    const auto target = body_.whole_target(instruction);
    if (!target || instruction.op == ir::Op::allocate)
      return target.has_value();
    return instruction.op == ir::Op::call && is_free(instruction) && body_.is_object(body_.variable(*target).type) &&
           !gives_node(instruction);
  }

  /// No member function: what a container of a library does is known by its model.
  static bool is_free(const ir::Instruction& call) { return call.receiver.kind == ir::Operand::Kind::none; }

  Variables made_nodes() const {
    Variables found;
    body_.grow(found, [&](const ir::Instruction& made) {
      return is_made(made) || (made.op == ir::Op::copy && body_.is_value_of(made.operands.front(), found));
    });
    return found;
  }

  /// Where a parameter gets into a node; absent if it does not.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> stored_at(ir::VariableId parameter) const {
    Variables given = body_.copies_of(parameter, false);
    const auto takes = [&](const ir::Instruction& one) {
      return Body::any_operand(one, [&](const ir::Operand& operand) { return body_.is_of(operand, given); });
    };
    const auto in_node = [&](const ir::Place& place) {
      return (made_.contains(place.variable) || nodes_.contains(place.variable)) && Body::is_behind(place);
    };
    // `n->key = strdup(key)`
    body_.grow(given, [&](const ir::Instruction& made) {
      return made.op == ir::Op::call && takes(made) && body_.is_letters(body_.variable(*body_.whole_target(made)).type);
    });
    std::optional<std::pair<std::uint32_t, std::uint32_t>> found;
    body_.for_each([&](const ir::Instruction& one, std::uint32_t block, std::uint32_t i) {
      if (found || !takes(one))
        return;
      const bool is_put = one.target && in_node(body_.function().places[one.target.value]) && one.op == ir::Op::copy;
      const bool is_handed = one.op == ir::Op::call && (is_free(one) || body_.is_filling(one)) && !is_yes_or_no(one) &&
                             (Body::any_operand(one,
                                                [&](const ir::Operand& operand) {
                                                  return ir::names_place(operand) && in_node(body_.place(operand));
                                                }) ||
                              (body_.whole_target(one) && is_made(one)));
      if (is_put || is_handed)
        found.emplace(block, i);
    });
    return found;
  }

  /// Its answer is looked at: it compares, and stores nothing.
  bool is_yes_or_no(const ir::Instruction& call) const {
    const Shape shape = body_.shape(body_.result_of(call));
    return call.target && (shape == Shape::boolean || shape == Shape::integer);
  }

  /// A new node is put into memory of the table, or handed over with some of it.
  bool is_linked() const {
    const auto is_new = [&](const ir::Operand& operand) {
      return ir::names_place(operand) && made_.contains(body_.place(operand).variable);
    };
    bool found = false;
    body_.for_each([&](const ir::Instruction& one, std::uint32_t, std::uint32_t) {
      const bool is_put = one.op == ir::Op::copy && one.target && is_new(one.operands.front()) &&
                          is_of_table(body_.function().places[one.target.value]);
      const bool is_handed =
          one.op == ir::Op::call && Body::any_operand(one, is_new) &&
          Body::any_operand(one, [&](const ir::Operand& operand) { return is_inside(operand) || is_table(operand); });
      found |= is_put || is_handed;
    });
    return found;
  }

  const Body& body_;
  ir::VariableId table_;
  Variables nodes_; ///< Pointers to what the table holds.
  Variables made_;  ///< Pointers to what is made here.
};

/// `while (*from) *to++ = tolower(*from++);`
class Copying {
public:
  explicit Copying(const Body& body) : body_(body) {}

  std::optional<Idiom> find() const {
    std::vector<std::pair<std::uint32_t, Variables>> texts;
    for (std::uint32_t i = 0; i < body_.function().parameter_count; ++i)
      if (body_.is_letters(body_.variable(ir::VariableId{i}).type))
        texts.emplace_back(i, body_.copies_of(ir::VariableId{i}, true));
    std::optional<Idiom> found;
    for (const auto& [to, target] : texts)
      body_.for_each([&](const ir::Instruction& one, std::uint32_t block, std::uint32_t i) {
        if (found || !one.target || !is_letter_of(body_.function().places[one.target.value], target) ||
            !body_.is_in_loop(block))
          return;
        for (const auto& [from, source] : texts)
          if (!found &&
              Body::any_operand(one, [&](const ir::Operand& operand) { return comes_from(operand, source, 0); }))
            found = Idiom{Idiom::Kind::copies_text, {}, to, from, {}, block, i};
      });
    return found;
  }

private:
  static bool is_letter_of(const ir::Place& place, const Variables& text) {
    return place.steps.size() == 1 && place.steps.front().kind != ir::Step::Kind::field &&
           text.contains(place.variable);
  }

  /// A letter of the text, or what a function or operator makes of one.
  bool comes_from(const ir::Operand& operand, const Variables& text, int depth) const {
    if (operand.kind != ir::Operand::Kind::value || depth > 4)
      return false;
    const ir::Place& place = body_.place(operand);
    if (is_letter_of(place, text))
      return true;
    const Kind kind = body_.variable(place.variable).kind;
    if (!place.steps.empty() || (kind != Kind::temporary && kind != Kind::local))
      return false;
    bool found = false;
    body_.for_each([&](const ir::Instruction& made, std::uint32_t, std::uint32_t) {
      if (!found && body_.whole_target(made) == place.variable)
        found = Body::any_operand(made, [&](const ir::Operand& one) { return comes_from(one, text, depth + 1); });
    });
    return found;
  }

  const Body& body_;
};

bool has_loop(const ir::Function& function) {
  for (std::uint32_t block = 0; block < function.blocks.size(); ++block)
    for (const ir::BlockId successor : function.blocks[block].terminator.successors)
      if (successor.value <= block)
        return true;
  return false;
}

} // namespace

std::optional<Idiom> idiom_of(const ir::Program& program, const ir::Function& function) {
  constexpr std::size_t block_limit = 60, length_limit = 400; // what is longer does more than one thing
  std::size_t length = 0;
  for (const ir::Block& block : function.blocks)
    length += block.instructions.size();
  if (function.parameter_count == 0 || function.blocks.size() > block_limit || length > length_limit)
    return std::nullopt;
  const Body body(program, function);
  const bool loops = has_loop(function);
  if (loops)
    if (const auto copying = Copying(body).find())
      return copying;
  for (std::uint32_t i = 0; i < function.variables.size(); ++i) {
    const ir::Variable& variable = function.variables[i];
    // What never changes is looked up in, but is no store.
    const bool is_global = variable.kind == Kind::global && !program.at(variable.global).is_constant;
    const bool is_candidate =
        is_global || variable.kind == Kind::this_pointer ||
        (variable.kind == Kind::parameter && body.is_pointer(variable.type) && !body.is_letters(variable.type));
    if (!is_candidate)
      continue;
    Table table(body, ir::VariableId{i});
    if (const auto adding = function.parameter_count > 1 ? table.adds() : std::nullopt)
      return adding;
    if (const auto finding = loops ? table.finds() : std::nullopt)
      return finding;
  }
  return std::nullopt;
}

} // namespace partywall::solver
