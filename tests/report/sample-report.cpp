#include "tests/report/sample-report.h"

#include "driver/report/source.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace partywall::report {

namespace {

std::optional<std::string> read(const std::string& path) {
  std::ifstream in(PARTYWALL_SOURCE_DIR "/testdata/report/project/" + path, std::ios::binary);
  if (!in) {
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::vector<CheckInfo> sample_rules() {
  return {
      {.id = "cache-key-missing-tenant",
       .surface = "cache",
       .name = "CacheKeyMissingTenant",
       .title = "Cache key is not scoped to a tenant",
       .description = "A cache that outlives one request is read or written under a key that no tenant identity "
                      "reaches, while the stored value depends on one. What one tenant stored is given to another.",
       .level = Level::error,
       .precision = "high",
       .security_severity = 8.6,
       .cwe = {488, 668, 524},
       .owasp = {"LLM02"}},
      {.id = "vector-post-filter",
       .surface = "vector",
       .name = "VectorPostFilter",
       .title = "Tenant filter is applied after the search",
       .description = "A vector search runs over all tenants and its results are filtered afterwards, so other "
                      "tenants' rows displace one's own, and every path that forgets the filter leaks.",
       .level = Level::warning,
       .precision = "high",
       .security_severity = 6.5,
       .cwe = {653, 668},
       .owasp = {"LLM08"}},
      {.id = "tool-tenant-from-context",
       .surface = "tool",
       .name = "ToolTenantFromContext",
       .title = "Tool takes the tenant from what the model says",
       .description = "A tool handler uses a tenant identity out of its arguments, which the model writes, to reach "
                      "data. Who may talk to the model may choose the tenant.",
       .level = Level::error,
       .precision = "very-high",
       .security_severity = 9.1,
       .cwe = {863, 639},
       .owasp = {"LLM06", "MCP10"}},
  };
}

Finding cache_finding() {
  const std::string chat = "src/chat.cpp";
  Finding finding;
  finding.check = "cache-key-missing-tenant";
  finding.level = Level::error;
  finding.primary = range_of(chat, "answers.find(key)");
  finding.function = "agent::chat";
  finding.message = "The key 'key' of the shared cache 'answers' holds no tenant. "
                    "The stored answer depends on 'claims.tenant', so it is returned to other tenants.";
  finding.subject = "agent::answers key:answer:+prompt";
  finding.related = {{.where = range_of(chat, "answers.store(key, answer)"),
                      .text = "The answer is stored under the same key.",
                      .function = "agent::chat"},
                     {.where = range_of("src/answer_cache.h", "entries_[key]"),
                      .text = "It stays here for as long as the process runs.",
                      .function = "agent::AnswerCache::store"}};
  const auto step = [&](const std::string& what, int occurrence, std::string text, std::string function,
                        std::uint32_t depth = 1, bool is_key = false) {
    finding.path.push_back({range_of(chat, what, occurrence), std::move(text), std::move(function), is_key, depth});
  };
  step("request.body().at(\"prompt\")", 1, "The prompt comes with the request.", "agent::chat", 1, true);
  step("normalised(prompt)", 1, "The prompt is passed to 'agent::normalised'.", "agent::chat");
  step("trim(prompt)", 1, "It is trimmed.", "agent::normalised", 2);
  step("lower(text)", 1, "It is lowered.", "agent::normalised", 2);
  step("return lower(text)", 1, "It returns to the caller.", "agent::normalised", 2);
  step("clean = normalised(prompt)", 1, "'clean' holds the normalised prompt.", "agent::chat");
  step("cache_key(clean)", 1, "It is passed to 'agent::cache_key'.", "agent::chat");
  step("\"answer:\" + prompt", 1, "The key is made of the literal 'answer:' and the prompt; no tenant.",
       "agent::cache_key", 2, true);
  step("key = cache_key(clean)", 1, "'key' holds it.", "agent::chat");
  step("answers.find(key)", 1, "An answer of any tenant is looked up by it.", "agent::chat", 1, true);
  auto insertion = range_of(chat, "cache_key(clean)");
  insertion.column += 10;
  insertion.end_column = insertion.column;
  finding.fixes = {
      {.description = "Put the tenant in front of the key", .replacements = {{insertion, "claims.tenant + \":\" + "}}}};
  return finding;
}

Finding search_finding() {
  const std::string notes = "src/find notes.cpp";
  Finding finding;
  finding.check = "vector-post-filter";
  finding.level = Level::warning;
  finding.primary = range_of(notes, "index.search(embed(question), 20)");
  finding.function = "agent::find_notes";
  finding.message = "The search in 'index' runs over all tenants and is filtered by 'claims.tenant' afterwards.";
  finding.subject = "index search";
  finding.is_assumed = true;
  finding.path = {{.where = finding.primary,
                   .text = "The 20 nearest notes of all tenants.",
                   .function = "agent::find_notes",
                   .is_key = true},
                  {.where = range_of(notes, "note.tenant == claims.tenant"),
                   .text = "Only now the others are dropped.",
                   .function = "agent::find_notes",
                   .is_key = true}};
  return finding;
}

Finding tool_finding(int occurrence) {
  const std::string tools = "src/tools.cpp";
  Finding finding;
  finding.check = "tool-tenant-from-context";
  finding.level = Level::error;
  finding.primary = range_of(tools, "arguments.at(\"tenant_id\")", occurrence);
  finding.function = "agent::register_tools::(lambda)";
  finding.message = "The tool takes 'tenant_id' from the model's arguments.";
  finding.subject = "arguments.tenant_id";
  finding.related = {{.where = occurrence == 1 ? range_of(tools, "orders.list(tenant, arguments.at(\"status\"))")
                                               : range_of(tools, "orders.count(tenant)"),
                      .text = "It decides whose orders are read.",
                      .function = finding.function}};
  return finding;
}

} // namespace

SourceRange range_of(const std::string& path, const std::string& what, int occurrence) {
  const auto contents = read(path);
  std::size_t offset = contents ? contents->find(what) : std::string::npos;
  for (; occurrence > 1 && offset != std::string::npos; --occurrence) {
    offset = contents->find(what, offset + 1);
  }
  if (offset == std::string::npos) {
    fmt::print(stderr, "sample project: no '{}' in {}\n", what, path);
    std::abort();
  }
  const SourceFile file(*contents);
  const auto [line, column] = file.position(offset);
  return {path, line, column, line, column + static_cast<std::uint32_t>(what.size())};
}

SourceReader sample_sources() { return read; }

SourceReader one_file(const std::string& path, const std::string& contents) {
  return [=](const std::string& wanted) { return wanted == path ? std::optional(contents) : std::nullopt; };
}

Report clean_report() {
  Report report;
  report.tool_version = "0.1.0";
  report.rules = sample_rules();
  report.help_base_uri = "https://partywall.example.com/checks/";
  report.help_markdown = [](const std::string& id) { return "# " + id + "\n\nWhat it asks, why it leaks, the fix.\n"; };
  report.repository_uri = "https://git.example.com/acme/agent";
  report.revision = "81bc2c9c605c1dec80681ccc1c5bfe0e9f612dc3";
  report.branch = "main";
  report.coverage.files_analysed = 14;
  report.coverage.files_skipped = 2;
  report.coverage.hops_scoped = 15;
  report.coverage.hops_neutral = 3;
  report.coverage.found_identity = true;
  return report;
}

Report sample_report() {
  auto report = clean_report();
  report.results = {
      {cache_finding(), {}, {}}, {search_finding(), {}, {}}, {tool_finding(1), {}, {}}, {tool_finding(2), {}, {}}};
  report.coverage.files_failed = 1;
  report.coverage.hops_leaking = 4;
  report.coverage.hops_open = 1;
  report.coverage.problems = {
      {.level = Level::error, .message = "'legacy/model.h' file not found", .where = {"src/legacy.cpp", 3, 10, 3, 26}},
      {.level = Level::error,
       .message = "the compiler crashed on this file; nothing of it was analysed",
       .where = {.path = "src/generated.cpp"}},
  };
  return report;
}

} // namespace partywall::report
