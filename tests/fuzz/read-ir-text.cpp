/// Any bytes are an error or a sound program whose printed form reads back as itself.
#include "checks/flow/ir/text.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace partywall::ir;
  const auto program = read({reinterpret_cast<const char*>(data), size});
  if (!program) {
    if (program.error().line == 0 || program.error().column == 0 || program.error().message.empty())
      std::abort();
    return 0;
  }
  if (!verify(*program).empty())
    std::abort();
  const std::string text = print(*program);
  const auto again = read(text);
  if (!again || print(*again) != text)
    std::abort();
  return 0;
}
