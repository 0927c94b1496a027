/// From libpg_query's tree of one statement to a Statement.
#pragma once

#include "checks/flow/sql/sql.h"
#include "checks/flow/sql/tree.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partywall::sql {

class Builder {
public:
  /// `run_lengths`: by the first hole of each run, how many stand side by side.
  Builder(Statement& statement, const std::map<int, int>& run_lengths)
      : statement_(statement), run_lengths_(run_lengths) {}

  /// Empty, or why it is not understood; the statement is then of no use.
  [[nodiscard]] std::string build(const Json& node);

private:
  using Conditions = std::vector<Condition>;

  // statements.cpp
  void dispatch(const Json& node);
  bool build_query(const Json& node);
  bool build_definition(std::string_view kind, const Json& body);
  void build_setting(const Json& body);
  void build_transaction(const Json& body);
  void build_create_table(const Json& body);
  void build_alter_table(const Json& body);
  void build_policy(const Json& body);
  void build_drop(const Json& body);
  void set_table(const Json& relation);
  void find_settings(const Json& select);

  // blocks.cpp
  int query(const Json& node, int parent, Block::Role role);
  int select(const Json& body, int parent, Block::Role role);
  int insert(const Json& body, int parent, Block::Role role);
  int update(const Json& body, int parent, Block::Role role);
  int remove(const Json& body, int parent, Block::Role role);
  int new_block(int parent, Block::Role role, Block::Verb verb);
  void set_operation(const Json& body, int block);
  void read_with(const Json& body, int block);
  void read_columns(const Json& list, int block);
  void read_order(const Json& body, int block);
  void note_match(int block);
  void read_where(const Json& expression, int block);
  void read_values(const Json& lists, const std::vector<std::string>& names, int block);
  void read_source(const Json& source, const std::vector<std::string>& names, int block);
  void read_conflict(const Json& clause, int block);
  std::vector<Assignment> assignments_of(const Json& list, int block);
  [[nodiscard]] bool is_distance(const Json& expression, int block) const;
  [[nodiscard]] bool takes_nearest(const Json& expression, int index) const;
  [[nodiscard]] bool has_distance_column(int block, const std::string& name) const;

  // tables.cpp
  void read_from(const Json& list, int block);
  void read_from_item(const Json& node, int block);
  void read_join(const Json& body, int block);
  void read_using(const Json& names, int block, std::size_t left, std::size_t right, std::size_t end);
  void add_table(const Json& range, int block);
  [[nodiscard]] int find_cte(const std::string& name, int block) const;

  // conditions.cpp
  /// What holds when the expression does (or does not).
  Conditions constraints(const Json& expression, int block, bool is_negated);
  Conditions leaf(const Json& expression, int block);
  Conditions comparison(const Json& body, int block);
  Conditions compare(const Json& left, std::string op, const Json& right, int block);
  Conditions compare_rows(const Json& left, const Json& right, int block);
  Conditions contained_keys(const Json& left, const Json& right, int block);
  Conditions with_any(const Json& body, int block);
  Conditions with_list(const Json& body, int block);
  Conditions sublink(const Json& body, int block);
  Condition not_understood(const Json& expression, int block);
  /// Fills column, container, function, block, table; false when the expression is not about one column.
  bool read_column(const Json& expression, int block, Condition& condition);
  bool read_json_path(const Json& body, int block, Condition& condition);
  bool read_function_of_column(const Json& body, int block, Condition& condition);

  // values.cpp
  Value value_of(const Json& expression, int block);
  Value column_value(const Json& body, int block);
  Value call_value(const Json& body, const Json& expression, int block);
  Value sublink_value(const Json& body, const Json& expression, int block);
  Value parameter_value(int number);
  Value constant_value(const Json& body) const;
  void collect(const Json& expression, int block, Value& value);
  /// Table of block (or one further out) that `qualifier` names.
  [[nodiscard]] std::pair<int, int> find_table(const std::string& qualifier, int block) const;
  /// Holes shown as `{3}`, in lower case.
  static std::string plain_name(const std::string& marked, std::vector<int>* holes = nullptr);

  void fail(std::string problem);
  Block& block(int index) { return statement_.blocks[static_cast<std::size_t>(index)]; }
  [[nodiscard]] const Block& block(int index) const { return statement_.blocks[static_cast<std::size_t>(index)]; }

  /// Counts how deep the tree is followed; false when that is too deep, the problem is then set.
  class Level {
  public:
    explicit Level(Builder& builder);
    ~Level() { --builder_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    explicit operator bool() const;

  private:
    Builder& builder_;
  };

  Statement& statement_;
  const std::map<int, int>& run_lengths_;
  std::map<std::pair<int, std::string>, int> ctes_; ///< block with the WITH, name → its block
  std::string problem_;
  int depth_ = 0;
};

/// The OR of several arms, each what holds in it.
[[nodiscard]] std::vector<Condition> any_of_arms(std::vector<std::vector<Condition>> arms);

} // namespace partywall::sql
