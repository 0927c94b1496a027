#include "cache/cache_keys.h"

#include <cctype>

#include "digest.h"

namespace desk {
namespace {

std::string normalised(const std::string& question) {
  std::string text;
  bool gap = false;
  for (const char c : question) {
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      gap = !text.empty();
      continue;
    }
    if (gap) text += ' ';
    gap = false;
    text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return text;
}

}  // namespace

std::string answer_key(const std::string& model, const std::string& question) {
  return "answer:" + model + ":" + sha256_hex(normalised(question));
}

std::string summary_key(const std::string& org_id, const std::string& conversation) {
  return "summary:" + org_id + ":" + conversation;
}

}  // namespace desk
