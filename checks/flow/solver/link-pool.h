/// First half of linking: everything that the parts hold, each distinct entry once, in order of arrival.
#pragma once

#include "checks/flow/ir/members.h"

#include <unordered_map>
#include <vector>

namespace partywall::solver {

/// Appends entries to a table unless they are there. Entries must not change meanwhile.
template <typename Entry> class Interner {
public:
  explicit Interner(std::vector<Entry>& entries) : entries_(entries) {}

  std::uint32_t intern(Entry entry) {
    const std::size_t hash = ir::Hash{}(entry);
    const auto [first, last] = by_hash_.equal_range(hash);
    for (auto known = first; known != last; ++known)
      if (ir::Equal{}(entries_[known->second], entry))
        return known->second;
    const auto index = static_cast<std::uint32_t>(entries_.size());
    by_hash_.emplace(hash, index);
    entries_.push_back(std::move(entry));
    return index;
  }

private:
  std::vector<Entry>& entries_;
  std::unordered_multimap<std::size_t, std::uint32_t> by_hash_;
};

/// Which entry of the target an entry of the source became; an exchange for ir::remap.
struct Renumbering {
  std::vector<ir::NameId> names;
  std::vector<ir::FileId> files;
  std::vector<ir::TypeId> types;
  std::vector<ir::FieldId> fields;
  std::vector<ir::GlobalId> globals;
  std::vector<ir::CalleeId> callees;

  ir::NameId operator()(ir::NameId id) const { return names[id.value]; }
  ir::FileId operator()(ir::FileId id) const { return files[id.value]; }
  ir::TypeId operator()(ir::TypeId id) const { return types[id.value]; }
  ir::FieldId operator()(ir::FieldId id) const { return fields[id.value]; }
  ir::GlobalId operator()(ir::GlobalId id) const { return globals[id.value]; }
  ir::CalleeId operator()(ir::CalleeId id) const { return callees[id.value]; }
};

/// Types stand after the types they are made of. Several functions may have one symbol, several globals one
/// symbol, several records one name: which of them stays is decided at the end, when all are known.
class Pool {
public:
  Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  void add(ir::Program part);
  /// Requirements: no `add` follows.
  [[nodiscard]] ir::Program take();

private:
  ir::FileId add_file(const ir::File& file);
  void add_types(std::vector<ir::Type>& types, Renumbering& renumbering);

  ir::Program program_;
  std::unordered_map<std::uint32_t, ir::FileId> files_; ///< By path.
  Interner<ir::Type> types_;
  Interner<ir::Field> fields_;
  Interner<ir::Record> records_;
  Interner<ir::Global> globals_;
  Interner<ir::Callee> callees_;
  Interner<ir::Function> functions_;
  Interner<ir::Unit> units_;
};

/// Numbers places and constants in order of first use, each once, and drops those nobody uses: functions that
/// print alike become alike.
void normalise(ir::Function& function);

} // namespace partywall::solver
