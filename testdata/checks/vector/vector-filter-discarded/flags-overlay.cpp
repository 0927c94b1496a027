// The caller's conditions are laid over the tenant's. Each leak stands beside its mended twin.
#include <string>
#include <vector>

#include <httplib.h>
#include <nlohmann/json.hpp>

using nlohmann::json;

struct Session {
  std::string account_id;
};

json search_for(const std::vector<float>& vector, const json& filter) {
  return {{"vector", vector}, {"topK", 10}, {"filter", filter}};
}

// The key of the service says nothing of who asks.
class Store {
public:
  Store(const std::string& host, std::string key) : client_(host), key_(std::move(key)) {}

  std::string update_leaks(const Session& who, const std::vector<float>& vector, const json& wished) {
    json filter = {{"account_id", who.account_id}};
    filter.update(wished);
    const json request = search_for(vector, filter);
    const auto answer = client_.Post("/query", headers(), request.dump(), "application/json");   // leak: vector-filter-discarded
    return answer ? answer->body : "";
  }

  std::string patch_leaks(const Session& who, const std::vector<float>& vector, const std::string& body) {
    json filter = {{"account_id", who.account_id}, {"kind", "recipe"}};
    filter.merge_patch(json::parse(body).at("where"));
    const json request = search_for(vector, filter);
    const auto answer = client_.Post("/query", headers(), request.dump(), "application/json");   // leak: vector-filter-discarded
    return answer ? answer->body : "";
  }

  std::string both_is_scoped(const Session& who, const std::vector<float>& vector, const json& wished) {
    const json own = {{"account_id", who.account_id}};
    const json request = search_for(vector, {{"$and", json::array({own, wished})}});
    const auto answer = client_.Post("/query", headers(), request.dump(), "application/json");   // clean
    return answer ? answer->body : "";
  }

  std::string last_is_scoped(const Session& who, const std::vector<float>& vector, const json& wished) {
    json filter = wished;
    filter["account_id"] = who.account_id;
    const json request = search_for(vector, filter);
    const auto answer = client_.Post("/query", headers(), request.dump(), "application/json");   // clean
    return answer ? answer->body : "";
  }

  std::string own_update_is_scoped(const Session& who, const std::vector<float>& vector) {
    json filter = {{"account_id", who.account_id}};
    filter.update({{"kind", "recipe"}});
    const json request = search_for(vector, filter);
    const auto answer = client_.Post("/query", headers(), request.dump(), "application/json");   // clean
    return answer ? answer->body : "";
  }

  std::string update_by_own_is_scoped(const Session& who, const std::vector<float>& vector, json wished) {
    wished.update({{"account_id", who.account_id}});
    const json request = search_for(vector, wished);
    const auto answer = client_.Post("/query", headers(), request.dump(), "application/json");   // clean
    return answer ? answer->body : "";
  }

private:
  httplib::Headers headers() const { return {{"Api-Key", key_}, {"Accept", "application/json"}}; }

  httplib::Client client_;
  std::string key_;
};
