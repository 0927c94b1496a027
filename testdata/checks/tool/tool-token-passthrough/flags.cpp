// Whose token goes on. Each leak stands beside its mended twin.
#include <curl/curl.h>
#include <httplib.h>

#include <string>

struct Principal {
  std::string tenant_id;
};

Principal authenticate(const httplib::Request& request);
std::string exchange(const Principal& who, const std::string& audience);

// A header of the caller's in ours.
std::string bearer_leaks(httplib::Client& billing, const httplib::Request& request) {
  const httplib::Headers headers{{"Authorization", request.get_header_value("Authorization")}};
  return billing.Get("/invoices", headers)->body;   // leak: tool-token-passthrough
}

std::string bearer_is_scoped(httplib::Client& billing, const httplib::Request& request) {
  const httplib::Headers headers{{"Authorization", "Bearer " + exchange(authenticate(request), "billing")}};
  return billing.Get("/invoices", headers)->body;   // clean
}

// Cut out and put together again.
std::string token_leaks(httplib::Client& billing, const httplib::Request& request) {
  const std::string token = request.get_header_value("Authorization").substr(7);
  billing.set_bearer_token_auth(token.c_str());
  return billing.Get("/invoices")->body;   // leak: tool-token-passthrough
}

// All headers at once.
std::string headers_leaks(httplib::Client& billing, const httplib::Request& request) {
  return billing.Post("/invoices", request.headers, request.body, "application/json")->body;   // leak: tool-token-passthrough
}

// With curl.
void curl_leaks(CURL* handle, const httplib::Request& request) {
  const std::string line = "Authorization: " + request.get_header_value("Authorization");
  curl_slist* list = curl_slist_append(nullptr, line.c_str());
  curl_easy_setopt(handle, CURLOPT_URL, "http://billing/invoices");
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
  curl_easy_perform(handle);   // leak: tool-token-passthrough
}

void curl_is_scoped(CURL* handle, const httplib::Request& request) {
  const std::string line = "Authorization: Bearer " + exchange(authenticate(request), "billing");
  curl_slist* list = curl_slist_append(nullptr, line.c_str());
  curl_easy_setopt(handle, CURLOPT_URL, "http://billing/invoices");
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
  curl_easy_perform(handle);   // clean
}
