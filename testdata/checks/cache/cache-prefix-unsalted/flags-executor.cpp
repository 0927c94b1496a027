// Requests to an engine that keeps prefixes by its configuration; the salt is a field of the request.
#include <cstdint>
#include <string>
#include <vector>

namespace tensorrt_llm::executor {
using VecTokens = std::vector<std::int32_t>;
class Request {
public:
  Request(VecTokens inputTokenIds, std::int32_t maxTokens, bool streaming = false);
  Request(const Request&);
  void setStreaming(bool);
  void setCacheSaltID(std::uint64_t);
};
class Executor {
public:
  std::uint64_t enqueueRequest(const Request&);
};
} // namespace tensorrt_llm::executor

namespace engine = tensorrt_llm::executor;

struct Player { std::uint64_t account_id; std::uint64_t score; };
engine::VecTokens story_of(std::uint64_t account_id);
engine::VecTokens tokens_of(const std::string& text);

std::uint64_t unsalted_leaks(engine::Executor& executor, const Player& player, const std::string& said) {
  auto tokens = story_of(player.account_id);
  const auto question = tokens_of(said);
  tokens.insert(tokens.end(), question.begin(), question.end());
  engine::Request request(std::move(tokens), 96);
  request.setStreaming(true);
  return executor.enqueueRequest(request);   // leak: cache-prefix-unsalted
}

std::uint64_t salted(engine::Executor& executor, const Player& player, const std::string& said) {
  auto tokens = story_of(player.account_id);
  const auto question = tokens_of(said);
  tokens.insert(tokens.end(), question.begin(), question.end());
  engine::Request request(std::move(tokens), 96);
  request.setCacheSaltID(player.account_id);
  return executor.enqueueRequest(request);   // clean
}

std::uint64_t the_same_for_all(engine::Executor& executor) {
  const engine::Request request(tokens_of("What is the weather in the lobby?"), 40);
  return executor.enqueueRequest(request);   // clean
}
