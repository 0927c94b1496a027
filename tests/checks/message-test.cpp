/// What findings say where the same check speaks of different things.
#include "tests/support/audit-page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

namespace partywall::support {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

/// Messages on a page, by the function they stand in.
std::multimap<std::string, std::string> messages(const std::string& page) {
  const std::filesystem::path file = source_root() / "testdata/checks" / page;
  std::multimap<std::string, std::string> found;
  for (const Finding& finding : told_on(read_page(read_text(file), display(file))).findings)
    found.emplace(finding.function, finding.message);
  return found;
}

TEST(CacheMessages, SayWhichKindOfCacheItIs) {
  const auto told = messages("cache/cache-key-missing-tenant/flags-kinds.cpp");
  EXPECT_THAT(told, Contains(Pair("Flights::under_way_leaks", HasSubstr("the value, a result under way, depends on"))));
  EXPECT_THAT(told, Contains(Pair("Missing::set_leaks", HasSubstr("the value, a negative result, depends on"))));
  EXPECT_THAT(told, Contains(Pair("Missing::mark_leaks", HasSubstr("the value, a negative result, depends on"))));
  EXPECT_THAT(told, Contains(Pair("Permissions::decision_leaks", HasSubstr("the value, an authorisation decision,"))));
  EXPECT_THAT(told,
              Contains(Pair("Payments::receipt_leaks", HasSubstr("the value, an idempotent result, depends on"))));
  EXPECT_THAT(told, Contains(Pair("Protocol::list_leaks", HasSubstr("the value, a protocol list, depends on"))));
  EXPECT_EQ(told.size(), 6U);
}

TEST(CacheMessages, SayThatTheTwoKeysDiffer) {
  const auto told = messages("cache/cache-key-missing-tenant/flags-uneven.cpp");
  EXPECT_THAT(told, Contains(Pair("Uneven::read_leaks", HasSubstr("was stored under a key with 'who.tenant_id'"))));
  EXPECT_THAT(told, Contains(Pair("Uneven::write_leaks", HasSubstr("is looked up under a key with 'who.tenant_id'"))));
  EXPECT_THAT(told, Contains(Pair("Levels::first_level_leaks", Not(HasSubstr("under a key with")))));
  EXPECT_EQ(told.count("Levels::first_level_leaks"), 1U);
  EXPECT_EQ(told.count("Levels::second_level_leaks"), 1U);
}

TEST(CacheMessages, NameWhoseValueItIsAndNotWhatAllShare) {
  const auto told = messages("cache/cache-key-missing-tenant/flags-filled.cpp");
  EXPECT_THAT(told, Contains(Pair("shared_set_leaks", HasSubstr("depends on 'tenant_id'"))));
}

TEST(ToolMessages, NameTheListThatAnElementIsOf) {
  const auto told = messages("tool/tool-tenant-from-context/flags-by-use.cpp");
  EXPECT_THAT(told, Contains(Pair("first_of_list_leaks", HasSubstr("'arguments.owners[…]' comes from arguments"))));
}

TEST(ToolMessages, SpeakOfCertificatesWhereThereIsNoToken) {
  const auto told = messages("tool/tool-credential-unverified/flags-handshake.cpp");
  EXPECT_THAT(told, Contains(Pair("answer", HasSubstr("is read from a client certificate that nothing has verified"))));
}

} // namespace
} // namespace partywall::support
