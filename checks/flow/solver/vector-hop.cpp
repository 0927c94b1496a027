#include "checks/flow/solver/vector-hop.h"

#include "checks/flow/solver/filter-text.h"
#include "checks/flow/solver/loops.h"
#include "checks/flow/solver/owner-test.h"
#include "checks/flow/solver/sql-text.h"
#include "checks/flow/solver/tree-view.h"
#include "checks/flow/solver/vector-request.h"
#include "checks/flow/solver/vector-score.h"

#include <algorithm>

namespace partywall::solver {

namespace {

using Kind = Formula::Kind;

/// Hashes in one term beyond this number are left as they are.
constexpr int hash_limit = 8;

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
  return !says_presence_only(terms, guard) && terms.contains(guard, part);
}

const sql::Condition* match_of(const sql::Block& block) {
  const auto found = std::ranges::find(block.conditions, "match", &sql::Condition::op);
  return found == block.conditions.end() ? nullptr : &*found;
}

bool has_match(const sql::Block& block) { return match_of(block) && block.tables.size() > 1; }

/// SQLite's vector tables find their k nearest before anything is joined to them: of such a block, the conditions on
/// the vector table itself, or those on what is joined.
sql::Statement without_joined(const sql::Statement& statement, int index, bool is_own) {
  sql::Statement part = statement;
  sql::Block& block = part.blocks[static_cast<std::size_t>(index)];
  if (!has_match(block))
    return part;
  const int table = match_of(block)->table;
  std::erase_if(block.conditions, [&](const sql::Condition& condition) {
    const bool is_joined = table >= 0 && condition.table >= 0 && condition.table != table;
    return is_joined == is_own;
  });
  return part;
}

/// What the block's rows are drawn from has been ranked and cut: it only sorts what is left.
bool ranks_inside(const sql::Statement& statement, int index) {
  std::vector<int> work{index};
  std::vector<bool> seen(statement.blocks.size(), false);
  while (!work.empty()) {
    const int next = work.back();
    work.pop_back();
    if (next < 0 || static_cast<std::size_t>(next) >= seen.size() || seen[static_cast<std::size_t>(next)])
      continue;
    seen[static_cast<std::size_t>(next)] = true;
    const sql::Block& block = statement.blocks[static_cast<std::size_t>(next)];
    if (next != index && block.orders_by_distance && block.has_limit)
      return true;
    for (const sql::Table& table : block.tables)
      work.push_back(table.block);
    for (std::size_t i = 0; i < statement.blocks.size(); ++i)
      if (statement.blocks[i].parent == next && statement.blocks[i].role == sql::Block::Role::expression)
        work.push_back(static_cast<int>(i));
  }
  return false;
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

Term VectorReader::unhashed(Term term) const {
  for (int i = 0; i < hash_limit; ++i) {
    Term hash;
    (void)terms_.any_part(term, [&](Term part) {
      if (terms_.is_apply(part, "hash"))
        hash = part;
      return static_cast<bool>(hash);
    });
    if (!hash)
      return term;
    const std::vector<Term> hashed(terms_.children(hash).begin(), terms_.children(hash).end());
    term = replace(terms_, term, hash, terms_.apply("digest", hashed));
  }
  return term;
}

std::optional<VectorUse> VectorReader::read(const Occurrence& seen) {
  Event event = *seen.event;
  for (auto& [name, term] : event.slots)
    if (term)
      term = unhashed(term);
  const Occurrence occurrence{&event, seen.root};
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
  if (event.kind == "vector.score")
    return read_score(seen);
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
          if (choice.parts.size() > 1 && terms_.kind(part) != TermKind::text &&
              !is_looked_at(terms_, choice.guard, part))
            use.spliced.push_back(part);
  }
  if (const Term searches = event.slot("searches"))
    use.inside = loosest_of(event, searches);
  if (action == VectorAction::write && event.slot("value"))
    use.payload.push_back(event.slot("value"));
  return use;
}

/// Several searches in one call are as tight as the loosest of them.
Restriction VectorReader::loosest_of(const Event& event, Term searches) {
  std::vector<Term> each = items_of(terms_, searches);
  if (each.empty() && !members_of(terms_, searches).empty())
    each.push_back(searches);
  if (each.empty()) // made where nobody looks
    return restrict_by(engine_, query_, {Kind::opaque, {}, {searches}, {}, {}}, event.facts);
  std::optional<Restriction> found;
  std::vector<IdentityLeaf> known;
  for (const Term search : each) {
    const Term filter = member_of(terms_, search, "filter");
    const Term templates = member_of(terms_, search, "templates");
    const bool is_opaque = members_of(terms_, search).empty();
    const Formula formula = is_opaque ? Formula{Kind::opaque, {}, {search}, {}, {}}
                            : filter  ? read_filter(engine_, filter, {{}, templates})
                                      : Formula{};
    const Restriction one = restrict_by(engine_, query_, formula, event.facts);
    known.insert(known.end(), one.holding.leaves.begin(), one.holding.leaves.end());
    const bool is_looser = found && (!one.holding.may || !found->holding.may ? !one.holding.may && found->holding.may
                                                                             : found->binds() && !one.binds());
    if (!found || is_looser)
      found = one;
  }
  if (found->holding.leaves.empty()) // what the others are restricted to, this one lacks
    found->holding.leaves = std::move(known);
  return *found;
}

std::optional<VectorUse> VectorReader::read_score(const Occurrence& score) {
  const Event& event = *score.event;
  if (keeps_answers(solution_, event) || !is_search_by_hand(solution_, score))
    return std::nullopt;
  VectorUse use;
  use.action = VectorAction::search;
  const auto is_found = [&](Term term) { return is_of_entry(solution_, event, term); };
  bool is_tested = false;
  for (const Occurrence& other : solution_.events) {
    if (other.root != score.root || other.event == &event)
      continue;
    const Term identity = tested_owner(solution_, *other.event, is_found);
    if (!identity)
      continue;
    is_tested = true;
    if (!is_before_ranking(solution_, score, other))
      continue;
    const Formula test{Kind::opaque, {}, {identity}, {}, {}};
    use.inside = restrict_by(engine_, query_, test, other.event->facts);
    if (!use.inside.holding.may) // compared with an owner: an identity by its use
      use.inside.is_public = true;
  }
  const bool is_somebodys = is_tested || has_owned_entries(solution_, event) || is_filled_for_tenants(solution_, event);
  return is_somebodys ? std::optional(use) : std::nullopt;
}

std::optional<VectorUse> VectorReader::read_sql(const Occurrence& occurrence) {
  const Event& event = *occurrence.event;
  const Term text = text_of(event);
  if (!text)
    return std::nullopt;
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
    std::vector<Term> parameters = bound_values(terms_, event.slot("parameters"), &parsed->front());
    std::ranges::replace(parameters, Term{}, terms_.nothing());
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

bool VectorReader::read_statement(const Occurrence& occurrence, const sql::Statement& statement,
                                  std::span<const Term> parameters, std::span<const Term> holes, VectorUse& use,
                                  Formula& inside, Formula& late) {
  bool is_ranked = false;
  for (int index = 0; index < static_cast<int>(statement.blocks.size()); ++index) {
    const sql::Block& block = statement.blocks[static_cast<std::size_t>(index)];
    if (block.verb == sql::Block::Verb::insert) {
      const bool has_vector = std::ranges::any_of(
          block.assignments, [](const sql::Assignment& one) { return is_vector_column(one.column); });
      if (!has_vector)
        continue;
      use.action = VectorAction::write;
      inside = Formula::of(Kind::all_of, {});
      note_table(block, holes, use, inside);
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
    if (!block.orders_by_distance || ranks_inside(statement, index))
      continue;
    use.action = VectorAction::search;
    Formula one = drawn_from(statement, index, parameters, holes);
    note_table(block, holes, use, one);
    for (const sql::Table& table : block.tables)
      if (table.block >= 0)
        note_table(statement.blocks[static_cast<std::size_t>(table.block)], holes, use, one);
    // Of several rankings, the one that goes over most.
    if (is_ranked && restrict_by(engine_, query_, one, occurrence.event->facts).holding.may)
      continue;
    is_ranked = true;
    inside = std::move(one);
    late = tested_around(statement, index, parameters, holes);
  }
  return is_ranked;
}

/// The first table of its own that the block names.
void VectorReader::note_table(const sql::Block& block, std::span<const Term> holes, VectorUse& use, Formula& inside) {
  const auto table = std::ranges::find_if(block.tables, [](const sql::Table& one) { return one.block < 0; });
  if (table == block.tables.end())
    return;
  use.store = table->name;
  const auto known = tables_.find(table->name);
  use.has_no_owner = known != tables_.end() && std::ranges::none_of(known->second, [&](const std::string& column) {
                       return is_identity_field(engine_, column);
                     });
  for (const int hole : table->holes)
    if (static_cast<std::size_t>(hole) < holes.size())
      inside.parts.push_back({Kind::opaque, {}, {holes[static_cast<std::size_t>(hole)]}, {}, {}});
}

/// What restricts the rows that `index` ranks.
Formula VectorReader::drawn_from(const sql::Statement& statement, int index, std::span<const Term> parameters,
                                 std::span<const Term> holes) {
  const sql::Block& block = statement.blocks[static_cast<std::size_t>(index)];
  Formula found = Formula::of(Kind::all_of,
                              {read_block(engine_, without_joined(statement, index, true), index, parameters, holes)});
  for (const sql::Table& table : block.tables)
    if (table.block >= 0 && !statement.blocks[static_cast<std::size_t>(table.block)].has_limit)
      found.parts.push_back(read_block(engine_, statement, table.block, parameters, holes));
  return found;
}

/// What is asked of the rows once they are ranked and cut.
Formula VectorReader::tested_around(const sql::Statement& statement, int index, std::span<const Term> parameters,
                                    std::span<const Term> holes) {
  Formula found = Formula::of(Kind::all_of, {});
  if (has_match(statement.blocks[static_cast<std::size_t>(index)]))
    found.parts.push_back(read_block(engine_, without_joined(statement, index, false), index, parameters, holes));
  for (int outer = 0; outer < static_cast<int>(statement.blocks.size()); ++outer) {
    const sql::Block& around = statement.blocks[static_cast<std::size_t>(outer)];
    const bool is_around = outer != index && std::ranges::any_of(around.tables, [&](const sql::Table& table) {
                             return table.block == index;
                           });
    if (is_around || statement.blocks[static_cast<std::size_t>(index)].parent == outer)
      found.parts.push_back(read_block(engine_, statement, outer, parameters, holes));
  }
  return found;
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
  use.spliced = request->spliced;
  return use;
}

bool says_presence_only(const Terms& terms, Term fact) {
  if (terms.is_apply(fact, "not"))
    return says_presence_only(terms, terms.child(fact, 0));
  if (terms.kind(fact) == TermKind::alternative) {
    for (std::size_t i = 1; i < terms.children(fact).size(); i += 2)
      if (!terms.is_literal(terms.child(fact, i)) && !says_presence_only(terms, terms.child(fact, i)))
        return false;
    return true;
  }
  return terms.is_apply(fact, "present");
}

} // namespace partywall::solver
