// Faiss: a selector in the parameters of the search says which ids may take part.
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <faiss/Index.h>
#include <faiss/impl/IDSelector.h>

struct Principal {
  std::string tenant_id;
};

std::vector<faiss::Index::idx_t> ids_of(const std::string& tenant_id);

using Labels = std::vector<faiss::Index::idx_t>;

Labels selected_is_scoped(const faiss::Index& index, const Principal& who, const std::vector<float>& query) {
  const Labels mine = ids_of(who.tenant_id);
  faiss::IDSelectorBatch selector(mine.size(), mine.data());
  faiss::SearchParameters parameters;
  parameters.sel = &selector;
  std::vector<float> distances(10);
  Labels labels(10);
  index.search(1, query.data(), 10, distances.data(), labels.data(), &parameters);   // clean
  return labels;
}

// Everybody is let through.
Labels all_leaks(const faiss::Index& index, const Principal& who, const std::vector<float>& query) {
  faiss::IDSelectorAll selector;
  faiss::SearchParameters parameters;
  parameters.sel = &selector;
  std::vector<float> distances(10);
  Labels labels(10);
  index.search(1, query.data(), 10, distances.data(), labels.data(), &parameters);   // leak: vector-search-unscoped
  if (who.tenant_id.empty()) labels.clear();
  return labels;
}

// No parameters at all.
Labels none_leaks(const faiss::Index& index, const Principal& who, const std::vector<float>& query) {
  std::vector<float> distances(10);
  Labels labels(10);
  index.search(1, query.data(), 10, distances.data(), labels.data());   // leak: vector-search-unscoped
  if (who.tenant_id.empty()) labels.clear();
  return labels;
}

// All but the tenant's own.
Labels negated_leaks(const faiss::Index& index, const Principal& who, const std::vector<float>& query) {
  const Labels mine = ids_of(who.tenant_id);
  faiss::IDSelectorBatch selector(mine.size(), mine.data());
  faiss::IDSelectorNot others(&selector);
  faiss::SearchParameters parameters;
  parameters.sel = &others;
  std::vector<float> distances(10);
  Labels labels(10);
  index.search(1, query.data(), 10, distances.data(), labels.data(), &parameters);   // leak: vector-filter-optional
  return labels;
}

// An index of the tenant's own.
Labels own_index_is_scoped(const std::unordered_map<std::string, std::unique_ptr<faiss::Index>>& indexes,
                           const Principal& who, const std::vector<float>& query) {
  std::vector<float> distances(10);
  Labels labels(10);
  indexes.at(who.tenant_id)->search(1, query.data(), 10, distances.data(), labels.data());   // clean
  return labels;
}
