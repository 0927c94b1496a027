// `// partywall: ignore(check-id, other-id): reason`

#include "driver/report/comments.h"
#include "driver/report/source.h"

#include <fmt/format.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace partywall::report {

namespace {

/// What a comment to us says. `ids` is empty where it could not be understood.
struct Request {
  std::vector<std::string> ids;
  std::string reason;
};

/// One id of one comment, and the lines it speaks for.
struct Entry {
  std::string check;
  std::string reason;
  SourceRange where;
  std::uint32_t first_line = 0;
  std::uint32_t last_line = 0;
  bool is_used = false;
};

std::string on_one_line(llvm::StringRef text) {
  std::string result;
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(text, words, " \t\r\n\\");
  for (const auto word : words) {
    result.append(result.empty() ? "" : " ").append(word);
  }
  return result;
}

/// nullopt if the comment is not meant for us.
std::optional<Request> parse(std::string_view comment) {
  auto text = llvm::StringRef(comment).ltrim("/!<* \t\r\n");
  if (!text.consume_front("partywall")) {
    return std::nullopt;
  }
  text = text.ltrim();
  if (!text.consume_front(":") || text.starts_with(":")) {
    return std::nullopt;
  }
  Request request;
  text = text.ltrim();
  if (!text.consume_front("ignore")) {
    return request;
  }
  text = text.ltrim();
  const auto close = text.find(')');
  if (!text.starts_with("(") || close == llvm::StringRef::npos) {
    return request;
  }
  llvm::SmallVector<llvm::StringRef> ids;
  text.slice(1, close).split(ids, ',', -1, /*KeepEmpty=*/false);
  for (const auto id : ids) {
    if (!id.trim().empty()) {
      request.ids.push_back(id.trim().str());
    }
  }
  text = text.substr(close + 1).ltrim();
  if (text.consume_front(":")) {
    request.reason = on_one_line(text);
  }
  return request;
}

std::string nearest(const std::string& id, const std::vector<CheckInfo>& rules) {
  std::string best;
  auto least = std::max<unsigned>(3, static_cast<unsigned>(id.size() / 3));
  for (const auto& rule : rules) {
    const auto distance = llvm::StringRef(id).edit_distance(rule.id, /*AllowReplacements=*/true, least);
    if (distance < least) {
      least = distance;
      best = rule.id;
    }
  }
  return best;
}

/// The suppressions of one file, and what is wrong with its comments.
class FileSuppressions {
public:
  FileSuppressions(const std::string& path, const SourceFile& file, const Report& report)
      : path_(path), file_(file), report_(report), comments_(find_comments(file)) {
    for (const auto& comment : comments_.list) {
      if (const auto request = parse(comment.text)) {
        add(comment, *request);
      }
    }
  }

  /// Null if no comment speaks for the finding.
  const Entry* match(const Finding& finding) {
    const Entry* first = nullptr;
    for (auto& entry : entries_) {
      const auto line = finding.primary.line;
      if (entry.check == finding.check && entry.first_line <= line && line <= entry.last_line) {
        entry.is_used = true;
        first = first == nullptr ? &entry : first;
      }
    }
    return first;
  }

  std::vector<Coverage::Problem> problems() && {
    for (const auto& entry : entries_) {
      if (!entry.is_used) {
        add_problem(entry.where,
                    fmt::format("the suppression of '{}' suppresses nothing here: remove it", entry.check));
      }
    }
    std::ranges::sort(problems_, [](const auto& a, const auto& b) {
      return std::tie(a.where, a.message) < std::tie(b.where, b.message);
    });
    return std::move(problems_);
  }

private:
  void add_problem(const SourceRange& where, std::string message) {
    problems_.push_back({.level = Level::warning, .message = std::move(message), .where = where});
  }

  [[nodiscard]] SourceRange range(const Comment& comment) const {
    const auto [line, column] = file_.position(comment.start);
    const auto [end_line, end_column] = file_.position(comment.end - 1);
    return {path_, line, column, end_line, end_column + 1};
  }

  /// A comment behind code speaks for its own line; one that stands alone for the code below it, with nothing
  /// but other comments between.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> lines_of(const SourceRange& where) const {
    const auto& has_code = comments_.has_code;
    for (auto line = where.line; line <= where.end_line; ++line) {
      if (has_code[line - 1]) {
        return {where.line, where.end_line};
      }
    }
    auto next = where.end_line + 1;
    while (next <= has_code.size() && !has_code[next - 1] && !llvm::StringRef(file_.line(next)).trim().empty()) {
      ++next;
    }
    return {where.line, next};
  }

  void add(const Comment& comment, const Request& request) {
    const auto where = range(comment);
    if (request.ids.empty()) {
      add_problem(where, "this comment does nothing: a suppression reads '// partywall: ignore(check-id): reason'");
      return;
    }
    const auto [first_line, last_line] = lines_of(where);
    for (const auto& id : request.ids) {
      if (std::ranges::find(report_.checks_off, id) != report_.checks_off.end()) {
        continue;
      }
      if (std::ranges::find(report_.rules, id, &CheckInfo::id) == report_.rules.end()) {
        const auto guess = nearest(id, report_.rules);
        add_problem(where, fmt::format("unknown check '{}' in a suppression{}", id,
                                       guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess)));
      } else if (request.reason.empty()) {
        add_problem(where, fmt::format("the suppression of '{}' gives no reason, so it does not count: write "
                                       "'// partywall: ignore({}): why this is safe'",
                                       id, id));
      } else {
        entries_.push_back({id, request.reason, where, first_line, last_line});
      }
    }
  }

  const std::string& path_;
  const SourceFile& file_;
  const Report& report_; // its checks; results change meanwhile
  Comments comments_;
  std::vector<Entry> entries_;
  std::vector<Coverage::Problem> problems_;
};

} // namespace

void apply_suppressions(Report& report, const SourceReader& reader) {
  Sources sources(reader);
  std::map<std::string, std::vector<Result*>> by_path;
  for (auto& result : report.results) {
    if (result.baseline_state != "absent") {
      by_path[result.finding.primary.path].push_back(&result);
    }
  }
  for (const auto& [path, results] : by_path) {
    const auto* file = sources.find(path);
    if (file == nullptr) {
      continue;
    }
    FileSuppressions suppressions(path, *file, report);
    for (auto* result : results) {
      const auto* entry = suppressions.match(result->finding);
      if (entry != nullptr && !result->suppression) {
        result->suppression = Suppression{entry->reason, entry->where};
      }
    }
    std::ranges::move(std::move(suppressions).problems(), std::back_inserter(report.coverage.problems));
  }
}

} // namespace partywall::report
