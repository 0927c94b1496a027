#include "checks/flow/models/fields.h"
#include "checks/flow/models/model-file.h"

#include <fmt/format.h>

#include <array>

namespace partywall::models {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array file_keys{"version"sv, "library"sv, "about"sv, "upstream"sv, "types"sv, "rows"sv, "lexicon"sv};
constexpr std::array type_keys{"type"sv, "role"sv};
constexpr std::array entry_keys{"kind"sv, "handler"sv, "arguments"sv};
constexpr std::array effect_keys{"name"sv, "subject"sv, "when"sv, "arguments"sv};
constexpr std::array row_keys{"function"sv,   "functions"sv, "classes"sv, "methods"sv,      "receiver"sv, "arity"sv,
                              "parameters"sv, "returns"sv,   "sets"sv,    "calls"sv,        "hop"sv,      "hops"sv,
                              "entry"sv,      "effects"sv,   "ensures"sv, "never_returns"sv};

HopAsWritten parse_hop(const Node& node, Errors& errors) {
  HopAsWritten result;
  result.position = node.position;
  if (node.kind != Node::Kind::mapping) {
    errors.add(node.position, fmt::format("a hop must be a mapping, not {}", describe(node.kind)));
    return result;
  }
  for (auto& [key, value] : pairs_of(node, "hop", errors)) {
    if (key.text == "kind")
      result.kind = std::move(value);
    else
      result.slots.emplace_back(std::move(key), std::move(value));
  }
  return result;
}

EntryAsWritten parse_entry(const Node& node, Errors& errors) {
  const Fields fields(node, "'entry'", entry_keys, errors);
  return {node.position, fields.text("kind"), fields.text("handler"), fields.texts("arguments")};
}

EffectAsWritten parse_effect(const Node& node, Errors& errors) {
  const Fields fields(node, "an effect", effect_keys, errors);
  return {node.position, fields.text("name"), fields.text("subject"), fields.text("when"), fields.texts("arguments")};
}

void parse_names(const Fields& fields, RowAsWritten& row) {
  row.functions = fields.texts("functions");
  if (auto function = fields.text("function"))
    row.functions.insert(row.functions.begin(), std::move(*function));
  row.classes = fields.texts("classes");
  row.methods = fields.texts("methods");
  row.receiver = fields.text("receiver");
}

RowAsWritten parse_row(const Node& node, Errors& errors) {
  const auto before = errors.count();
  const Fields fields(node, "a row", row_keys, errors);
  RowAsWritten row;
  row.position = node.position;
  parse_names(fields, row);
  row.arity = fields.text("arity");
  row.parameters = fields.pairs("parameters");
  row.returns = fields.text("returns");
  row.sets = fields.pairs("sets");
  row.calls = fields.texts("calls");
  if (const auto* hop = fields.find("hop"))
    row.hops.push_back(parse_hop(*hop, errors));
  for (const auto& hop : fields.items("hops"))
    row.hops.push_back(parse_hop(hop, errors));
  if (const auto* entry = fields.find("entry"))
    row.entry = parse_entry(*entry, errors);
  for (const auto& effect : fields.items("effects"))
    row.effects.push_back(parse_effect(effect, errors));
  row.ensures = fields.texts("ensures");
  row.never_returns = fields.text("never_returns");
  row.is_broken = errors.count() != before;
  return row;
}

TypeAsWritten parse_type(const Node& node, Errors& errors) {
  const auto before = errors.count();
  const Fields fields(node, "a type", type_keys, errors);
  TypeAsWritten type{node.position, fields.text("type"), fields.text("role")};
  type.is_broken = errors.count() != before;
  return type;
}

std::vector<WordListAsWritten> parse_lexicon(const Node& node, Errors& errors) {
  std::vector<WordListAsWritten> result;
  if (node.kind != Node::Kind::mapping) {
    errors.add(node.position, fmt::format("'lexicon' must be a mapping, not {}", describe(node.kind)));
    return result;
  }
  for (const auto& entry : node.entries)
    result.push_back({entry.key, texts_of(entry.value, entry.key.text, errors)});
  return result;
}

} // namespace

ModelFile parse_model_file(const Node& root, Errors& errors) {
  ModelFile file;
  if (root.kind == Node::Kind::nothing) {
    errors.add(Position{}, "the file is empty; a rules file begins with 'version: 1'");
    return file;
  }
  const Fields fields(root, "a rules file", file_keys, errors);
  if (root.kind != Node::Kind::mapping)
    return file;
  file.version = fields.text("version");
  if (!check_version(file.version, /*is_required=*/!fields.find("version"), errors))
    return file;
  file.library = fields.text("library");
  for (const auto key : {"about"sv, "upstream"sv})
    static_cast<void>(fields.text(key)); // For people; a list there is a mistake all the same.
  for (const auto& type : fields.items("types"))
    file.types.push_back(parse_type(type, errors));
  for (const auto& row : fields.items("rows"))
    file.rows.push_back(parse_row(row, errors));
  if (const auto* lexicon = fields.find("lexicon"))
    file.lexicon = parse_lexicon(*lexicon, errors);
  return file;
}

bool check_version(const std::optional<Scalar>& version, bool is_required, Errors& errors) {
  if (!version) {
    if (is_required)
      errors.add(Position{}, "missing 'version: 1'");
    return true;
  }
  if (version->text == "1")
    return true;
  errors.add(version->position, fmt::format("version '{}' is not supported; this tool reads version 1", version->text));
  return false;
}

} // namespace partywall::models
