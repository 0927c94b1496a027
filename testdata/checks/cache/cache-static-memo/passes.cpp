// Kept once, and the same for everybody; or kept by something that belongs to one tenant.
#include <cstdlib>
#include <map>
#include <optional>
#include <regex>
#include <string>

struct Caller { std::string tenant_id; std::string user; };
std::string load_glossary(const std::string& tenant_id);
std::string load_banned_words();
std::string ask(const std::string& prompt);

const std::regex& words() {
  static const std::regex expression(R"(\w+)");   // clean
  return expression;
}

std::string banned_words(const Caller& who) {
  static const std::string banned = load_banned_words();   // clean
  return banned + ask("A greeting for " + who.user);
}

/// One process serves one tenant, which its environment names.
std::string glossary_of_this_deployment() {
  static const std::string tenant_id = std::getenv("TENANT_ID");
  static const std::string glossary = load_glossary(tenant_id);   // clean
  return glossary;
}

/// Lives as long as one request, and knows whose it is.
class Conversation {
public:
  explicit Conversation(const Caller& who) : who_(who) {}
  std::string glossary() {
    if (!glossary_) glossary_ = load_glossary(who_.tenant_id);   // clean
    return *glossary_;
  }

private:
  Caller who_;
  std::optional<std::string> glossary_;
};

/// Made for one request, below.
class Notebook {
public:
  const std::string& glossary(const Caller& who) {
    if (glossary_.empty()) glossary_ = load_glossary(who.tenant_id);   // clean
    return glossary_;
  }

private:
  std::string glossary_;
};

std::string handle(const Caller& who, const std::string& text) {
  Notebook notebook;
  Conversation conversation(who);
  return ask(notebook.glossary(who) + conversation.glossary() + text);
}

/// Who somebody is, is not something of his that others are served.
Caller verify(const std::string& token);
class Connection {
public:
  void on_first_message(const std::string& token) {
    if (caller_) return;
    caller_ = verify(token);   // clean
  }
  std::string answer(const std::string& text) { return ask(load_glossary(caller_->tenant_id) + text); }

private:
  std::optional<Caller> caller_;
};
