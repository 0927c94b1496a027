/// HTTP requests of vector stores by the shape of their JSON: Elasticsearch, OpenSearch, Qdrant, Pinecone, Chroma,
/// Weaviate, Milvus.
#pragma once

#include "checks/flow/solver/filter.h"
#include "checks/flow/solver/solution.h"

#include <optional>

namespace partywall::solver {

struct VectorRequest {
  VectorAction action = VectorAction::none;
  Formula inside;            ///< Restricts candidates.
  Formula late;              ///< Tests what was ranked: post_filter, a query's filter beside `knn`.
  std::vector<Term> names;   ///< Path, namespace, collection, tenant: what may choose the part of the store.
  std::vector<Term> payload; ///< Write: what is stored beside the vectors.
};

[[nodiscard]] std::optional<VectorRequest> read_vector_request(Engine& engine, Term path, Term body);

} // namespace partywall::solver
