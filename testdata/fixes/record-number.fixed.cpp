#include <map>
#include <string>

struct Caller {
  long account_id = 0;
};
std::string load_statement(long account_id, int page);

struct PageKey {
  int item;
  int page;
  long account_id = 0;
  auto operator<=>(const PageKey&) const = default;
};

class Statements {
public:
  std::string page(const Caller& caller, int item, int page) {
    const PageKey key{item, page + 1, caller.account_id};
    if (const auto found = pages_.find(key); found != pages_.end())
      return found->second;
    std::string fresh = load_statement(caller.account_id, page);
    pages_.emplace(key, fresh);
    return fresh;
  }

private:
  std::map<PageKey, std::string> pages_;
};
