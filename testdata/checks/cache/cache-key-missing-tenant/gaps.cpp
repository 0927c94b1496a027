// Leaks we know that we miss; a reader may rely on what is here.
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct Principal {
  std::string tenant_id;
};

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);
std::vector<std::string> notes_of(const std::string& tenant_id, const std::string& topic);

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

// The entry is made in its place, and filled there before anybody else comes.
class InPlace {
public:
  std::shared_ptr<std::vector<std::string>> in_place_leaks(const Principal& who, const std::string& topic) {
    auto& notes = notes_[topic];   // gap: cache-key-missing-tenant a list that is filled turn by turn in its entry looks like one that everybody adds to
    if (!notes) {
      notes = std::make_shared<std::vector<std::string>>();
      for (const std::string& note : notes_of(who.tenant_id, topic)) notes->push_back(note);
    }
    return notes;
  }

private:
  std::map<std::string, std::shared_ptr<std::vector<std::string>>> notes_;
};
