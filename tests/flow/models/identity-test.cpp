/// Names that are identities, and their neighbours that are not.
#include "checks/flow/models/load.h"
#include "checks/flow/models/words.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace partywall::models {
namespace {

using Shape = NameShape;

const Lexicon& lexicon() {
  static const LoadedModels loaded = load_models({PARTYWALL_SOURCE_DIR "/rules/lexicon.yaml"}, {});
  return loaded.models.lexicon();
}

PathName text(std::string_view name) {
  return {.name = name,
          .type_name = "std::basic_string",
          .sugar_name = "std::string",
          .shape = Shape::record,
          .is_wrapper = false};
}
PathName integer(std::string_view name, std::string_view sugar = "") {
  return {.name = name, .type_name = {}, .sugar_name = sugar, .shape = Shape::integer, .is_wrapper = false};
}
PathName record(std::string_view name, std::string_view type) {
  return {.name = name, .type_name = type, .sugar_name = {}, .shape = Shape::record, .is_wrapper = false};
}
PathName wrapper(std::string_view name, std::string_view type) {
  return {.name = name, .type_name = type, .sugar_name = {}, .shape = Shape::record, .is_wrapper = true};
}
PathName alias(std::string_view name, std::string_view sugar) {
  return {
      .name = name, .type_name = "std::basic_string", .sugar_name = sugar, .shape = Shape::record, .is_wrapper = false};
}
PathName shaped(std::string_view name, Shape shape) {
  return {.name = name, .type_name = {}, .sugar_name = {}, .shape = shape, .is_wrapper = false};
}
PathName json(std::string_view name) { return record(name, "nlohmann::basic_json"); }
PathName self(std::string_view type) { return record("this", type); }

using Path = std::vector<PathName>;

std::string show(const Path& path) {
  std::string result;
  for (const auto& part : path)
    result += fmt::format("{}{}:{}", result.empty() ? "" : ".", part.name,
                          part.sugar_name.empty() ? part.type_name : part.sugar_name);
  return result;
}

TEST(Identity, is_seen_in_names_and_types) {
  const std::vector<Path> identities{
      {text("tenant_id")},
      {text("tenantId")},
      {text("orgUUID")},
      {text("m_workspaceSlug_")},
      {text("account_number")},
      {integer("customerId")},
      {integer("tenant_id", "std::size_t")},
      {text("tenant")},
      {text("org")},
      {text("acct")},
      {integer("account")},
      {text("organisation")},
      {text("tenantid")},
      {text("current_tenant")},
      {text("caller_org_id")},
      {text("tenant2")},
      {text("tenant_a")},
      {text("tenantIdStr")},
      {text("org_id_view")},
      {text("accountInPath")},
      {text("tenant_from_header")},
      {text("org_in_body")},
      {text("for_tenant")},
      {text("idOfTenant")},
      {text("account_of_tenant")},
      {text("logged_in_account")},
      {text("org_account_id")},
      {shaped("X-Org-Id", Shape::unknown)},
      {shaped("https://example.com/tenant_id", Shape::unknown)},
      {json("tenant")},
      {json("tenant_id")},
      {record("args", "nlohmann::basic_json"), shaped("workspace", Shape::unknown)},
      {record("account", "app::Account"), text("id")},
      {record("a", "app::Account"), text("id")},
      {record("who", "auth::Principal"), text("orgId")},
      {record("session", "Session"), text("tenant")},
      {record("session", "Session"), record("tenant", "Tenant"), text("slug")},
      {record("ctx", "RequestContext"), record("org", "Org"), integer("key")},
      {record("info", "TenantInfo"), text("id")},
      {record("row", "OrgRow"), text("uuid")},
      {record("tenant_ctx", "Ctx"), text("id")},
      {record("tenants", "Tenant"), text("id")},
      {record("account", "Account"), record("key", "AccountKeyParts"), text("id")},
      {self("app::Workspace"), text("id_")},
      {self("app::Service"), text("tenant_")},
      {record("t", "TenantId")},
      {record("t", "app::TenantId"), text("value_")},
      {record("t", "app::TenantId"), text("s")},
      {record("id", "OrgId"), text("realm")},
      {record("id", "OrgId"), integer("shard")},
      {alias("t", "TenantId")},
      {alias("who", "app::Tenant")},
      {integer("o", "OrgId")},
      {wrapper("t", "Tenant")},
      {wrapper("t", "Tenant"), text("value")},
      {wrapper("who", "Organization")},
      {integer("x", "AccountNumberType")},
      {record("tenant_id", "boost::uuids::uuid")},
      {record("claims", "Claims"), text("org")},
      {text("parent_tenant_id")},
      {text("default_tenant")},
  };
  for (const auto& path : identities)
    EXPECT_TRUE(is_identity_path(lexicon(), path)) << show(path);
}

TEST(Identity, is_not_what_a_tenant_merely_has) {
  const std::vector<Path> others{
      {text("tenant_name")},
      {text("account_type")},
      {text("orgPlan")},
      {integer("tenant_count")},
      {integer("account_size")},
      {text("workspace_dir")},
      {text("workspace_path")},
      {text("org_email")},
      {integer("num_tenants")},
      {integer("max_accounts")},
      {integer("tenants")},
      {shaped("is_tenant", Shape::boolean)},
      {shaped("multi_tenant", Shape::unknown)},
      {text("is_multi_tenant")},
      {shaped("workspace", Shape::pointer)},
      {shaped("workspace", Shape::floating)},
      {integer("workspace", "size_t")},
      {integer("workspace", "std::size_t")},
      {integer("workspace_size")},
      {record("workspace", "std::vector")},
      {shaped("workspace_id", Shape::pointer)},
      {record("tenant", "Tenant")},
      {record("account", "app::Account")},
      {record("tenant_config", "TenantConfig")},
      {record("tenants_by_name", "std::map")},
      {record("session", "Session"), record("tenant", "Tenant")},
      {record("tenant", "Tenant"), text("plan")},
      {record("tenant", "Tenant"), text("name")},
      {record("account", "Account"), integer("size")},
      {record("account", "Account"), shaped("ptr", Shape::pointer)},
      {record("customer", "Customer"), text("value")},
      {record("tenant", "Tenant"), record("config", "Config"), text("id")},
      {record("tenant", "Tenant"), record("owner", "User"), text("id")},
      {record("m", "AccountManager"), text("id")},
      {record("r", "TenantRequest"), text("id")},
      {record("id", "OrgId"), integer("size")},
      {text("id")},
      {text("key")},
      {record("doc", "Document"), text("id")},
      {text("prompt")},
      {text("prompt_for_tenant")},
      {text("key_for_tenant")},
      {text("name_of_account")},
      {integer("calls_per_tenant")},
      {text("forget")},
      {text("organ")},
      {text("organizer")},
      {text("accounting")},
      {text("accountant_id")},
      {text("customize")},
      {alias("kind", "AccountType")},
      {record("t", "TenantIdList")},
      {record("f", "std::function")},
      {record("tenant", "std::function")},
      {text("tenant_prompt")},
      {text("")},
      {},
  };
  for (const auto& path : others)
    EXPECT_FALSE(is_identity_path(lexicon(), path)) << show(path);
}

TEST(Identity, fixes_the_tenant_where_it_is_globally_unique) {
  const std::vector<Path> determining{
      {text("user_id")},
      {text("userId")},
      {integer("user_id")},
      {record("user", "User"), text("id")},
      {record("u", "auth::User"), integer("id")},
      {record("claims", "Claims"), text("sub")},
      {record("session", "Session"), text("user")},
      {text("principal")},
      {text("principal_id")},
      {alias("u", "UserId")},
  };
  for (const auto& path : determining)
    EXPECT_TRUE(is_determining_path(lexicon(), path)) << show(path);
  const std::vector<Path> others{
      {text("user")},
      {text("subject")},
      {text("user_prompt")},
      {text("user_name")},
      {text("username")},
      {text("user_key")},
      {text("user_text")},
      {integer("num_users")},
      {record("mail", "Mail"), text("subject")},
      {record("user", "User"), text("email")},
      {record("message", "Message"), text("user")},
      {text("session_id")},
      {text("tenant_id")},
  };
  for (const auto& path : others)
    EXPECT_FALSE(is_determining_path(lexicon(), path)) << show(path);
}

TEST(Identity, is_what_a_function_called_after_it_returns) {
  EXPECT_TRUE(is_identity_result(lexicon(), "auth::tenant_of", text("")));
  EXPECT_TRUE(is_identity_result(lexicon(), "accountOfApiKey", text("")));
  EXPECT_TRUE(is_identity_result(lexicon(), "Request::tenant_id", integer("")));
  EXPECT_TRUE(is_identity_result(lexicon(), "lookup", alias("", "TenantId")));
  EXPECT_TRUE(is_identity_result(lexicon(), "lookup", wrapper("", "Org")));
  EXPECT_FALSE(is_identity_result(lexicon(), "erase_account", integer("")));
  EXPECT_FALSE(is_identity_result(lexicon(), "find_tenant", record("", "Tenant")));
  EXPECT_FALSE(is_identity_result(lexicon(), "tenant::lookup", text("")));
  EXPECT_FALSE(is_identity_result(lexicon(), "is_tenant", shaped("", Shape::boolean)));
  EXPECT_FALSE(is_identity_result(lexicon(), "prompt_for_tenant", text("")));
  EXPECT_FALSE(is_identity_result(lexicon(), "tenant_name", text("")));
}

TEST(Identity, takes_the_project_s_own_names_and_types) {
  Config config;
  config.identity_names = {"Realm", "siteGroup", "merchant_id"};
  config.identity_types = {"app::Household"};
  const auto loaded = load_models({PARTYWALL_SOURCE_DIR "/rules/lexicon.yaml"}, config);
  const auto& own = loaded.models.lexicon();
  const auto is_identity = [&](PathName name) { return is_identity_path(own, std::span(&name, 1)); };
  EXPECT_TRUE(is_identity(text("realm_id")));
  EXPECT_TRUE(is_identity(text("site_group")));
  EXPECT_TRUE(is_identity(text("siteGroupId")));
  EXPECT_FALSE(is_identity(text("site")));
  EXPECT_TRUE(is_identity(record("merchantId", "app::Ulid")));
  EXPECT_FALSE(is_identity(text("merchant")));
  const Path of_several{record("realms", "Domain"), text("id")};
  EXPECT_TRUE(is_identity_path(own, of_several));
  EXPECT_TRUE(is_identity(record("h", "app::Household")));
  EXPECT_FALSE(is_identity(record("h", "other::Household")));
  const auto is_builtin = [&](PathName name) { return is_identity_path(lexicon(), std::span(&name, 1)); };
  EXPECT_FALSE(is_builtin(text("realm_id")));
  EXPECT_FALSE(is_builtin(record("h", "app::Household")));
}

} // namespace
} // namespace partywall::models
