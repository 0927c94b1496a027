#include "checks/flow/solver/vector-request.h"

#include "checks/flow/solver/json-text.h"
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
      if (name == "knn" || name == "neural" || (name == "script_score" && is_near(value)) || has_knn(value, depth + 1))
        return true;
    return std::ranges::any_of(items_of(terms_, tree), [&](Term item) { return has_knn(item, depth + 1); });
  }

  /// A script that compares vectors, or one that is kept elsewhere.
  [[nodiscard]] bool is_near(Term scored) const {
    const Term script = member_of(terms_, scored, "script");
    return script && terms_.any_part(script, [&](Term part) {
      if (terms_.kind(part) != TermKind::text)
        return false;
      static constexpr std::string_view words[] = {"cosineSimilarity", "dotProduct", "l1norm",  "l2norm",
                                                   "l2Squared",        "knn_score",  "hamming", "innerProduct"};
      const std::string_view text = terms_.name(terms_.at(part).symbol);
      return std::ranges::any_of(words,
                                 [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
    });
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
      if (name != "knn" && name != "neural" && name != "script_score" &&
          (name == "post_filter" || name == "filter" || name == "must" || name == "query") && !has_knn(value, 0))
        beside.parts.push_back(read_filter(engine_, value));
    // An exact search by script ranks what its own query lets through.
    if (const Term scored = member_of(terms_, tree, "script_score"); scored && is_near(scored)) {
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
    if (found_) // beside another search: what either of them finds
      all.parts.push_back(std::move(result_.inside));
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

/// What may choose the part of the store.
constexpr std::string_view place_names[] = {
    "namespace", "collectionName", "collection_name", "collection", "partitionNames", "tenant",
    "database",  "dbName",         "shard_key",       "routing",    "class"};
/// What a write stores.
constexpr std::string_view payload_names[] = {"points", "vectors", "metadatas", "payload",
                                              "data",   "objects", "properties"};

/// Items of a list, or the one thing that stands where a list may stand.
std::vector<Term> each_of(const Terms& terms, Term tree) {
  std::vector<Term> items = items_of(terms, tree);
  return items.empty() && !members_of(terms, tree).empty() ? std::vector<Term>{tree} : items;
}

Term filter_of(const Terms& terms, Term body) { return any_member(terms, body, {"filter", "where", "expr"}); }

/// A request whose body is one object, on one path.
class Request {
public:
  Request(Engine& engine, Term path, Term body) : engine_(engine), terms_(engine.terms), path_(path), body_(body) {}

  std::optional<VectorRequest> read() {
    if (const Term query = member_of(terms_, body_, "query"); query && at("graphql"))
      return read_query(unwrapped(terms_, query));
    if (auto found = ElasticSearch(engine_).run(body_))
      result_ = std::move(*found);
    else if (!is_write() && !is_search() && !is_other())
      return std::nullopt;
    if (result_.action == VectorAction::write)
      note_payload(body_);
    return finish();
  }

private:
  [[nodiscard]] bool at(std::string_view word) const { return path_has(terms_, path_, word); }
  [[nodiscard]] Term any(std::initializer_list<std::string_view> names) const {
    return any_member(terms_, body_, names);
  }

  bool is_write() {
    const Term points = any({"points", "vectors", "upserts", "objects"});
    const bool is_document =
        (at("/_doc") || at("/_create") || at("/v1/objects")) && any({"vector", "embedding", "vectors", "properties"});
    const bool is_stored =
        points || is_document || any({"embeddings"}) || (any({"data"}) && (at("insert") || at("upsert")));
    const Term limit = any({"topK", "top_k", "limit", "n_results", "k", "top"});
    if (!is_stored || limit || at("delete") || at("search"))
      return false;
    result_.action = VectorAction::write;
    return true;
  }

  void note_payload(Term body) {
    bool is_known = false;
    for (const std::string_view name : payload_names)
      if (const Term value = member_of(terms_, body, name)) {
        result_.payload.push_back(value);
        is_known = true;
      }
    if (!is_known)
      result_.payload.push_back(body);
  }

  bool is_search() {
    const Term query =
        any({"vector", "query_vector", "queryVector", "query_embeddings", "query", "data", "nearVector", "prefetch"});
    const Term limit = any({"topK", "top_k", "limit", "n_results", "k", "top"});
    if (!query || !limit || !(at("search") || at("query") || at("recommend")))
      return false;
    result_.action = VectorAction::search;
    return true;
  }

  bool is_other() {
    if (!at("/points/") && !at("/vectors/") && !at("/collections/") && !at("vectordb"))
      return false;
    if (at("delete"))
      result_.action = VectorAction::erase;
    else if (at("scroll") || at("count") || at("query"))
      result_.action = VectorAction::scan;
    return result_.action != VectorAction::none;
  }

  /// Weaviate: a field of a GraphQL query and its arguments.
  std::optional<VectorRequest> read_query(Term query) {
    VectorRequest all;
    Formula inside{Kind::choice, {}, {}, {}, {}};
    for (const TextChoice& choice : expand(terms_, query)) {
      const std::optional<JsonText> text = read_graphql(terms_, choice.parts);
      if (!text || !any_member(terms_, text->tree, {"nearVector", "nearText", "nearObject", "hybrid", "bm25", "ask"}))
        continue;
      Request one(engine_, {}, text->tree);
      one.result_.action = VectorAction::search;
      one.result_.spliced = text->spliced;
      VectorRequest found = one.finish();
      all.action = found.action;
      all.spliced.insert(all.spliced.end(), found.spliced.begin(), found.spliced.end());
      inside.guards.push_back(choice.guard);
      inside.parts.push_back(std::move(found.inside));
    }
    if (all.action == VectorAction::none)
      return std::nullopt;
    all.inside = std::move(inside);
    return all;
  }

  /// Its filter, and whatever else may choose the part of the store.
  VectorRequest finish() {
    if (const Term filter = filter_of(terms_, body_); filter && result_.inside.kind == Kind::everything)
      result_.inside = read_filter(engine_, filter);
    Formula named = Formula::of(Kind::all_of, {std::move(result_.inside)});
    if (path_)
      named.parts.push_back({Kind::opaque, {}, {path_}, {}, {}});
    for (const std::string_view name : place_names)
      if (const Term value = member_of(terms_, body_, name))
        named.parts.push_back({Kind::opaque, {}, {name == "namespace" ? given(value) : value}, {}, {}});
    result_.inside = std::move(named);
    return std::move(result_);
  }

  /// To leave out an empty name is to say it: it is left out only where it is.
  [[nodiscard]] Term given(Term name) const {
    if (terms_.kind(name) != TermKind::alternative)
      return name;
    Term found;
    for (std::size_t i = 0; i + 1 < terms_.children(name).size(); i += 2) {
      const Term value = terms_.child(name, i + 1);
      if (terms_.kind(value) == TermKind::zero || terms_.kind(value) == TermKind::nothing)
        continue;
      if (found)
        return name;
      found = value;
    }
    const Term absent = found ? terms_.negate(terms_.apply("present", {found})) : Term{};
    for (std::size_t i = 0; found && i + 1 < terms_.children(name).size(); i += 2)
      if (terms_.child(name, i + 1) != found && !terms_.contains(terms_.child(name, i), absent))
        return name;
    return found ? found : name;
  }

  Engine& engine_;
  Terms& terms_;
  Term path_;
  Term body_;
  VectorRequest result_;
};

/// Several documents in one body: Elasticsearch's bulk and multi-search interfaces.
std::optional<VectorRequest> read_documents(Engine& engine, Term path, Term documents) {
  Terms& terms = engine.terms;
  const bool is_bulk = path_has(terms, path, "_bulk");
  if (!is_bulk && !path_has(terms, path, "_msearch") && !path_has(terms, path, "/batch"))
    return std::nullopt;
  std::optional<VectorRequest> found;
  Formula loosest = Formula::of(Kind::any_of, {});
  for (const Term document : each_of(terms, documents)) {
    if (is_bulk) {
      if (!found)
        found = VectorRequest{.action = VectorAction::write, .inside = {}, .late = {}, .payload = {}, .spliced = {}};
      found->payload.push_back(document);
      continue;
    }
    auto one = Request(engine, path, document).read();
    if (!one)
      continue;
    loosest.parts.push_back(std::move(one->inside));
    if (!found)
      found = std::move(one);
  }
  if (found && !is_bulk)
    found->inside = std::move(loosest);
  return found;
}

std::optional<VectorRequest> read_tree(Engine& engine, Term path, Term body) {
  Terms& terms = engine.terms;
  if (terms.is_apply(body, "overlay")) {
    // What nobody knows the names of may replace the filter, and the part of the store.
    auto below = read_tree(engine, path, unwrapped(terms, terms.child(body, 0)));
    if (below && members_of(terms, terms.child(body, 1)).empty())
      below->inside = Formula::of(Kind::replaceable, {std::move(below->inside)});
    return below;
  }
  if (members_of(terms, body).empty() && !items_of(terms, body).empty())
    return read_documents(engine, path, body);
  return Request(engine, path, body).read();
}

} // namespace

Term decider_of(Terms& terms, Term body, bool is_write) {
  std::vector<Term> found;
  const auto note = [&](Term value) {
    if (value && !terms.is_literal(value))
      found.push_back(value);
  };
  note(filter_of(terms, body));
  if (const Term query = member_of(terms, body, "query"); query && members_of(terms, body).size() == 1)
    note(query);
  for (const std::string_view name : place_names)
    note(member_of(terms, body, name));
  if (is_write)
    for (const std::string_view name : payload_names)
      note(member_of(terms, body, name));
  return found.empty() ? body : terms.list(found);
}

Term body_of(const Terms& terms, Term value) {
  value = unwrapped(terms, value);
  if (!value || terms.kind(value) != TermKind::list)
    return value;
  // One of several places where a client may keep it.
  std::vector<Term> given(terms.children(value).begin(), terms.children(value).end());
  std::erase_if(given, [&](Term one) {
    const TermKind kind = terms.kind(one);
    return kind == TermKind::nothing || kind == TermKind::zero || kind == TermKind::null;
  });
  return given.size() == 1 && terms.children(value).size() > 1 ? unwrapped(terms, given.front()) : value;
}

std::optional<VectorRequest> read_vector_request(Engine& engine, Term path, Term body) {
  Terms& terms = engine.terms;
  body = body_of(terms, body);
  const TermKind kind = terms.kind(body);
  if (kind != TermKind::alternative && kind != TermKind::cat && kind != TermKind::text)
    return read_tree(engine, path, body);
  // What it may be, path by path.
  VectorRequest all;
  Formula inside{Kind::choice, {}, {}, {}, {}}, late{Kind::choice, {}, {}, {}, {}};
  for (const TextChoice& choice : expand(terms, body)) {
    std::vector<Term> spliced;
    Term tree = choice.parts.size() == 1 ? unwrapped(terms, choice.parts.front()) : Term{};
    if (!tree || terms.kind(tree) == TermKind::text) {
      std::optional<JsonText> text = read_json(terms, choice.parts);
      if (!text)
        continue;
      tree = text->tree;
      spliced = std::move(text->spliced);
    }
    auto one = read_tree(engine, path, tree);
    if (!one)
      continue;
    all.action = one->action;
    all.payload.insert(all.payload.end(), one->payload.begin(), one->payload.end());
    all.spliced.insert(all.spliced.end(), one->spliced.begin(), one->spliced.end());
    all.spliced.insert(all.spliced.end(), spliced.begin(), spliced.end());
    inside.guards.push_back(choice.guard);
    inside.parts.push_back(std::move(one->inside));
    late.guards.push_back(choice.guard);
    late.parts.push_back(std::move(one->late));
  }
  if (all.action == VectorAction::none)
    return std::nullopt;
  all.inside = std::move(inside);
  all.late = std::move(late);
  return all;
}

} // namespace partywall::solver
