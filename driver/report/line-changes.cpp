#include "driver/report/excerpt.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <map>

namespace partywall::report {

namespace {

std::vector<std::string> split_lines(const std::string& text) {
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(text).split(lines, '\n');
  std::vector<std::string> result;
  for (const auto line : lines) {
    result.push_back(printable(line.rtrim('\r')));
  }
  return result;
}

/// Leaves of `change` what really differs.
void drop_common_lines(LineChange& change) {
  auto& [path, line, removed, added] = change;
  while (!removed.empty() && !added.empty() && removed.front() == added.front()) {
    removed.erase(removed.begin());
    added.erase(added.begin());
    ++line;
  }
  while (!removed.empty() && !added.empty() && removed.back() == added.back()) {
    removed.pop_back();
    added.pop_back();
  }
}

using Group = std::vector<const Replacement*>; // of one file, in order, on touching lines

/// nullopt where replacements overlap.
std::optional<LineChange> change_of(const Group& group, const SourceFile& file) {
  LineChange change;
  change.path = group.front()->where.path;
  change.line = group.front()->where.line;
  std::string before;
  std::string after;
  auto line = change.line;
  std::size_t offset = 0; // in `line`, of what has been copied into `after`
  for (const auto* replacement : group) {
    const auto& where = replacement->where;
    for (; line < where.line; ++line, offset = 0) {
      after.append(file.line(line).substr(offset)).append("\n");
    }
    const auto start = file.before(where.line, where.column).size();
    if (start < offset) {
      return std::nullopt;
    }
    after.append(file.line(line).substr(offset, start - offset)).append(replacement->text);
    line = where.end_line;
    offset = file.before(where.end_line, where.end_column).size();
  }
  after.append(file.line(line).substr(offset));
  for (auto number = change.line; number <= line; ++number) {
    before.append(number == change.line ? "" : "\n").append(file.line(number));
  }
  change.removed = split_lines(before);
  change.added = split_lines(after);
  drop_common_lines(change);
  return change;
}

std::vector<Group> groups(std::vector<const Replacement*> replacements) {
  std::ranges::sort(replacements, {}, &Replacement::where);
  std::vector<Group> result;
  for (const auto* next : replacements) {
    if (!result.empty() && result.back().back()->where.end_line >= next->where.line) {
      result.back().push_back(next);
    } else {
      result.push_back({next});
    }
  }
  return result;
}

} // namespace

std::vector<LineChange> line_changes(const Fix& fix, Sources& sources) {
  std::map<std::string, std::vector<const Replacement*>> by_path;
  for (const auto& replacement : fix.replacements) {
    by_path[replacement.where.path].push_back(&replacement);
  }
  std::vector<LineChange> result;
  for (auto& [path, replacements] : by_path) {
    const auto* file = sources.find(path);
    if (file == nullptr) {
      return {};
    }
    for (const auto& group : groups(std::move(replacements))) {
      auto change = change_of(group, *file);
      if (!change) {
        return {};
      }
      result.push_back(std::move(*change));
    }
  }
  return result;
}

} // namespace partywall::report
