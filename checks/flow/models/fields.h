/// Reading one mapping whose keys are known.
#pragma once

#include "checks/flow/models/document.h"
#include "checks/flow/models/vocabulary.h"

#include <string_view>

namespace partywall::models {

/// Reports a node that is no mapping, keys that are not in `known` and keys that come twice; then hands out values
/// by key, reporting those of the wrong kind. Refers to its arguments.
class Fields {
public:
  /// `what` names the mapping in messages: "a row".
  Fields(const Node& node, std::string_view what, WordSet known, Errors& errors);

  /// The value of `key` as it is, or null if it is not there.
  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] std::optional<Scalar> text(std::string_view key) const;
  [[nodiscard]] std::vector<Scalar> texts(std::string_view key) const;
  /// A mapping from any texts to texts, in order; the keys are the author's own, repeated ones are reported.
  [[nodiscard]] std::vector<std::pair<Scalar, Scalar>> pairs(std::string_view key) const;
  /// The items of a list; empty (and reported) if it is no list.
  [[nodiscard]] const std::vector<Node>& items(std::string_view key) const;

private:
  const std::vector<Entry>* entries_;
  Errors* errors_;
};

/// The text of `node`, or nullopt and a report that says what `key` must be.
[[nodiscard]] std::optional<Scalar> text_of(const Node& node, std::string_view key, Errors& errors);
[[nodiscard]] std::vector<Scalar> texts_of(const Node& node, std::string_view key, Errors& errors);
[[nodiscard]] std::vector<std::pair<Scalar, Scalar>> pairs_of(const Node& node, std::string_view key, Errors& errors);

} // namespace partywall::models
