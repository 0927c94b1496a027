#include "checks/flow/solver/data-access.h"

#include "checks/flow/models/word-match.h"
#include "checks/flow/models/words.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>
#include <cctype>

namespace partywall::solver {

namespace {

constexpr int block_depth_limit = 8;

template <typename Range, typename Value>
bool has(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != std::ranges::end(range);
}

bool is_equality(std::string_view op) { return op == "=" || op == "in" || op == "is not distinct from" || op == "contains" || op == "@>"; }

/// `id`, `ticket_id`, `number`, `invoice_no`: names one thing.
bool is_id_name(std::string_view name) {
  static constexpr std::string_view leaves[] = {"id", "ids", "uid", "uuid", "guid", "number", "no", "nr", "num", "ref", "reference", "key", "slug", "handle", "code", "sku"};
  const std::vector<std::string> words = models::words_of(name);
  return !words.empty() && has(leaves, std::string_view(words.back()));
}

std::vector<Term> items_of(const Terms& terms, Term value) {
  if (terms.kind(value) != TermKind::list) return {value};
  return {terms.children(value).begin(), terms.children(value).end()};
}

/// The tables a block names itself, subqueries left out.
std::vector<const sql::Table*> own_tables(const sql::Block& block) {
  std::vector<const sql::Table*> found;
  for (const sql::Table& table : block.tables)
    if (table.block < 0 && !table.name.empty()) found.push_back(&table);
  return found;
}

std::string table_of(const sql::Statement& statement, int block, int table) {
  if (block < 0 || static_cast<std::size_t>(block) >= statement.blocks.size()) return {};
  const sql::Block& home = statement.blocks[static_cast<std::size_t>(block)];
  if (table >= 0 && static_cast<std::size_t>(table) < home.tables.size()) {
    const sql::Table& named = home.tables[static_cast<std::size_t>(table)];
    return named.block < 0 ? named.name : std::string();
  }
  const auto tables = own_tables(home);
  return tables.size() == 1 && home.tables.size() == 1 ? tables.front()->name : std::string();
}

bool begins_definition(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return false;
  std::string word;
  for (std::size_t i = start; i < text.size() && std::isalpha(static_cast<unsigned char>(text[i])); ++i)
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
  return word == "create" || word == "alter";
}

}  // namespace

DataAccesses::DataAccesses(const Solution& solution) : solution_(solution), query_(*solution.query), terms_(solution.terms()) {
  for (const Occurrence& occurrence : solution_.events) {
    const Event& event = *occurrence.event;
    const Term pair = event.kind == "effect.prepared" ? event.slot("argument") : Term{};
    if (!pair || terms_.kind(pair) != TermKind::list || terms_.children(pair).size() != 2) continue;
    const Term name = terms_.child(pair, 0);
    if (terms_.kind(name) == TermKind::text) prepared_.emplace(terms_.name(terms_.at(name).symbol), terms_.child(pair, 1));
  }
  learn_tables();
  learn_reach();
}

void DataAccesses::learn_tables() {
  for (const ir::Function& function : solution_.program().functions)
    for (const ir::Constant& constant : function.constants) {
      if (constant.kind != ir::Constant::Kind::text) continue;
      const std::string_view text = solution_.program().text(constant.text);
      if (!begins_definition(text)) continue;
      const auto parsed = sql::parse({{std::string(text), false}});
      if (parsed) learn({*parsed, {}, {}, {}});
    }
  for (const Occurrence& occurrence : solution_.events)
    if (occurrence.event->kind == "data.sql")
      for (const SqlReading& reading : readings_of(*occurrence.event)) learn(reading);
}

void DataAccesses::learn(const SqlReading& reading) {
  const auto is_identity = [&](std::string_view column) { return is_identity_column(*solution_.engine, column); };
  for (const sql::Statement& statement : reading.statements) {
    if (statement.enables_row_security || statement.creates_policy) {
      if (statement.table.find('{') == std::string::npos) guarded_.insert(statement.table);
      else guards_unknown_ = true;
    }
    if (!statement.table_columns.empty()) {
      Table& table = tables_[statement.table];
      table.declares_owner |= std::ranges::any_of(statement.table_columns, is_identity);
      table.is_declared |= statement.has_all_columns;
    }
    for (std::size_t i = 0; i < statement.blocks.size(); ++i) {
      const sql::Block& block = statement.blocks[i];
      const auto note = [&](const std::string& column, int home, int table) {
        if (!is_identity(column)) return;
        if (const std::string name = table_of(statement, home < 0 ? static_cast<int>(i) : home, table); !name.empty()) tables_[name].is_owned = true;
      };
      for (const sql::Condition& condition : block.conditions) note(condition.column, condition.block, condition.table);
      for (const sql::Column& column : block.columns)
        if (column.value.kind == sql::Value::Kind::column) note(column.value.text, column.value.block, column.value.table);
      for (const sql::Assignment& assignment : block.assignments)
        if (is_identity(assignment.column) && !block.tables.empty()) tables_[block.tables.front().name].is_owned = true;
    }
  }
}

void DataAccesses::learn_reach() {
  IdentityNames& names = solution_.engine->names;
  for (const Occurrence& occurrence : solution_.events)
    for (const auto& [name, term] : occurrence.event->slots)
      if (names.mentions_identity(terms_, solution_.program(), term)) reach_.insert(occurrence.root);
}

bool DataAccesses::has_identity_in_reach(const Occurrence& occurrence) const {
  if (reach_.contains(occurrence.root)) return true;
  IdentityNames& names = solution_.engine->names;
  std::vector<ir::FunctionId> way{occurrence.root};
  for (const Frame& frame : occurrence.event->chain) way.push_back(frame.callee);
  return std::ranges::any_of(way, [&](ir::FunctionId id) {
    for (std::uint32_t i = 0; i < solution_.program().at(id).parameter_count; ++i) {
      const Term input = solution_.terms().input(id, i);
      if (!names.input_identity(solution_.program(), terms_.at(input)).empty()) return true;
      if (!names.identity_field(terms_, solution_.program(), solution_.terms().load(input)).empty()) return true;
    }
    return false;
  });
}

std::vector<SqlReading> DataAccesses::readings_of(const Event& event) const {
  Term text = event.slot("text");
  if (!text)
    if (const Term label = event.slot("label"); label && terms_.kind(label) == TermKind::text) {
      const auto known = prepared_.find(terms_.name(terms_.at(label).symbol));
      if (known != prepared_.end()) text = known->second;
    }
  return read_sql(*solution_.engine, text, event.slot("parameters"), event.facts);
}

bool DataAccesses::is_vouched_for(Term value, std::span<const Term> facts) const {
  return std::ranges::any_of(facts, [&](Term fact) {
    // One of a few things that the program itself lists.
    if (terms_.is_apply(fact, "equal") || terms_.is_apply(fact, "member"))
      for (std::size_t i = 0; i < 2; ++i)
        if (terms_.child(fact, i) == value && query_.dependence(terms_.child(fact, 1 - i)).empty() && !is_untrusted(terms_.child(fact, 1 - i), facts)) return true;
    const bool is_negative = terms_.is_apply(fact, "not") &&
                             (terms_.is_apply(terms_.child(fact, 0), "equal") || terms_.is_apply(terms_.child(fact, 0), "present"));
    if (is_negative || !terms_.contains(fact, value)) return false;
    for (const Term identity : query_.dependence(fact))
      if (identity != value && is_trusted(query_.judge(identity, {}).provenance)) return true;
    return false;
  });
}

bool DataAccesses::is_untrusted(Term value, std::span<const Term> facts) const {
  const Provenance provenance = query_.judge(value, facts).provenance;
  return (provenance == Provenance::model || provenance == Provenance::caller) && !query_.is_unverified_claim(value);
}

bool DataAccesses::is_trusted_value(Term value, std::span<const Term> facts) const {
  const Holding holding = query_.holding(value, facts);
  if (holding.must && std::ranges::any_of(holding.leaves, [](const IdentityLeaf& leaf) { return is_trusted(leaf.provenance); })) return true;
  // What a credential says of its bearer is identity by use, his role and plan excepted.
  if (query_.judge(value, facts).provenance != Provenance::verified) return false;
  const auto path = solution_.engine->names.path(terms_, solution_.program(), value);
  if (path.empty()) return false;
  const std::vector<std::string> words = models::words_of(path.back().name);
  return !words.empty() && !has(solution_.engine->names.lexicon().identity_exclusions, words.back());
}

bool DataAccesses::restricts(const SqlReading& reading, const sql::Statement& statement, int index, int depth, bool is_strict) const {
  if (index < 0 || static_cast<std::size_t>(index) >= statement.blocks.size() || depth > block_depth_limit) return false;
  const sql::Block& block = statement.blocks[static_cast<std::size_t>(index)];
  if (!block.set_operation.empty()) {
    const auto arm_restricts = [&](const sql::Table& arm) { return restricts(reading, statement, arm.block, depth + 1, is_strict); };
    return block.set_operation == "union" ? std::ranges::all_of(block.tables, arm_restricts) : std::ranges::any_of(block.tables, arm_restricts);
  }
  for (const sql::Table& table : block.tables) {
    for (const int hole : table.holes)
      if (static_cast<std::size_t>(hole) < reading.holes.size() && is_trusted_value(reading.holes[static_cast<std::size_t>(hole)], reading.facts)) return true;
    if (table.block >= 0 && restricts(reading, statement, table.block, depth + 1, is_strict)) return true;
  }
  for (const sql::Condition& condition : block.conditions) {
    if (!condition.is_mandatory) continue;
    const bool is_owner = is_identity_column(*solution_.engine, condition.column);
    for (const sql::Value& value : condition.values) {
      if (value.kind == sql::Value::Kind::query && restricts(reading, statement, value.number, depth + 1, is_strict)) return true;
      if (!is_equality(condition.op)) continue;
      if (value.kind == sql::Value::Kind::setting) return true;
      // Who chose the owner that is asked for is a question of its own.
      const std::vector<Term> asked = reading.terms_of(value);
      if (!is_strict && is_owner && !asked.empty()) return true;
      if (std::ranges::any_of(asked, [&](Term term) { return is_trusted_value(term, reading.facts); })) return true;
    }
  }
  for (const sql::Assignment& assignment : block.assignments)
    if (block.verb == sql::Block::Verb::insert && has(block.conflict_columns, assignment.column))
      for (const Term term : reading.terms_of(assignment.value))
        if (is_trusted_value(term, reading.facts)) return true;
  return false;
}

std::optional<DataAccess> DataAccesses::read_statement(const SqlReading& reading, const sql::Statement& statement) const {
  using Kind = sql::Statement::Kind;
  if (statement.kind != Kind::select && statement.kind != Kind::insert && statement.kind != Kind::update && statement.kind != Kind::remove)
    return std::nullopt;
  DataAccess access;
  bool is_common = true;
  for (const sql::Block& block : statement.blocks)
    for (const sql::Table* table : own_tables(block)) {
      if (access.subject.empty()) access.subject = table->name;
      const auto known = tables_.find(table->name);
      const bool is_declared = known != tables_.end() && known->second.is_declared;
      const bool is_owned = known != tables_.end() && (known->second.declares_owner || (!is_declared && known->second.is_owned));
      access.is_owned |= is_owned || is_identity_column(*solution_.engine, table->name);
      is_common &= (is_declared && !is_owned) || (!is_owned && models::is_public_name(solution_.engine->names.lexicon(), table->name));
    }
  if (access.subject.empty()) return std::nullopt;
  access.is_common = is_common;
  const auto select_by = [&](const std::string& column, const sql::Value& value, bool is_id) {
    for (const Term term : reading.terms_of(value))
      if (is_untrusted(term, reading.facts) && !is_vouched_for(term, reading.facts)) access.selectors.push_back({term, column, is_id});
  };
  const auto own_by = [&](const std::string& column, const sql::Value& value) {
    if (!is_identity_column(*solution_.engine, column)) return;
    for (const Term term : reading.terms_of(value))
      if (is_untrusted(term, reading.facts)) access.owners.push_back({term, column, true});
  };
  for (const sql::Block& block : statement.blocks) {
    for (const sql::Condition& condition : block.conditions)
      if (is_equality(condition.op))
        for (const sql::Value& value : condition.values) own_by(condition.column, value);
    for (const sql::Assignment& assignment : block.assignments) own_by(assignment.column, assignment.value);
    for (const sql::Condition& condition : block.conditions)
      for (const sql::Value& value : condition.values) select_by(condition.column, value, is_equality(condition.op) && is_id_name(condition.column));
    if (block.verb == sql::Block::Verb::insert && !block.conflict_assignments.empty())
      for (const sql::Assignment& assignment : block.assignments)
        if (has(block.conflict_columns, assignment.column)) select_by(assignment.column, assignment.value, is_id_name(assignment.column));
  }
  access.is_restricted = restricts(reading, statement, 0, 0, true);
  access.is_scoped = access.is_restricted || restricts(reading, statement, 0, 0, false);
  return access;
}

bool DataAccesses::scopes_handle(const Event& event) const {
  for (const std::string_view slot : {"instance", "handle", "namespace"})
    if (const Term term = event.slot(slot); term && !query_.dependence(term).empty()) return true;
  return false;
}

bool DataAccesses::runs_under_setting(const Occurrence& occurrence, const std::vector<std::string>& tables) const {
  const bool knows_policies = !guarded_.empty() || guards_unknown_;
  if (knows_policies && !guards_unknown_ && std::ranges::none_of(tables, [&](const std::string& table) { return guarded_.contains(table); })) return false;
  const Term instance = occurrence.event->slot("instance");
  for (const Occurrence& earlier : solution_.events) {
    if (earlier.event == occurrence.event) return false;   // events are in order
    if (earlier.root != occurrence.root || earlier.event->kind != "data.sql" || earlier.event->slot("instance") != instance) continue;
    for (const SqlReading& reading : readings_of(*earlier.event))
      for (const sql::Statement& statement : reading.statements)
        for (const sql::Setting& setting : statement.settings)
          for (const Term term : reading.terms_of(setting.value))
            if (is_trusted_value(term, reading.facts) || query_.holding(term, reading.facts).may) return true;
  }
  return false;
}

std::optional<DataAccess> DataAccesses::read_rows(const Occurrence& occurrence) const {
  const Event& event = *occurrence.event;
  std::optional<DataAccess> worst;
  for (const SqlReading& reading : readings_of(event))
    for (const sql::Statement& statement : reading.statements) {
      std::optional<DataAccess> access = read_statement(reading, statement);
      if (!access) continue;
      if (!access->is_scoped) {
        std::vector<std::string> tables;
        for (const sql::Block& block : statement.blocks)
          for (const sql::Table* table : own_tables(block)) tables.push_back(table->name);
        access->is_scoped = runs_under_setting(occurrence, tables);
      }
      if (!worst || (worst->is_scoped && !access->is_scoped)) worst = std::move(access);
    }
  if (worst && scopes_handle(event)) worst->is_scoped = true;
  return worst;
}

bool DataAccesses::is_confined(Term part, std::span<const Term> facts) const {
  // A path from outside may lead anywhere; an id, a number, a digest or the last part of a path may not, nor what a test has looked at.
  static constexpr std::string_view words[] = {"path", "paths", "file", "filename", "filepath", "dir", "directory", "folder", "subdir", "relative"};
  if (terms_.kind(part) == TermKind::apply) return true;
  const auto path = solution_.engine->names.path(terms_, solution_.program(), part);
  const std::vector<std::string> name = path.empty() ? std::vector<std::string>() : models::words_of(path.back().name);
  if (std::ranges::none_of(name, [&](const std::string& word) { return has(words, std::string_view(word)); })) return true;
  return std::ranges::any_of(facts, [&](Term fact) { return terms_.contains(fact, part); });
}

std::optional<DataAccess> DataAccesses::read_place(const Occurrence& occurrence, std::string_view slot) const {
  const Event& event = *occurrence.event;
  const bool is_file = event.kind == "data.file";
  const Term place = event.slot(slot);
  if (!place) return std::nullopt;
  DataAccess access;
  bool leads_out = false;
  for (const Term item : items_of(terms_, place)) {
    const std::vector<Term> parts = terms_.kind(item) == TermKind::cat ? std::vector<Term>(terms_.children(item).begin(), terms_.children(item).end()) : std::vector<Term>{item};
    if (terms_.kind(parts.front()) == TermKind::text)
      access.is_common |= models::is_public_name(solution_.engine->names.lexicon(), terms_.name(terms_.at(parts.front()).symbol));
    for (const Term part : parts) {
      if (!is_untrusted(part, event.facts) || is_vouched_for(part, event.facts)) continue;
      const auto path = solution_.engine->names.path(terms_, solution_.program(), part);
      access.selectors.push_back({part, {}, is_file || (!path.empty() && is_id_name(path.back().name))});
      leads_out |= is_file && !is_confined(part, event.facts);
    }
  }
  access.is_scoped = scopes_handle(event);
  for (const std::string_view scope : {"text", "key", "filter", "value", "credential"})
    if (const Term term = event.slot(scope); term && !access.is_scoped)
      access.is_scoped = scope == "credential" ? is_shown_for_tenant(term) : query_.holding(term, event.facts).may && !leads_out;
  return access;
}

bool DataAccesses::is_shown_for_tenant(Term credential) const {
  // Made for the tenant, or the caller's own; what a client object has been given once is the service's.
  if (!query_.dependence(credential).empty()) return true;
  return std::ranges::any_of(items_of(terms_, credential), [&](Term item) {
    const bool is_own = terms_.kind(item) == TermKind::project && terms_.kind(terms_.child(item, 1)) == TermKind::step_field;
    return !is_own && query_.is_credential(item);
  });
}

std::optional<DataAccess> DataAccesses::read_entry(const Occurrence& occurrence) const {
  const Event& event = *occurrence.event;
  const Term instance = event.slot("instance");
  const Term key = event.slot("key");
  if (!instance || !key || !is_untrusted(key, event.facts) || is_vouched_for(key, event.facts) || !solution_.outlives_request(occurrence, instance))
    return std::nullopt;
  const std::string_view owner = solution_.engine->names.identity_field_of_entries(terms_, solution_.program(), instance);
  if (owner.empty()) return std::nullopt;
  DataAccess access;
  access.subject = spell(solution_, instance);
  access.selectors.push_back({key, {}, true});
  access.is_owned = true;
  access.is_scoped = query_.holding(key, event.facts).may || !query_.holding(instance, event.facts).leaves.empty();
  return access;
}

std::optional<DataAccess> DataAccesses::read(const Occurrence& occurrence) const {
  const std::string_view kind = occurrence.event->kind;
  if (kind == "data.sql") return read_rows(occurrence);
  if (kind == "store.read" || kind == "store.erase") return read_entry(occurrence);
  if (kind == "data.file") return read_place(occurrence, "key");
  if (kind == "data.request") return read_place(occurrence, occurrence.event->slot("filter") ? "filter" : "text");
  return std::nullopt;
}

bool DataAccesses::is_compared_later(const Occurrence& occurrence) const {
  Term results = occurrence.event->slot("results");
  if (occurrence.event->kind.starts_with("store.")) results = solution_.terms().key_step(occurrence.event->slot("key"));
  if (!results) return false;
  const auto shared_with = [](const Event& one, const Event& other) {
    return std::ranges::mismatch(one.chain, other.chain).in1 - one.chain.begin();
  };
  return std::ranges::any_of(solution_.events, [&](const Occurrence& other) {
    if (other.root != occurrence.root || other.event->kind != "compare") return false;
    const Term left = other.event->slot("left");
    const Term right = other.event->slot("right");
    const bool compares = (terms_.contains(left, results) && is_trusted_value(right, other.event->facts)) ||
                          (terms_.contains(right, results) && is_trusted_value(left, other.event->facts));
    if (!compares) return false;
    // The same reading on another way has its own comparison.
    const auto shared = shared_with(*other.event, *occurrence.event);
    return std::ranges::none_of(solution_.events, [&](const Occurrence& sibling) {
      return sibling.root == occurrence.root && sibling.event != occurrence.event && sibling.event->site == occurrence.event->site &&
             sibling.event->slots == occurrence.event->slots && shared_with(*other.event, *sibling.event) > shared;
    });
  });
}

}  // namespace partywall::solver
