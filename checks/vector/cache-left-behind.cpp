#include "checks/vector/cache-left-behind.h"

#include "checks/flow/solver/request.h"

#include <algorithm>
#include <set>

namespace partywall {

namespace {

using namespace solver;

/// The classes whose methods a request goes through, or its files where there are none.
std::set<std::uint64_t> components_of(const Solution& solution, const Occurrence& occurrence) {
  constexpr std::uint64_t file_mark = 1ULL << 32U;
  std::set<std::uint64_t> classes;
  std::set<std::uint64_t> files;
  const std::vector<Place> places = solution.places(occurrence);
  for (std::size_t i = std::min(solution.request_start(occurrence), places.size() - 1); i < places.size(); ++i) {
    const ir::Function& function = solution.program().at(places[i].function);
    if (function.declaring_class)
      classes.insert(function.declaring_class.value);
    files.insert(file_mark | places[i].location.file.value);
  }
  return classes.empty() ? files : classes;
}

bool share_component(const Solution& solution, const Occurrence& left, const Occurrence& right) {
  const std::set<std::uint64_t> own = components_of(solution, left);
  return std::ranges::any_of(components_of(solution, right), [&](std::uint64_t one) { return own.contains(one); });
}

/// The entry goes by itself after a while: it is stored with a lifetime, or with the time it was made.
bool ends_by_itself(const Solution& solution, const Event& write) {
  const Terms& terms = solution.terms();
  const Term lifetime = write.slot("lifetime");
  if (lifetime &&
      !terms.any_part(lifetime, [&](Term part) { return terms.is_literal(part) && terms.truth(part) == 0; }))
    return true;
  return terms.any_part(write.slot("value"), [&](Term part) {
    if (terms.kind(part) != TermKind::call)
      return false;
    const ir::Callee& callee = solution.program().callees[terms.at(part).symbol];
    const std::string_view name = solution.program().text(callee.name);
    return name == "time" || (name.starts_with("std::chrono::") && name.ends_with("::now"));
  });
}

bool reads_table(const Solution& solution, const TableUses& uses, const Occurrence& write, const std::string& table) {
  return std::ranges::any_of(solution.beside(write), [&](const Occurrence& other) {
    const TableUse* use = uses.of(*other.event);
    return use && std::ranges::find(use->tables, table) != use->tables.end() && is_same_request(write, other);
  });
}

/// Entries are taken out, or retired by a number in their key that is raised, or the rows are put back.
bool makes_up_for(const Solution& solution, const TableUses& uses, const Event& event, const std::string& table) {
  static constexpr std::string_view kinds[] = {"cache.erase", "store.erase", "cache.count",
                                               "cache.write", "store.write", "store.upsert"};
  const TableUse* use = uses.of(event);
  return std::ranges::find(kinds, event.kind) != std::end(kinds) || hands_over_erasure(solution, event) ||
         (use && use->verb == sql::Block::Verb::insert && use->tables[0] == table);
}

} // namespace

const Hop* cache_left_behind(const Solution& solution, const TableUses& uses, const Occurrence& deletion) {
  const TableUse* use = uses.of(*deletion.event);
  if (!use || std::ranges::any_of(solution.beside(deletion), [&](const Occurrence& other) {
        return makes_up_for(solution, uses, *other.event, use->tables[0]) && is_same_request(deletion, other);
      }))
    return nullptr;
  const auto left = std::ranges::find_if(solution.hops, [&](const Hop& hop) {
    const Event& event = *hop.occurrence.event;
    return hop.surface == "cache" && event.kind.ends_with(".write") && hop.verdict == Verdict::scoped &&
           hop.scope.must && !ends_by_itself(solution, event) && share_component(solution, deletion, hop.occurrence) &&
           reads_table(solution, uses, hop.occurrence, use->tables[0]);
  });
  return left == solution.hops.end() ? nullptr : &*left;
}

} // namespace partywall
