#include "checks/flow/ir/program.h"

namespace partywall::ir {

NameId Names::intern(std::string_view text) {
  if (const auto known = index_.find(text); known != index_.end()) return known->second;
  const NameId id{static_cast<std::uint32_t>(texts_.size())};
  const auto entry = index_.emplace(std::string(text), id).first;
  texts_.push_back(&entry->first);
  return id;
}

NameId Names::find(std::string_view text) const {
  const auto known = index_.find(text);
  return known == index_.end() ? NameId{} : known->second;
}

std::string_view Names::text(NameId id) const { return id ? std::string_view(*texts_[id.value]) : std::string_view(); }

Names::Names(const Names& other) {
  for (const std::string* text : other.texts_) intern(*text);
}

Names& Names::operator=(const Names& other) {
  if (this != &other) *this = Names(other);
  return *this;
}

}  // namespace partywall::ir
