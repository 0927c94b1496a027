/// Audits that run to the end.
#include "tests/cli/program.h"

#include <algorithm>

#include <gmock/gmock.h>

namespace partywall {
namespace {

using test::Outcome;
using test::Project;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// An agent whose response cache is shared by tenants, in two units.
Project leaking_project() {
  Project project;
  project.file("redis.h", "#pragma once\n"
                          "extern \"C\" {\n"
                          "struct redisContext;\n"
                          "struct redisReply { int type; long long integer; unsigned long len; char* str; };\n"
                          "void* redisCommand(redisContext* context, const char* format, ...);\n"
                          "}\n");
  project.file("cache.h", "#pragma once\n"
                          "#include <string>\n"
                          "#include \"redis.h\"\n"
                          "std::string model_answer(const std::string& tenant_id, const std::string& prompt);\n"
                          "void put(redisContext* redis, const std::string& key, const std::string& value);\n");
  project.unit("cache.cpp", "#include \"cache.h\"\n"
                            "void put(redisContext* redis, const std::string& key, const std::string& value) {\n"
                            "  redisCommand(redis, \"SET %s %s\", key.c_str(), value.c_str());\n"
                            "}\n",
               {"-std=c++20"});
  project.unit("agent.cpp", "#include \"cache.h\"\n"
                            "void answer(redisContext* redis, const std::string& tenant_id, const std::string& prompt) {\n"
                            "  const std::string reply = model_answer(tenant_id, prompt);\n"
                            "  put(redis, \"answer:\" + prompt, reply);\n"
                            "}\n",
               {"-std=c++20"});
  return project;
}

Project plain_project(int units) {
  Project project;
  for (int i = 0; i < units; ++i) {
    const std::string number = std::to_string(i);
    project.unit("unit" + number + ".cpp",
                 "static int same_name(int x) { return x + " + number + "; }\nint f" + number +
                     "(int tenant_id) { return same_name(tenant_id); }\n");
  }
  return project;
}

TEST(Audit, ends_with_1_where_a_tenant_leaks) {
  const Outcome outcome = leaking_project().audit();
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("agent.cpp:4:"), HasSubstr("[cache-key-missing-tenant]")));
}

TEST(Audit, obeys_fail_on_and_levels) {
  const Project project = leaking_project();
  EXPECT_EQ(project.audit({"--fail-on", "never"}).status, 0);
  project.file(".partywall.yaml", "fail_on: never\n");
  EXPECT_EQ(project.audit().status, 0);
  EXPECT_EQ(project.audit({"--fail-on", "warning"}).status, 1) << "the command line is stronger";
  project.file(".partywall.yaml", "checks: {cache-key-missing-tenant: note}\n");
  EXPECT_EQ(project.audit().status, 0);
  EXPECT_THAT(project.audit().out, HasSubstr("note: "));
  EXPECT_EQ(project.audit({"--fail-on", "note"}).status, 1);
  project.file(".partywall.yaml", "checks: {cache-key-missing-tenant: off}\n");
  EXPECT_THAT(project.audit().out, Not(HasSubstr("cache-key-missing-tenant")));
}

TEST(Audit, leaves_out_code_that_serves_one_tenant_and_says_so) {
  const Project project = leaking_project();
  project.file(".partywall.yaml", "single_tenant: [agent.cpp]\n");
  const Outcome outcome = project.audit();
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_THAT(outcome.out, AllOf(Not(HasSubstr("[cache-key-missing-tenant]")), HasSubstr("1 findings are left out")));
  project.file(".partywall.yaml", "single_tenant: [other.cpp]\n");
  EXPECT_EQ(project.audit().status, 1);
}

TEST(Audit, takes_words_out_of_the_vocabulary) {
  Project project;
  const std::string code = "#include <string>\n#include <unordered_map>\n"
                           "std::string ask(const std::string& account_id, const std::string& prompt);\n"
                           "static std::unordered_map<std::string, std::string> kept;\n"
                           "std::string answer(const std::string& account_id, const std::string& prompt) {\n"
                           "  const auto hit = kept.find(prompt);\n"
                           "  if (hit != kept.end()) return hit->second;\n"
                           "  return kept[prompt] = ask(account_id, prompt);\n}\n";
  project.unit("pool.cpp", code, {"-std=c++20"});
  EXPECT_EQ(project.audit().status, 1);
  project.file(".partywall.yaml", "identity: {exclude: [account]}\n");
  const Outcome outcome = project.audit();
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("no tenant identity"));
}

TEST(Audit, reports_only_the_files_asked_for) {
  const Project project = leaking_project();
  EXPECT_EQ(project.audit({"cache.cpp"}).status, 0);
  EXPECT_EQ(project.audit({"agent.cpp"}).status, 1);
  EXPECT_EQ(project.audit({"."}).status, 1);
}

TEST(Audit, mends_keys_when_asked_to) {
  const Project project = leaking_project();
  const Outcome outcome = project.audit({"--fix"});
  EXPECT_EQ(outcome.status, 1) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("1 of 1 findings mended in 1 files"));
  EXPECT_THAT(project.contents("agent.cpp"), HasSubstr("put(redis, tenant_id + \":\" + \"answer:\" + prompt, reply);"));
  EXPECT_EQ(project.audit().status, 0) << project.audit().out;
}

TEST(Audit, leaves_the_sources_alone_unless_asked_to) {
  const Project project = leaking_project();
  const std::string before = project.contents("agent.cpp");
  EXPECT_THAT(project.audit().out, HasSubstr("suggestion: Put 'tenant_id' in front of the key"));
  EXPECT_EQ(project.contents("agent.cpp"), before);
}

TEST(Audit, accepts_a_reasoned_suppression) {
  Project project = leaking_project();
  std::string text = project.contents("agent.cpp");
  text.insert(text.find("  put("), "  // partywall: ignore(cache-key-missing-tenant): prompts are public here\n");
  project.file("agent.cpp", text);
  EXPECT_EQ(project.audit().status, 0);
}

TEST(Audit, says_both_where_it_is_incomplete_and_found_something) {
  Project project = leaking_project();
  project.unit("broken.cpp", "#include \"absent.h\"\n");
  const Outcome outcome = project.audit();
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, HasSubstr("[cache-key-missing-tenant]"));
  EXPECT_THAT(outcome.err, HasSubstr("the audit is incomplete"));
}

TEST(Audit, says_that_no_identity_was_found) {
  Project project;
  project.unit("plain.cpp", "int add(int a, int b) { return a + b; }\n");
  const Outcome outcome = project.audit();
  EXPECT_EQ(outcome.status, 0);
  const auto message = AllOf(HasSubstr("no tenant identity was found"), HasSubstr("identity: {names:"));
  EXPECT_THAT(outcome.out, message);
  EXPECT_THAT(project.audit({"--output", "json"}).err, message);
  EXPECT_EQ(project.audit({"--strict"}).status, 1);
}

TEST(Audit, is_quiet_where_all_is_well) {
  const Outcome outcome = plain_project(1).audit();
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
}

TEST(Audit, keeps_machine_output_pure) {
  const Outcome outcome = leaking_project().audit({"--output", "sarif"});
  EXPECT_TRUE(nlohmann::json::accept(outcome.out));
  EXPECT_EQ(outcome.out.find('\033'), std::string::npos);
}

TEST(Audit, writes_several_reports_at_once) {
  const Project project = leaking_project();
  const Outcome outcome = project.audit({"--output", "text", "--output", "sarif=a.sarif", "--output", "json=a.json"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, HasSubstr("agent.cpp:4:"));
  const auto sarif = nlohmann::json::parse(project.contents("a.sarif"));
  EXPECT_EQ(sarif["runs"][0]["results"][0]["ruleId"], "cache-key-missing-tenant");
  EXPECT_TRUE(nlohmann::json::accept(project.contents("a.json")));
}

TEST(Audit, does_not_depend_on_the_number_of_workers) {
  Project project = leaking_project();
  project.unit("broken.cpp", "#include \"absent.h\"\n");
  const Outcome one = project.audit({"-j", "1", "--output", "sarif"});
  EXPECT_EQ(one.status, 1);
  for (const std::string jobs : {"2", "3"})
    EXPECT_EQ(project.audit({"-j", jobs, "--output", "sarif"}).out, one.out);
}

TEST(Audit, gives_one_answer_in_ten_runs) {
  const Project project = leaking_project();
  const Outcome first = project.audit({"-j", "2", "--output", "sarif"});
  EXPECT_EQ(first.status, 1);
  for (int i = 1; i < 10; ++i)
    EXPECT_EQ(project.audit({"-j", "2", "--output", "sarif"}).out, first.out) << "run " << i;
}

TEST(Audit, is_not_disturbed_by_flags_of_gcc) {
  Project project;
  project.unit("gcc.cpp", "int f(int tenant_id) { return tenant_id; }\n",
               {"-std=gnu++20", "-fno-var-tracking-assignments", "-mindirect-branch=thunk", "-Wno-maybe-uninitialized",
                "-fstack-clash-protection", "-fno-ipa-sra", "-Wlogical-op", "-fconserve-stack", "-flto=auto", "-Werror"});
  const Outcome outcome = project.audit();
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
}

TEST(Audit, lowers_every_configuration_of_a_file) {
  Project project;
  const std::string text = "#ifdef SECOND\nint second(int tenant_id) { return tenant_id; }\n"
                           "#else\nint first() { return 1; }\n#endif\n";
  project.unit("both.cpp", text);
  project.unit("both.cpp", text, {"-DSECOND"});
  EXPECT_THAT(project.audit({"--dump-ir"}).out, AllOf(HasSubstr("first"), HasSubstr("second")));
  EXPECT_THAT(project.audit().out, HasSubstr("1 file"));
}

TEST(Audit, counts_the_files_outside_the_project) {
  Project project;
  project.unit("agent.cpp", "int f(int tenant_id) { return tenant_id; }\n");
  project.unit("third_party/lib.cpp", "int g() { return 2; }\n");
  const Outcome outcome = project.audit({"--output", "json"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("\"skipped\": 1"));
}

TEST(Phases, give_what_an_audit_gives) {
  const Project project = plain_project(3);
  const std::string whole = project.audit({"--dump-ir"}).out;
  EXPECT_THAT(whole, HasSubstr("same_name"));
  for (const std::string number : {"0", "1", "2"})
    EXPECT_EQ(project.run({"lower", "unit" + number + ".cpp", "-o", number + ".ir"}).status, 0);
  EXPECT_EQ(project.run({"link", "2.ir", "0.ir", "1.ir"}).out, whole);
  EXPECT_EQ(project.run({"link", "-o", "01.ir", "0.ir", "1.ir"}).status, 0);
  EXPECT_EQ(project.run({"link", "2.ir", "01.ir"}).out, whole);
}

TEST(Phases, lower_a_command_without_a_database) {
  const Project project = plain_project(1);
  const Outcome outcome = project.run({"lower", "unit0.cpp", "--root", ".", "--", "c++", "-c", "unit0.cpp"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("same_name"));
}

TEST(Phases, end_with_3_on_a_partial_unit) {
  Project project;
  project.unit("broken.cpp", "#include \"absent.h\"\nint seen() { return 1; }\n");
  const Outcome outcome = project.run({"lower", "broken.cpp"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("seen"), HasSubstr("absent.h")));
}

TEST(Inventory, lists_hops) {
  const Outcome text = leaking_project().run({"inventory"});
  EXPECT_EQ(text.status, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("cache.cpp:3:3: leaking (missing) cache.write\n"));
  EXPECT_THAT(leaking_project().run({"inventory", "agent.cpp"}).out, Not(HasSubstr("cache.cpp")));
  const auto json = nlohmann::json::parse(leaking_project().run({"inventory", "--output", "json"}).out);
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["verdicts"]["leaking"], 1);
  const auto leaking = std::ranges::find(json["hops"], "leaking", [](const auto& hop) { return hop["verdict"]; });
  ASSERT_NE(leaking, json["hops"].end());
  EXPECT_EQ((*leaking)["kind"], "cache.write");
  EXPECT_EQ((*leaking)["path"], "cache.cpp");
  EXPECT_EQ((*leaking)["line"], 3);
  EXPECT_THAT((*leaking)["slots"]["key"], HasSubstr("answer:"));
}

TEST(Inventory, says_which_privilege_lifts_scope) {
  Project project;
  project.unit("tool.cpp",
               "extern \"C\" { struct PGconn; struct PGresult;\n"
               "PGresult* PQexecParams(PGconn*, const char*, int, const unsigned*, const char* const*, const int*, const int*, int); }\n"
               "struct Principal { const char* tenant_id; bool is_platform_operator; };\n"
               "PGresult* order_of(PGconn* database, const Principal& who, const char* number) {\n"
               "  if (!who.is_platform_operator) return nullptr;\n"
               "  const char* values[] = {number};\n"
               "  return PQexecParams(database, \"SELECT total FROM orders WHERE number = $1\", 1, nullptr, values, nullptr, nullptr, 0);\n"
               "}\n");
  const Outcome text = project.run({"inventory"});
  EXPECT_THAT(text.out, HasSubstr("is_platform_operator: a privilege over the whole platform\n")) << text.err;
}

TEST(Catalogue, has_a_page_for_every_check) {
  const Project project = plain_project(1);
  const auto json = nlohmann::json::parse(project.run({"checks", "--json"}).out);
  ASSERT_GE(json["checks"].size(), 3U);
  const std::string table = project.run({"checks"}).out;
  for (const auto& check : json["checks"]) {
    const std::string id = check["id"];
    EXPECT_THAT(table, HasSubstr(id));
    const Outcome page = project.run({"explain", id});
    EXPECT_EQ(page.status, 0) << page.err;
    EXPECT_THAT(page.out, HasSubstr(id));
  }
}

TEST(Program, tells_its_version_and_its_options) {
  const Project project = plain_project(1);
  EXPECT_THAT(project.run({"--version"}).out, testing::StartsWith("partywall "));
  const Outcome help = project.run({"audit", "--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* option : {"-p", "--output", "--rules", "--config", "-j", "--baseline", "--diff-base", "--fail-on", "--strict",
                             "--allow-incomplete", "--fix", "--dump-ir", "--dump-callgraph", "--dump-summary", "--dump-hops"})
    EXPECT_THAT(help.out, HasSubstr(option));
}

TEST(Program, shows_rules_that_never_match) {
  const Project project = leaking_project();
  project.file("mine.yaml", "version: 1\nlibrary: mine\nrows:\n"
                            "  - function: put\n    hop: {kind: cache.write, key: arg1, value: arg2}\n"
                            "  - function: no_such_function\n    returns: 'arg0'\n");
  const Outcome outcome = project.run({"rules", "check", "mine.yaml", "-p", "."});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("no call matches this row: 'no_such_function' is never called"), HasSubstr("2 rows are sound"),
                                 Not(HasSubstr("'put' is never called"))));
}

}  // namespace
}  // namespace partywall
