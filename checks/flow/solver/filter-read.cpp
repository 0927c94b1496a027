/// Filters as objects: protobuf messages and JSON bodies of the usual stores, and predicates.
#include "checks/flow/solver/filter-text.h"
#include "checks/flow/solver/json-text.h"
#include "checks/flow/solver/tree-view.h"

#include <algorithm>
#include <array>
#include <optional>

namespace partywall::solver {

namespace {

using Kind = Formula::Kind;

constexpr int depth_limit = 16;

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_scalar(const Terms& terms, Term term) {
  return members_of(terms, term).empty() && items_of(terms, term).empty();
}

std::string leaf_name(const Engine& engine, Term term) {
  const std::vector<models::PathName> path = engine.names.path(engine.terms, engine.program, term);
  return path.empty() ? std::string() : std::string(path.back().name);
}

/// Part of what is tested, not of what it is tested against: reached by a label nobody knows, or one of several.
bool is_of_row(const Terms& terms, Term term) {
  if (terms.kind(term) == TermKind::step_element || terms.kind(term) == TermKind::result)
    return true;
  if (terms.kind(term) == TermKind::source && terms.name(terms.at(term).symbol) == "opaque")
    return true;
  return std::ranges::any_of(terms.children(term), [&](Term child) { return is_of_row(terms, child); });
}

class Reader {
public:
  Reader(Engine& engine, const Bindings& bindings) : engine_(engine), terms_(engine.terms), bindings_(bindings) {}

  Formula read(Term filter, int depth) {
    if (!filter || depth > depth_limit)
      return {};
    filter = unwrapped(terms_, filter);
    switch (terms_.kind(filter)) {
    case TermKind::nothing:
    case TermKind::zero:
    case TermKind::null:
      return {};
    case TermKind::alternative:
      return choice(filter, depth);
    case TermKind::text:
    case TermKind::cat:
      return starts_as_json(filter) ? json(filter, depth) : read_expression(engine_, filter, bindings_);
    case TermKind::record:
    case TermKind::list:
      return tree(filter, depth);
    default:
      break;
    }
    if (terms_.is_apply(filter, "overlay"))
      return overlaid(filter, depth);
    if (terms_.kind(filter) == TermKind::number || terms_.kind(filter) == TermKind::apply)
      return read_predicate(engine_, filter);
    return {Kind::opaque, {}, {filter}, {}, {}};
  }

private:
  [[nodiscard]] bool starts_as_json(Term text) const {
    while (terms_.kind(text) == TermKind::cat)
      text = terms_.child(text, 0);
    if (terms_.kind(text) != TermKind::text)
      return false;
    const std::string_view letters = terms_.name(terms_.at(text).symbol);
    const std::size_t first = letters.find_first_not_of(" \t\n\r");
    return first != std::string_view::npos && (letters[first] == '{' || letters[first] == '[');
  }

  Formula json(Term text, int depth) {
    Formula found{Kind::choice, {}, {}, {}, {}};
    for (const TextChoice& one : expand(terms_, text)) {
      const std::optional<JsonText> read_text = read_json(terms_, one.parts);
      found.guards.push_back(one.guard);
      found.parts.push_back(read_text ? read(read_text->tree, depth + 1) : Formula{Kind::opaque, {}, {text}, {}, {}});
    }
    return found.parts.size() == 1 ? std::move(found.parts[0]) : found;
  }

  Formula choice(Term filter, int depth) {
    Formula found{Kind::choice, {}, {}, {}, {}};
    for (std::size_t i = 0; i + 1 < terms_.children(filter).size(); i += 2) {
      const Term guard = terms_.child(filter, i);
      Formula part = read(terms_.child(filter, i + 1), depth + 1);
      // A predicate that decides by what it knows of the row: that is a part of its answer.
      if (is_verdict(terms_.child(filter, i + 1)) && part.kind != Kind::nothing && is_of_row(terms_, guard))
        part = Formula::of(Kind::all_of, {read_predicate(engine_, guard), std::move(part)});
      found.guards.push_back(guard);
      found.parts.push_back(std::move(part));
    }
    return found;
  }

  [[nodiscard]] bool is_verdict(Term value) const {
    return terms_.kind(value) == TermKind::number || terms_.is_apply(value, "equal") || terms_.is_apply(value, "not") ||
           terms_.is_apply(value, "and") || terms_.is_apply(value, "or") || terms_.is_apply(value, "member") ||
           terms_.is_apply(value, "present");
  }

  /// What lies on top may replace a condition below: only its own conditions are sure.
  Formula overlaid(Term filter, int depth) {
    Formula below = read(terms_.child(filter, 0), depth + 1);
    Formula top = read(terms_.child(filter, 1), depth + 1);
    const bool is_known = !members_of(terms_, terms_.child(filter, 1)).empty();
    if (is_known)
      return Formula::of(Kind::all_of, {std::move(top), std::move(below)});
    return Formula::of(Kind::replaceable, {std::move(below)});
  }

  Formula all_items(Term list, int depth, Kind kind) {
    Formula found = Formula::of(kind, {});
    const std::vector<Term> items = items_of(terms_, list);
    const bool is_sure = std::ranges::any_of(items, [&](Term item) { return !may_be_missing(item); });
    for (const Term item : items) {
      found.parts.push_back(read(item, depth + 1));
      if (kind == Kind::any_of && is_sure && may_be_missing(item))
        leave_out_missing(item, found.parts.back());
    }
    if (items.empty())
      found.parts.push_back(read(list, depth + 1)); // one condition where a list may stand
    return found;
  }

  [[nodiscard]] bool is_missing(Term item) const {
    return terms_.kind(item) == TermKind::zero || terms_.kind(item) == TermKind::nothing;
  }

  /// Put into the list on some ways only.
  [[nodiscard]] bool may_be_missing(Term item) const {
    if (terms_.kind(item) != TermKind::alternative)
      return is_missing(item);
    for (std::size_t i = 1; i < terms_.children(item).size(); i += 2)
      if (is_missing(terms_.child(item, i)))
        return true;
    return false;
  }

  /// Beside other alternatives, one that is not there lets nothing through.
  void leave_out_missing(Term item, Formula& formula) const {
    if (formula.kind != Kind::choice)
      formula = {Kind::nothing, {}, {}, {}, {}};
    for (std::size_t i = 0; i < formula.parts.size(); ++i)
      if (is_missing(terms_.child(item, 2 * i + 1)))
        formula.parts[i] = {Kind::nothing, {}, {}, {}, {}};
  }

  Formula tree(Term filter, int depth) {
    const auto members = members_of(terms_, filter);
    if (members.empty()) {
      const std::vector<Term> items = items_of(terms_, filter);
      if (items.empty())
        return terms_.kind(filter) == TermKind::list ? Formula{} : Formula{Kind::opaque, {}, {filter}, {}, {}};
      return all_items(filter, depth, Kind::all_of);
    }
    if (const auto one = condition(filter))
      return *one;
    Formula found = Formula::of(Kind::all_of, {});
    const bool has_binding = std::ranges::any_of(
        members, [](const auto& member) { return member.first == "must" || member.first == "filter"; });
    bool is_understood = false;
    for (const auto& [name, value] : members) {
      if (terms_.kind(value) == TermKind::nothing)
        continue;
      if (auto part = clause(name, value, has_binding, members, depth)) {
        is_understood = true;
        found.parts.push_back(std::move(*part));
      }
    }
    if (!is_understood && terms_.kind(filter) == TermKind::record && !has_keys(filter))
      return {Kind::opaque, {}, {filter}, {}, {}};
    return found;
  }

  [[nodiscard]] bool has_keys(Term record) const {
    for (std::size_t i = 1; i < terms_.children(record).size(); i += 2)
      if (terms_.kind(terms_.child(record, i)) == TermKind::step_key)
        return true;
    return terms_.kind(terms_.child(record, 0)) == TermKind::record && has_keys(terms_.child(record, 0));
  }

  /// One member of a filter object; absent if its name is no operator and its value no condition.
  std::optional<Formula> clause(const std::string& name, Term value, bool has_binding,
                                const std::vector<std::pair<std::string, Term>>& members, int depth) {
    static constexpr std::array<std::string_view, 8> conjunctions{"must",      "filter", "$and",           "and",
                                                                  "conjuncts", "bool",   "constant_score", "nested"};
    static constexpr std::array<std::string_view, 4> disjunctions{"$or", "or", "disjuncts", "min_should"};
    static constexpr std::array<std::string_view, 4> negations{"must_not", "$not", "$nor", "not"};
    static constexpr std::array<std::string_view, 7> tests{"term",      "terms",  "match",   "match_phrase",
                                                           "terms_set", "prefix", "wildcard"};
    static constexpr std::array<std::string_view, 20> others{"range",
                                                             "exists",
                                                             "ids",
                                                             "minimum_should_match",
                                                             "boost",
                                                             "size",
                                                             "k",
                                                             "script",
                                                             "geo_distance",
                                                             "match_all",
                                                             "_name",
                                                             "has_id",
                                                             "field",
                                                             "query_vector",
                                                             "with_payload",
                                                             "num_candidates",
                                                             "vector",
                                                             "limit",
                                                             "path",
                                                             "similarity"};
    // What Faiss' selectors hold: the ids that may take part.
    if ((name == "ids" && members_of(terms_, value).empty()) || name == "imin" || name == "imax")
      return Formula{Kind::opaque, "ids", {value}, {}, {}};
    if (name == "query")
      return read(value, depth + 1);
    if (name == "operands") {
      const Term word = operator_of(members);
      const bool is_or = word && terms_.kind(word) == TermKind::text && terms_.name(terms_.at(word).symbol) == "Or";
      return all_items(value, depth, is_or ? Kind::any_of : Kind::all_of);
    }
    if (is_one_of(name, conjunctions))
      return all_items(value, depth, Kind::all_of);
    if (is_one_of(name, disjunctions))
      return all_items(name == "min_should" && member_of(terms_, value, "conditions")
                           ? member_of(terms_, value, "conditions")
                           : value,
                       depth, Kind::any_of);
    if (name == "should")
      return should(value, has_binding, members, depth);
    if (is_one_of(name, negations))
      return all_items(value, depth, Kind::none_of);
    if (is_one_of(name, tests))
      return fields(value);
    if (is_one_of(name, others))
      return std::nullopt;
    return field(name, value, depth);
  }

  [[nodiscard]] static Term operator_of(const std::vector<std::pair<std::string, Term>>& members) {
    const auto found = std::ranges::find_if(members, [](const auto& member) { return member.first == "operator"; });
    return found == members.end() ? Term{} : found->second;
  }

  /// Qdrant asks for one of them in any case; Elasticsearch only where nothing is required, or where it is told to.
  Formula should(Term value, bool has_binding, const std::vector<std::pair<std::string, Term>>& members, int depth) {
    Formula any = all_items(value, depth, Kind::any_of);
    const bool is_message = std::ranges::none_of(items_of(terms_, value), [&](Term item) {
      return member_of(terms_, item, "term") || member_of(terms_, item, "terms");
    });
    const bool is_asked =
        std::ranges::any_of(members, [](const auto& member) { return member.first == "minimum_should_match"; });
    if (!has_binding || is_message || is_asked)
      return any;
    return Formula::of(Kind::any_of, {std::move(any), Formula{}});
  }

  /// A condition about one field: Qdrant's messages and JSON, Weaviate's operands, absence.
  std::optional<Formula> condition(Term filter) {
    if (const Term inner = member_of(terms_, filter, "field"); inner && member_of(terms_, inner, "key"))
      return condition(inner);
    for (const std::string_view kind : {"is_empty", "is_null", "missing"})
      if (const Term what = member_of(terms_, filter, kind)) {
        Term key = member_of(terms_, what, "key");
        if (!key)
          key = member_of(terms_, what, "field");
        if (key && terms_.kind(key) == TermKind::text)
          return Formula{Kind::absent, text_of(key), {}, {}, {}};
      }
    if (const Term key = member_of(terms_, filter, "key")) {
      const Term match = member_of(terms_, filter, "match");
      if (!match)
        return Formula{};
      if (terms_.kind(key) != TermKind::text)
        return parallel(match);
      return Formula{Kind::test, text_of(key), matched(match), {}, {}};
    }
    if (const Term path = member_of(terms_, filter, "path")) {
      const std::vector<Term> items = items_of(terms_, path);
      Formula found{Kind::test, items.empty() ? text_of(path) : text_of(items.back()), {}, {}, {}};
      const Term word = member_of(terms_, filter, "operator");
      const std::string operation = word ? text_of(word) : "";
      if (operation == "IsNull")
        return Formula{Kind::absent, found.field, {}, {}, {}};
      for (const auto& [name, value] : members_of(terms_, filter))
        if (name.starts_with("value"))
          found.values = values_of(value);
      if (operation == "NotEqual")
        return Formula::of(Kind::none_of, {std::move(found)});
      return operation == "Equal" || operation == "ContainsAny" ? found : Formula{};
    }
    return std::nullopt;
  }

  /// The field is one of several, each with a value of its own: a loop that adds a condition for each.
  Formula parallel(Term match) {
    Formula found = Formula::of(Kind::all_of, {});
    for (const Term value : matched(match)) {
      const bool is_choice = terms_.kind(value) == TermKind::alternative;
      for (std::size_t i = is_choice ? 1 : 0; i < (is_choice ? terms_.children(value).size() : 1); i += 2)
        found.parts.push_back({Kind::opaque, {}, {is_choice ? terms_.child(value, i) : value}, {}, {}});
    }
    return found;
  }

  [[nodiscard]] std::string text_of(Term term) const {
    return terms_.kind(term) == TermKind::text ? std::string(terms_.name(terms_.at(term).symbol)) : std::string();
  }

  std::vector<Term> values_of(Term value) {
    std::vector<Term> items = items_of(terms_, value);
    return items.empty() ? std::vector<Term>{value} : items;
  }

  std::vector<Term> matched(Term match) {
    std::vector<Term> found;
    for (const auto& [name, value] : members_of(terms_, match)) {
      if (name.starts_with("except"))
        continue;
      Term inner = value;
      for (const std::string_view list : {"strings", "integers"})
        if (const Term items = member_of(terms_, value, list))
          inner = items;
      for (const Term one : values_of(inner))
        found.push_back(one);
    }
    if (found.empty())
      found = values_of(match);
    return found;
  }

  /// `{"tenant_id": X}`, `{"tenant_id": {"value": X}}`, `{"tenant_id": ["a", X]}`.
  Formula fields(Term object) {
    Formula found = Formula::of(Kind::all_of, {});
    for (const auto& [name, value] : members_of(terms_, object)) {
      Term inner = value;
      for (const std::string_view key : {"value", "query"})
        if (const Term one = member_of(terms_, value, key))
          inner = one;
      found.parts.push_back({Kind::test, name, values_of(inner), {}, {}});
    }
    // The field is chosen at run time: what it is compared with decides.
    if (found.parts.empty())
      return {Kind::opaque, {}, {object}, {}, {}};
    return found;
  }

  /// `"tenant_id": X`, `"tenant_id": {"$eq": X}`.
  std::optional<Formula> field(const std::string& name, Term value, int depth) {
    const auto operators = members_of(terms_, value);
    if (operators.empty() && is_scalar(terms_, value))
      return Formula{Kind::test, name, {value}, {}, {}};
    for (const auto& [operation, operand] : operators) {
      if (operation == "$eq" || operation == "$in" || operation == "eq" || operation == "in")
        return Formula{Kind::test, name, values_of(operand), {}, {}};
      if (operation == "$ne" || operation == "$nin")
        return Formula::of(Kind::none_of, {Formula{Kind::test, name, values_of(operand), {}, {}}});
      if (operation == "$exists" && terms_.truth(operand) == 0)
        return Formula{Kind::absent, name, {}, {}, {}};
    }
    if (!operators.empty())
      return read(value, depth + 1);
    return std::nullopt;
  }

  Engine& engine_;
  Terms& terms_;
  const Bindings& bindings_;
};

} // namespace

Formula read_filter(Engine& engine, Term filter, const Bindings& bindings) {
  return Reader(engine, bindings).read(filter, 0);
}

Formula read_predicate(Engine& engine, Term condition) {
  Terms& terms = engine.terms;
  while (terms.kind(condition) == TermKind::named)
    condition = terms.child(condition, 0);
  const auto parts_of = [&](Kind kind) {
    Formula found = Formula::of(kind, {});
    for (const Term part : std::vector<Term>(terms.children(condition).begin(), terms.children(condition).end()))
      found.parts.push_back(read_predicate(engine, part));
    return found;
  };
  switch (terms.kind(condition)) {
  case TermKind::number:
    return terms.at(condition).number ? Formula{} : Formula{Kind::nothing, {}, {}, {}, {}};
  case TermKind::null:
  case TermKind::zero:
    return {Kind::nothing, {}, {}, {}, {}};
  case TermKind::all:
    return parts_of(Kind::all_of);
  case TermKind::yes:
    return {};
  case TermKind::alternative: {
    // True where a branch is taken and its value is true.
    Formula found = Formula::of(Kind::any_of, {});
    for (std::size_t i = 0; i + 1 < terms.children(condition).size(); i += 2) {
      Formula value = read_predicate(engine, terms.child(condition, i + 1));
      if (value.kind == Kind::nothing)
        continue;
      found.parts.push_back(
          Formula::of(Kind::all_of, {read_predicate(engine, terms.child(condition, i)), std::move(value)}));
    }
    return found.parts.empty() ? Formula{Kind::nothing, {}, {}, {}, {}} : found;
  }
  case TermKind::apply:
    break;
  default:
    return {Kind::opaque, {}, {condition}, {}, {}};
  }
  if (terms.is_apply(condition, "and"))
    return parts_of(Kind::all_of);
  if (terms.is_apply(condition, "or"))
    return parts_of(Kind::any_of);
  if (terms.is_apply(condition, "not")) {
    const Term inner = terms.child(condition, 0);
    if (terms.is_apply(inner, "present"))
      return {Kind::absent, leaf_name(engine, terms.child(inner, 0)), {}, {}, {}};
    if (terms.is_apply(inner, "or") || terms.is_apply(inner, "and")) {
      Formula found = Formula::of(terms.is_apply(inner, "or") ? Kind::all_of : Kind::any_of, {});
      for (const Term part : std::vector<Term>(terms.children(inner).begin(), terms.children(inner).end()))
        found.parts.push_back(read_predicate(engine, terms.negate(part)));
      return found;
    }
    return Formula::of(Kind::none_of, {read_predicate(engine, inner)});
  }
  if (terms.is_apply(condition, "equal")) {
    const Term left = terms.child(condition, 0);
    const Term right = terms.child(condition, 1);
    const Formula right_tested{Kind::test, leaf_name(engine, left), {right}, {}, {}};
    const Formula left_tested{Kind::test, leaf_name(engine, right), {left}, {}, {}};
    if (is_of_row(terms, left) != is_of_row(terms, right))
      return is_of_row(terms, left) ? right_tested : left_tested;
    return Formula::of(Kind::all_of, {right_tested, left_tested});
  }
  if (terms.is_apply(condition, "member"))
    return {Kind::opaque, {}, {terms.child(condition, 1)}, {}, {}};
  return {Kind::opaque, {}, {condition}, {}, {}};
}

} // namespace partywall::solver
