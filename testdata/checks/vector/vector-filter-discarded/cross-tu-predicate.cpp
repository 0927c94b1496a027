// A wrapper with a default argument: whoever forgets it searches everybody's.
//--- usearch.h
// What this page uses of USearch.
#pragma once
#include <cstddef>
#include <cstdint>

namespace unum::usearch {
template <typename key_at = std::uint64_t, typename compressed_slot_at = std::uint32_t>
class index_dense_gt {
public:
  struct match_t {
    struct {
      key_at key;
    } member;
    float distance;
  };
  struct search_result_t {
    std::size_t size() const;
    match_t operator[](std::size_t i) const;
  };
  search_result_t search(float const* vector, std::size_t wanted, std::size_t thread = 0, bool exact = false) const;
  template <typename predicate_at>
  search_result_t filtered_search(float const* vector, std::size_t wanted, predicate_at&& predicate, std::size_t thread = 0,
                                  bool exact = false) const {
    (void)vector, (void)wanted, (void)predicate, (void)thread, (void)exact;
    return {};
  }
};
using index_dense_t = index_dense_gt<>;
}  // namespace unum::usearch

//--- pages.h
#pragma once
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "usearch.h"

struct Page {
  std::string tenant_id;
  std::string text;
};

using PageFilter = std::function<bool(std::uint64_t)>;

class Pages {
public:
  std::vector<std::string> nearest(const std::vector<float>& query, std::size_t k, const PageFilter& filter = nullptr) const;
  PageFilter only(const std::string& tenant_id) const;

private:
  unum::usearch::index_dense_t index_;
  std::unordered_map<std::uint64_t, Page> pages_;
};

//--- pages.cpp
#include "pages.h"

std::vector<std::string> Pages::nearest(const std::vector<float>& query, std::size_t k, const PageFilter& filter) const {
  std::vector<std::string> texts;
  const auto add = [&](const auto& found) {
    for (std::size_t i = 0; i < found.size(); ++i) texts.push_back(pages_.at(found[i].member.key).text);
  };
  if (filter)
    add(index_.filtered_search(query.data(), k, filter));
  else
    add(index_.search(query.data(), k));   // step
  return texts;
}

PageFilter Pages::only(const std::string& tenant_id) const {
  return [this, tenant_id](std::uint64_t key) { return pages_.at(key).tenant_id == tenant_id; };
}

//--- agent.cpp
#include "pages.h"

struct Principal {
  std::string tenant_id;
};

std::vector<std::string> recall_leaks(const Pages& pages, const Principal& who, const std::vector<float>& query) {
  const PageFilter filter = pages.only(who.tenant_id);
  return pages.nearest(query, 8);   // leak: vector-filter-discarded
}

std::vector<std::string> recall_is_scoped(const Pages& pages, const Principal& who, const std::vector<float>& query) {
  const PageFilter filter = pages.only(who.tenant_id);
  return pages.nearest(query, 8, filter);   // clean
}

//--- ask.cpp
#include "pages.h"

struct Session {
  std::string tenant_id;
};

std::vector<std::string> ask_leaks(const Pages& pages, const Session&, const std::vector<float>& query) {
  return pages.nearest(query, 3);   // leak: vector-search-unscoped
}
