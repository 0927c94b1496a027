// Searches that are scoped without a filter, and indexes that belong to nobody.
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <faiss/IndexFlat.h>
#include <faiss/impl/IDSelector.h>
#include <hnswlib/hnswlib.h>
#include <pqxx/pqxx>

struct Principal {
  std::string tenant_id;
};

using Graph = hnswlib::HierarchicalNSW<float>;

// A handle made for one tenant.
class TenantIndex {
public:
  TenantIndex(std::map<std::string, std::unique_ptr<Graph>>& graphs, const Principal& who)
      : graph_(*graphs.at(who.tenant_id)) {}

  std::size_t count_is_scoped(const std::vector<float>& query) const {
    return graph_.searchKnn(query.data(), 10).size();   // clean
  }

private:
  Graph& graph_;
};

std::size_t handle_is_scoped(std::map<std::string, std::unique_ptr<Graph>>& graphs, const Principal& who,
                             const std::vector<float>& query) {
  return TenantIndex(graphs, who).count_is_scoped(query);
}

// The index is loaded from the tenant's own file.
std::size_t file_is_scoped(const Principal& who, const std::vector<float>& query) {
  hnswlib::L2Space space(query.size());
  const Graph graph(&space, "/var/lib/indexes/" + who.tenant_id + ".hnsw");
  return graph.searchKnn(query.data(), 10).size();   // clean
}

// Built for this request from the tenant's own vectors.
std::vector<std::vector<float>> vectors_of(const std::string& tenant_id);

std::size_t built_here_is_scoped(const Principal& who, const std::vector<float>& query) {
  hnswlib::L2Space space(query.size());
  Graph graph(&space, 1000);
  std::size_t label = 0;
  for (const auto& vector : vectors_of(who.tenant_id)) graph.addPoint(vector.data(), label++);
  return graph.searchKnn(query.data(), 10).size();   // clean
}

// The help pages of our own product: nobody's data goes in, everybody may read.
class ProductManual {
public:
  explicit ProductManual(std::vector<std::pair<std::string, std::vector<float>>> pages)
      : space_(384), graph_(&space_, pages.size()) {
    for (auto& [text, vector] : pages) {
      graph_.addPoint(vector.data(), texts_.size());
      texts_.push_back(std::move(text));
    }
  }

  std::string manual_is_neutral(const std::vector<float>& query) const {
    const auto nearest = graph_.searchKnn(query.data(), 1);   // clean
    return nearest.empty() ? std::string() : texts_.at(nearest.top().second);
  }

private:
  hnswlib::L2Space space_;
  Graph graph_;
  std::vector<std::string> texts_;
};

// The rows the tenant has are asked for first; the search looks at no others.
std::size_t own_rows_are_scoped(pqxx::work& tx, const faiss::IndexFlatL2& index, const Principal& who, const std::vector<float>& query) {
  std::vector<faiss::Index::idx_t> keys;
  for (const auto& row : tx.exec_params("SELECT id FROM notes WHERE tenant_id = $1", who.tenant_id))
    keys.push_back(row[0].as<long>());
  faiss::IDSelectorBatch own(keys.size(), keys.data());
  faiss::SearchParameters parameters;
  parameters.sel = &own;
  std::vector<float> distances(10);
  std::vector<faiss::Index::idx_t> labels(10);
  index.search(1, query.data(), 10, distances.data(), labels.data(), &parameters);   // clean
  return labels.size();
}
