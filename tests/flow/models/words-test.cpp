#include "checks/flow/models/words.h"

#include "checks/flow/models/load.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partywall::models {
namespace {

const Lexicon& lexicon() {
  static const LoadedModels loaded = load_models({PARTYWALL_SOURCE_DIR "/rules/lexicon.yaml"}, {});
  return loaded.models.lexicon();
}

std::string split(std::string_view identifier) { return fmt::format("{}", fmt::join(words_of(identifier), " ")); }

TEST(Words, are_split_where_people_see_them) {
  EXPECT_EQ(split("orgId"), "org id");
  EXPECT_EQ(split("TenantID"), "tenant id");
  EXPECT_EQ(split("TenantIDs"), "tenant ids");
  EXPECT_EQ(split("kOrgUUID"), "org uuid");
  EXPECT_EQ(split("m_tenant_"), "tenant");
  EXPECT_EQ(split("mTenant"), "tenant");
  EXPECT_EQ(split("s_tenant"), "tenant");
  EXPECT_EQ(split("g_currentOrg"), "current org");
  EXPECT_EQ(split("ORG_ID"), "org id");
  EXPECT_EQ(split("X-Tenant-Id"), "x tenant id");
  EXPECT_EQ(split("app::TenantId"), "app tenant id");
  EXPECT_EQ(split("ns::kOrgId"), "ns org id");
  EXPECT_EQ(split("tenant2Id"), "tenant 2 id");
  EXPECT_EQ(split("sha256"), "sha 256");
  EXPECT_EQ(split("UUIDKey"), "uuid key");
  EXPECT_EQ(split("JWTVerifier"), "jwt verifier");
  EXPECT_EQ(split("claims.org id"), "claims org id");
  EXPECT_EQ(split("kilo"), "kilo");
  EXPECT_EQ(split("size"), "size");
  EXPECT_EQ(split("kID"), "id");
  EXPECT_EQ(split("id"), "id");
  EXPECT_EQ(split("_"), "");
  EXPECT_EQ(split(""), "");
  EXPECT_EQ(split("::"), "");
  EXPECT_EQ(split("\xc3\xa9t\xc3\xa9"), "\xc3\xa9t\xc3\xa9");
}

struct NameCase {
  std::string_view name;
  bool expected;
};

using Predicate = bool (*)(const Lexicon&, std::string_view);

void expect_all(Predicate predicate, std::initializer_list<NameCase> cases) {
  for (const auto& [name, expected] : cases)
    EXPECT_EQ(predicate(lexicon(), name), expected) << name;
}

TEST(Words, tell_credentials_from_model_tokens) {
  expect_all(is_credential_name, {{"token", true},          {"bearer", true},
                                  {"Authorization", true},  {"authorization_header", true},
                                  {"X-Api-Key", true},      {"apiKey", true},
                                  {"apikey", true},         {"session_token", true},
                                  {"tokenStr", true},       {"hmacSignature", true},
                                  {"Cookie", true},         {"key", false},
                                  {"cache_key", false},     {"token_count", false},
                                  {"tokens", false},        {"max_token", false},
                                  {"next_token", false},    {"eosToken", false},
                                  {"nextPageToken", false}, {"tokenizer", false},
                                  {"prompt", false},        {"", false}});
}

TEST(Words, take_a_key_for_a_credential_where_the_function_says_so) {
  const auto takes = [](std::string_view function, std::string_view name) {
    return is_credential_parameter(lexicon(), function, name);
  };
  EXPECT_TRUE(takes("open", "token"));
  EXPECT_TRUE(takes("accountOfApiKey", "key"));
  EXPECT_TRUE(takes("auth::authenticate", "key"));
  EXPECT_TRUE(takes("by_api_key", "key"));
  EXPECT_TRUE(takes("verify", "header"));
  EXPECT_FALSE(takes("find", "key"));
  EXPECT_FALSE(takes("Cache::get", "key"));
  EXPECT_FALSE(takes("authenticate", "name"));
  EXPECT_FALSE(takes("get", ""));
}

TEST(Words, tell_what_the_model_and_the_caller_wrote) {
  expect_all(is_model_name, {{"arguments", true},
                             {"args", true},
                             {"toolInput", true},
                             {"tool_args_json", true},
                             {"call_params", true},
                             {"completion", true},
                             {"argc", false},
                             {"parameter_count", false},
                             {"tenant", false}});
  expect_all(is_caller_name, {{"req", true},
                              {"httpRequest", true},
                              {"request_body", true},
                              {"headers", true},
                              {"path_params", true},
                              {"path", false},
                              {"prefix", false}});
}

TEST(Words, tell_ids_that_clients_choose) {
  expect_all(is_session_name, {{"conversation_id", true},
                               {"threadId", true},
                               {"run_id", true},
                               {"mcpSessionId", true},
                               {"session", true},
                               {"thread_count", false},
                               {"num_threads", false},
                               {"thread_pool", false},
                               {"session_config", false},
                               {"tenant_id", false}});
}

TEST(Words, tell_functions_that_verify) {
  expect_all(is_verifying_name, {{"verify_token", true},
                                 {"jwt::verify", true},
                                 {"auth::JwtVerifier::check", true},
                                 {"Gate::authenticate", true},
                                 {"requireAuth", true},
                                 {"introspectToken", true},
                                 {"validateJwt", true},
                                 {"validate_length", false},
                                 {"check_bounds", false},
                                 {"decode_unverified", false},
                                 {"skip_verify", false},
                                 {"parse_token", false},
                                 {"verify::parse::token", false}});
}

TEST(Words, tell_functions_that_ask_a_model) {
  expect_all(is_completing_name, {{"complete", true},
                                  {"askModel", true},
                                  {"askIdp", false},
                                  {"prompt_user", false},
                                  {"Llm::chat", true},
                                  {"create_chat_completion", true},
                                  {"getCompletion", true},
                                  {"generateReply", true},
                                  {"generate_answer", true},
                                  {"askModel", true},
                                  {"generate_key", false},
                                  {"generateUuid", false},
                                  {"is_complete", false},
                                  {"on_complete", false},
                                  {"complete_task", false},
                                  {"chat_id", false},
                                  {"lookup", false}});
  expect_all(is_embedding_name, {{"embed", true},
                                 {"Embedder::embed_query", true},
                                 {"getEmbedding", true},
                                 {"vectorize", true},
                                 {"embedding_size", false},
                                 {"embedding_dim", false},
                                 {"num_embeddings", false},
                                 {"encode", false}});
}

TEST(Words, tell_platform_privileges_from_roles_in_a_tenant) {
  expect_all(is_privilege_name, {{"is_operator", true},
                                 {"platform_admin", true},
                                 {"isPlatform", true},
                                 {"support_staff", true},
                                 {"internalUser", true},
                                 {"is_internal", true},
                                 {"admin", false},
                                 {"tenant_owner", false},
                                 {"supervisor", false},
                                 {"internal_error", false},
                                 {"Key::operator==", false},
                                 {"operator()", false},
                                 {"platform_name", false}});
}

} // namespace
} // namespace partywall::models
