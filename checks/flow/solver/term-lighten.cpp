#include "checks/flow/solver/term-lighten.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <unordered_map>

namespace partywall::solver {

namespace {

/// Branches that go on differently after a common beginning may again begin alike.
constexpr int most_rounds = 8;
constexpr std::size_t most_branches = 24;

using Sequence = std::vector<Term>;

class Lightening {
public:
  explicit Lightening(Terms& terms) : terms_(terms) {}

  Term of(Term term) {
    const TermKind kind = terms_.kind(term);
    if (kind != TermKind::cat && kind != TermKind::alternative)
      return term;
    if (const auto known = memo_.find(term.value); known != memo_.end())
      return known->second;
    const bool is_choice = kind == TermKind::alternative;
    const Sequence children(terms_.children(term).begin(), terms_.children(term).end());
    Sequence values;
    for (std::size_t i = is_choice ? 1 : 0; i < children.size(); i += is_choice ? 2 : 1)
      values.push_back(children[i]);
    return memo_[term.value] = is_choice ? choice(values) : text(values);
  }

  Term choice(const std::vector<Term>& values) {
    std::vector<Sequence> texts;
    for (const Term value : values) {
      const Term light = of(value);
      if (!light)
        return {};
      if (const Sequence text = parts_of(light); std::ranges::find(texts, text) == texts.end())
        texts.push_back(text);
    }
    return factored(std::move(texts), 0);
  }

private:
  [[nodiscard]] Sequence parts_of(Term term) const {
    if (terms_.kind(term) == TermKind::cat)
      return {terms_.children(term).begin(), terms_.children(term).end()};
    return is_text(term) && text_of(term).empty() ? Sequence() : Sequence{term};
  }

  [[nodiscard]] bool is_text(Term term) const { return terms_.kind(term) == TermKind::text; }
  [[nodiscard]] std::string_view text_of(Term term) const { return terms_.name(terms_.at(term).symbol); }

  Term text(Sequence parts) {
    for (Term& part : parts)
      if (part = of(part); !part)
        return {};
    return joined(parts);
  }

  [[nodiscard]] bool is_too_heavy(const Sequence& parts) const {
    std::uint64_t weight = 0;
    for (const Term part : parts)
      weight += terms_.at(part).weight;
    return weight > Terms::weight_limit;
  }

  /// More than a choice may be, once the choices among `values` are opened up and every way has its guard: asked for
  /// such a one, Terms would come back here.
  [[nodiscard]] bool is_too_much_choice(const Sequence& values) const {
    std::uint64_t weight = 0;
    std::size_t ways = 0;
    for (const Term value : values) {
      weight += terms_.at(value).weight;
      ways += terms_.kind(value) == TermKind::alternative ? terms_.children(value).size() / 2 : 1;
    }
    return weight + ways > Terms::weight_limit || ways > most_branches;
  }

  Term joined(const Sequence& parts) {
    if (parts.size() == 1)
      return parts.front();
    return is_too_heavy(parts) ? Term{} : terms_.cat(parts);
  }

  /// What all begin with is taken off them; the last literal may be cut in two.
  Sequence take_beginning(std::vector<Sequence>& texts) {
    Sequence common;
    while (std::ranges::none_of(texts, &Sequence::empty)) {
      const Term first = texts.front().front();
      if (!std::ranges::all_of(texts, [&](const Sequence& text) { return text.front() == first; }))
        break;
      common.push_back(first);
      for (Sequence& text : texts)
        text.erase(text.begin());
    }
    if (common.empty() || std::ranges::any_of(texts, [&](const Sequence& text) { return text.empty() || !is_text(text.front()); }))
      return common;
    std::string_view shared = text_of(texts.front().front());
    for (const Sequence& text : texts) {
      const std::string_view other = text_of(text.front());
      shared = shared.substr(0, static_cast<std::size_t>(std::ranges::mismatch(shared, other).in1 - shared.begin()));
    }
    if (shared.empty())
      return common;
    const std::string beginning(shared);
    common.push_back(terms_.text(beginning));
    for (Sequence& text : texts) {
      const std::string rest(text_of(text.front()).substr(beginning.size()));
      if (rest.empty())
        text.erase(text.begin());
      else
        text.front() = terms_.text(rest);
    }
    return common;
  }

  Term factored(std::vector<Sequence> texts, int round) {
    if (texts.size() == 1)
      return joined(texts.front());
    Sequence made = take_beginning(texts);
    Sequence values;
    // Of the rest, those with the same beginning go together.
    while (!texts.empty()) {
      const Sequence first = texts.front();
      std::vector<Sequence> alike;
      std::vector<Sequence> others;
      for (Sequence& text : texts) {
        const bool is_alike = !first.empty() && !text.empty() && text.front() == first.front() && round < most_rounds;
        (is_alike || text == first ? alike : others).push_back(std::move(text));
      }
      values.push_back(alike.size() == 1 ? joined(alike.front()) : factored(std::move(alike), round + 1));
      if (!values.back())
        return {};
      texts = std::move(others);
    }
    if (is_too_much_choice(values))
      return {};
    std::vector<Terms::Branch> branches;
    for (const Term value : values)
      branches.push_back({terms_.yes(), value});
    made.push_back(terms_.alternative(std::move(branches)));
    return joined(made);
  }

  Terms& terms_;
  std::unordered_map<std::uint32_t, Term> memo_;
};

} // namespace

Term lightened(Terms& terms, Term term) { return Lightening(terms).of(term); }

Term lightened_choice(Terms& terms, const std::vector<Term>& values) { return Lightening(terms).choice(values); }

} // namespace partywall::solver
