#include "checks/flow/solver/vector-hop.h"

#include "checks/flow/solver/filter-text.h"
#include "checks/flow/solver/vector-request.h"

#include <algorithm>

namespace partywall::solver {

namespace {

using Kind = Formula::Kind;

bool is_vector_column(std::string_view column) {
  static constexpr std::string_view words[] = {"embedding", "emb", "vector", "vec", "embeddings"};
  return std::ranges::any_of(words, [&](std::string_view word) {
    return column == word || column.ends_with("_" + std::string(word)) || column.starts_with(std::string(word) + "_");
  });
}

/// The way that splices `part` in is taken where somebody knows more of it than that it is there.
bool is_looked_at(const Terms& terms, Term guard, Term part) {
  if (terms.kind(guard) == TermKind::all)
    return std::ranges::any_of(terms.children(guard), [&](Term fact) { return is_looked_at(terms, fact, part); });
  const Term inner = terms.is_apply(guard, "not") ? terms.child(guard, 0) : guard;
  return !terms.is_apply(inner, "present") && terms.contains(inner, part);
}

std::vector<Term> list_items(const Terms& terms, Term list) {
  if (!list || terms.kind(list) != TermKind::list)
    return {};
  return {terms.children(list).begin(), terms.children(list).end()};
}

} // namespace

VectorReader::VectorReader(Solution& solution)
    : solution_(solution), engine_(*solution.engine), terms_(engine_.terms), query_(*solution.query) {
  note_statements();
}

void VectorReader::note_statements() {
  std::set<Term> seen;
  for (const Occurrence& occurrence : solution_.events) {
    const Event& event = *occurrence.event;
    if (event.kind == "effect.prepared") {
      const std::vector<Term> parts = list_items(terms_, event.slot("argument"));
      if (parts.size() == 2 && terms_.kind(parts[0]) == TermKind::text)
        prepared_[std::string(terms_.name(terms_.at(parts[0]).symbol))] = parts[1];
    }
    const Term text = event.kind == "data.sql" ? event.slot("text") : Term{};
    if (!text || terms_.kind(text) != TermKind::text || !seen.insert(text).second)
      continue;
    const std::string sql(terms_.name(terms_.at(text).symbol));
    std::string upper(sql.substr(0, 4000));
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (upper.find("CREATE") == std::string::npos && upper.find("ALTER") == std::string::npos)
      continue;
    if (const auto parsed = sql::parse({{sql, false}}))
      for (const sql::Statement& statement : *parsed)
        note_ddl(statement);
  }
}

void VectorReader::note_ddl(const sql::Statement& statement) {
  if (statement.action == "create table" && statement.has_all_columns)
    tables_[statement.table] = statement.table_columns;
  if (statement.action == "alter table" && tables_.contains(statement.table))
    for (const std::string& column : statement.table_columns)
      tables_[statement.table].push_back(column);
  if (statement.creates_policy)
    under_policy_.insert(statement.table);
}

Term VectorReader::text_of(const Event& event) const {
  if (const Term text = event.slot("text"))
    return text;
  const Term label = event.slot("label");
  if (!label || terms_.kind(label) != TermKind::text)
    return {};
  const auto known = prepared_.find(terms_.name(terms_.at(label).symbol));
  return known == prepared_.end() ? Term{} : known->second;
}

std::optional<VectorUse> VectorReader::read(const Occurrence& occurrence) {
  const Event& event = *occurrence.event;
  if (event.kind == "vector.search")
    return read_typed(event, VectorAction::search);
  if (event.kind == "vector.scan")
    return read_typed(event, VectorAction::scan);
  if (event.kind == "vector.write")
    return read_typed(event, VectorAction::write);
  if (event.kind == "vector.erase")
    return read_typed(event, VectorAction::erase);
  if (event.kind == "data.sql")
    return read_sql(occurrence);
  if (event.kind == "data.request")
    return read_request(event);
  return std::nullopt;
}

VectorUse VectorReader::read_typed(const Event& event, VectorAction action) {
  VectorUse use;
  use.action = action;
  if (const Term filter = event.slot("filter")) {
    use.inside =
        restrict_by(engine_, query_, read_filter(engine_, filter, {{}, event.slot("parameters")}), event.facts);
    const TermKind kind = terms_.kind(filter);
    if (kind == TermKind::cat || kind == TermKind::alternative)
      for (const TextChoice& choice : expand(terms_, filter))
        for (const Term part : choice.parts)
          if (choice.parts.size() > 1 && terms_.kind(part) != TermKind::text && !is_looked_at(terms_, choice.guard, part))
            use.spliced.push_back(part);
  }
  if (action == VectorAction::write && event.slot("value"))
    use.payload.push_back(event.slot("value"));
  return use;
}

std::optional<VectorUse> VectorReader::read_sql(const Occurrence& occurrence) {
  const Event& event = *occurrence.event;
  const Term text = text_of(event);
  if (!text)
    return std::nullopt;
  const std::vector<Term> parameters = list_items(terms_, event.slot("parameters"));
  VectorUse use;
  Formula inside{Kind::choice, {}, {}, {}, {}};
  Formula late{Kind::choice, {}, {}, {}, {}};
  for (const TextChoice& choice : expand(terms_, text)) {
    std::vector<sql::Piece> pieces;
    std::vector<Term> holes;
    to_pieces(terms_, choice.parts, pieces, holes);
    const auto parsed = sql::parse(pieces);
    if (!parsed)
      continue;
    for (const sql::Statement& statement : *parsed) {
      Formula one, outer;
      if (!read_statement(occurrence, statement, parameters, holes, use, one, outer))
        continue;
      for (const Term hole : holes)
        if (std::ranges::find(use.spliced, hole) == use.spliced.end())
          use.spliced.push_back(hole);
      inside.guards.push_back(choice.guard);
      inside.parts.push_back(std::move(one));
      late.guards.push_back(choice.guard);
      late.parts.push_back(std::move(outer));
    }
  }
  if (use.action == VectorAction::none)
    return std::nullopt;
  use.inside = restrict_by(engine_, query_, inside, event.facts);
  use.late = restrict_by(engine_, query_, late, event.facts);
  if (!use.inside.binds()) {
    const Restriction session = set_tenant(occurrence, use.store);
    if (session.holding.may)
      use.inside = session;
  }
  return use;
}

bool VectorReader::read_statement(const Occurrence&, const sql::Statement& statement, std::span<const Term> parameters,
                                  std::span<const Term> holes, VectorUse& use, Formula& inside, Formula& late) {
  for (std::size_t i = 0; i < statement.blocks.size(); ++i) {
    const sql::Block& block = statement.blocks[i];
    const auto index = static_cast<int>(i);
    const auto note_table = [&](const sql::Block& one) {
      for (const sql::Table& table : one.tables) {
        if (table.block >= 0)
          continue;
        use.store = table.name;
        const auto known = tables_.find(table.name);
        use.has_no_owner =
            known != tables_.end() && std::ranges::none_of(known->second, [&](const std::string& column) {
              return is_identity_field(engine_, column);
            });
        for (const int hole : table.holes)
          if (static_cast<std::size_t>(hole) < holes.size())
            inside.parts.push_back({Kind::opaque, {}, {holes[static_cast<std::size_t>(hole)]}, {}, {}});
        return;
      }
    };
    if (block.verb == sql::Block::Verb::insert) {
      const bool has_vector = std::ranges::any_of(
          block.assignments, [](const sql::Assignment& one) { return is_vector_column(one.column); });
      if (!has_vector)
        continue;
      use.action = VectorAction::write;
      inside = Formula::of(Kind::all_of, {});
      note_table(block);
      for (const sql::Assignment& one : block.assignments) {
        const auto number = static_cast<std::size_t>(one.value.number);
        Term value;
        if (one.value.kind == sql::Value::Kind::parameter && one.value.number >= 1 && number <= parameters.size())
          value = parameters[number - 1];
        if (one.value.kind == sql::Value::Kind::hole && number < holes.size())
          value = holes[number];
        if (value && is_identity_field(engine_, one.column))
          inside.parts.push_back({Kind::test, one.column, {value}, {}, {}});
        if (one.value.kind == sql::Value::Kind::setting && is_identity_field(engine_, one.column))
          inside.parts.push_back({Kind::nothing, {}, {}, {}, {}});
        if (value)
          use.payload.push_back(value);
      }
      return true;
    }
    if (!block.orders_by_distance)
      continue;
    // The innermost ranking decides; an outer one only sorts what is left.
    const bool has_inner =
        std::any_of(statement.blocks.begin() + index + 1, statement.blocks.end(),
                    [](const sql::Block& other) { return other.orders_by_distance && other.has_limit; });
    if (has_inner && !block.has_limit)
      continue;
    use.action = VectorAction::search;
    inside = Formula::of(Kind::all_of, {});
    note_table(block);
    inside.parts.push_back(read_block(engine_, statement, index, parameters, holes));
    // What the ranked rows are drawn from restricts them as well.
    for (const sql::Table& table : block.tables) {
      if (table.block < 0)
        continue;
      const sql::Block& source = statement.blocks[static_cast<std::size_t>(table.block)];
      note_table(source);
      if (!source.has_limit)
        inside.parts.push_back(read_block(engine_, statement, table.block, parameters, holes));
    }
    late = Formula::of(Kind::all_of, {});
    for (std::size_t outer = 0; outer < statement.blocks.size(); ++outer) {
      const sql::Block& around = statement.blocks[outer];
      const bool is_around = outer != i && std::ranges::any_of(around.tables, [&](const sql::Table& table) {
                               return table.block == index;
                             });
      if (is_around || block.parent == static_cast<int>(outer))
        late.parts.push_back(read_block(engine_, statement, static_cast<int>(outer), parameters, holes));
    }
    return true;
  }
  return false;
}

Restriction VectorReader::set_tenant(const Occurrence& occurrence, const std::string& table) {
  if (!under_policy_.empty() && !under_policy_.contains(table))
    return {};
  Restriction found;
  for (const Occurrence& other : solution_.events) {
    const Event& event = *other.event;
    if (other.root != occurrence.root || event.kind != "data.sql")
      continue;
    if (event.slot("instance") != occurrence.event->slot("instance"))
      continue;
    const Term text = text_of(event);
    if (!text)
      continue;
    std::vector<sql::Piece> pieces;
    std::vector<Term> holes;
    to_pieces(terms_, expand(terms_, text).front().parts, pieces, holes);
    const auto parsed = sql::parse(pieces);
    if (!parsed)
      continue;
    const std::vector<Term> parameters = list_items(terms_, event.slot("parameters"));
    for (const sql::Statement& statement : *parsed)
      for (const sql::Setting& setting : statement.settings) {
        Term value;
        const auto number = static_cast<std::size_t>(setting.value.number);
        if (setting.value.kind == sql::Value::Kind::parameter && setting.value.number >= 1 &&
            number <= parameters.size())
          value = parameters[number - 1];
        if (setting.value.kind == sql::Value::Kind::hole && setting.value.number >= 0 && number < holes.size())
          value = holes[number];
        if (!value)
          continue;
        const Restriction one = restrict_by(engine_, query_, {Kind::test, setting.name, {value}, {}, {}}, event.facts);
        if (one.holding.must)
          found = one;
      }
  }
  return found;
}

std::optional<VectorUse> VectorReader::read_request(const Event& event) {
  Term body = event.slot("value");
  std::optional<VectorRequest> request = body ? read_vector_request(engine_, event.slot("text"), body) : std::nullopt;
  if (!request)
    return std::nullopt;
  VectorUse use;
  use.action = request->action;
  use.inside = restrict_by(engine_, query_, request->inside, event.facts);
  use.late = restrict_by(engine_, query_, request->late, event.facts);
  use.payload = request->payload;
  if (!use.inside.binds())
    for (const Term name : request->names) {
      const Holding one = query_.holding(name, event.facts);
      if (one.must)
        use.inside = {.holding = one};
    }
  return use;
}

} // namespace partywall::solver
