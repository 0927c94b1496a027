#include "tests/flow/sql/print.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

namespace partywall::sql {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// How print() shows what is understood: `cte select id, d~ from chunks c@1 where 0:0.tenant = $2 near limit 5 ^0`:
/// `~` marks a distance, `@1` and `#1` a block, `0:0.` block and table of a column, `^0` the parent,
/// `?null` and `?others` what else a condition lets through; `{0}` is a hole.
struct Case {
  const char* text; ///< `{}` is a hole.
  const char* expected;
};

template <std::size_t count> void check(const Case (&cases)[count]) {
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(parsed(text), expected) << text;
}

TEST(Sql, finds_what_is_nearest) {
  check({
      {"SELECT id, body FROM chunks WHERE tenant_id = $2 ORDER BY embedding <=> $1 LIMIT 5",
       "select id, body from chunks where 0:0.tenant_id = $2 near limit 5"},
      {"SELECT c.id, c.embedding <-> $1::vector AS d FROM public.chunks AS c WHERE c.workspace_id = $2::uuid ORDER BY "
       "d LIMIT 3",
       "select id, d~ from public.chunks c where 0:0.workspace_id = $2 near limit 3"},
      {"SELECT t.title FROM (SELECT id, workspace_id, title, embedding <-> $1::vector AS distance FROM notes ORDER BY "
       "distance LIMIT 20) t WHERE t.workspace_id = $2",
       "select title from  t@1 where 0:0.workspace_id = $2 | from select id, workspace_id, title, distance~ from notes "
       "near limit 20 ^0"},
      {"SELECT * FROM (SELECT * FROM notes WHERE tenant = $1) ORDER BY l2_distance(e, $2) LIMIT 4",
       "select * from @1 near limit 4 | from select * from notes where 1:0.tenant = $1 ^0"},
      {"WITH nearest AS (SELECT account_id, problem, embedding <=> $2::vector AS distance FROM solved ORDER BY "
       "embedding <=> $2::vector LIMIT 12) SELECT problem, distance FROM nearest WHERE account_id = $1 AND distance < "
       "0.35 ORDER BY distance LIMIT 3",
       "select problem, distance~ from nearest@1 where 0:0.account_id = $1, 0:0.distance < 0.35 near limit 3 | cte "
       "select account_id, problem, distance~ from solved near limit 12 ^0"},
      {"SELECT d.id FROM chunks c JOIN documents d ON d.id = c.document_id AND d.workspace_id = $2 ORDER BY c.e <-> $1 "
       "LIMIT 5",
       "select id from chunks c, documents d where 0:1.id = 0:0.document_id, 0:0.document_id = 0:1.id, "
       "0:1.workspace_id = $2 near limit 5"},
      {"SELECT q.id, n.body FROM questions q CROSS JOIN LATERAL (SELECT body FROM notes WHERE notes.tenant = q.tenant "
       "ORDER BY e <-> q.e LIMIT 3) n WHERE q.id = $1",
       "select id, body from questions q,  n@1 where 0:0.id = $1 | from select body from notes where 1:0.tenant = "
       "0:0.tenant, 0:0.tenant = 1:0.tenant near limit 3 ^0"},
  });
}

TEST(Sql, reads_conditions) {
  check({
      {"SELECT a FROM t WHERE tenant = $1 OR tenant IS NULL", "select a from t where 0:0.tenant = $1 ?null"},
      {"SELECT a FROM t WHERE (tenant = $1 OR tenant = 'public') AND lang = $2",
       "select a from t where 0:0.tenant in $1 'public', 0:0.lang = $2"},
      {"SELECT a FROM t WHERE tenant = $1 OR (tenant = 'public' AND visible)",
       "select a from t where 0:0.tenant in $1 'public', 0:0.visible is true ?others"},
      {"SELECT a FROM t WHERE tenant = $1 AND lang = $2 OR shared",
       "select a from t where 0:0.tenant = $1 ?others, 0:0.lang = $2 ?others, 0:0.shared is true ?others"},
      {"SELECT a FROM t WHERE $1 IS NULL OR tenant = $1",
       "select a from t where is null $1 ?others, 0:0.tenant = $1 ?others"},
      {"SELECT a FROM t WHERE tenant = COALESCE($1, tenant)", "select a from t where 0:0.tenant = other( $1 )"},
      {"SELECT a FROM t WHERE NOT (tenant <> $1 OR deleted)",
       "select a from t where 0:0.tenant = $1, 0:0.deleted is not true"},
      {"SELECT a FROM t WHERE tenant = ANY($1::text[])", "select a from t where 0:0.tenant in $1[]"},
      {"SELECT a FROM t WHERE tenant = ANY(ARRAY[$1, 'public'])", "select a from t where 0:0.tenant in $1 'public'"},
      {"SELECT a FROM t WHERE $1 = ANY(readers)", "select a from t where 0:0.readers contains $1"},
      {"SELECT a FROM t WHERE tenant = current_setting('app.Tenant', true)::uuid",
       "select a from t where 0:0.tenant = setting(app.tenant)"},
      {"SELECT a FROM t WHERE (tenant, lang) = ($1, $2)", "select a from t where 0:0.tenant = $1, 0:0.lang = $2"},
      {"SELECT a FROM t WHERE m @> jsonb_build_object('tenant', $1::text)", "select a from t where m->0:0.tenant = $1"},
      {"EXPLAIN SELECT a FROM t WHERE x = $1", "select a from t where 0:0.x = $1"},
      {R"~(SELECT a FROM t WHERE tenant::text = $1 COLLATE "C" AND n BETWEEN $2 AND $3 AND b LIKE 'x%' AND NOT c LIKE 'y' AND d IS NOT DISTINCT FROM $4)~",
       "select a from t where 0:0.tenant = $1, 0:0.n between $2 $3, 0:0.b like 'x%', 0:0.c not like 'y', 0:0.d is not "
       "distinct from $4"},
      {"SELECT a FROM t WHERE $1 = tenant AND $2 < n AND 1 = 1 AND e <-> $3 < 0.5",
       "select a from t where 0:0.tenant = $1, 0:0.n > $2, < other( $3 ) 0.5"},
      {"SELECT a FROM ONLY t", "select a from t"},
      {"SELECT a FROM t WHERE tenant = $1 GROUP BY a HAVING count(*) > 1",
       "select a from t where 0:0.tenant = $1, > count( ) 1"},
      {R"~(SELECT a FROM "T x" WHERE "tenantId" = $1)~", "select a from t x where 0:0.tenantid = $1"},
      {"SELECT a FROM t FETCH FIRST 3 ROWS ONLY", "select a from t limit 3"},
      {"SELECT a FROM t WHERE meta->'owner'->>'tenant' = $1 AND meta#>>'{x,team}' = $2",
       "select a from t where meta->0:0.tenant = $1, meta->0:0.team = $2"},
  });
}

TEST(Sql, reads_subqueries_and_joins) {
  check({
      {"SELECT a FROM t WHERE tenant = (SELECT NULLIF(current_setting('app.tenant', true), '')::uuid)",
       "select a from t where 0:0.tenant = setting(app.tenant)"},
      {"SELECT a FROM t WHERE doc_id IN (SELECT id FROM documents WHERE owner = $1)",
       "select a from t where 0:0.doc_id in #1 | expression select id from documents where 1:0.owner = $1 ^0"},
      {"SELECT a FROM t WHERE EXISTS (SELECT 1 FROM documents d WHERE d.id = t.doc_id AND d.owner = $1)",
       "select a from t where exists #1 | expression select  from documents d where 1:0.id = 0:0.doc_id, 0:0.doc_id = "
       "1:0.id, 1:0.owner = $1 ^0"},
      {"SELECT d.id FROM chunks c LEFT JOIN documents d ON d.id = c.document_id AND d.workspace_id = $2",
       "select id from chunks c, documents d where 0:1.id = 0:0.document_id ?null, 0:0.document_id = 0:1.id ?others, "
       "0:1.workspace_id = $2 ?null"},
      {"SELECT d.id FROM chunks c JOIN documents USING (tenant_id)",
       "select id from chunks c, documents where 0:0.tenant_id = 0:1.tenant_id, 0:1.tenant_id = 0:0.tenant_id"},
      {"SELECT a FROM t WHERE x = $1 UNION SELECT a FROM u WHERE y = $2 UNION ALL SELECT a FROM v ORDER BY 1 LIMIT 5",
       "select a union from @1, @2, @3 limit 5 | arm select a from t where 1:0.x = $1 ^0 | arm select a from u where "
       "2:0.y = $2 ^0 | arm select a from v ^0"},
      {"WITH RECURSIVE r AS (SELECT id FROM n WHERE id = $1 UNION ALL SELECT n.id FROM n JOIN r ON n.p = r.id) SELECT "
       "id FROM r",
       "select id from r@1 | cte select id union from @2, @3 ^0 | arm select id from n where 2:0.id = $1 ^1 | arm "
       "select id from n, r@1 where 3:0.p = 3:1.id, 3:1.id = 3:0.p ^1"},
      {"SELECT (SELECT count(*) FROM u WHERE u.t = $1), a FROM t",
       "select , a from t | expression select count from u where 1:0.t = $1 ^0"},
      {"SELECT count(*) FROM t WHERE NOT tenant IN ($1) AND NOT EXISTS (SELECT 1 FROM u)",
       "select count from t where 0:0.tenant not in $1, not exists #1 | expression select  from u ^0"},
  });
}

TEST(Sql, reads_writes) {
  check({
      {"INSERT INTO cache(account_id, key, answer) VALUES ($1, $2, $3), ($4, {}, '{}:x') ON CONFLICT (account_id, key) "
       "DO UPDATE SET answer = excluded.answer, n = cache.n + 1 RETURNING id",
       "insert id from cache set account_id=$1, key=$2, answer=$3, account_id=$4, key={0}, answer='{1}:x'( {1} ) "
       "conflict account_id,key do answer=answer, n=other( )"},
      {"INSERT INTO chunks(label, workspace_id) SELECT $1, $2 FROM accounts WHERE id = $3",
       "insert from chunks set label=$1, workspace_id=$2 | source select ,  from accounts where 1:0.id = $3 ^0"},
      {"INSERT INTO chunks VALUES (?, ?, now())", "insert from chunks set =$1, =$2, =now( )"},
      {"INSERT OR REPLACE INTO vec_chunks(rowid, embedding) VALUES (?, ?)",
       "insert from vec_chunks set rowid=$1, embedding=$2"},
      {"UPDATE orders SET state = 'x', n = n + $3 WHERE account_id = $1 AND order_no = $2",
       "update from orders set state='x', n=other( $3 ) where 0:0.account_id = $1, 0:0.order_no = $2"},
      {"DELETE FROM chunks WHERE document_id = $1 AND workspace_id = $2 RETURNING label",
       "remove label from chunks where 0:0.document_id = $1, 0:0.workspace_id = $2"},
      {"DELETE FROM chunks USING documents d WHERE d.id = chunks.doc AND d.tenant = {}",
       "remove from chunks, documents d where 0:1.id = 0:0.doc, 0:0.doc = 0:1.id, 0:1.tenant = {0}"},
      {"WITH gone AS (DELETE FROM chunks WHERE id = $1 RETURNING *) SELECT count(*) FROM gone",
       "select count from gone@1 | cte remove * from chunks where 1:0.id = $1 ^0"},
      {"DELETE FROM {} WHERE account_id = $1", "remove from {0} where 0:0.account_id = $1"},
      {"INSERT INTO {} (a, {}) VALUES {}", "insert from {0} set ={2}"},
      {"INSERT INTO t(a) VALUES ({}), ({})", "insert from t set a={0}, a={1}"},
      {"UPDATE t SET {} = {} WHERE id = {}", "update from t set {0}={1} where 0:0.id = {2}"},
  });
}

TEST(Sql, reads_settings_and_transactions) {
  check({
      {"SELECT set_config('app.tenant', $1, true)", "local app.tenant = $1"},
      {"SET LOCAL app.tenant = '{}'", "local app.tenant = '{0}'"},
      {"SET ROLE {}", "session role = {0}"},
      {"RESET app.tenant", "session app.tenant = null"},
      {"BEGIN; SELECT set_config('app.tenant', $1, true); SELECT a FROM t; COMMIT",
       "begin ;; local app.tenant = $1 ;; select a from t ;; commit"},
      {"DO $$ BEGIN PERFORM 1; END $$", "other"},
  });
}

TEST(Sql, reads_definitions) {
  check({
      {"CREATE TABLE IF NOT EXISTS notes (id bigserial PRIMARY KEY, tenant_id uuid NOT NULL, body text, embedding "
       "vector(768), UNIQUE (tenant_id, id))",
       "create table notes(id,tenant_id,body,embedding)"},
      {"CREATE TABLE manual (id bigserial PRIMARY KEY, title text, embedding vector(3))",
       "create table manual(id,title,embedding)"},
      {"CREATE TABLE x (LIKE y, z int)", "create table x(z,…)"},
      {"ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE notes FORCE ROW LEVEL SECURITY",
       "alter table notes rls ;; alter table notes force"},
      {"CREATE POLICY p ON notes USING (tenant_id = current_setting('app.tenant')::uuid) WITH CHECK (tenant_id = "
       "current_setting('app.tenant')::uuid)",
       "create policy notes all | using select from notes where 0:0.tenant_id = setting(app.tenant) | check select "
       "from notes where 1:0.tenant_id = setting(app.tenant)"},
      {"CREATE POLICY p ON notes AS RESTRICTIVE FOR SELECT USING (true)",
       "create policy notes select restrictive | using select from notes"},
      {"TRUNCATE chunks, notes", "remove from chunks | remove from notes"},
      {"CREATE VIRTUAL TABLE vec_chunks USING vec0(tenant_id text partition key, embedding float[384] "
       "distance_metric=cosine, +body text, chunk_size=8)",
       "create table vec_chunks(tenant_id,embedding,body)"},
  });
}

TEST(Sql, fills_holes) {
  check({
      {"SELECT a FROM t WHERE tenant IN ($1, 'public', {})", "select a from t where 0:0.tenant in $1 'public' {0}"},
      {R"~(SELECT a FROM t WHERE metadata->>'tenant' = $1 AND metadata @> '{"team": "{}"}' AND lower(region) = lower($2))~",
       "select a from t where metadata->0:0.tenant = $1, metadata->0:0.team = '{0}', lower(0:0.region) = lower( $2 )"},
      {"SELECT a FROM {} WHERE tenant = $1", "select a from {0} where 0:0.tenant = $1"},
      {"SELECT a FROM chunks_{} WHERE x = 1", "select a from chunks_{0} where 0:0.x = 1"},
      {"SELECT a FROM {}.chunks", "select a from {0}.chunks"},
      {R"~(SELECT a FROM "tenant_{}"."chunks")~", "select a from tenant_{0}.chunks"},
      {"SELECT a FROM t WHERE tenant = {} AND name = '{}' AND key = 'k:{}:{}' AND z = {}{}",
       "select a from t where 0:0.tenant = {0}, 0:0.name = '{1}', 0:0.key = 'k:{2}:{3}'( {2} {3} ), 0:0.z = other( {4} "
       "{5} )"},
      {"SELECT a FROM t WHERE tenant IN {}", "select a from t where 0:0.tenant in {0}"},
      {"SELECT a FROM t WHERE tenant IN ({})", "select a from t where 0:0.tenant in {0}"},
      {"SELECT a FROM t WHERE true{} ORDER BY e <=> $1 LIMIT {}",
       "select a from t near limit {1} | fragment {0} where"},
      {"SELECT a FROM t WHERE lang = $2 {} ORDER BY e <=> $1 LIMIT $3",
       "select a from t where 0:0.lang = $2 near limit $3 | fragment {0} where"},
      {"SELECT a FROM t {} LIMIT 5", "select a from t limit 5 | fragment {0} from"},
      {"SELECT a FROM t WHERE {}", "select a from t where  {0}"},
      {"SELECT {} FROM t ORDER BY {}", "select  from t order{}"},
      {"SELECT a FROM t WHERE lang = $1 AND tenant = ${} LIMIT ${}",
       "select a from t where 0:0.lang = $1, 0:0.tenant = $0 $0 {0} limit $0 $0 {1}"},
      {R"~(SELECT a -- comment {} ' ")~", "select a"},
      {R"~(SELECT 'x {} ' /* {} */ , $$ {} $$, E'\'{}')~", "select , , "},
      {"SELECT a FROM t WHERE tenant = {}; DROP TABLE {}", "select a from t where 0:0.tenant = {0} ;; drop table {1}"},
      {"SELECT a FROM t WHERE tenant = 'it''s {}'", "select a from t where 0:0.tenant = 'it's {0}'( {0} )"},
      {"SELECT a FROM t ORDER BY distance {} LIMIT 3", "select a from t limit 3 | fragment {0} order by"},
      {"SELECT a FROM t WHERE tenant = owner {} ORDER BY a",
       "select a from t where 0:0.tenant = 0:0.owner, 0:0.owner = 0:0.tenant | fragment {0} where"},
      {"SELECT a FROM {} {} WHERE x = 1", "select a from {0} where 0:0.x = 1 | fragment {1} from"},
      {"SELECT a FROM t WHERE x = {} {} LIMIT {}", "select a from t where 0:0.x = {0} limit {2} | fragment {1} where"},
      {"SELECT a FROM t{} WHERE x = 1", "select a from t where 0:0.x = 1 | fragment {0} from"},
      {"SELECT a FROM t WHERE at > now() - interval '{} days' AND b > now() - make_interval(days => {})",
       "select a from t where 0:0.at > other( {0} ), 0:0.b > other( {1} )"},
      {"SELECT a FROM t WHERE {} = $1", "select a from t where = {0} $1"},
      {"SELECT a FROM t WHERE tenant = {} ORDER BY e <-> '{}'::vector LIMIT 3",
       "select a from t where 0:0.tenant = {0} near limit 3"},
      {"SELECT a FROM t WHERE tenant = lower({})", "select a from t where 0:0.tenant = lower( {0} )"},
      {"SELECT a FROM f({}) AS x WHERE x.b = 1", "select a from f x where 0:0.b = 1"},
      {R"~(SELECT a FROM t WHERE tenant = E'a\'{}' AND b = 1)~",
       "select a from t where 0:0.tenant = 'a'{0}'( {0} ), 0:0.b = 1"},
  });
}

TEST(Sql, reads_other_dialects) {
  check({
      {"SELECT d.body FROM vec_chunks v JOIN documents d ON d.id = v.rowid WHERE v.embedding MATCH :e AND k = 5 ORDER "
       "BY v.distance",
       "select body from vec_chunks v, documents d where 0:1.id = 0:0.rowid, 0:0.rowid = 0:1.id, 0:0.embedding match "
       "$1, k = 5 near limit 5"},
      {"{} SELECT a FROM t WHERE a = ?||'x'", "select a from t where 0:0.a = other( $1 ) | fragment {0} "},
      {"SELECT a FROM t WHERE a=?+1 AND m ?| array[?]",
       "select a from t where 0:0.a = other( $1 ), 0:0.m ?| other( $2 )"},
      {"SELECT rowid FROM vec_chunks WHERE embedding MATCH ? AND k = 5",
       "select rowid from vec_chunks where 0:0.embedding match $1, 0:0.k = 5 near limit 5"},
      {"SELECT rowid FROM words WHERE words MATCH ?", "select rowid from words where 0:0.words match $1"},
      {"SELECT rowid, distance FROM vec_chunks WHERE embedding MATCH ? AND k = 5 AND tenant = ?2 ORDER BY distance",
       "select rowid, distance~ from vec_chunks where 0:0.embedding match $1, 0:0.k = 5, 0:0.tenant = $2 near limit 5"},
      {"SELECT a FROM t WHERE tenant = :tenant AND x=@x AND y = :tenant",
       "select a from t where 0:0.tenant = $1, 0:0.x = $2, 0:0.y = $1"},
      {"SELECT a FROM t WHERE metadata ? 'tenant' AND tenant = $1",
       "select a from t where 0:0.metadata ? 'tenant', 0:0.tenant = $1"},
      {"SELECT a FROM t WHERE metadata ? 'tenant'", "select a from t where 0:0.metadata ? 'tenant'"},
      {"SELECT `a` FROM `t` WHERE `Tenant` == ?", "select a from t where 0:0.tenant = $1"},
      {"PRAGMA journal_mode=WAL; CREATE TABLE t(id integer primary key autoincrement, owner text) WITHOUT ROWID; "
       "SELECT 1",
       "unknown ;; create table t(id,owner) ;; select "},
      {"SELECT id FROM t WHERE tenant = ? ORDER BY array_cosine_similarity(e, ?::FLOAT[384]) DESC LIMIT 3",
       "select id from t where 0:0.tenant = $1 near limit 3"},
      {"SELECT a FROM t WHERE json_extract(meta, '$.owner.tenant') = ?1",
       "select a from t where meta->0:0.tenant = $1"},
  });
}

TEST(Sql, says_what_is_not_understood) {
  check({
      {"SELEC a FROM t", R"~(not understood: syntax error at or near "SELEC")~"},
      {"SELECT a FROM t WHERE a = 'x", "not understood: a quotation or comment without end"},
      {"MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE", "not understood: MERGE"},
      {"{}", "not understood: not one statement"},
      {"SELECT a FROM t WHERE t.x = $70000", "not understood: a parameter with the number 70000"},
      {"SELECT a FROM t ORDER BY embedding {} $1 LIMIT 3", "not understood: a hole between two operands"},
      {"SELECT a FROM t {} c WHERE c.x = 1", "not understood: a hole between two operands"},
      {"SELECT a FROM t WHERE a {} = 1", "not understood: a hole between two operands"},
  });
}

TEST(Sql, does_not_read_what_it_cannot_bound) {
  const auto nested = [](int depth, const char* open, const char* close) {
    std::string text = "SELECT a FROM t WHERE ";
    for (int level = 0; level < depth; ++level)
      text += open;
    text += "a = 1";
    for (int level = 0; level < depth; ++level)
      text += close;
    return parsed(text);
  };
  EXPECT_THAT(nested(1000, "NOT (x AND ", ")"), StartsWith("not understood: it is nested too deeply"));
  EXPECT_THAT(nested(1000, "EXISTS (SELECT 1 WHERE ", ")"), StartsWith("not understood: it is nested too deeply"));
  EXPECT_THAT(nested(60000, "(", ")"), StartsWith("not understood: the statement is too long"));
  EXPECT_THAT(nested(15000, "(", ")"), StartsWith("not understood: memory exhausted"));
  EXPECT_THAT(nested(30000, "1+", ""), StartsWith("select a from t where"));
  EXPECT_THAT(parsed(std::string(2 << 20, ' ')), StartsWith("not understood: more than a mebibyte"));
  std::string holes = "SELECT a FROM t WHERE a IN (1";
  for (int hole = 0; hole < 101; ++hole)
    holes += ", {}";
  EXPECT_EQ(parsed(holes + ")"), "not understood: too many holes");
  EXPECT_THAT(parsed("SELECT a FROM t WHERE a = ?777777777 AND b = :b"), StartsWith("not understood"));
}

TEST(Sql, refuses_bytes_that_would_be_read_differently) {
  EXPECT_THAT(parsed(std::string("SELECT 1\0 FROM t", 16)), HasSubstr("control characters"));
  EXPECT_THAT(parsed("SELECT '\x01'"), HasSubstr("control characters"));
  EXPECT_THAT(parsed("SELECT '\xff'"), HasSubstr("not UTF-8"));
  EXPECT_THAT(parsed("SELECT '\xe2\x82"), HasSubstr("not UTF-8"));
  EXPECT_THAT(parsed("SELECT pw_hole_0_ FROM t"), HasSubstr("stands for holes"));
  EXPECT_FALSE(parse({{.text = "SELECT pw_ho"}, {.text = "le_0_ FROM t"}}).has_value());
  EXPECT_THAT(parsed("SELECT a FROM " + std::string(60, 'x') + "_{}"), HasSubstr("too long"));
}

TEST(Sql, has_nothing_to_say_about_no_text) {
  EXPECT_FALSE(parse({}).has_value());
  EXPECT_EQ(parsed(""), "not understood: there is no statement");
  EXPECT_EQ(parsed(" ; -- nothing\n ;"), "not understood: there is no statement");
}

TEST(Sql, can_be_asked_from_several_threads) {
  const auto text =
      "SELECT a FROM t WHERE tenant = {} AND x IN (SELECT y FROM u WHERE z = $1) ORDER BY e <-> $2 LIMIT 3";
  const auto expected = parsed(text);
  std::array<int, 4> different{};
  {
    std::vector<std::jthread> threads;
    for (auto& count : different)
      threads.emplace_back([&] {
        for (int round = 0; round < 200; ++round)
          count +=
              (parsed(text) != expected) + (parsed("SELEC 1") != "not understood: syntax error at or near \"SELEC\"");
      });
  }
  EXPECT_THAT(different, testing::Each(0));
}

TEST(Sql, does_not_mind_where_pieces_end) {
  const auto statements = parse(
      {{.text = "SELECT a FROM t WH"}, {.text = ""}, {.text = "ERE tenant = '"}, {.is_hole = true}, {.text = "'"}});
  ASSERT_TRUE(statements.has_value());
  EXPECT_EQ(print(statements->front()), "select a from t where 0:0.tenant = '{0}'");
}

TEST(Sql, names_placeholders) {
  const auto statements = parse(pieces_of("SELECT a FROM t WHERE x = ? AND tenant = :tenant"));
  ASSERT_TRUE(statements.has_value());
  EXPECT_THAT(statements->front().parameter_names, testing::ElementsAre(testing::Pair(2, "tenant")));
}

TEST(Sql, keeps_the_text_of_a_policy) {
  const auto statements = parse(pieces_of("CREATE POLICY p ON notes USING (tenant_id = {})"));
  ASSERT_TRUE(statements.has_value());
  EXPECT_EQ(statements->front().policy_text, "CREATE POLICY p ON notes USING (tenant_id = {0})");
}

TEST(Sql, says_why_one_statement_of_a_script_is_unknown) {
  const auto statements = parse(pieces_of("SELECT a FROM t; SELEC b"));
  ASSERT_TRUE(statements.has_value());
  ASSERT_EQ(statements->size(), 2u);
  EXPECT_EQ((*statements)[1].kind, Statement::Kind::unknown);
  EXPECT_THAT((*statements)[1].problem, HasSubstr("SELEC"));
}

} // namespace
} // namespace partywall::sql
