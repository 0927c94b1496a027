// rules/partywall.h compiles without a warning as C and C++ under every compiler at hand.
#include "tests/constructs/support.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace partywall::constructs {
namespace {

constexpr std::string_view code = R"(#include "partywall.h"
struct caller { int realm PARTYWALL_IDENTITY; int zone; };
struct PARTYWALL_TENANT_SCOPED shelf { int count; };
PARTYWALL_VERIFIED int realm_of(const struct caller* who);
int run(PARTYWALL_MODEL_CONTROLLED int realm, PARTYWALL_IDENTITY int own);
extern PARTYWALL_TENANT_NEUTRAL int prices;
int run(int realm, int own) { PARTYWALL_IDENTITY int kept = own; return kept + realm; }
)";

bool succeeds(const std::string& command) { return std::system((command + " > /dev/null 2>&1").c_str()) == 0; }

class Header : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(Header, MeansNothingToCompilersAndWarnsOfNothing) {
  const auto [compiler, flags] = GetParam();
  if (!succeeds(std::string("command -v ") + compiler))
    GTEST_SKIP() << "no " << compiler << " here";
  const bool is_c = std::string_view(flags).find("c++") == std::string_view::npos;
  const fs::path source =
      fs::path(testing::TempDir()) / (std::string("partywall-header-") + compiler + (is_c ? ".c" : ".cpp"));
  std::ofstream(source) << code;
  EXPECT_TRUE(succeeds(std::string(compiler) + " " + flags + " -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I " +
                       (source_folder() / "rules").string() + " " + source.string()));
  fs::remove(source);
}

INSTANTIATE_TEST_SUITE_P(All, Header,
                         testing::Values(std::pair("gcc", "-std=c99"), std::pair("g++", "-std=c++11"),
                                         std::pair("clang-19", "-std=c99"), std::pair("clang++-19", "-std=c++11")),
                         [](const auto& compiler) {
                           std::string name = compiler.param.first;
                           for (char& c : name)
                             if (!std::isalnum(static_cast<unsigned char>(c)))
                               c = c == '+' ? 'p' : '_';
                           return name;
                         });

} // namespace
} // namespace partywall::constructs
