/// Functions that do by hand what libraries have functions for, as their callers need to know them.
#include "checks/flow/solver/analysis.h"

namespace partywall::solver {

Term Analysis::content_of_parameter(std::uint32_t index) {
  const ir::TypeId type = function_.variables[index].type;
  const Term input = terms_.input(id_, index);
  const ir::Type::Shape shape = type ? engine_.program.at(type).shape : ir::Type::Shape::unknown;
  if (shape != ir::Type::Shape::pointer && shape != ir::Type::Shape::reference) return input;
  // Text that is only read is passed as what it says; see bind_argument.
  const bool is_passed_as_text = shape == ir::Type::Shape::pointer && is_text(type) && is_const_target(type);
  return is_passed_as_text ? input : terms_.load(input);
}

Term Analysis::table_of(const Idiom& idiom) {
  const ir::Variable& table = function_.variables[idiom.table.value];
  if (table.kind == ir::Variable::Kind::global) return terms_.global_object(table.global);
  return terms_.input(id_, table.kind == ir::Variable::Kind::this_pointer ? input_this : table.index);
}

void Analysis::note_idiom(const Idiom& idiom) {
  if (idiom.kind == Idiom::Kind::copies_text) return;
  const ir::Instruction& where = function_.blocks[idiom.block].instructions[idiom.instruction];
  const SiteId site = terms_.site({id_, idiom.block, idiom.instruction, where.location});
  std::vector<std::pair<std::string_view, Term>> slots{{"instance", table_of(idiom)}, {"key", content_of_parameter(idiom.key)}};
  // The write that stands here by itself is a part of the whole.
  std::erase_if(events_, [&](const Event& event) { return event.kind == "store.write" && event.site == site && event.chain.empty(); });
  event_index_.clear();
  if (idiom.kind == Idiom::Kind::finds_entry) return record("store.read", site, std::move(slots), State{});
  const Term value = content_of_parameter(idiom.value);
  // A kept pointer stands for what it points to.
  const Term pointer = terms_.input(id_, idiom.value);
  if (value != pointer) slots.emplace_back("pointer", pointer);
  slots.emplace_back("value", value);
  record("store.write", site, std::move(slots), State{});
}

void Analysis::apply_idiom(const Idiom& idiom, Summary& summary) {
  if (idiom.kind == Idiom::Kind::finds_entry) {
    const Term table = table_of(idiom);
    const Term step = terms_.key_step(content_of_parameter(idiom.key));
    const bool is_address = idiom.answer == Idiom::Answer::address;
    summary.returned = is_address ? terms_.offset(table, step) : terms_.project(terms_.load(table), step);
    terms_.note_type(summary.returned, function_.result);
  }
  if (idiom.kind != Idiom::Kind::copies_text) return;
  const Term target = terms_.input(id_, idiom.key);
  std::erase_if(summary.writes, [&](const Write& write) { return terms_.root(write.pointer) == target; });
  if (idiom.key != idiom.value) summary.writes.push_back({target, content_of_parameter(idiom.value)});
}

}  // namespace partywall::solver
