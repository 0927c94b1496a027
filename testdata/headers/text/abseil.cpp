#include <absl/base/call_once.h>
#include <absl/hash/hash.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/ascii.h>
#include <absl/strings/cord.h>
#include <absl/strings/escaping.h>
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_replace.h>
#include <absl/strings/str_split.h>
#include <absl/strings/string_view.h>
#include <absl/strings/strip.h>
#include <absl/strings/substitute.h>
#include <absl/synchronization/mutex.h>
#include <absl/time/clock.h>
#include <absl/types/optional.h>
#include <absl/types/span.h>

#include <deque>
#include <list>
#include <set>
#include <string>
#include <utility>
#include <vector>

// What a conversion template converts to is known where it is used.
void conversions(absl::string_view text) {
  auto a = static_cast<std::string>(text);
  std::vector<std::string> vector = absl::StrSplit(text, ',');
  std::set<std::string> set = absl::StrSplit(text, ',');
  std::list<std::string> list = absl::StrSplit(text, ',');
  std::deque<std::string> deque = absl::StrSplit(text, ',');
  std::pair<std::string, std::string> pair = absl::StrSplit(text, ',');
}
