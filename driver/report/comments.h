/// Finds the comments of C and C++ source. What looks like one inside a string or character literal is none.
#pragma once

#include "driver/report/source.h"

#include <string_view>
#include <vector>

namespace partywall::report {

struct Comment {
  std::string_view text; ///< Between the delimiters; into the file's contents.
  std::size_t start = 0; ///< Offset of the opening delimiter.
  std::size_t end = 0;   ///< Offset behind the comment; a line comment ends before its line break.
};

struct Comments {
  std::vector<Comment> list;  ///< In order.
  std::vector<bool> has_code; ///< Element i: something other than blanks and comments is on line i + 1.
};

[[nodiscard]] Comments find_comments(const SourceFile& file);

} // namespace partywall::report
