/// Second half of linking: the pool in canonical order.
///
/// Content is compared through ids, never through text: a table is sorted only after the tables it refers to,
/// so that ids of those compare as the entries behind them do. Names come first (alphabetical), then files,
/// types (by height: a type is higher than what it is made of), fields, globals, callees, and what is left.
/// Such an order between two entries does not depend on what else the tables hold; hence the law in link.h.
#include "checks/flow/solver/link.h"

#include "checks/flow/solver/link-pool.h"

#include <numeric>

namespace partywall::solver {

namespace {

std::vector<std::uint32_t> all_indices(std::size_t size) {
  std::vector<std::uint32_t> indices(size);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

/// Moves the entries into the order of `sorted`, but of neighbours that `is_same` finds one, only the first.
/// Returns the new index of every old one.
template <typename Entry, typename IsSame>
std::vector<std::uint32_t> rearrange(std::vector<Entry>& entries, const std::vector<std::uint32_t>& sorted,
                                     IsSame is_same) {
  std::vector<Entry> kept;
  std::vector<std::uint32_t> new_indices(entries.size());
  for (const std::uint32_t index : sorted) {
    if (kept.empty() || !is_same(kept.back(), entries[index]))
      kept.push_back(std::move(entries[index]));
    new_indices[index] = static_cast<std::uint32_t>(kept.size() - 1);
  }
  kept.shrink_to_fit();
  entries = std::move(kept);
  return new_indices;
}

template <typename Entry, typename IsSame, typename IsLess = ir::Less>
std::vector<std::uint32_t> sort_entries(std::vector<Entry>& entries, IsSame is_same, IsLess is_less = {}) {
  std::vector<std::uint32_t> sorted = all_indices(entries.size());
  std::ranges::sort(sorted,
                    [&](std::uint32_t left, std::uint32_t right) { return is_less(entries[left], entries[right]); });
  return rearrange(entries, sorted, is_same);
}

template <typename Entry> std::vector<ir::Id<Entry>> as_ids(const std::vector<std::uint32_t>& indices) {
  std::vector<ir::Id<Entry>> ids;
  ids.reserve(indices.size());
  for (const std::uint32_t index : indices)
    ids.push_back({index});
  return ids;
}

/// Equal keys make one entry; without a key, entries are one where they are alike.
template <typename Entry> class SameBy {
public:
  explicit SameBy(ir::NameId Entry::* key) : key_(key) {}
  bool operator()(const Entry& left, const Entry& right) const {
    const ir::NameId key = left.*key_;
    return key ? key == right.*key_ : ir::Equal{}(left, right);
  }

private:
  ir::NameId Entry::* key_;
};

/// Where one part sees a constant's value and another only its declaration, the value is known.
bool is_better_known(const ir::Global& left, const ir::Global& right) {
  if (left.symbol != right.symbol)
    return left.symbol < right.symbol;
  if (left.is_constant != right.is_constant)
    return left.is_constant;
  return ir::Less{}(left, right);
}

/// Brings the tables of a pool into canonical order, each by the renumbering of those before it.
class Canonicaliser {
public:
  explicit Canonicaliser(ir::Program& program) : program_(program) {}

  void run() {
    sort_names();
    remap_all(program_.files);
    renumbering_.files = as_ids<ir::FileTag>(sort_entries(program_.files, ir::Equal{}));
    sort_types();
    remap_all(program_.fields);
    renumbering_.fields = as_ids<ir::FieldTag>(sort_entries(program_.fields, ir::Equal{}));
    remap_all(program_.globals);
    renumbering_.globals =
        as_ids<ir::GlobalTag>(sort_entries(program_.globals, SameBy(&ir::Global::symbol), is_better_known));
    remap_all(program_.callees);
    renumbering_.callees = as_ids<ir::CalleeTag>(sort_entries(program_.callees, ir::Equal{}));
    remap_all(program_.records);
    sort_entries(program_.records, SameBy(&ir::Record::name));
    remap_all(program_.units);
    sort_entries(program_.units, ir::Equal{});
    sort_functions();
  }

private:
  template <typename Entry> void remap_all(std::vector<Entry>& entries) {
    for (Entry& entry : entries)
      ir::remap(entry, renumbering_);
  }

  void sort_names() {
    std::vector<std::uint32_t> sorted = all_indices(program_.names.size());
    std::ranges::sort(sorted, {}, [&](std::uint32_t index) { return program_.text({index}); });
    ir::Names names;
    renumbering_.names.resize(sorted.size());
    for (const std::uint32_t index : sorted)
      renumbering_.names[index] = names.intern(program_.text({index}));
    program_.names = std::move(names);
  }

  /// Level by level, so that the components of what is being sorted have their final ids.
  void sort_types() {
    std::vector<ir::Type>& types = program_.types;
    const std::vector<std::uint32_t> heights = heights_of_types();
    std::vector<std::uint32_t> sorted = all_indices(types.size());
    std::ranges::sort(sorted, {}, [&](std::uint32_t index) { return std::pair(heights[index], index); });
    renumbering_.types.resize(types.size());
    for (auto level = sorted.begin(); level != sorted.end();) {
      const auto end = std::find_if(level, sorted.end(), [&](auto index) { return heights[index] != heights[*level]; });
      for (auto type = level; type != end; ++type)
        ir::remap(types[*type], renumbering_);
      std::sort(level, end, [&](auto left, auto right) { return ir::Less{}(types[left], types[right]); });
      for (; level != end; ++level)
        renumbering_.types[*level] = {static_cast<std::uint32_t>(level - sorted.begin())};
    }
    rearrange(types, sorted, [](const ir::Type&, const ir::Type&) { return false; }); // the pool holds each once
  }

  /// Requirements: types stand after their components, as the pool has them.
  std::vector<std::uint32_t> heights_of_types() {
    std::vector<std::uint32_t> heights(program_.types.size());
    for (std::size_t index = 0; index < heights.size(); ++index) {
      const auto rise_above = [&](ir::TypeId component) {
        if (component)
          heights[index] = std::max(heights[index], heights[component.value] + 1);
      };
      rise_above(program_.types[index].element);
      for (const ir::TypeId argument : program_.types[index].arguments)
        rise_above(argument);
    }
    return heights;
  }

  void sort_functions() {
    remap_all(program_.functions);
    const auto key = [](const ir::Function& function) { return std::tie(function.symbol, function.link_unit); };
    const auto is_less = [&](const ir::Function& left, const ir::Function& right) {
      if (const auto order = key(left) <=> key(right); order != 0)
        return order < 0;
      return ir::Less{}(left, right);
    };
    const auto is_same = [&](const ir::Function& left, const ir::Function& right) {
      return left.symbol ? key(left) == key(right) : left == right;
    };
    sort_entries(program_.functions, is_same, is_less);
  }

  ir::Program& program_;
  Renumbering renumbering_;
};

} // namespace

struct Linker::State {
  Pool pool;
};

Linker::Linker() : state_(std::make_unique<State>()) {}
Linker::~Linker() = default;

void Linker::add(ir::Program part) { state_->pool.add(std::move(part)); }

ir::Program Linker::finish() {
  ir::Program program = state_->pool.take();
  state_.reset(); // the pool's indices are no longer needed, and large
  Canonicaliser(program).run();
  return program;
}

ir::Program link(std::vector<ir::Program> parts) {
  Linker linker;
  for (ir::Program& part : parts)
    linker.add(std::move(part));
  return linker.finish();
}

} // namespace partywall::solver
