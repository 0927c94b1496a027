#include "checks/flow/solver/vector-request.h"

#include "checks/flow/solver/tree-view.h"

#include <algorithm>

namespace partywall::solver {

namespace {

using Kind = Formula::Kind;

/// A search for neighbours inside an Elasticsearch or OpenSearch body, with what stands around it.
class ElasticSearch {
public:
  explicit ElasticSearch(Engine& engine) : engine_(engine), terms_(engine.terms) {}

  std::optional<VectorRequest> run(Term body) {
    look(body, Formula{}, 0);
    if (!found_)
      return std::nullopt;
    return std::move(result_);
  }

private:
  [[nodiscard]] bool has_knn(Term tree, int depth) const {
    if (depth > 12)
      return false;
    for (const auto& [name, value] : members_of(terms_, tree))
      if (name == "knn" || name == "neural" || has_knn(value, depth + 1))
        return true;
    return std::ranges::any_of(items_of(terms_, tree), [&](Term item) { return has_knn(item, depth + 1); });
  }

  void look(Term tree, const Formula& around, int depth) {
    if (depth > 12)
      return;
    if (terms_.kind(tree) == TermKind::alternative) {
      for (std::size_t i = 1; i < terms_.children(tree).size(); i += 2)
        look(terms_.child(tree, i), around, depth + 1);
      return;
    }
    const auto members = members_of(terms_, tree);
    Formula beside = Formula::of(Kind::all_of, {around});
    for (const auto& [name, value] : members)
      if (name != "knn" && name != "neural" &&
          (name == "post_filter" || name == "filter" || name == "must" || name == "query") && !has_knn(value, 0))
        beside.parts.push_back(read_filter(engine_, value));
    // An exact search by script ranks what its own query lets through.
    if (const Term scored = member_of(terms_, tree, "script_score")) {
      found_ = true;
      result_.action = VectorAction::search;
      const Term query = member_of(terms_, scored, "query");
      result_.inside = query ? read_filter(engine_, query) : Formula{};
      result_.late = around;
    }
    for (const auto& [name, value] : members) {
      if (name == "knn" || name == "neural")
        take(value, beside);
      else if (has_knn(value, 0))
        look(value, beside, depth + 1);
    }
    for (const Term item : items_of(terms_, tree))
      if (has_knn(item, 0))
        look(item, beside, depth + 1);
  }

  void take(Term knn, const Formula& beside) {
    std::vector<Term> searches = members_of(terms_, knn).empty() ? items_of(terms_, knn) : std::vector<Term>{knn};
    Formula all = Formula::of(Kind::any_of, {});
    for (const Term search : searches) {
      Term filter = member_of(terms_, search, "filter");
      // OpenSearch: {"knn": {"field name": {"vector": …, "filter": …}}}
      for (const auto& [name, value] : members_of(terms_, search))
        if (!filter && member_of(terms_, value, "vector"))
          filter = member_of(terms_, value, "filter");
      all.parts.push_back(filter ? read_filter(engine_, filter) : Formula{});
    }
    found_ = true;
    result_.action = VectorAction::search;
    result_.inside = all.parts.size() == 1 ? std::move(all.parts[0]) : std::move(all);
    result_.late = beside;
  }

  Engine& engine_;
  Terms& terms_;
  VectorRequest result_;
  bool found_ = false;
};

bool path_has(const Terms& terms, Term path, std::string_view word) {
  if (!path)
    return false;
  if (terms.kind(path) == TermKind::text)
    return terms.name(terms.at(path).symbol).find(word) != std::string_view::npos;
  return std::ranges::any_of(terms.children(path), [&](Term part) { return path_has(terms, part, word); });
}

/// The first member of one of these names that is there.
Term any_member(const Terms& terms, Term tree, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const Term found = member_of(terms, tree, name))
      return found;
  return {};
}

} // namespace

std::optional<VectorRequest> read_vector_request(Engine& engine, Term path, Term body) {
  Terms& terms = engine.terms;
  body = unwrapped(terms, body);
  if (terms.kind(body) == TermKind::alternative) {
    for (std::size_t i = 1; i < terms.children(body).size(); i += 2)
      if (auto found = read_vector_request(engine, path, terms.child(body, i)))
        return found;
    return std::nullopt;
  }
  VectorRequest request;
  if (auto found = ElasticSearch(engine).run(body)) {
    request = std::move(*found);
  } else {
    const Term points = any_member(terms, body, {"points", "vectors", "upserts"});
    const Term query = any_member(
        terms, body,
        {"vector", "query_vector", "queryVector", "query_embeddings", "query", "data", "nearVector", "prefetch"});
    const Term limit = any_member(terms, body, {"topK", "top_k", "limit", "n_results", "k", "top"});
    const Term filter = any_member(terms, body, {"filter", "where", "expr"});
    const bool is_stored =
        points || member_of(terms, body, "embeddings") ||
        (member_of(terms, body, "data") && (path_has(terms, path, "insert") || path_has(terms, path, "upsert")));
    if (is_stored && !limit && !path_has(terms, path, "delete") && !path_has(terms, path, "search")) {
      request.action = VectorAction::write;
      for (const std::string_view name : {"points", "vectors", "metadatas", "payload", "data"})
        if (const Term value = member_of(terms, body, name))
          request.payload.push_back(value);
    } else if (query && limit &&
               (path_has(terms, path, "search") || path_has(terms, path, "query") ||
                path_has(terms, path, "recommend"))) {
      request.action = VectorAction::search;
    } else if (path_has(terms, path, "/points/") || path_has(terms, path, "/vectors/") ||
               path_has(terms, path, "/collections/") || path_has(terms, path, "vectordb")) {
      if (path_has(terms, path, "delete"))
        request.action = VectorAction::erase;
      else if (path_has(terms, path, "scroll") || path_has(terms, path, "count") || path_has(terms, path, "query"))
        request.action = VectorAction::scan;
      else
        return std::nullopt;
    } else {
      return std::nullopt;
    }
    if (filter)
      request.inside = read_filter(engine, filter);
  }
  if (path)
    request.names.push_back(path);
  for (const std::string_view name : {"namespace", "collectionName", "collection_name", "collection", "partitionNames",
                                      "tenant", "database", "dbName", "shard_key", "routing"})
    if (const Term value = member_of(terms, body, name))
      request.names.push_back(value);
  return request;
}

} // namespace partywall::solver
