#include "checks/flow/solver/link-pool.h"

#include "checks/flow/ir/visit.h"

#include <bit>
#include <utility>

namespace partywall::solver {

namespace {

/// Gives back what the vectors hold in reserve: a fifth of a large program.
void trim(ir::Function& function) {
  function.variables.shrink_to_fit();
  function.places.shrink_to_fit();
  function.blocks.shrink_to_fit();
  for (ir::Block& block : function.blocks) {
    block.instructions.shrink_to_fit();
    for (ir::Instruction& instruction : block.instructions)
      instruction.operands.shrink_to_fit();
  }
}

} // namespace

Pool::Pool()
    : types_(program_.types), fields_(program_.fields), records_(program_.records), globals_(program_.globals),
      callees_(program_.callees), functions_(program_.functions), units_(program_.units) {}

void Pool::add(ir::Program part) {
  Renumbering renumbering;
  for (std::uint32_t index = 0; index < part.names.size(); ++index)
    renumbering.names.push_back(program_.names.intern(part.text({index})));
  part.names = {};
  const auto intern_all = [&](auto& table, auto& interner, auto& new_ids) {
    for (auto& entry : table) {
      ir::remap(entry, renumbering);
      new_ids.push_back({interner.intern(std::move(entry))});
    }
    table = {};
  };
  for (ir::File& file : part.files) {
    ir::remap(file, renumbering);
    renumbering.files.push_back(add_file(file));
  }
  add_types(part.types, renumbering);
  intern_all(part.fields, fields_, renumbering.fields);
  intern_all(part.globals, globals_, renumbering.globals);
  intern_all(part.callees, callees_, renumbering.callees);
  for (ir::Record& record : part.records) {
    ir::remap(record, renumbering);
    records_.intern(std::move(record));
  }
  for (ir::Unit& unit : part.units) {
    ir::remap(unit, renumbering);
    units_.intern(std::move(unit));
  }
  for (ir::Function& function : part.functions) {
    ir::remap(function, renumbering);
    normalise(function);
    trim(function);
    functions_.intern(std::move(function));
  }
}

ir::Program Pool::take() { return std::move(program_); }

/// What any part says of a file holds for all.
ir::FileId Pool::add_file(const ir::File& file) {
  const auto [known, is_new] =
      files_.try_emplace(file.path.value, ir::FileId{static_cast<std::uint32_t>(program_.files.size())});
  if (is_new)
    program_.files.push_back(file);
  ir::File& kept = program_.files[known->second.value];
  kept.in_project |= file.in_project;
  kept.is_test |= file.is_test;
  return known->second;
}

/// Components first; iterative, since how deep types nest is up to the input.
void Pool::add_types(std::vector<ir::Type>& types, Renumbering& renumbering) {
  renumbering.types.resize(types.size());
  std::vector<std::uint32_t> pending;
  for (std::uint32_t root = 0; root < types.size(); ++root) {
    pending.push_back(root);
    while (!pending.empty()) {
      const std::uint32_t type = pending.back();
      const std::size_t before = pending.size();
      const auto need = [&](ir::TypeId component) {
        if (component && !renumbering.types[component.value])
          pending.push_back(component.value);
      };
      if (!renumbering.types[type]) {
        need(types[type].element);
        for (const ir::TypeId argument : types[type].arguments)
          need(argument);
      }
      if (pending.size() > before)
        continue;
      pending.pop_back();
      if (renumbering.types[type])
        continue;
      ir::remap(types[type], renumbering);
      renumbering.types[type] = {types_.intern(std::move(types[type]))};
    }
  }
  types = {};
}

namespace {

/// Moves the entries of a function's own table to a new one, in the order they are asked for.
template <typename Entry> class FirstUse {
public:
  explicit FirstUse(std::vector<Entry>& table)
      : table_(table), old_(std::exchange(table, {})), new_indices_(old_.size(), unused),
        slots_(std::bit_ceil(old_.size() * 2 + 1), unused) {
    table_.reserve(old_.size());
  }

  std::uint32_t operator()(std::uint32_t old_index) {
    std::uint32_t& index = new_indices_[old_index];
    if (index == unused)
      index = intern(std::move(old_[old_index]));
    return index;
  }

private:
  static constexpr std::uint32_t unused = 0xffffffff;

  /// Open addressing; there is always a free slot, since there are more slots than entries.
  std::uint32_t intern(Entry entry) {
    std::size_t slot = ir::Hash{}(entry);
    for (;; ++slot) {
      std::uint32_t& known = slots_[slot & (slots_.size() - 1)];
      if (known == unused) {
        known = static_cast<std::uint32_t>(table_.size());
        table_.push_back(std::move(entry));
        return known;
      }
      if (ir::Equal{}(table_[known], entry))
        return known;
    }
  }

  std::vector<Entry>& table_;
  std::vector<Entry> old_;
  std::vector<std::uint32_t> new_indices_;
  std::vector<std::uint32_t> slots_;
};

} // namespace

void normalise(ir::Function& function) {
  FirstUse places(function.places);
  FirstUse constants(function.constants);
  const auto visit_target = [&](ir::PlaceId& target) {
    if (target)
      target = {places(target.value)};
  };
  ir::for_each_use(function, visit_target, [&](ir::Operand& operand) {
    if (ir::names_place(operand))
      operand.index = places(operand.index);
    else if (operand.kind == ir::Operand::Kind::constant)
      operand.index = constants(operand.index);
  });
}

} // namespace partywall::solver
