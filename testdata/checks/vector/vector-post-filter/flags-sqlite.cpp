// Vector tables of SQLite: MATCH and k rank and cut by themselves, before anything is joined or asked around it.
#include <string>
#include <vector>

#include <sqlite3.h>

struct Owner {
  long long account_id = 0;
};

std::vector<std::string> run(sqlite3* db, const char* text, const Owner& owner, const std::vector<float>& query) {
  sqlite3_stmt* statement = nullptr;
  std::vector<std::string> bodies;
  if (sqlite3_prepare_v2(db, text, -1, &statement, nullptr) != SQLITE_OK) return bodies;
  sqlite3_bind_blob(statement, 1, query.data(), static_cast<int>(query.size() * sizeof(float)), SQLITE_STATIC);
  sqlite3_bind_int64(statement, 2, owner.account_id);
  while (sqlite3_step(statement) == SQLITE_ROW)
    bodies.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
  sqlite3_finalize(statement);
  return bodies;
}

std::vector<std::string> around_leaks(sqlite3* db, const Owner& owner, const std::vector<float>& query) {
  sqlite3_stmt* statement = nullptr;
  std::vector<std::string> bodies;
  const char* const text =
      "SELECT m.body FROM (SELECT rowid, distance FROM vec_memos WHERE embedding MATCH ?1 AND k = 24) AS v "
      "JOIN memos AS m ON m.id = v.rowid WHERE m.account_id = ?2 ORDER BY v.distance LIMIT 6";
  if (sqlite3_prepare_v2(db, text, -1, &statement, nullptr) != SQLITE_OK) return bodies;   // step
  sqlite3_bind_blob(statement, 1, query.data(), static_cast<int>(query.size() * sizeof(float)), SQLITE_STATIC);
  sqlite3_bind_int64(statement, 2, owner.account_id);
  while (sqlite3_step(statement) == SQLITE_ROW)   // leak: vector-post-filter
    bodies.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
  sqlite3_finalize(statement);
  return bodies;
}

// The same block, another table: the join comes after the k nearest.
std::vector<std::string> joined_leaks(sqlite3* db, const Owner& owner, const std::vector<float>& query) {
  sqlite3_stmt* statement = nullptr;
  std::vector<std::string> bodies;
  const char* const text = "SELECT m.body FROM vec_memos AS v JOIN memos AS m ON m.id = v.rowid "
                           "WHERE v.embedding MATCH ?1 AND v.k = 10 AND m.account_id = ?2 ORDER BY v.distance";
  if (sqlite3_prepare_v2(db, text, -1, &statement, nullptr) != SQLITE_OK) return bodies;   // step
  sqlite3_bind_blob(statement, 1, query.data(), static_cast<int>(query.size() * sizeof(float)), SQLITE_STATIC);
  sqlite3_bind_int64(statement, 2, owner.account_id);
  while (sqlite3_step(statement) == SQLITE_ROW)   // leak: vector-post-filter
    bodies.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
  sqlite3_finalize(statement);
  return bodies;
}

// A partition of the vector table: the nearest of the account.
std::vector<std::string> partition_is_scoped(sqlite3* db, const Owner& owner, const std::vector<float>& query) {
  return run(db,   // clean
             "SELECT m.body FROM vec_memos AS v JOIN memos AS m ON m.id = v.rowid "
             "WHERE v.embedding MATCH ?1 AND v.k = 10 AND v.account_id = ?2 ORDER BY v.distance",
             owner, query);
}

// The rows that may take part are named to the vector table.
std::vector<std::string> rows_are_scoped(sqlite3* db, const Owner& owner, const std::vector<float>& query) {
  return run(db,   // clean
             "SELECT body FROM (SELECT rowid, distance FROM vec_memos WHERE embedding MATCH ?1 AND k = 10 "
             "AND rowid IN (SELECT id FROM memos WHERE account_id = ?2)) AS v JOIN memos ON id = v.rowid",
             owner, query);
}

// Full text is no vector: its MATCH neither ranks nor cuts.
std::vector<std::string> words_are_scoped(sqlite3* db, const Owner& owner, const std::vector<float>& query) {
  return run(db,   // clean
             "SELECT m.body FROM memo_words AS w JOIN memos AS m ON m.id = w.rowid "
             "WHERE w.body MATCH ?1 AND m.account_id = ?2 ORDER BY rank LIMIT 10",
             owner, query);
}
