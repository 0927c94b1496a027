/// What the solver knows about functions it does not enter: library models and the lexicon, as consumed.
///
///   rules/**/*.yaml --parse--> ModelFile (as written, located) --compile--> Models (below)
///
/// A model row says, for every call it matches: what the result is made of, what is written where, which
/// callables are run, which hop the call is. Expressions are small trees over the call's arguments.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace partywall::models {

/// `cat("resp:", arg0)`, `&at(this, arg0).second`, `invoke(arg1, elem(this))`.
///
/// Expressions denote *places or values*. `argN` and `this` see through references: for a parameter
/// `const std::string& s`, `argN` is the string; for `T* p` it is the pointer and `*argN` the object.
/// `this` is always the object. A row whose function returns a reference, pointer or iterator says so
/// by `&place`.
struct Expr {
  enum class Kind : std::uint8_t {
    argument,   ///< argN; `number` is N.
    rest,       ///< restN: all arguments from N on, spliced into the parent's children.
    receiver,   ///< this
    result,     ///< result; only in hop slots, effects and `ensures`.
    text,       ///< "literal"; `name` is the text.
    number,     ///< 42
    dereference,///< *child
    address,    ///< &child
    field,      ///< child.name
    at,         ///< at(container, key)
    element,    ///< elem(container): any element
    apply       ///< name(children…); see Function.
  };
  Kind kind = Kind::text;
  std::int64_t number = 0;
  std::string name;
  std::vector<Expr> children;
};

/// The functions an expression may apply; anything else is an error with a suggestion.
///   text building   cat join(separator, range) format(text, args…) printf(text, args…) repeat(range, text)
///   preserving      digest(x) encode(x) number(x) parse(x) dump(x) copy(x) prefix_length(x)
///   not preserving  hash(x) truncate(x, length) modulo(x) size(x) embed(x…) complete(x…) derived(x…) opaque(x…)
///                   fresh() (a key no other entry has, each time the call is made)
///                   overlay(x, y) (the entries of y over those of x)
///                   (truncate cuts if `length` is a constant; a computed one, npos or none given is a copy of a part)
///   logic           equal(a, b) less(a, b) not(x) present(x) alt(a, b) when(a, x) member(x, range) and(a, b) or(a, b)
///   objects         new(x) list(x…) record(name, x, …) empty() item(x) items(x) references(x…)
///                   converted("hook", x) (what the project's own function `hook` makes of x for the call's template
///                   argument; x where it has none)
///   callables       invoke(f, args…) bind(f, args…)
///                   behind("method", names, f) (f, as the handler of an entry, once the methods so called of the
///                   classes in `names` have called what they are given last)
///   provenance      source(role, name, x…)   role: caller, credential, model, ambient, verified, session
///                   verified(x) claims(token)
[[nodiscard]] const std::vector<std::string_view>& expression_functions();

/// One hop a call is.
struct HopRow {
  /// cache.read cache.write cache.erase cache.count cache.command (Redis text and arguments)
  /// store.read store.write store.upsert store.erase (in-process keyed containers; a cache only by its use)
  /// vector.search vector.write vector.erase vector.scan
  /// data.sql data.request data.file
  /// limit.acquire usage.record model.complete model.embed egress.log egress.network
  /// tool.register tool.schema
  std::string kind;
  /// key value instance namespace filter query results credential bucket label text parameters
  std::map<std::string, Expr, std::less<>> slots;
};

/// A callable is registered and will be entered by the framework.
struct EntryRow {
  std::string kind;                  ///< http, rpc, tool, task (runs after the caller returns), callback
  Expr handler;
  std::vector<Expr> arguments;       ///< What the framework passes.
};

/// An ordered state change, for typestates:
///   verified    the subject has been checked                decoded   the subject was read without a check
///   owes        a reply is outstanding on the subject       settles   it has been read
///   acquires    the subject is taken from a pool            releases  it is given back
///   scoped      a tenant is set on the subject (arguments)  unscoped  it is taken off
///   prepared    a statement is prepared on the subject under a name (arguments)
///   poisons     the subject cannot be used any more, only closed
///   once        what the row calls runs once in the life of the subject (a flag)
///   verifies_peers  the subject is a mode in which certificates of clients are verified (arguments: a callback)
struct EffectRow {
  std::string name;
  Expr subject;
  std::vector<Expr> arguments;
  std::string when;                  ///< always, on_return, if_true, if_false
};

struct Assignment {
  Expr target;
  Expr value;
};

/// Type test for one parameter or argument, to tell overloads apart.
struct ParameterTest {
  std::uint32_t index = 0;
  std::string type;                  ///< Record name ("std::basic_string"), or a shape word: integer, floating,
                                     ///< boolean, pointer, callable, text (string, string_view or char*);
                                     /// or `omitted`: the call leaves this parameter to its default argument.
};

struct Row {
  std::vector<std::string> functions;///< Qualified names without template arguments or inline namespaces.
  std::string receiver_class;        ///< Static class of the object, if the row needs one. May be empty.
  std::optional<std::uint32_t> min_arguments;
  std::optional<std::uint32_t> max_arguments;
  std::vector<ParameterTest> parameters;

  std::optional<Expr> returns;
  std::vector<Assignment> sets;
  std::vector<Expr> calls;           ///< invoke(…) whose result is dropped.
  std::vector<HopRow> hops;
  std::optional<EntryRow> entry;
  std::vector<EffectRow> effects;
  /// Facts that hold when the call returns normally, e.g. equal(arg0, arg1) for an asserting helper.
  std::vector<Expr> ensures;
  bool never_returns = false;

  std::string library;               ///< Name of the library, for messages.
  std::string file;                  ///< Where the row is written, for `rules check`.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// What a type says about its values, wherever an entry point receives one.
struct TypeRow {
  std::string type;                  ///< Qualified record name.
  std::string role;                  ///< caller, model, credential, verified, session, response, handle
};

/// Words, as rules/lexicon.yaml lists and explains them; words.h asks them. All lower case, several words of one
/// name joined by `_`; identifiers are split at `_`, `-`, case changes and `::` before they are compared.
struct Lexicon {
  std::vector<std::string> identity_names;       ///< tenant, org, organization, workspace, account, customer
  std::vector<std::string> identity_types;       ///< Qualified or bare type names that are identities.
  std::vector<std::string> identity_leaves;      ///< id, uuid, slug, key, code, …: what may follow an identity name.
  std::vector<std::string> identity_forms;       ///< value, text, view, …: what may follow such a leaf.
  std::vector<std::string> identity_holders;     ///< info, record, context, …: `TenantInfo::id` is the tenant's id.
  std::vector<std::string> identity_quantifiers; ///< num, max, is, …: before the name they make it something else.
  std::vector<std::string> identity_exclusions;  ///< size, ptr, dir, name, type, plan, count, …: never an identity.
  std::vector<std::string> determining_names;    ///< user, principal, subject: globally unique, fix the tenant.
  std::vector<std::string> determining_leaves;   ///< id, uuid, …: `user_id`, but not `user_key`.
  std::vector<std::string> determining_holders;  ///< session, claims, …: in these a bare `user` is an id.
  std::vector<std::string> credential_names;     ///< token, bearer, authorization, apikey, signature, cookie, …
  std::vector<std::string> credential_whole_names; ///< auth, cert: a credential only if it is the whole name.
  std::vector<std::string> credential_vague_names; ///< key: a credential where the function's name says so.
  std::vector<std::string> credential_exclusions;///< next, eos, page, …: `next_token` is no credential.
  std::vector<std::string> model_names;          ///< arguments, args, params, tool_input, completion, …
  std::vector<std::string> transcript_names;     ///< history, conversation, …: a model's or a client's words, whatever the type.
  std::vector<std::string> caller_names;         ///< header, body, query, request, …
  std::vector<std::string> session_names;        ///< conversation, thread, run, session (client-chosen ids)
  std::vector<std::string> verifying_verbs;      ///< verify, authenticate, introspect, authorize, accept, …
  std::vector<std::string> verifying_exclusions; ///< skip, without, unverified, …: the opposite.
  std::vector<std::string> completing_verbs;     ///< complete, generate, chat, ask, …: a model answers.
  std::vector<std::string> completing_helpers;   ///< create, request, llm, …: may stand before such a verb.
  std::vector<std::string> completing_exclusions;///< key, task, …: `generate_key`, `complete_task` ask no model.
  std::vector<std::string> digesting_verbs;      ///< sha256, blake3, hmac, digest: the whole input decides the result.
  std::vector<std::string> encoding_verbs;       ///< escape, quote, base64, url_encode, hex: the input in other letters.
  std::vector<std::string> embedding_verbs;      ///< embed, embedding, vectorize, …
  std::vector<std::string> similarity_verbs;     ///< cosine, similarity, dot_product, …: how near two vectors are.
  std::vector<std::string> answer_names;         ///< answer, reply, response, …: what a model said, kept in a field.
  std::vector<std::string> returning_verbs;      ///< give, release, put_back, …: a connection goes back to its pool.
  std::vector<std::string> tenancy_names;        ///< multi_tenant, hosted, …: a switch that says several tenants.
  std::vector<std::string> tenancy_marks;        ///< shared, pooled, …: says so too, of one of the next.
  std::vector<std::string> tenancy_holders;      ///< deployment, cluster, …
  std::vector<std::string> single_tenancy_names; ///< single_tenant, on_prem, …: a switch that says there is one.
  std::vector<std::string> idempotency_names;    ///< idempotency, dedup, …: what is kept was done once and for all.
  std::vector<std::string> decision_names;       ///< allow, authorize, permission, …: it says what somebody may do.
  std::vector<std::string> pending_types;        ///< future, promise, …: a type so called holds a result under way.
  std::vector<std::string> listing_names;        ///< list_tools, …: what a protocol's server offers.
  std::vector<std::string> prefix_cache_switches;///< cache_prompt, id_slot, …: a request body asks for kept prefixes.
  std::vector<std::string> prefix_cache_salts;   ///< cache_salt, …: a request body keeps its prefixes apart.
  std::vector<std::string> sending_verbs;        ///< log, publish, rerank, …: what is handed over leaves the process.
  std::vector<std::string> filter_names;         ///< filter, selector, predicate, …: a condition on a search.
  std::vector<std::string> deferring_verbs;      ///< post, enqueue, submit, …: a callable given runs later.
  std::vector<std::string> awaiting_verbs;       ///< join, wait, get, …: nothing given to a task runs any more.
  std::vector<std::string> limiting_names;       ///< limiter, token_bucket, quota, …: what admits or refuses.
  std::vector<std::string> limiting_verbs;       ///< acquire, try_take, allow, …: asks it.
  std::vector<std::string> failing_names;        ///< failures, errors, breaker, …: counts of these guard health.
  std::vector<std::string> fetching_verbs;       ///< search, retrieve, latest, …: gets data from somewhere.
  std::vector<std::string> metering_verbs;       ///< record, bill, charge, …: writes down what was used.
  std::vector<std::string> metering_names;       ///< usage, tokens, cost, …: what was used.
  std::vector<std::string> prompt_names;         ///< system, instructions, preamble, …: text a model is told to follow.
  std::vector<std::string> restricting_words;    ///< only, never, must not, …: in a prompt.
  std::vector<std::string> confining_words;      ///< only, strictly, …: of these, what confines to what follows.
  std::vector<std::string> foreign_words;        ///< other, another, …: in a prompt, before one of the next.
  std::vector<std::string> tenancy_words;        ///< tenant, company, client, …: whom a prompt may speak of.
  std::vector<std::string> identity_provider_addresses; ///< oauth, /auth, jwks, …: in the text of an address.
  std::vector<std::string> identity_provider_names;     ///< idp, sso, …: words in names of clients and settings.
  std::vector<std::string> privilege_names;      ///< platform, operator, staff, internal: lift scope.
  std::vector<std::string> visibility_names;     ///< visibility, audience, …: fields that say who may see a row.
  std::vector<std::string> public_markers;       ///< public, everyone, …: what they say of rows for all.
  std::vector<std::string> metered_parts;        ///< prompt, completion, …: parts of a usage that are counts of tokens.
  std::vector<std::string> public_names;         ///< countries, templates, manual, …: tables and folders that are nobody's.
  std::vector<std::string> text_types;           ///< Classes that are text: std::basic_string, rocksdb::Slice, …
  std::vector<std::string> dynamic_types;        ///< Classes that hold anything: JSON values, database fields, …
  std::vector<std::string> callable_types;       ///< Classes that wrap functions.
};

/// All models of a run, compiled. Immutable; shared by threads.
class Models {
public:
  Models() = default;
  Models(std::vector<Row> rows, std::vector<TypeRow> types, Lexicon lexicon);

  /// Rows for a function by its qualified name, in order of precedence (user rules first). Empty if none.
  [[nodiscard]] const std::vector<const Row*>& rows(std::string_view function) const;
  /// Some row describes a method of the class: its code is a library's.
  [[nodiscard]] bool describes_class(std::string_view name) const { return classes_.contains(name); }
  /// Role of a type, or empty.
  [[nodiscard]] std::string_view role_of_type(std::string_view type) const;
  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] const std::vector<Row>& all() const { return rows_; }
  /// Functions by which a project tells a library how to convert its classes: from_json.
  [[nodiscard]] const std::set<std::string, std::less<>>& hooks() const { return hooks_; }
  /// Methods of filters, which a library finds by the name of their class: doFilter.
  [[nodiscard]] const std::set<std::string, std::less<>>& filters() const { return filters_; }

  Models(const Models&) = delete;
  Models& operator=(const Models&) = delete;
  Models(Models&&) noexcept = default;
  Models& operator=(Models&&) noexcept = default;
  ~Models() = default;

private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::vector<Row> rows_;
  std::unordered_map<std::string, std::vector<const Row*>, Hash, std::equal_to<>> by_function_;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> role_by_type_;
  std::set<std::string, std::less<>> hooks_;
  std::set<std::string, std::less<>> filters_;
  std::set<std::string, std::less<>> classes_;   ///< And namespaces: whatever stands before a described function's name.
  Lexicon lexicon_;
};

}  // namespace partywall::models
