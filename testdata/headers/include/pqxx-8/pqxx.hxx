// Declarations of libpqxx 8 where it differs from 7, compared with jtv/libpqxx at commit e6753541.
#pragma once

#include <source_location>
#include <string_view>

namespace pqxx {
using sl = std::source_location;

struct params {};
struct prepped {};
struct row {};

struct result {
  row one_row(sl = sl::current()) const;
};

struct transaction_base {
  result exec(std::string_view, sl = sl::current());
  result exec(std::string_view, const params&, sl = sl::current());
  result exec(prepped, sl = sl::current());
  result exec(prepped, const params&, sl = sl::current());
};
} // namespace pqxx
