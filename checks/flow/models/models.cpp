#include "checks/flow/models/model.h"

#include <utility>

namespace partywall::models {

namespace {

/// The methods that `function` is told about in its first argument.
void add_named(std::string_view function, const Expr& expression, std::set<std::string, std::less<>>& names) {
  if (expression.kind == Expr::Kind::apply && expression.name == function)
    names.insert(expression.children.front().name);
  for (const Expr& child : expression.children)
    add_named(function, child, names);
}

} // namespace

Models::Models(std::vector<Row> rows, std::vector<TypeRow> types, Lexicon lexicon)
    : rows_(std::move(rows)), lexicon_(std::move(lexicon)) {
  for (const auto& row : rows_) // rows_ keeps its buffer when a Models is moved, so the pointers stay good.
    for (const auto& function : row.functions)
      if (auto& list = by_function_[function]; list.empty() || list.back() != &row)
        list.push_back(&row);
  for (const auto& [function, list] : by_function_)
    if (const auto end = function.rfind("::"); end != std::string::npos)
      classes_.insert(function.substr(0, end));
  for (const auto& row : rows_) {
    if (row.returns)
      add_named("converted", *row.returns, hooks_);
    for (const auto& assignment : row.sets)
      add_named("converted", assignment.value, hooks_);
    if (row.entry)
      add_named("behind", row.entry->handler, filters_);
  }
  for (auto& type : types)
    role_by_type_.try_emplace(std::move(type.type), std::move(type.role));
}

const std::vector<const Row*>& Models::rows(std::string_view function) const {
  static const std::vector<const Row*> none;
  const auto found = by_function_.find(function);
  return found == by_function_.end() ? none : found->second;
}

std::string_view Models::role_of_type(std::string_view type) const {
  const auto found = role_by_type_.find(type);
  return found == role_by_type_.end() ? std::string_view{} : std::string_view(found->second);
}

} // namespace partywall::models
