/// What a check says. Reports read nothing else of the analysis.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace partywall {

enum class Level : std::uint8_t { note, warning, error };

/// A source range by path (relative to the project root, `/`-separated). Lines and columns are 1-based,
/// columns count bytes, `end_column` is one past the end. Never empty.
struct SourceRange {
  std::string path;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;
  friend auto operator<=>(const SourceRange&, const SourceRange&) = default;
};

/// A place with what happens there, in one short sentence.
struct Remark {
  SourceRange where;
  std::string text;
  std::string function;      ///< Qualified name of the enclosing function; may be empty.
  bool is_key = false;       ///< One of the two or three steps that decide.
  std::uint32_t depth = 1;   ///< Call depth along the path, from 1.
  friend bool operator==(const Remark&, const Remark&) = default;
};

/// Replaces `where` (which may be an insertion point: equal start and end) by `text`.
struct Replacement {
  SourceRange where;
  std::string text;
  friend bool operator==(const Replacement&, const Replacement&) = default;
};

struct Fix {
  std::string description;
  std::vector<Replacement> replacements;
};

/// What a check wants changed where it sees values but no text: `identity` goes in front of what is built at `where`,
/// or into a field of it. The driver, which has the text, makes a Fix of it, or none where the text does not lend itself.
struct KeyChange {
  enum class Idiom : std::uint8_t {
    expression,    ///< `where` is an expression of type std::string.
    argument,      ///< `where` is a call; what is changed is its argument number `index`, a text.
    format,        ///< `where` is a call with a format string in {} style among its arguments.
    print_format,  ///< … in printf style.
    redis_command, ///< … in hiredis' printf style; what is changed is word number `index` of the command.
    join,          ///< `where` is a call that writes its arguments one after the other: absl::StrCat.
    stream,        ///< `where` is the first `<<` on a stream.
    // Of a key that is a record:
    set_field,     ///< `where` is an initialiser of one of its fields, or an assignment to one: `field` is set as well.
    set_after,     ///< `where` is the name in the declaration of the variable `object`: `field` is set behind it.
    new_field,     ///< `where` is the record's name where it is declared: `field` becomes its last one.
    compared_field, ///< `where` is the name of a function that compares two of them: `field` takes part.
    hashed_field   ///< `where` is the name of a function that hashes one: `field` takes part, if there is room for it.
  };
  /// How C++ has to take `identity` into a text; `string` takes it as it is.
  enum class Text : std::uint8_t { string, view, c_string, number };
  /// A field of a record that is the key.
  struct Member {
    std::string field;
    std::string object;              ///< The variable that is the key; empty where it has no name.
    std::vector<std::string> fields; ///< Those the record has now, as declared.
    std::string type;                ///< Of `field`, as the record's declaration can write it.
    friend bool operator==(const Member&, const Member&) = default;
  };

  SourceRange where;
  Idiom idiom = Idiom::expression;
  std::uint32_t index = 0;
  std::string identity;              ///< As the function at `where` can write it: "session->tenant_id".
  Text text = Text::string;
  bool is_view = false;              ///< What is changed is a string_view, which does not add to a string.
  Member member;                     ///< Of the idioms for records.
  friend bool operator==(const KeyChange&, const KeyChange&) = default;
};

struct Finding {
  std::string check;                 ///< "cache-key-missing-tenant"
  Level level = Level::warning;
  SourceRange primary;
  std::string function;              ///< Qualified name of the function `primary` stands in.
  /// First sentence: short, complete, names the values. Names in 'single quotes', no Markdown, no "](".
  std::string message;
  std::string subject;               ///< What it is about, free of places; feeds the stable fingerprint.
  bool is_assumed = false;           ///< Rests on something not seen (an unseen body, a name).
  std::vector<Remark> related;       ///< Other places of the same finding; the first is the most telling.
  std::vector<Remark> path;          ///< The witness, from origin to hop, in order.
  std::vector<KeyChange> key_changes; ///< All of them together mend it. Empty: no change is known.
  std::vector<Fix> fixes;
  std::string analysed_through;      ///< Main file of the unit, where `primary` is in a header. May be empty.
};

/// Static description of a check, for `checks`, `explain` and the rules of a report.
struct CheckInfo {
  std::string id;                    ///< "cache-key-missing-tenant"
  std::string surface;               ///< "cache", "vector", "tool", "quota"
  std::string name;                  ///< PascalCase of the id, for SARIF.
  std::string title;                 ///< "Cache key is not scoped to a tenant"
  std::string description;           ///< One paragraph.
  Level level = Level::warning;
  std::string precision;             ///< "very-high", "high", "medium", "low"
  double security_severity = 0;      ///< 0 < x <= 10
  std::vector<int> cwe;              ///< The main one last.
  std::vector<std::string> owasp;    ///< "LLM02", "MCP10"
};

/// What was and was not looked at; printed, and put into every machine-readable report.
struct Coverage {
  struct Problem {
    Level level = Level::error;
    std::string message;
    SourceRange where;               ///< `path` may be empty: the problem has no place. line 0: the whole file.
  };
  std::uint32_t files_analysed = 0;  ///< Distinct main files lowered without an error.
  std::uint32_t files_failed = 0;    ///< Distinct main files with errors or lost.
  std::uint32_t files_skipped = 0;   ///< Entries of the database outside the audited project.
  std::uint32_t hops_scoped = 0;
  std::uint32_t hops_leaking = 0;
  std::uint32_t hops_neutral = 0;
  std::uint32_t hops_open = 0;
  bool found_identity = false;       ///< Any tenant identity at all in the program.
  std::vector<Problem> problems;

  [[nodiscard]] std::uint32_t hops() const { return hops_scoped + hops_leaking + hops_neutral + hops_open; }
};

}  // namespace partywall
