// flags: -std=c++17
// One function opens the store of all and the stores of each: what it returns is not the same store.
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include <rocksdb/db.h>

struct Shipper { std::string account; };
std::string ask_model(const std::string& prompt);
std::string terms_of(const std::string& account);

class Stores {
public:
  explicit Stores(const std::string& folder) : folder_(folder), shared_(open(folder + "/shared")) {}

  static std::unique_ptr<rocksdb::DB> open(const std::string& path) {
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* made = nullptr;
    if (!rocksdb::DB::Open(options, path, &made).ok()) throw std::runtime_error(path);
    return std::unique_ptr<rocksdb::DB>(made);
  }

  rocksdb::DB& archive_of(const std::string& account) {
    auto& slot = archives_[account];
    if (!slot) slot = open(folder_ + "/archive-" + account);
    return *slot;
  }

  rocksdb::DB& shared() { return *shared_; }

private:
  std::string folder_;
  std::unique_ptr<rocksdb::DB> shared_;
  std::map<std::string, std::unique_ptr<rocksdb::DB>> archives_;
};

std::string answer(Stores& stores, const Shipper& who, const std::string& question) {
  rocksdb::DB& own = stores.archive_of(who.account);
  std::string known;
  if (own.Get(rocksdb::ReadOptions(), question, &known).ok()) return known;   // clean
  const std::string reply = ask_model(terms_of(who.account) + question);
  own.Put(rocksdb::WriteOptions(), question, reply);   // clean
  return reply;
}

std::string answer_from_all(Stores& stores, const Shipper& who, const std::string& question) {
  const std::string key = who.account + "/" + question;
  std::string known;
  if (stores.shared().Get(rocksdb::ReadOptions(), key, &known).ok()) return known;   // clean
  const std::string reply = ask_model(terms_of(who.account) + question);
  stores.shared().Put(rocksdb::WriteOptions(), key, reply);   // clean
  return reply;
}
