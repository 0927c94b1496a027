/// Questions about terms, answered from their structure.
#pragma once

#include "checks/flow/solver/engine.h"
#include "checks/flow/solver/fact-sets.h"

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace partywall::solver {

/// Where an identity came from, weakest first: of several, the weakest decides.
enum class Provenance : std::uint8_t {
  none,        ///< No idea.
  defaulted,   ///< A literal fallback.
  model,       ///< Tool arguments, model output, conversation, retrieved text.
  caller,      ///< Header, body, path; a session id the client chose.
  ambient,     ///< Global, thread_local, environment, singleton.
  carried,     ///< Identity-named input of an entry point whose callers are not visible.
  checked,     ///< Untrusted, but equal to a verified one wherever it is used.
  bound,       ///< Read from something made of, or looked up by, a verified value.
  verified     ///< From a checked credential.
};

[[nodiscard]] std::string_view name_of(Provenance provenance);
/// May such an identity scope data?
[[nodiscard]] constexpr bool is_trusted(Provenance provenance) { return provenance >= Provenance::carried; }

struct IdentityLeaf {
  Term term;
  IdentityKind kind = IdentityKind::tenant;
  Provenance provenance = Provenance::none;
  bool is_assumed = false;    ///< Rests on a function whose body is not seen.
};

/// What a scope slot holds.
struct Holding {
  bool may = false;                     ///< Identity reaches it on some path, preserved.
  bool must = false;                    ///< … on every path the facts leave possible.
  bool is_folded = false;               ///< Some identity reaches it only through a hash, cut or modulo.
  bool is_ambiguous = false;            ///< Held, but not injective: parts of variable length run together.
  bool is_untrusted = false;            ///< On some path the model or the caller chose the tenant, and nothing trusted is above it.
  bool falls_back = false;              ///< A branch without identity is a literal or empty default.
  std::vector<IdentityLeaf> leaves;     ///< The preserved identities, each once.

  /// Weakest provenance among tenant leaves; `none` if there are none.
  [[nodiscard]] Provenance weakest() const;
};

/// Values stored into members by their classes' own methods, for `this` of functions nobody calls.
class Cells {
public:
  explicit Cells(const Engine& engine);
  /// Everything stored to `field` of objects of `record`.
  [[nodiscard]] std::span<const Term> values(ir::NameId record, std::string_view field) const;

private:
  std::map<std::pair<ir::NameId, std::string>, std::vector<Term>> values_;
};

/// Answers hold for one solved engine.
class Query {
public:
  Query(Engine& engine, const Cells& cells) : engine_(engine), terms_(engine.terms), cells_(cells) {}

  /// What `term` holds at a place where `facts` are known.
  [[nodiscard]] Holding holding(Term term, std::span<const Term> facts);
  /// Identity anywhere in `term`, preserved or not: what the value depends on. Pure functions of their text
  /// (embeddings) count as not depending on the tenant.
  [[nodiscard]] std::vector<Term> dependence(Term term);
  /// Identity in the texts that embeddings inside `term` were made of.
  [[nodiscard]] std::vector<Term> dependence_in_embedding(Term term);
  /// Depends on a model's answer, stored data, or a function that is not seen.
  [[nodiscard]] bool is_computed(Term term);
  /// Declared, or known, to be the same for all tenants whatever it was made from.
  [[nodiscard]] bool is_neutral(Term term) const;
  [[nodiscard]] bool depends_on_completion(Term term);
  [[nodiscard]] IdentityLeaf judge(Term leaf, std::span<const Term> facts);
  /// Result of the hop at `site` anywhere in `term`.
  [[nodiscard]] bool depends_on_result(Term term, SiteId site);
  /// Only handed on: an input, or a part of one.
  [[nodiscard]] bool is_passed_on(Term term) const;
  /// Read from a token: where it is not trusted, the missing verification is the cause, not the choice of tenant.
  [[nodiscard]] bool is_unverified_claim(Term leaf) { return static_cast<bool>(claimed_token(leaf)); }
  /// The token that `leaf` was read out of, by a library or by taking its text apart; absent if it was not.
  [[nodiscard]] Term claimed_token(Term leaf);
  /// The look-up by an id which the client holds that gave `leaf`: an entry, a query's result, a call. Absent if none.
  [[nodiscard]] Term handle_lookup(Term leaf, std::span<const Term> facts);
  /// Names a conversation, a thread or an MCP session, and was chosen by the client or the model.
  [[nodiscard]] bool is_client_handle(Term value, std::span<const Term> facts);
  /// Equal to a trusted identity, or among some, wherever `facts` hold: whatever its own origin.
  [[nodiscard]] bool is_compared(Term leaf, std::span<const Term> facts) { return is_checked(leaf, facts, 0); }
  /// A credential presented with the request, or its digest.
  [[nodiscard]] bool is_credential(Term term);
  /// The certificate that the other side of a connection showed.
  [[nodiscard]] bool is_peer_certificate(Term token) const;
  /// No connection is made here unless such a certificate was verified. To be said before anything is asked.
  void trust_peers() { trusts_peers_ = true; }

  /// Indices of the branches of an alternative that the facts leave possible.
  [[nodiscard]] std::vector<std::size_t> possible_branches(Term alternative, std::span<const Term> facts) const;

  /// Indices of the branches that the facts leave possible; where what is chosen is known to be present, not the empty ones.
  [[nodiscard]] std::vector<std::size_t> possible(std::span<const Terms::Branch> branches, std::span<const Term> facts,
                                                  bool is_present = false) const;
  /// The fact that grants a privilege over the whole platform, if one is known; absent otherwise.
  [[nodiscard]] Term privilege(std::span<const Term> facts);

private:
  static constexpr int depth_limit = 24;   ///< Of parts looked into.
  struct Source {
    Provenance provenance = Provenance::none;
    bool is_assumed = false;
    bool is_credential = false;
  };
  /// What `term` alone holds; kept, like sources.
  [[nodiscard]] const Holding& held(Term term, std::span<const Term> facts, int depth);
  /// An identity, a credential or an object that belongs to one tenant is anywhere in `term`.
  [[nodiscard]] bool may_hold(Term term);
  /// Knowing `fact` could change what `value` holds.
  [[nodiscard]] bool decides(Term fact, Term value);
  /// `part` is called a credential, or is one, or comes from a checked one.
  [[nodiscard]] bool names_credential(Term part);
  /// Something that depends on the branch taken is compared in `facts`.
  [[nodiscard]] bool compares_choices(std::span<const Term> facts);
  /// Adds what `term` holds to `holding`.
  void hold(Term term, std::span<const Term> facts, Holding& holding, int depth);
  void hold_alternative(Term term, std::span<const Term> facts, Holding& holding, int depth);
  [[nodiscard]] bool is_ruled_out(Term guard, std::span<const Term> facts) const;
  /// Answers are kept: a value is asked about from many sides, and shares its parts with others.
  [[nodiscard]] Source source(Term term, std::span<const Term> facts, int depth);
  [[nodiscard]] Source find_source(Term term, std::span<const Term> facts, int depth);
  [[nodiscard]] bool is_privilege(Term fact);
  /// Of what a container shared by all keeps under `key`: it is as good as what the key was chosen by.
  [[nodiscard]] Source entry_source(Term key, std::span<const Term> facts, int depth);
  /// A part so called was written by the model.
  [[nodiscard]] bool is_model_part(Term part, std::string_view name) const;
  /// A container of identities that all requests share names none of them.
  [[nodiscard]] bool is_shared_container(Term term) const;
  [[nodiscard]] Source input_source(Term term) const;
  [[nodiscard]] Source call_source(Term term, std::span<const Term> facts, int depth);
  [[nodiscard]] bool is_checked(Term leaf, std::span<const Term> facts, int depth);
  /// `value` without the names that parameters have given it or its branches.
  [[nodiscard]] Term unnamed(Term value);
  /// Beside `input`, the function is given something that the model or the caller wrote.
  [[nodiscard]] bool takes_untrusted_words(Node input);
  [[nodiscard]] bool is_called_id(Term input) const;
  /// Somebody has checked the token: a verifier that is known, one by its name, or a digest over it that came with it.
  [[nodiscard]] bool is_verified_token(Term token, std::span<const Term> facts);
  /// What a token says tells one bearer from another: not his role, plan or language.
  [[nodiscard]] bool tells_bearer(Term claim) const;
  /// The credential whose text `text` was made from without asking anybody.
  [[nodiscard]] Term credential_inside(Term text, int depth);
  /// `fact` says that `leaf` is one of a set that the request was granted.
  [[nodiscard]] bool is_member(Term leaf, Term fact, std::span<const Term> facts, int depth);
  /// A presented credential equals a digest that covers `leaf`: whoever made it vouches for `leaf`.
  [[nodiscard]] bool is_authenticated_by(Term leaf, Term presented, Term computed);
  [[nodiscard]] const std::vector<Term>& cell_values(Term leaf) const;
  void repeat_holds(Term body, Term over, std::span<const Term> facts, Holding& holding, int depth);
  /// Parts side by side: one that holds is enough.
  void hold_together(std::span<const Term> parts, std::span<const Term> facts, Holding& holding, int depth);
  /// Begins, or ends, with literal text whatever the branch.
  [[nodiscard]] bool ends_with_text(Term part, bool at_end) const;
  [[nodiscard]] bool runs_together(Term cat, std::span<const Term> facts);
  [[nodiscard]] bool has_fixed_width(Term part) const;
  /// `test` of a part: 1 ends the search, 0 looks inside the part, -1 passes it by. What members were set to counts as
  /// inside them.
  template <typename Test>
  [[nodiscard]] bool any(Term term, Test test) {
    return terms_.search(term, test, [&](Term part) -> const std::vector<Term>& { return cell_values(part); });
  }

  Engine& engine_;
  Terms& terms_;
  const Cells& cells_;
  bool trusts_peers_ = false;
  mutable std::unordered_map<std::uint32_t, std::vector<Term>> cell_values_;   ///< By term.
  FactSets fact_sets_;
  struct Asked {
    Term term;
    std::uint32_t facts;
    int depth;
    friend bool operator==(const Asked&, const Asked&) = default;
  };
  struct AskedHash {
    std::size_t operator()(const Asked& asked) const { return mix(mix(asked.term.value, asked.facts), static_cast<std::uint64_t>(asked.depth)); }
  };
  std::unordered_map<Asked, Source, AskedHash> sources_;
  std::unordered_map<Asked, Holding, AskedHash> holdings_;
  std::unordered_map<std::uint32_t, bool> privileges_;                         ///< By fact.
  std::unordered_map<std::uint32_t, bool> may_hold_;                           ///< By term.
  std::unordered_map<std::uint32_t, bool> compares_choices_;                   ///< By set of facts.
};

}  // namespace partywall::solver
