// A registry makes the entry of a key when it is first needed, and everybody adds to it from then on: no answer is kept
// there for whoever asks next.
#include <map>
#include <memory>
#include <mutex>
#include <queue>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

struct Member {
  std::string provider;
  std::string account_id;
  int load = 0;
};

std::vector<Member> load_members(const std::string& account_id);

class Pools {
public:
  void add(const std::string& provider, const std::string& account_id) {
    const std::lock_guard<std::mutex> lock(mutex_);
    auto member = std::make_shared<Member>(Member{provider, account_id});
    if (pools_[provider] == nullptr) pools_[provider] = std::make_shared<std::queue<std::shared_ptr<Member>>>();   // clean
    pools_[provider]->push(member);
  }

  void add_all(const std::string& provider, const std::string& account_id) {
    auto known = lists_.find(provider);   // clean
    if (known == lists_.end()) known = lists_.emplace(provider, std::make_unique<std::vector<Member>>()).first;
    for (const Member& member : load_members(account_id)) known->second->push_back(member);
  }

  void subscribe(const std::string& topic, const std::string& account_id) {
    auto& subscribers = subscribers_[topic];
    if (!subscribers) subscribers = std::make_shared<std::set<std::string>>();   // clean
    subscribers->insert(account_id);
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<std::queue<std::shared_ptr<Member>>>> pools_;
  std::unordered_map<std::string, std::unique_ptr<std::vector<Member>>> lists_;
  std::map<std::string, std::shared_ptr<std::set<std::string>>> subscribers_;
};
