//--- portal.h
#pragma once
#include <string>
#include <unordered_map>

struct Request { std::string host, path, authorization; };
struct Principal { std::string account_id; };

class Pages {
public:
  const std::string* find(const std::string& key) const;
  void keep(const std::string& key, std::string page);

private:
  std::unordered_map<std::string, std::string> pages_;
};

Principal principal_of(const Request& request);
std::string render(const Principal& who, const std::string& path);

//--- pages.cpp
#include "portal.h"

const std::string* Pages::find(const std::string& key) const {
  const auto place = pages_.find(key);   // step
  return place == pages_.end() ? nullptr : &place->second;
}

void Pages::keep(const std::string& key, std::string page) { pages_[key] = std::move(page); }

//--- principal.cpp
#include "portal.h"

Principal verify_token(const std::string& token);
Principal principal_of(const Request& request) { return verify_token(request.authorization); }   // step

//--- portal.cpp
#include "portal.h"

std::string page_leaks(Pages& pages, const Request& request) {
  const std::string key = request.host + request.path;
  if (const std::string* kept = pages.find(key)) return *kept;   // leak: cache-lookup-before-auth
  const Principal who = principal_of(request);   // step
  std::string page = render(who, request.path);
  pages.keep(key, page);
  return page;
}

std::string page_is_scoped(Pages& pages, const Request& request) {
  const Principal who = principal_of(request);
  const std::string key = who.account_id + ":" + request.path;
  if (const std::string* kept = pages.find(key)) return *kept;   // clean
  std::string page = render(who, request.path);
  pages.keep(key, page);
  return page;
}
