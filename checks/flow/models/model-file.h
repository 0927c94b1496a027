/// A rules file and a configuration as they were written: every word with its place, nothing looked up yet.
///
///   text --document.h--> Node --parse.cpp--> ModelFile --compile.cpp--> Row, TypeRow, Lexicon (model.h)
///
/// To add a key: a member here, its reading and its name in parse.cpp, its meaning in compile.cpp, then
/// rules/README.md and rules/schema.json.
#pragma once

#include "checks/flow/models/document.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace partywall::models {

using Pair = std::pair<Scalar, Scalar>;

struct HopAsWritten {
  Position position;
  std::optional<Scalar> kind;
  std::vector<Pair> slots;
};

struct EntryAsWritten {
  Position position;
  std::optional<Scalar> kind;
  std::optional<Scalar> handler;
  std::vector<Scalar> arguments;
};

struct EffectAsWritten {
  Position position;
  std::optional<Scalar> name;
  std::optional<Scalar> subject;
  std::optional<Scalar> when;
  std::vector<Scalar> arguments;
};

struct RowAsWritten {
  Position position;
  std::vector<Scalar> functions; ///< `function` or `functions`.
  std::vector<Scalar> classes;
  std::vector<Scalar> methods;
  std::optional<Scalar> receiver;
  std::optional<Scalar> arity;
  std::vector<Pair> parameters;
  std::optional<Scalar> returns;
  std::vector<Pair> sets;
  std::vector<Scalar> calls;
  std::vector<HopAsWritten> hops;
  std::optional<EntryAsWritten> entry;
  std::vector<EffectAsWritten> effects;
  std::vector<Scalar> ensures;
  std::optional<Scalar> never_returns;
  bool is_broken = false; ///< Something in it had the wrong shape; already reported.
};

struct TypeAsWritten {
  Position position;
  std::optional<Scalar> type;
  std::optional<Scalar> role;
  bool is_broken = false;
};

struct WordListAsWritten {
  Scalar name;
  std::vector<Scalar> words;
};

struct ModelFile {
  std::optional<Scalar> version;
  std::optional<Scalar> library;
  std::vector<TypeAsWritten> types;
  std::vector<RowAsWritten> rows;
  std::vector<WordListAsWritten> lexicon;
};

/// Shapes only: unknown and repeated keys, a list where a text is wanted. Reports and leaves out.
[[nodiscard]] ModelFile parse_model_file(const Node& root, Errors& errors);

/// The only version there is so far. `is_required`: its absence is a mistake too. False: do not read on.
[[nodiscard]] bool check_version(const std::optional<Scalar>& version, bool is_required, Errors& errors);

} // namespace partywall::models
