#include "checks/flow/solver/sql-text.h"

#include "checks/flow/models/words.h"

#include <algorithm>

namespace partywall::solver {

namespace {

/// Texts with more branches than this are read by their first ones; a query has few.
constexpr std::size_t reading_limit = 16;

struct Draft {
  std::vector<sql::Piece> pieces;
  std::vector<Term> holes;
  std::vector<Term> facts;
};

class Drafts {
public:
  Drafts(const Terms& terms, std::span<const Term> facts) : terms_(terms), drafts_{{{}, {}, {facts.begin(), facts.end()}}} {}

  void add(Term text) {
    switch (terms_.kind(text)) {
      case TermKind::text:
        return add_text(std::string(terms_.name(terms_.at(text).symbol)));
      case TermKind::number:
        return add_text(std::to_string(terms_.at(text).number));
      case TermKind::cat:
        for (const Term part : terms_.children(text)) add(part);
        return;
      case TermKind::alternative:
        return add_branches(text);
      case TermKind::nothing: case TermKind::zero: case TermKind::null:
        return;
      default:
        for (Draft& draft : drafts_) {
          draft.pieces.push_back({"", true});
          draft.holes.push_back(text);
        }
    }
  }

  [[nodiscard]] const std::vector<Draft>& all() const { return drafts_; }

private:
  void add_text(const std::string& text) {
    for (Draft& draft : drafts_) draft.pieces.push_back({text, false});
  }

  [[nodiscard]] std::vector<Term> facts_of(Term guard) const {
    if (terms_.kind(guard) == TermKind::all) return {terms_.children(guard).begin(), terms_.children(guard).end()};
    return terms_.kind(guard) == TermKind::yes ? std::vector<Term>() : std::vector<Term>{guard};
  }

  [[nodiscard]] bool contradicts(Term fact, const std::vector<Term>& known) const {
    return std::ranges::any_of(known, [&](Term other) {
      return (terms_.is_apply(other, "not") && terms_.child(other, 0) == fact) || (terms_.is_apply(fact, "not") && terms_.child(fact, 0) == other);
    });
  }

  void add_branches(Term alternative) {
    const auto parts = terms_.children(alternative);
    std::vector<Draft> grown;
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
      const std::vector<Term> guard = facts_of(parts[i]);
      Drafts branch(terms_, {});
      branch.drafts_.clear();
      for (const Draft& draft : drafts_) {
        if (std::ranges::any_of(guard, [&](Term fact) { return contradicts(fact, draft.facts); })) continue;
        branch.drafts_.push_back(draft);
        branch.drafts_.back().facts.insert(branch.drafts_.back().facts.end(), guard.begin(), guard.end());
      }
      branch.add(parts[i + 1]);
      grown.insert(grown.end(), branch.drafts_.begin(), branch.drafts_.end());
    }
    if (grown.empty()) return;
    if (grown.size() > reading_limit) grown.resize(reading_limit);
    drafts_ = std::move(grown);
  }

  const Terms& terms_;
  std::vector<Draft> drafts_;
};

void flatten(const Terms& terms, Term list, std::vector<Term>& items) {
  for (const Term item : terms.children(list)) {
    if (terms.kind(item) == TermKind::list) flatten(terms, item, items);
    else items.push_back(item);
  }
}

/// Values kept under numbers: from 1 where nothing has number 0, as SQLite counts; else from 0, as arrays do.
void number_entries(const Terms& terms, Term record, const sql::Statement* statement, std::vector<Term>& items) {
  const auto parts = terms.children(record);
  std::vector<std::pair<std::int64_t, Term>> numbered;
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) {
    if (terms.kind(parts[i]) != TermKind::step_key) continue;
    const Term key = terms.child(parts[i], 0);
    if (terms.kind(key) == TermKind::number) numbered.emplace_back(terms.at(key).number, parts[i + 1]);
    if (terms.kind(key) != TermKind::text || !statement) continue;
    for (const auto& [number, name] : statement->parameter_names) {
      const std::string_view asked = terms.name(terms.at(key).symbol);
      if (!asked.empty() && asked.substr(1) == name) numbered.emplace_back(number, parts[i + 1]);
    }
  }
  const bool from_zero = std::ranges::any_of(numbered, [](const auto& entry) { return entry.first == 0; });
  for (const auto& [number, value] : numbered) {
    const std::int64_t position = from_zero ? number : number - 1;
    if (position < 0 || position > 1000) continue;
    if (items.size() <= static_cast<std::size_t>(position)) items.resize(static_cast<std::size_t>(position) + 1);
    items[static_cast<std::size_t>(position)] = value;
  }
}

}  // namespace

std::vector<Term> bound_values(const Terms& terms, Term parameters, const sql::Statement* statement) {
  std::vector<Term> items;
  if (!parameters) return items;
  if (terms.kind(parameters) == TermKind::list) flatten(terms, parameters, items);
  else if (terms.kind(parameters) == TermKind::record) number_entries(terms, parameters, statement, items);
  else if (terms.kind(parameters) != TermKind::nothing && terms.kind(parameters) != TermKind::zero) items.push_back(parameters);
  return items;
}

std::vector<Term> SqlReading::terms_of(const sql::Value& value) const {
  std::vector<Term> found;
  const auto add = [&](const std::vector<Term>& from, int index) {
    if (index < 0 || static_cast<std::size_t>(index) >= from.size()) return;
    const Term term = from[static_cast<std::size_t>(index)];
    if (term && std::ranges::find(found, term) == found.end()) found.push_back(term);
  };
  if (value.kind == sql::Value::Kind::parameter) add(parameters, value.number - 1);
  if (value.kind == sql::Value::Kind::hole) add(holes, value.number);
  for (const int number : value.parameters) add(parameters, number - 1);
  for (const int number : value.holes) add(holes, number);
  return found;
}

std::vector<SqlReading> read_sql(const Engine& engine, Term text, Term parameters, std::span<const Term> facts) {
  std::vector<SqlReading> readings;
  if (!text) return readings;
  Drafts drafts(engine.terms, facts);
  drafts.add(text);
  for (const Draft& draft : drafts.all()) {
    auto parsed = sql::parse(draft.pieces);
    if (!parsed) continue;
    SqlReading reading{std::move(*parsed), {}, draft.holes, draft.facts};
    reading.parameters = bound_values(engine.terms, parameters, reading.statements.empty() ? nullptr : &reading.statements.front());
    std::ranges::sort(reading.facts);
    readings.push_back(std::move(reading));
  }
  return readings;
}

bool is_identity_column(const Engine& engine, std::string_view column) {
  const models::PathName path[] = {{column, {}, {}, models::NameShape::text, false}};
  return models::is_identity_path(engine.names.lexicon(), path);
}

}  // namespace partywall::solver
