// Leaks we know that we miss; a reader may rely on what is here.
#include <cstdio>
#include <future>
#include <map>
#include <string>

struct Principal {
  std::string tenant_id;
};

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);

// A directory of files, each named after the question.
std::string file_leaks(const Principal& who, const std::string& question) {
  const std::string path = "/var/cache/answers/" + question;
  if (std::FILE* file = std::fopen(path.c_str(), "r")) {   // gap: cache-key-missing-tenant files are not followed yet
    char text[4096];
    const std::size_t size = std::fread(text, 1, sizeof text, file);
    std::fclose(file);
    return {text, size};
  }
  const std::string answer = complete(documents_of(who.tenant_id) + question);
  if (std::FILE* file = std::fopen(path.c_str(), "w")) {
    std::fwrite(answer.data(), 1, answer.size(), file);
    std::fclose(file);
  }
  return answer;
}

// The future is handed out by a promise that is kept only afterwards.
class Promised {
public:
  std::string promise_leaks(const Principal& who, const std::string& question) {
    std::promise<std::string> promise;
    auto [place, is_new] = flights_.try_emplace(question, promise.get_future().share());   // gap: cache-key-missing-tenant a future does not share the state of its promise
    if (!is_new) return place->second.get();
    promise.set_value(complete(documents_of(who.tenant_id) + question));
    return place->second.get();
  }

private:
  std::map<std::string, std::shared_future<std::string>> flights_;
};
