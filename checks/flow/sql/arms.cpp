#include "checks/flow/sql/builder.h"

#include <algorithm>
#include <tuple>

namespace partywall::sql {
namespace {

using Conditions = std::vector<Condition>;

bool is_same_column(const Condition& one, const Condition& other) {
  const auto key = [](const Condition& condition) {
    return std::tie(condition.column, condition.container, condition.function, condition.block, condition.table);
  };
  return key(one) == key(other);
}

/// Says which values the column may have.
bool is_enumeration(const Condition& condition) {
  return !condition.column.empty() && (condition.op == "=" || condition.op == "in");
}
bool is_null_test(const Condition& condition) { return !condition.column.empty() && condition.op == "is null"; }

/// What the arm says about the column; the strictest where it says several things.
const Condition* find_in(const Conditions& arm, const Condition& column) {
  const Condition* best = nullptr;
  for (const auto& condition : arm)
    if (is_same_column(condition, column) && (is_enumeration(condition) || is_null_test(condition)) &&
        (!best || (best->allows_others && !condition.allows_others) || (!best->is_mandatory && condition.is_mandatory)))
      best = &condition;
  return best;
}

constexpr std::size_t most_others = 8;

Conditions mandatory_of(const Conditions& arm) {
  Conditions found;
  for (const Condition& condition : arm)
    if (condition.is_mandatory)
      found.push_back(condition);
  return found;
}

Condition merged(const std::vector<Conditions>& arms, const Condition& column) {
  Condition result = column;
  result.values.clear();
  result.others.clear();
  int told = 0;
  const Condition* last = nullptr;
  bool is_known = true;
  for (const auto& arm : arms) {
    const auto* condition = find_in(arm, column);
    if (!condition) {
      result.allows_others = true;
      result.others.push_back(mandatory_of(arm));
      continue;
    }
    is_known &= !condition->allows_others;
    result.allows_null |= is_null_test(*condition) || condition->allows_null;
    result.allows_others |= condition->allows_others;
    result.values.insert(result.values.end(), condition->values.begin(), condition->values.end());
    if (is_enumeration(*condition)) {
      ++told;
      last = condition;
    }
  }
  result.op = told == 0 ? "is null" : told == 1 ? last->op : "in";
  if (!is_known || result.others.size() > most_others)
    result.others.clear();
  if (told == 0) // only null tests: that is what all rows satisfy
    result.allows_null = false;
  result.is_mandatory = !result.allows_null && !result.allows_others;
  return result;
}

Condition widened(Condition condition) {
  condition.is_mandatory = false;
  condition.allows_others = true;
  condition.others.clear();
  return condition;
}

} // namespace

Conditions any_of_arms(std::vector<Conditions> arms) {
  if (arms.size() == 1)
    return std::move(arms.front());
  Conditions result;
  for (const auto& arm : arms)
    for (const auto& condition : arm) {
      if (!is_enumeration(condition) && !is_null_test(condition)) {
        result.push_back(widened(condition));
        continue;
      }
      const auto is_done = [&](const Condition& other) {
        return is_same_column(other, condition) && (is_enumeration(other) || is_null_test(other));
      };
      if (std::ranges::none_of(result, is_done))
        result.push_back(merged(arms, condition));
    }
  return result;
}

} // namespace partywall::sql
