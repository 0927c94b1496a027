#include "driver/report/report.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/BLAKE3.h>

#include <cstdint>
#include <map>
#include <string>

namespace partywall::report {

namespace {

// Parts are length-prefixed, so no two lists of parts read the same.
std::string digest(const Finding& finding, std::uint32_t counter) {
  std::string bytes;
  for (const auto& part :
       {finding.check, finding.primary.path, finding.function, finding.subject, std::to_string(counter)}) {
    bytes += std::to_string(part.size()) + ':' + part;
  }
  const auto hash = llvm::BLAKE3::hash<16>(llvm::arrayRefFromStringRef(bytes));
  return llvm::toHex(hash, /*LowerCase=*/true);
}

} // namespace

std::vector<std::string> fingerprints(const Report& report) {
  std::map<std::string, std::uint32_t> seen;
  std::vector<std::string> result;
  result.reserve(report.results.size());
  for (const auto& entry : report.results) {
    const auto first = digest(entry.finding, 0);
    const auto counter = seen[first]++;
    result.push_back(counter == 0 ? first : digest(entry.finding, counter));
  }
  return result;
}

} // namespace partywall::report
