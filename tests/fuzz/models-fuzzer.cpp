/// Rules and configuration are written by people and fetched from strangers: any bytes must give errors, never an end.
#include "checks/flow/models/expression.h"
#include "checks/flow/models/load.h"
#include "checks/flow/models/words.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace partywall::models;

namespace {

void check_expression(std::string_view text) {
  const auto first = parse_expression(text);
  if (!first)
    return;
  // What is printed is read back to the same tree.
  const auto printed = print(*first);
  const auto second = parse_expression(printed);
  if (!second || print(*second) != printed)
    std::abort();
}

void check_errors(const LoadedModels& loaded) {
  for (const auto& error : loaded.errors)
    if (error.message.empty() || error.file != "fuzz.yaml" || (error.line == 0) != (error.column == 0))
      std::abort();
}

void check_words(const Lexicon& lexicon, std::string_view text) {
  const PathName path[] = {{.name = text.substr(0, text.size() / 2), .shape = NameShape::record},
                           {.name = text.substr(text.size() / 2), .type_name = text, .shape = NameShape::text}};
  static_cast<void>(is_identity_path(lexicon, path));
  static_cast<void>(is_determining_path(lexicon, path));
  static_cast<void>(is_credential_name(lexicon, text));
  static_cast<void>(is_session_name(lexicon, text));
  static_cast<void>(is_completing_name(lexicon, text));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_expression(text);
  const auto loaded = parse_models(text, "fuzz.yaml");
  check_errors(loaded);
  check_words(loaded.models.lexicon(), text.substr(0, 80));
  return 0;
}
