// The report for people: a line a compiler could have written, then the story behind it.

#include "driver/report/excerpt.h"
#include "driver/report/message.h"
#include "driver/report/source.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <tuple>

namespace partywall::report {

namespace {

constexpr std::size_t most_steps = 8;
constexpr std::size_t most_related = 6;
constexpr std::size_t most_change_lines = 12;

std::string place(const SourceRange& where) {
  auto result = one_line(where.path);
  if (where.line > 0) {
    result += fmt::format(":{}", where.line);
    if (where.column > 0) {
      result += fmt::format(":{}", where.column);
    }
  }
  return result;
}

std::string without_period(std::string_view text) {
  auto result = one_line(text);
  if (result.ends_with('.') && !result.ends_with("..")) {
    result.pop_back();
  }
  return result;
}

/// Where the second sentence begins; the size of `text` if there is none.
std::size_t second_sentence(std::string_view text) {
  bool is_quoted = false;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const bool at_word = i > 0 && llvm::isAlnum(text[i - 1]);
    if (text[i] == '\'' && (is_quoted || !at_word)) {
      is_quoted = !is_quoted;
    }
    if (!is_quoted && text[i] == '.' && text[i + 1] == ' ' && !llvm::isLower(text[i + 2])) {
      return i + 2;
    }
  }
  return text.size();
}

/// Which steps to show of a long way: its ends, and the steps that decide. Never hides a single step.
std::vector<bool> shown_steps(const std::vector<Remark>& path) {
  std::vector<bool> shown(path.size(), path.size() <= most_steps);
  for (std::size_t i = 0; i < path.size(); ++i) {
    shown[i] = shown[i] || path[i].is_key || i < 2 || i + 2 >= path.size();
  }
  for (std::size_t i = 1; i + 1 < path.size(); ++i) {
    shown[i] = shown[i] || (shown[i - 1] && shown[i + 1]);
  }
  return shown;
}

/// Related places that no shown step has shown already.
std::vector<const Remark*> places_beside_witness(const Finding& finding) {
  const auto shown = shown_steps(finding.path);
  std::vector<const Remark*> result;
  for (const auto& remark : finding.related) {
    bool is_told = remark.where == finding.primary;
    for (std::size_t i = 0; i < finding.path.size(); ++i) {
      is_told = is_told || (shown[i] && finding.path[i].where == remark.where);
    }
    if (!is_told) {
      result.push_back(&remark);
    }
  }
  return result;
}

std::size_t gutter_width(const Finding& finding) {
  auto largest = finding.primary.line;
  for (const auto& list : {std::cref(finding.path), std::cref(finding.related)}) {
    for (const auto& remark : list.get()) {
      largest = std::max(largest, remark.where.line);
    }
  }
  return std::max<std::size_t>(fmt::formatted_size("{}", largest), 3);
}

class Writer {
public:
  Writer(Sources& sources, bool colour) : sources_(sources), paint_(colour) {}

  void finding(const Finding& finding);
  void problem(const Coverage::Problem& problem);
  void line(const std::string& text) { out_ += text + '\n'; }
  [[nodiscard]] std::string take() && { return std::move(out_); }
  [[nodiscard]] const Paint& paint() const { return paint_; }
  [[nodiscard]] bool is_empty() const { return out_.empty(); }

private:
  void heading(const Finding& finding);
  void explanation(const Finding& finding);
  void witness(const Finding& finding);
  void step(const Remark& step, std::size_t number);
  void related(const Finding& finding);
  void fix(const Fix& fix);

  Sources& sources_;
  Paint paint_;
  std::size_t gutter_ = 3;
  std::string out_;
};

void Writer::heading(const Finding& finding) {
  const auto sentence = finding.message.substr(0, second_sentence(finding.message));
  out_ += paint_.bold(place(finding.primary) + ": ") + paint_.level(finding.level) +
          paint_.bold(without_period(llvm::StringRef(sentence).rtrim())) + paint_.dim(" [" + finding.check + "]") +
          '\n';
  out_ += excerpt(sources_.find(finding.primary.path), finding.primary, {.indent = 2, .gutter = gutter_}, paint_);
}

void Writer::explanation(const Finding& finding) {
  const auto rest = finding.message.substr(second_sentence(finding.message));
  if (!rest.empty()) {
    line("  " + one_line(rest));
  }
  if (finding.is_assumed) {
    line("  " + paint_.bold("assumed:") + " part of the evidence lies in code that was not seen");
  }
}

void Writer::step(const Remark& step, std::size_t number) {
  const auto label = fmt::format("  {:>2}. ", number);
  line(label + place(step.where) + ": " + (step.is_key ? paint_.bold(one_line(step.text)) : one_line(step.text)));
  out_ += excerpt(sources_.find(step.where.path), step.where,
                  {.indent = label.size(), .gutter = gutter_, .is_underlined = step.is_key}, paint_);
}

void Writer::witness(const Finding& finding) {
  if (finding.path.empty()) {
    return;
  }
  line("  " + paint_.bold("how it happens:"));
  const auto shown = shown_steps(finding.path);
  for (std::size_t i = 0; i < finding.path.size(); ++i) {
    if (shown[i]) {
      step(finding.path[i], i + 1);
      continue;
    }
    const auto next = static_cast<std::size_t>(std::ranges::find(shown.begin() + i, shown.end(), true) - shown.begin());
    line(paint_.dim(fmt::format("      … {} more steps", next - i)));
    i = next - 1;
  }
}

void Writer::related(const Finding& finding) {
  const auto others = places_beside_witness(finding);
  if (others.empty()) {
    return;
  }
  line("  " + paint_.bold("see also:"));
  const auto count = std::min(others.size(), most_related);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& remark = *others[i];
    line("    - " + place(remark.where) + ": " + one_line(remark.text));
    out_ += excerpt(sources_.find(remark.where.path), remark.where,
                    {.indent = 6, .gutter = gutter_, .is_underlined = false}, paint_);
  }
  if (const auto hidden = others.size() - count; hidden > 0) {
    line(paint_.dim(fmt::format("      … {} more place{}", hidden, hidden == 1 ? "" : "s")));
  }
}

void Writer::fix(const Fix& fix) {
  line("  " + paint_.bold("suggestion:") + ' ' + without_period(fix.description));
  std::size_t written = 0;
  for (const auto& change : line_changes(fix, sources_)) {
    line(fmt::format("    {}:{}:", one_line(change.path), change.line));
    for (const auto& removed : change.removed) {
      if (++written <= most_change_lines) {
        line("    " + paint_.removed("- " + removed));
      }
    }
    for (const auto& added : change.added) {
      if (++written <= most_change_lines) {
        line("    " + paint_.green("+ " + added));
      }
    }
  }
  if (written > most_change_lines) {
    line(paint_.dim(fmt::format("    … {} more lines", written - most_change_lines)));
  }
}

void Writer::finding(const Finding& finding) {
  gutter_ = gutter_width(finding);
  heading(finding);
  explanation(finding);
  witness(finding);
  related(finding);
  std::ranges::for_each(finding.fixes, [&](const Fix& each) { fix(each); });
  out_ += '\n';
}

void Writer::problem(const Coverage::Problem& problem) {
  const auto where = problem.where.path.empty() ? "partywall" : place(problem.where);
  line(paint_.bold(where + ": ") + paint_.level(problem.level) + paint_.bold(without_period(problem.message)));
  if (problem.where.line > 0) {
    out_ += excerpt(sources_.find(problem.where.path), problem.where, {.indent = 2, .gutter = 3}, paint_);
  }
}

/// By place; what concerns a whole file ("and 12 more errors") after its lines.
std::vector<const Coverage::Problem*> in_reading_order(const std::vector<Coverage::Problem>& problems) {
  std::vector<const Coverage::Problem*> order;
  for (const auto& problem : problems) {
    order.push_back(&problem);
  }
  std::ranges::stable_sort(order, {}, [](const auto* problem) {
    return std::tuple(problem->where.path, problem->where.line == 0, problem->where.line, problem->where.column);
  });
  return order;
}

void write_problems(Writer& writer, const Coverage& coverage) {
  std::ranges::for_each(in_reading_order(coverage.problems), [&](const auto* each) { writer.problem(*each); });
  if (!coverage.found_identity && coverage.files_analysed > 0) {
    writer.problem({.level = Level::warning,
                    .message = "no tenant identity was found in the program, so there was nothing to follow",
                    .where = {}});
    writer.line(
        "  Name what holds the tenant in .partywall.yaml:  identity: {names: [tenant_id], types: [app::TenantId]}");
  }
  if (!coverage.problems.empty() || (!coverage.found_identity && coverage.files_analysed > 0)) {
    writer.line("");
  }
}

void write_closing(Writer& writer, const Report& report, std::size_t shown, std::size_t suppressed) {
  if (suppressed > 0) {
    writer.line(
        fmt::format("{} finding{} suppressed by comments in the source.", suppressed, suppressed == 1 ? "" : "s"));
  }
  if (report.coverage.hops_open > 0) {
    writer.line(fmt::format("{} hop{} could not be decided; `partywall inventory` lists every hop.",
                            report.coverage.hops_open, report.coverage.hops_open == 1 ? "" : "s"));
  }
  if (shown > 0) {
    writer.line("`partywall explain CHECK` tells why a check matters and how to mend it.");
  }
  writer.line(writer.paint().bold(summary_line(report)));
}

} // namespace

std::string text(const Report& report, const SourceReader& reader, bool colour) {
  Sources sources(reader);
  Writer writer(sources, colour);
  std::size_t shown = 0;
  std::size_t suppressed = 0;
  for (const auto& result : report.results) {
    if (result.baseline_state == "absent") {
      continue;
    }
    if (result.suppression) {
      ++suppressed;
      continue;
    }
    ++shown;
    writer.finding(result.finding);
  }
  write_problems(writer, report.coverage);
  write_closing(writer, report, shown, suppressed);
  return std::move(writer).take();
}

} // namespace partywall::report
