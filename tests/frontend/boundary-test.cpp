// What belongs to the audited project, and which executable an entry is compiled for.
#include "driver/frontend/lower.h"

#include <gtest/gtest.h>

namespace partywall::frontend {
namespace {

TEST(Boundary, HoldsWhatIsBelowTheRoot) {
  const Boundary boundary{"/home/dev/agent", {}};
  EXPECT_TRUE(boundary.contains("/home/dev/agent/main.cpp"));
  EXPECT_TRUE(boundary.contains("/home/dev/agent/src/cache/store.cpp"));
  EXPECT_FALSE(boundary.contains("/usr/include/string"));
  EXPECT_FALSE(boundary.contains("/home/dev/agent-other/main.cpp"));
  EXPECT_FALSE(boundary.contains("/home/dev"));
}

TEST(Boundary, LeavesOutBuildFoldersAndVendoredCode) {
  const Boundary boundary{"/p", {}};
  for (const char* folder : {"build", "build-debug", "cmake-build-release", "out", "_deps", "third_party", "thirdparty",
                             "3rdparty", "vendor", "external", "node_modules"}) {
    EXPECT_FALSE(boundary.contains(std::string("/p/") + folder + "/x.cpp")) << folder;
    EXPECT_FALSE(boundary.contains(std::string("/p/src/") + folder + "/lib/x.cpp")) << folder;
  }
  EXPECT_TRUE(boundary.contains("/p/src/build.cpp"));
  EXPECT_TRUE(boundary.contains("/p/src/vendor.cpp"));
  EXPECT_TRUE(boundary.contains("/p/building/x.cpp"));
}

TEST(Boundary, JudgesOnlyWhatIsBelowTheRoot) {
  const Boundary boundary{"/srv/build/vendor/agent", {}};
  EXPECT_TRUE(boundary.contains("/srv/build/vendor/agent/main.cpp"));
  EXPECT_FALSE(boundary.contains("/srv/build/vendor/agent/vendor/main.cpp"));
}

TEST(Boundary, ExcludesByPattern) {
  const Boundary boundary{"/p", {"generated", "*.pb.cc", "src/legacy/**", "tools/gen"}};
  EXPECT_FALSE(boundary.contains("/p/src/generated/x.cpp"));
  EXPECT_FALSE(boundary.contains("/p/proto/agent.pb.cc"));
  EXPECT_FALSE(boundary.contains("/p/src/legacy/old/x.cpp"));
  EXPECT_FALSE(boundary.contains("/p/tools/gen/deep/x.cpp"));
  EXPECT_TRUE(boundary.contains("/p/src/legacy.cpp"));
  EXPECT_TRUE(boundary.contains("/p/gen/x.cpp"));
}

TEST(Boundary, KnowsTests) {
  const Boundary boundary{"/p/tests/agent", {}};
  for (const char* path : {"test/x.cpp", "src/tests/x.cpp", "bench/x.cpp", "examples/x.cpp", "src/cache_test.cpp",
                           "src/cache-test.cc", "src/test_cache.cpp"}) {
    EXPECT_TRUE(boundary.is_test(std::string("/p/tests/agent/") + path)) << path;
  }
  for (const char* path :
       {"src/cache.cpp", "src/attest.cpp", "src/testing.cpp", "latest/x.cpp", "src/contest_cache.cpp"}) {
    EXPECT_FALSE(boundary.is_test(std::string("/p/tests/agent/") + path)) << path;
  }
}

TEST(Boundary, ShowsPathsRelativeToTheRoot) {
  const Boundary boundary{"/p", {}};
  EXPECT_EQ(boundary.display("/p/src/x.cpp"), "src/x.cpp");
  EXPECT_EQ(boundary.display("/usr/include/string"), "/usr/include/string");
  EXPECT_EQ(boundary.display("/project/x.cpp"), "/project/x.cpp");
}

TEST(LinkUnit, IsTheTargetOfTheObjectPath) {
  EXPECT_EQ(link_unit_of({"/b", "/p/x.cpp", {"c++", "-c", "/p/x.cpp"}, "CMakeFiles/agent.dir/x.cpp.o"}), "agent");
  EXPECT_EQ(
      link_unit_of({"/b", "/p/x.cpp", {"c++", "-o", "sub/CMakeFiles/tool.dir/src/x.cpp.o", "-c", "/p/x.cpp"}, ""}),
      "tool");
  EXPECT_EQ(link_unit_of({"/b", "/p/x.cpp", {"c++", "-oCMakeFiles/one.dir/x.o", "/p/x.cpp"}, ""}), "one");
}

TEST(LinkUnit, IsEmptyWhereNothingSaysSo) {
  EXPECT_EQ(link_unit_of({"/b", "/p/x.cpp", {"c++", "-o", "x.o", "-c", "/p/x.cpp"}, ""}), "");
  EXPECT_EQ(link_unit_of({"/b", "/p/x.cpp", {"c++", "-c", "/p/x.cpp", "-o"}, "objects/x.o"}), "");
}

} // namespace
} // namespace partywall::frontend
