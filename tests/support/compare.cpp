#include "tests/support/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace partywall::support {
namespace {

/// A disagreement, sortable by where it stands in the page.
struct Disagreement {
  std::size_t file = 0;
  std::uint32_t line = 0;
  std::string text;
  friend auto operator<=>(const Disagreement&, const Disagreement&) = default;
};

class Comparison {
public:
  Comparison(const Page& page, const std::vector<Finding>& findings) : page_(page), findings_(findings) {
    is_expected_.resize(findings.size(), false);
  }

  std::vector<std::string> run() {
    for (std::size_t file = 0; file < page_.files.size(); ++file)
      for (const Mark& mark : page_.files[file].marks)
        meet(file, mark);
    for (std::size_t index = 0; index < findings_.size(); ++index)
      if (!is_expected_[index])
        report_unexpected(findings_[index]);

    std::ranges::sort(disagreements_);
    std::vector<std::string> texts;
    for (Disagreement& disagreement : disagreements_)
      texts.push_back(std::move(disagreement.text));
    return texts;
  }

private:
  void meet(std::size_t file, const Mark& mark) {
    switch (mark.kind) {
    case Mark::Kind::clean:
      return; // whatever is found there is unexpected anyway
    case Mark::Kind::step:
      if (!is_touched(page_.files[file].name, mark.line))
        add(file, mark.line, "expected a step: no finding's path or related places come here");
      return;
    case Mark::Kind::leak:
      for (const std::string& check : mark.checks)
        if (!take(page_.files[file].name, mark.line, check))
          add(file, mark.line, fmt::format("expected {}", check));
      return;
    case Mark::Kind::gap:
      if (take(page_.files[file].name, mark.line, mark.checks.front()))
        add(file, mark.line, fmt::format("the gap is closed: mark it 'leak: {}'", mark.checks.front()));
      return;
    }
  }

  /// Uses up one finding, so that a repeated finding stays unexpected.
  bool take(const std::string& path, std::uint32_t line, const std::string& check) {
    for (std::size_t index = 0; index < findings_.size(); ++index) {
      const Finding& finding = findings_[index];
      if (is_expected_[index] || finding.check != check)
        continue;
      if (finding.primary.path != path || finding.primary.line != line)
        continue;
      is_expected_[index] = true;
      return true;
    }
    return false;
  }

  [[nodiscard]] bool is_touched(const std::string& path, std::uint32_t line) const {
    const auto touches = [&](const Remark& remark) {
      return remark.where.path == path && remark.where.line <= line &&
             line <= std::max(remark.where.line, remark.where.end_line);
    };
    return std::ranges::any_of(findings_, [&](const Finding& finding) {
      return std::ranges::any_of(finding.path, touches) || std::ranges::any_of(finding.related, touches);
    });
  }

  void report_unexpected(const Finding& finding) {
    const std::string text = fmt::format("unexpected {}: {}", finding.check, finding.message);
    const auto file = std::ranges::find(page_.files, finding.primary.path, &SourceFile::name);
    if (file != page_.files.end())
      return add(static_cast<std::size_t>(file - page_.files.begin()), finding.primary.line, text);
    const std::string place = fmt::format("{}:{}", finding.primary.path, finding.primary.line);
    disagreements_.push_back(
        {page_.files.size(), finding.primary.line, fmt::format("{}: {} (outside the page)", place, text)});
  }

  void add(std::size_t file, std::uint32_t line, const std::string& text) {
    disagreements_.push_back({file, line, fmt::format("{}: {}", page_.files[file].place(line), text)});
  }

  const Page& page_;
  const std::vector<Finding>& findings_;
  std::vector<bool> is_expected_;
  std::vector<Disagreement> disagreements_;
};

} // namespace

std::vector<std::string> compare(const Page& page, const std::vector<Finding>& findings) {
  return Comparison(page, findings).run();
}

} // namespace partywall::support
