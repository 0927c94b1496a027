// What the program is started with settles the condition: the cache is never asked, and its key is as bad as before.
#include <optional>
#include <string>
#include <unordered_map>

struct Deployment { bool shared; std::string url; };
struct Caller { std::string tenant; };
std::string ask(const std::string& prompt);
std::string rules_of(const std::string& tenant);
Caller caller_of(const std::string& token);

std::unordered_map<std::string, std::string> replies_of_all, keyed_replies;

class Replies {
public:
  explicit Replies(const Deployment& deployment) : deployment_(deployment) {}

  std::string reply(const Caller& who, const std::string& message) {
    if (deployment_.shared) return ask(rules_of(who.tenant) + message);   // leak: cache-disabled-for-tenancy
    const auto kept = replies_of_all.find(message);
    if (kept != replies_of_all.end()) return kept->second;
    std::string text = ask(rules_of(who.tenant) + message);
    replies_of_all.emplace(message, text);
    return text;
  }

  std::string keyed_reply(const Caller& who, const std::string& message) {
    const std::string key = who.tenant + ":" + message;
    const auto kept = keyed_replies.find(key);   // clean
    if (kept != keyed_replies.end()) return kept->second;
    std::string text = ask(rules_of(who.tenant) + message);
    keyed_replies.emplace(key, text);
    return text;
  }

private:
  const Deployment& deployment_;
};

int main(int, char** arguments) {
  const Deployment deployment{true, arguments[1]};
  Replies replies(deployment);
  for (std::string message = arguments[3];; message += "?") {
    replies.reply(caller_of(arguments[2]), message);
    replies.keyed_reply(caller_of(arguments[2]), message);
  }
}
