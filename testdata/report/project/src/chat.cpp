#include "answer_cache.h"
#include "model.h"
#include "request.h"

#include <string>

namespace agent {

static AnswerCache answers;

std::string cache_key(const std::string& prompt) {
  return "answer:" + prompt;
}

std::string normalised(const std::string& prompt) {
  std::string text = trim(prompt);
  return lower(text);
}

std::string chat(const Request& request, const Claims& claims) {
  const std::string prompt = request.body().at("prompt");
  const std::string clean = normalised(prompt);
  const std::string key = cache_key(clean);
  if (auto hit = answers.find(key)) {
    return *hit;
  }
  const std::string answer = complete(claims.tenant, clean);
  answers.store(key, answer);
  return answer;
}

}  // namespace agent
