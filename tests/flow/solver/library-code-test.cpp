/// Libraries copied into a project are not audited; what the project does beside them is.
#include "tests/flow/solver/solved.h"

namespace partywall::solver {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A function of the class that rules describe, another one of the same library, and one of the project's.
std::string program_in(std::string_view file, std::string_view other) {
  return R"(
file f1 = ")" + std::string(file) + R"("
function method index::Shelf::search(prompt: text) -> text @f1:1:1-9 {
  leave prompt
}
function )" + std::string(other) + R"((prompt: text) @f1:3:1-9 {
  hits = call index::search(prompt, prompt) @f1:4:1-9
}
)";
}

TEST(LibraryCode, OfADescribedClassAndItsNamespaceIsLeftAlone) {
  EXPECT_THAT(Solved(program_in("third_party/index.hpp", "index::rebuild")).verdicts(), IsEmpty());
}

TEST(LibraryCode, IsOnlyWhatIsInTheLibrarysNamespace) {
  EXPECT_THAT(Solved(program_in("third_party/index.hpp", "app::rebuild")).verdicts(), ElementsAre(testing::StartsWith("vector.search")));
}

TEST(LibraryCode, IsOnlyInHeaders) {
  EXPECT_THAT(Solved(program_in("src/index.cpp", "index::rebuild")).verdicts(), ElementsAre(testing::StartsWith("vector.search")));
}

TEST(LibraryCode, IsSaidToBeLeftAlone) {
  const Solved solved(program_in("third_party/index.hpp", "index::rebuild"));
  Coverage coverage;
  account(*solved.solution, coverage);
  ASSERT_EQ(coverage.problems.size(), 1);
  EXPECT_EQ(coverage.problems[0].where.path, "third_party/index.hpp");
  EXPECT_EQ(coverage.problems[0].level, Level::note);
}

}  // namespace
}  // namespace partywall::solver
