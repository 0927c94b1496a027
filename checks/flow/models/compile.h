/// From what was written to what the solver reads: looks every word up, parses every expression.
#pragma once

#include "checks/flow/models/model-file.h"
#include "checks/flow/models/model.h"

#include <vector>

namespace partywall::models {

/// What several files add up to, before it is indexed.
struct Compiled {
  std::vector<Row> rows;
  std::vector<TypeRow> types;
  Lexicon lexicon;
};

/// Appends the rows, types and words of `file` that hold up; reports the others.
void compile(const ModelFile& file, Compiled& into, Errors& errors);

/// Puts the normalised form of `word` into `words` unless it is there.
void add_word(std::vector<std::string>& words, std::string_view word);

/// The lists of a lexicon by name, in the order of model.h.
struct LexiconList {
  std::string_view name;
  std::vector<std::string> Lexicon::* words;
  bool are_type_names = false; ///< Kept as written; all others are normalised.
};
[[nodiscard]] const std::vector<LexiconList>& lexicon_lists();

} // namespace partywall::models
