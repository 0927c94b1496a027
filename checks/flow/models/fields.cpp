#include "checks/flow/models/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace partywall::models {

namespace {

const std::vector<Entry> no_entries;
const std::vector<Node> no_items;

void report_kind(const Node& node, std::string_view key, std::string_view wanted, Errors& errors) {
  errors.add(node.position, fmt::format("'{}' must be {}, not {}", key, wanted, describe(node.kind)));
}

void report_repeated(const std::vector<Entry>& entries, Errors& errors) {
  std::set<std::string_view> seen;
  for (const auto& entry : entries)
    if (!seen.insert(entry.key.text).second)
      errors.add(entry.key.position, fmt::format("key '{}' is written twice", entry.key.text));
}

} // namespace

Fields::Fields(const Node& node, std::string_view what, WordSet known, Errors& errors)
    : entries_(&no_entries), errors_(&errors) {
  if (node.kind != Node::Kind::mapping) {
    errors.add(node.position, fmt::format("{} must be a mapping, not {}", what, describe(node.kind)));
    return;
  }
  entries_ = &node.entries;
  report_repeated(node.entries, errors);
  for (const auto& entry : node.entries)
    if (!contains(known, entry.key.text))
      errors.add(entry.key.position, unknown_word("key", entry.key.text, known));
}

const Node* Fields::find(std::string_view key) const {
  const auto found = std::ranges::find_if(*entries_, [&](const Entry& entry) { return entry.key.text == key; });
  return found == entries_->end() ? nullptr : &found->value;
}

std::optional<Scalar> Fields::text(std::string_view key) const {
  const auto* node = find(key);
  return node ? text_of(*node, key, *errors_) : std::nullopt;
}

std::vector<Scalar> Fields::texts(std::string_view key) const {
  const auto* node = find(key);
  return node ? texts_of(*node, key, *errors_) : std::vector<Scalar>{};
}

std::vector<std::pair<Scalar, Scalar>> Fields::pairs(std::string_view key) const {
  const auto* node = find(key);
  return node ? pairs_of(*node, key, *errors_) : std::vector<std::pair<Scalar, Scalar>>{};
}

const std::vector<Node>& Fields::items(std::string_view key) const {
  const auto* node = find(key);
  if (!node)
    return no_items;
  if (node->kind != Node::Kind::sequence)
    report_kind(*node, key, "a list", *errors_);
  return node->items;
}

std::optional<Scalar> text_of(const Node& node, std::string_view key, Errors& errors) {
  if (node.kind == Node::Kind::scalar)
    return node.scalar;
  report_kind(node, key, "a text", errors);
  return std::nullopt;
}

std::vector<Scalar> texts_of(const Node& node, std::string_view key, Errors& errors) {
  std::vector<Scalar> result;
  if (node.kind != Node::Kind::sequence) {
    report_kind(node, key, "a list", errors);
    return result;
  }
  for (const auto& item : node.items) {
    if (item.kind == Node::Kind::scalar)
      result.push_back(item.scalar);
    else
      errors.add(item.position, fmt::format("an item of '{}' must be a text, not {}", key, describe(item.kind)));
  }
  return result;
}

std::vector<std::pair<Scalar, Scalar>> pairs_of(const Node& node, std::string_view key, Errors& errors) {
  std::vector<std::pair<Scalar, Scalar>> result;
  if (node.kind != Node::Kind::mapping) {
    report_kind(node, key, "a mapping", errors);
    return result;
  }
  report_repeated(node.entries, errors);
  for (const auto& entry : node.entries)
    if (auto value = text_of(entry.value, entry.key.text, errors))
      result.emplace_back(entry.key, std::move(*value));
  return result;
}

} // namespace partywall::models
