/// SQL comes out of the audited program: any bytes must give statements or a reason, never an end.
#include "checks/flow/sql/sql.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

using namespace partywall::sql;

namespace {

/// Each byte 0xFF becomes a hole.
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> result(1);
  for (const char c : text) {
    if (c == '\xFF') {
      result.push_back({.is_hole = true});
      result.emplace_back();
    } else {
      result.back().text += c;
    }
  }
  return result;
}

void require(bool holds) {
  if (!holds)
    std::abort();
}

void check_block(const Statement& statement, std::size_t index) {
  const auto& block = statement.blocks[index];
  require(block.parent < static_cast<int>(index));
  for (const auto& table : block.tables)
    require(table.block < static_cast<int>(statement.blocks.size()));
  for (const auto& condition : block.conditions) {
    require(condition.is_mandatory != (condition.allows_null || condition.allows_others));
    require(condition.block < static_cast<int>(statement.blocks.size()));
    if (condition.table >= 0)
      require(static_cast<std::size_t>(condition.table) <
              statement.blocks[static_cast<std::size_t>(condition.block)].tables.size());
    for (const auto& value : condition.values)
      require(value.kind != Value::Kind::query || value.number < static_cast<int>(statement.blocks.size()));
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto statements = parse(pieces_of({reinterpret_cast<const char*>(data), size}));
  require(statements ? !statements->empty() : !statements.error().empty());
  if (statements)
    for (const auto& statement : *statements)
      for (std::size_t index = 0; index < statement.blocks.size(); ++index)
        check_block(statement, index);
  return 0;
}
