// An entry that is put into the store empty, and filled or linked up afterwards.
#include <map>
#include <memory>
#include <string>
#include <vector>

struct Caller { std::string account_id; };
struct Connection;
Connection* open_for(const std::string& account_id, const std::string& host);
std::string complete(const std::string& prompt);
std::string documents_of(const std::string& account_id);

// Connections are bundled by where they lead to; whose credential opened them is not asked.
struct Bundle { std::vector<Connection*> idle; };

class Connections {
public:
  Connection* to_host_leaks(const Caller& who, const std::string& host) {
    const auto found = bundles_.find(host);   // leak: cache-key-missing-tenant
    Bundle* bundle = found == bundles_.end() ? nullptr : found->second;
    if (bundle && !bundle->idle.empty()) return bundle->idle.front();
    if (!bundle) {
      bundle = new Bundle;
      bundles_.emplace(host, bundle);   // step
    }
    Connection* connection = open_for(who.account_id, host);
    bundle->idle.push_back(connection);
    return connection;
  }

  Connection* to_host_is_scoped(const Caller& who, const std::string& host) {
    const std::string key = who.account_id + "@" + host;
    const auto found = bundles_.find(key);   // clean
    Bundle* bundle = found == bundles_.end() ? nullptr : found->second;
    if (bundle && !bundle->idle.empty()) return bundle->idle.front();
    if (!bundle) {
      bundle = new Bundle;
      bundles_.emplace(key, bundle);   // clean
    }
    Connection* connection = open_for(who.account_id, host);
    bundle->idle.push_back(connection);
    return connection;
  }

private:
  std::map<std::string, Bundle*> bundles_;
};

// The entry is visible to others before its text is there.
struct Entry { std::string text; };

class Answers {
public:
  std::string answer_leaks(const Caller& who, const std::string& question) {
    if (const auto found = entries_.find(question); found != entries_.end()) return found->second->text;   // leak: cache-key-missing-tenant
    const auto entry = std::make_shared<Entry>();
    entries_[question] = entry;   // step
    entry->text = complete(documents_of(who.account_id) + question);
    return entry->text;
  }

  std::string answer_is_scoped(const Caller& who, const std::string& question) {
    const std::pair key(who.account_id, question);
    if (const auto found = scoped_.find(key); found != scoped_.end()) return found->second->text;   // clean
    const auto entry = std::make_shared<Entry>();
    scoped_[key] = entry;   // clean
    entry->text = complete(documents_of(who.account_id) + question);
    return entry->text;
  }

private:
  std::map<std::string, std::shared_ptr<Entry>> entries_;
  std::map<std::pair<std::string, std::string>, std::shared_ptr<Entry>> scoped_;
};

// A list of who listens is no cache: nothing is worked out where an entry is missing.
struct Listeners { std::vector<const Caller*> who; };

class Topics {
public:
  void listen(const Caller& who, const std::string& topic) {
    Listeners*& listeners = topics_[topic];   // clean
    if (!listeners) listeners = new Listeners;
    listeners->who.push_back(&who);
  }

private:
  std::map<std::string, Listeners*> topics_;
};
