// Tokens that come as a parameter: the caller's if the request is known by it, a key of our own otherwise.
#include <curl/curl.h>
#include <httplib.h>

#include <string>

struct Member {
  std::string workspace_id;
};

Member member_of(const std::string& authorization);
std::string vault_token(const Member& member, const std::string& service);

std::string slots_leaks(const std::string& authorization) {
  const Member member = member_of(authorization);
  CURL* curl = curl_easy_init();
  curl_slist* headers = curl_slist_append(nullptr, ("Authorization: " + authorization).c_str());
  curl_easy_setopt(curl, CURLOPT_URL, "https://calendar.example/v1/free");
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, member.workspace_id.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_perform(curl);   // leak: tool-token-passthrough
  curl_slist_free_all(headers);
  curl_easy_cleanup(curl);
  return member.workspace_id;
}

std::string slots_is_scoped(const std::string& authorization) {
  const Member member = member_of(authorization);
  CURL* curl = curl_easy_init();
  curl_slist* headers = curl_slist_append(nullptr, ("Authorization: Bearer " + vault_token(member, "calendar")).c_str());
  curl_easy_setopt(curl, CURLOPT_URL, "https://calendar.example/v1/free");
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, member.workspace_id.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_perform(curl);   // clean
  curl_slist_free_all(headers);
  curl_easy_cleanup(curl);
  return member.workspace_id;
}

// A client of another service, made with the key that service gave us.
class Weather {
public:
  explicit Weather(std::string api_key) : client_("https://weather.example"), api_key_(std::move(api_key)) {}
  std::string at(const std::string& place) {
    const httplib::Headers headers{{"Authorization", "Bearer " + api_key_}};
    return client_.Get("/now/" + place, headers)->body;   // clean
  }

private:
  httplib::Client client_;
  std::string api_key_;
};

std::string weather(const std::string& api_key, const Member& member, const std::string& place) {
  return member.workspace_id + Weather(api_key).at(place);
}
