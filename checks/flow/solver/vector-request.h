/// HTTP requests of vector stores by the shape of their JSON, however it is written: Elasticsearch, OpenSearch, Qdrant, Pinecone, Chroma,
/// Weaviate, Milvus.
#pragma once

#include "checks/flow/solver/filter.h"
#include "checks/flow/solver/solution.h"

#include <optional>

namespace partywall::solver {

struct VectorRequest {
  VectorAction action = VectorAction::none;
  Formula inside;            ///< Restricts candidates: the filter, and the part of the store that is named.
  Formula late;              ///< Tests what was ranked: post_filter, a query's filter beside `knn`.
  std::vector<Term> payload; ///< Write: what is stored beside the vectors.
  std::vector<Term> spliced; ///< Values put into the text of the body as they are.
};

/// The body among what a client was given for one.
[[nodiscard]] Term body_of(const Terms& terms, Term value);
/// What of a body says whose vectors it is about, or the whole of it.
[[nodiscard]] Term decider_of(Terms& terms, Term body, bool is_write);
[[nodiscard]] std::optional<VectorRequest> read_vector_request(Engine& engine, Term path, Term body);

} // namespace partywall::solver
