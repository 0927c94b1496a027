/// A YAML text as a tree in which every value knows where it stands. The only part that knows YAML.
///
/// Of YAML we take mappings, sequences and scalars. Anchors, aliases, tags and several documents in one
/// file are errors: a rules file should read the same to everybody.
#pragma once

#include "checks/flow/models/load.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partywall::models {

/// 1-based; columns count bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// Collects the mistakes of one file.
class Errors {
public:
  explicit Errors(std::string file) : file_(std::move(file)) {}

  void add(Position position, std::string message);
  /// The file as a whole is at fault.
  void add(std::string message);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] std::size_t count() const { return errors_.size(); }
  /// In order of place.
  [[nodiscard]] std::vector<InputError> take();

private:
  std::string file_;
  std::vector<InputError> errors_;
};

/// A scalar: its text after unquoting, and as it was written.
struct Scalar {
  std::string text;
  Position position;
  std::string written; ///< With its quotes; empty if it equals `text`.
  bool is_quoted = false;

  /// Place of `text[offset]` in the file. The beginning for scalars that span lines.
  [[nodiscard]] Position inside(std::size_t offset) const;
};

struct Entry;

struct Node {
  enum class Kind : std::uint8_t { nothing, scalar, mapping, sequence };
  Kind kind = Kind::nothing;
  Position position;
  Scalar scalar;              ///< Kind::scalar.
  std::vector<Node> items;    ///< Kind::sequence.
  std::vector<Entry> entries; ///< Kind::mapping, in order, duplicates included.
};

struct Entry {
  Scalar key;
  Node value;
};

/// "a list", "a mapping", "a text", "nothing".
[[nodiscard]] std::string_view describe(Node::Kind kind);

/// The tree of `text`, or nullopt (and at least one error) if it is not well-formed. An empty text is a node of
/// kind `nothing`. Any bytes are fine.
[[nodiscard]] std::optional<Node> read_document(std::string_view text, Errors& errors);

/// Reads a file, or says in one sentence why it cannot.
[[nodiscard]] std::expected<std::string, std::string> read_file(const std::string& path);

} // namespace partywall::models
