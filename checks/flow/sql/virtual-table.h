/// SQLite's CREATE VIRTUAL TABLE, which PostgreSQL has no counterpart of.
#pragma once

#include "checks/flow/sql/scan.h"

#include <optional>
#include <span>

namespace partywall::sql {

/// `CREATE VIRTUAL TABLE name USING module(column …, +column …, option=…)`; nullopt: it is not that statement.
[[nodiscard]] std::optional<Statement> virtual_table(const Scanned& scanned, std::span<const Token> tokens);

} // namespace partywall::sql
