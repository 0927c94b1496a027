#include "checks/flow/solver/json-text.h"

#include <cctype>
#include <charconv>
#include <string>
#include <utility>

namespace partywall::solver {

namespace {

constexpr int nesting_limit = 40;

/// Letters and holes, one after the other.
class Tape {
public:
  Tape(Terms& terms, std::span<const Term> parts) : terms_(terms), parts_(parts) { settle(); }

  [[nodiscard]] bool at_end() const { return part_ >= parts_.size(); }
  [[nodiscard]] bool at_hole() const { return !at_end() && !is_text(); }
  /// The next letter; 0 at a hole and at the end.
  [[nodiscard]] char letter() const { return at_end() || !is_text() ? '\0' : text()[offset_]; }
  [[nodiscard]] Term hole() const { return parts_[part_]; }

  void step() {
    if (!is_text() || ++offset_ >= text().size()) {
      ++part_;
      offset_ = 0;
    }
    settle();
  }

  void skip_space() {
    while (std::isspace(static_cast<unsigned char>(letter())) != 0)
      step();
  }

  bool take(char wanted) {
    if (letter() != wanted)
      return false;
    step();
    return true;
  }

private:
  [[nodiscard]] bool is_text() const { return terms_.kind(parts_[part_]) == TermKind::text; }
  [[nodiscard]] std::string_view text() const { return terms_.name(terms_.at(parts_[part_]).symbol); }
  void settle() {
    while (!at_end() && is_text() && offset_ >= text().size()) {
      ++part_;
      offset_ = 0;
    }
  }

  Terms& terms_;
  std::span<const Term> parts_;
  std::size_t part_ = 0;
  std::size_t offset_ = 0;
};

class Reader {
public:
  Reader(Terms& terms, std::span<const Term> parts) : terms_(terms), tape_(terms, parts) {}

  std::optional<JsonText> documents() {
    std::vector<Term> found;
    for (tape_.skip_space(); !tape_.at_end(); tape_.skip_space()) {
      if (tape_.letter() != '{' && tape_.letter() != '[')
        return std::nullopt;
      found.push_back(value(0));
      if (has_failed_)
        return std::nullopt;
    }
    if (found.empty())
      return std::nullopt;
    return JsonText{found.size() == 1 ? found.front() : terms_.list(found), std::move(spliced_)};
  }

  std::optional<JsonText> arguments() {
    std::vector<Term> last;
    while (!tape_.at_end()) {
      if (tape_.take('(')) {
        Term tree = object(')', 0);
        if (has_failed_)
          return std::nullopt;
        if (!last.empty())
          tree = terms_.update(tree, terms_.key_step(terms_.text("class")), joined(std::move(last)), false);
        return JsonText{tree, std::move(spliced_)};
      }
      const char c = tape_.letter();
      const bool is_name = tape_.at_hole() || c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
      if (is_name)
        last.push_back(tape_.at_hole() ? tape_.hole() : terms_.text(std::string(1, c)));
      else if (std::isspace(static_cast<unsigned char>(c)) == 0)
        last.clear();
      tape_.step();
    }
    return std::nullopt;
  }

private:
  Term fail() {
    has_failed_ = true;
    return terms_.nothing();
  }

  [[nodiscard]] Term joined(std::vector<Term> parts) {
    if (parts.empty())
      return terms_.text("");
    return parts.size() == 1 ? parts.front() : terms_.cat(parts);
  }

  Term value(int depth) {
    tape_.skip_space();
    if (depth > nesting_limit || tape_.at_end())
      return fail();
    if (tape_.take('{'))
      return object('}', depth);
    if (tape_.take('['))
      return array(depth);
    if (tape_.take('"'))
      return quoted();
    return bare();
  }

  Term object(char end, int depth) {
    std::vector<std::pair<Term, Term>> members;
    for (tape_.skip_space(); !tape_.take(end); tape_.skip_space()) {
      if (tape_.take(','))
        continue;
      // What stands here is not known to be a member, or of which name.
      const bool is_hole = tape_.at_hole();
      const Term name = tape_.take('"') ? quoted() : bare();
      tape_.skip_space();
      if (has_failed_)
        return terms_.nothing();
      if (!tape_.take(':')) {
        if (!is_hole)
          return fail();
        continue;
      }
      const Term step = terms_.key_step(name);
      std::erase_if(members, [&](const auto& known) { return known.first == step; });
      members.emplace_back(step, value(depth + 1));
      if (has_failed_)
        return terms_.nothing();
    }
    return terms_.record(terms_.zero(), std::move(members));
  }

  Term array(int depth) {
    std::vector<Term> items;
    for (tape_.skip_space(); !tape_.take(']'); tape_.skip_space()) {
      if (tape_.take(','))
        continue;
      items.push_back(value(depth + 1));
      if (has_failed_)
        return terms_.nothing();
    }
    return terms_.list(items);
  }

  Term quoted() {
    std::vector<Term> parts;
    std::string letters;
    const auto flush = [&] {
      if (!letters.empty())
        parts.push_back(terms_.text(std::exchange(letters, {})));
    };
    while (!tape_.take('"')) {
      if (tape_.at_end())
        return fail();
      if (tape_.at_hole()) {
        flush();
        parts.push_back(tape_.hole());
        spliced_.push_back(tape_.hole());
      } else if (tape_.letter() == '\\') {
        tape_.step();
        letters += tape_.letter() == 'n' ? '\n' : tape_.letter();
      } else {
        letters += tape_.letter();
      }
      tape_.step();
    }
    flush();
    return joined(std::move(parts));
  }

  /// A number, a word, a value that something else has written out, or several of them without a gap.
  Term bare() {
    std::vector<Term> parts;
    std::string letters;
    while (!tape_.at_end()) {
      const char c = tape_.letter();
      if (tape_.at_hole()) {
        if (!letters.empty())
          parts.push_back(terms_.text(std::exchange(letters, {})));
        parts.push_back(tape_.hole());
        spliced_.push_back(tape_.hole());
      } else if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '+' || c == '_' ||
                 c == '$') {
        letters += c;
      } else {
        break;
      }
      tape_.step();
    }
    if (parts.empty())
      return word(letters);
    if (!letters.empty())
      parts.push_back(terms_.text(letters));
    return joined(std::move(parts));
  }

  Term word(const std::string& letters) {
    if (letters.empty())
      return fail();
    if (letters == "null")
      return terms_.null();
    if (letters == "true" || letters == "false")
      return terms_.number(letters == "true" ? 1 : 0);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(letters.data(), letters.data() + letters.size(), number);
    if (error == std::errc() && end == letters.data() + letters.size())
      return terms_.number(number);
    return terms_.text(letters);
  }

  Terms& terms_;
  Tape tape_;
  std::vector<Term> spliced_;
  bool has_failed_ = false;
};

} // namespace

std::optional<JsonText> read_json(Terms& terms, std::span<const Term> parts) {
  return Reader(terms, parts).documents();
}

std::optional<JsonText> read_graphql(Terms& terms, std::span<const Term> parts) {
  return Reader(terms, parts).arguments();
}

} // namespace partywall::solver
