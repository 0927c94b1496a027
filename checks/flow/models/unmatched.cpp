#include "checks/flow/models/load.h"
#include "checks/flow/models/vocabulary.h"
#include "checks/flow/models/word-match.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace partywall::models {

namespace {

class Calls {
public:
  explicit Calls(const std::vector<std::string>& functions) {
    for (const auto& function : functions)
      if (all_.insert(function).second)
        by_last_segment_[last_segment(function)].push_back(function);
    for (auto& [segment, names] : by_last_segment_) {
      segments_.push_back(segment);
      std::ranges::sort(names);
    }
    std::ranges::sort(segments_);
  }

  [[nodiscard]] bool has(std::string_view function) const { return all_.contains(function); }

  /// The called function that `function` probably means: of the same name elsewhere, or of nearly the same name.
  [[nodiscard]] std::string_view near(std::string_view function) const {
    const auto last = last_segment(function);
    auto found = by_last_segment_.find(last);
    if (found == by_last_segment_.end() && last.size() >= shortest_guess)
      found = by_last_segment_.find(nearest(last, segments_));
    return found == by_last_segment_.end() ? std::string_view{} : closest(function, found->second);
  }

private:
  /// Names as short as `at` are near everything.
  static constexpr std::size_t shortest_guess = 5;

  static std::string_view closest(std::string_view function, const std::vector<std::string_view>& candidates) {
    // The same method of an unrelated class is no guess: a class name in common is asked, or a free function.
    for (const auto candidate : candidates) {
      const auto owner = [](std::string_view name) {
        const auto two = last_two_segments(name);
        return two.substr(0, two.size() - last_segment(name).size());
      };
      if (owner(candidate) == owner(function) || owner(candidate).empty() || owner(function).empty())
        return candidate;
    }
    return nearest(function, candidates);
  }

  std::unordered_set<std::string_view> all_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> by_last_segment_;
  std::vector<std::string_view> segments_;
};

std::string message_for(const Row& row, const Calls& calls) {
  const auto more = row.functions.size() - 1;
  auto message = fmt::format("no call matches this row: '{}'{} is never called", row.functions.front(),
                             more == 0 ? "" : fmt::format(" (and {} more)", more));
  for (const auto& function : row.functions)
    if (const auto near = calls.near(function); !near.empty())
      return message + fmt::format("; did you mean '{}'?", near);
  return message;
}

} // namespace

std::vector<InputError> unmatched_rows(const Models& models, const std::vector<std::string>& called_functions) {
  const Calls calls(called_functions);
  std::vector<InputError> result;
  for (const auto& row : models.all())
    if (std::ranges::none_of(row.functions, [&](const auto& function) { return calls.has(function); }))
      result.push_back({row.file, row.line, row.column, message_for(row, calls)});
  return result;
}

} // namespace partywall::models
