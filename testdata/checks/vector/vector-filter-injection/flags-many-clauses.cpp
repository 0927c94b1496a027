// Many clauses that may be left out: the text grows on every path, and what is spliced in is still seen.
//--- catalogue.h
#pragma once
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace milvus {
class Status {
public:
  bool IsOk() const;
};
class SearchArguments {
public:
  Status SetCollectionName(std::string name);
  Status SetFilter(std::string filter);
  Status AddFilterTemplate(std::string key, const nlohmann::json& value);
  Status AddFloatVector(std::string field, const std::vector<float>& vector);
};
class SearchResults {};
class MilvusClient {
public:
  virtual ~MilvusClient() = default;
  virtual Status Search(const SearchArguments& arguments, SearchResults& results) = 0;
};
}  // namespace milvus

enum class Season { any, spring, summer, autumn };

struct Wish {
  std::string text;
  std::string region;
  std::string colour;
  int most_days = 0;
  int least_stars = 0;
  Season season = Season::any;
};

struct Principal {
  std::string tenant_id;
};

Wish wish_of(const nlohmann::json& arguments);
std::vector<float> embed(const std::string& text);

//--- wish.cpp
#include "catalogue.h"

// Words are looked up in a table, and what is not in it stays as it was.
Wish wish_of(const nlohmann::json& arguments) {
  static const std::map<std::string, Season> seasons = {
      {"spring", Season::spring}, {"summer", Season::summer}, {"autumn", Season::autumn}};
  Wish wish;
  wish.text = arguments.at("text").get<std::string>();
  wish.region = arguments.value("region", "");
  wish.colour = arguments.value("colour", "");
  wish.most_days = arguments.value("days", 0);
  wish.least_stars = arguments.value("stars", 0);
  const auto season = seasons.find(arguments.value("season", ""));
  if (season != seasons.end()) wish.season = season->second;
  return wish;
}

//--- search.cpp
#include "catalogue.h"

static std::string name_of(Season season) {
  switch (season) {
    case Season::spring: return "spring";
    case Season::summer: return "summer";
    case Season::autumn: return "autumn";
    case Season::any: break;
  }
  return "";
}

static std::string own(const Principal& who) { return "tenant_id == \"" + who.tenant_id + "\""; }

static std::string known_clauses(const Wish& wish) {
  std::string clauses;
  if (wish.most_days > 0) clauses += " and days <= " + std::to_string(wish.most_days);
  if (wish.least_stars > 0) clauses += " and stars >= " + std::to_string(wish.least_stars);
  if (wish.season != Season::any) clauses += " and season == \"" + name_of(wish.season) + "\"";
  return clauses;
}

void region_leaks(milvus::MilvusClient& client, const Principal& who, const nlohmann::json& arguments) {
  const Wish wish = wish_of(arguments);
  std::string filter = own(who);
  filter += known_clauses(wish);
  if (!wish.region.empty()) filter += " and region == \"" + wish.region + "\"";
  milvus::SearchArguments search;
  search.SetCollectionName("trips");
  search.SetFilter(filter);
  search.AddFloatVector("embedding", embed(wish.text));
  milvus::SearchResults found;
  client.Search(search, found);   // leak: vector-filter-injection
}

void region_is_bound(milvus::MilvusClient& client, const Principal& who, const nlohmann::json& arguments) {
  const Wish wish = wish_of(arguments);
  std::string filter = own(who);
  filter += known_clauses(wish);
  if (!wish.region.empty()) filter += " and region == {region}";
  if (!wish.colour.empty()) filter += " and colour == {colour}";
  milvus::SearchArguments search;
  search.SetCollectionName("trips");
  search.SetFilter(filter);
  if (!wish.region.empty()) search.AddFilterTemplate("region", wish.region);
  if (!wish.colour.empty()) search.AddFilterTemplate("colour", wish.colour);
  search.AddFloatVector("embedding", embed(wish.text));
  milvus::SearchResults found;
  client.Search(search, found);   // clean
}

void colour_leaks(milvus::MilvusClient& client, const Principal& who, const nlohmann::json& arguments) {
  const Wish wish = wish_of(arguments);
  std::string filter = own(who);
  if (wish.most_days > 0) filter.append(" and days <= ").append(std::to_string(wish.most_days));
  if (wish.least_stars > 0) filter.append(" and stars >= ").append(std::to_string(wish.least_stars));
  if (!wish.region.empty()) filter.append(" and region == {region}");
  if (wish.season != Season::any) filter.append(" and season == '").append(name_of(wish.season)).append("'");
  if (!wish.colour.empty()) filter.append(" and colour == '").append(wish.colour).append("'");
  milvus::SearchArguments search;
  search.SetCollectionName("trips");
  search.SetFilter(filter);
  if (!wish.region.empty()) search.AddFilterTemplate("region", wish.region);
  search.AddFloatVector("embedding", embed(wish.text));
  milvus::SearchResults found;
  client.Search(search, found);   // leak: vector-filter-injection
}
