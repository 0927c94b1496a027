/// What was read out of a credential, what checks one, and what only looks like one.
#include "checks/flow/solver/query.h"

#include "checks/flow/models/words.h"

#include <algorithm>

namespace partywall::solver {

namespace {

/// One step towards what a value was taken from; absent where it was made in another way.
Term taken_from(const Terms& terms, Term value) {
  switch (terms.kind(value)) {
  case TermKind::project:
  case TermKind::load:
  case TermKind::named:
  case TermKind::offset:
    return terms.child(value, 0);
  case TermKind::apply:
    return terms.children(value).size() == 1 && !terms.is_apply(value, "verified") ? terms.child(value, 0) : Term{};
  default:
    return {};
  }
}

bool has_digest(const Terms& terms, Term term) {
  return terms.any_part(term, [&](Term part) { return terms.is_apply(part, "digest"); });
}

} // namespace

Term Query::credential_inside(Term text, int depth) {
  if (depth > depth_limit / 2)
    return {};
  switch (terms_.kind(text)) {
  case TermKind::source:
  case TermKind::project:
  case TermKind::input:
  case TermKind::load:
    return is_credential(text) ? text : Term{};
  case TermKind::apply:
  case TermKind::cat:
  case TermKind::list:
  case TermKind::alternative:
  case TermKind::repeat:
  case TermKind::named:
    if (terms_.is_apply(text, "verified") || terms_.is_apply(text, "digest"))
      return {};
    for (const Term child : std::vector<Term>(terms_.children(text).begin(), terms_.children(text).end()))
      if (const Term found = credential_inside(child, depth + 1))
        return found;
    return {};
  default:
    return {};
  }
}

Term Query::claimed_token(Term leaf) {
  bool is_part = false;
  for (int depth = 0; leaf && depth < depth_limit; ++depth) {
    if (terms_.is_apply(leaf, "claims"))
      return terms_.child(leaf, 0);
    // A member of what a credential's text parses to, or a piece of that text that is called a tenant.
    if (is_part && terms_.is_apply(leaf, "parse"))
      if (const Term token = credential_inside(terms_.child(leaf, 0), 0))
        return token;
    is_part |= terms_.kind(leaf) == TermKind::project || terms_.kind(leaf) == TermKind::named;
    if (terms_.kind(leaf) == TermKind::alternative) {
      const std::vector<Term> parts(terms_.children(leaf).begin(), terms_.children(leaf).end());
      for (std::size_t i = 1; i < parts.size(); i += 2)
        if (const Term token = claimed_token(parts[i]))
          return token;
      return {};
    }
    leaf = taken_from(terms_, leaf);
  }
  return {};
}

bool Query::is_peer_certificate(Term token) const {
  return terms_.any_part(token, [&](Term part) {
    if (terms_.kind(part) != TermKind::source || terms_.children(part).empty())
      return false;
    const Term what = terms_.child(part, 0);
    return terms_.kind(what) == TermKind::text && terms_.name(terms_.at(what).symbol) == "peer certificate";
  });
}

bool Query::is_verified_token(Term token, std::span<const Term> facts) {
  if (trusts_peers_ && is_peer_certificate(token))
    return true;
  const Term credential = credential_inside(token, 0);
  const auto covers = [&](Term term) {
    return terms_.contains(term, token) || terms_.contains(token, term) ||
           (credential && terms_.contains(term, credential));
  };
  return std::ranges::any_of(facts, [&](Term fact) {
    if (terms_.is_apply(fact, "verified"))
      return covers(terms_.child(fact, 0));
    // Verified, unless something was switched off that nobody is seen to switch off.
    if (terms_.is_apply(fact, "or"))
      return std::ranges::any_of(terms_.children(fact), [&](Term way) {
        return terms_.is_apply(way, "verified") && covers(terms_.child(way, 0));
      });
    if (terms_.kind(fact) == TermKind::call)
      return models::is_verifying_name(engine_.names.lexicon(),
                                       engine_.program.text(engine_.program.callees[terms_.at(fact).symbol].name)) &&
             covers(fact);
    if (!terms_.is_apply(fact, "equal"))
      return false;
    // A digest over what was presented, compared with something that is no part of the text.
    const Term left = terms_.child(fact, 0);
    const Term right = terms_.child(fact, 1);
    return (has_digest(terms_, left) && covers(left)) || (has_digest(terms_, right) && covers(right));
  });
}

bool Query::takes_untrusted_words(Node input) {
  const ir::FunctionId function{input.symbol};
  for (std::uint32_t i = 0; i < engine_.program.at(function).parameter_count; ++i) {
    const Term other = terms_.input(function, i);
    if (i == input.number || is_credential(other))
      continue;
    const Provenance provenance = input_source(other).provenance;
    if (provenance == Provenance::model || provenance == Provenance::caller)
      return true;
  }
  return false;
}

bool Query::is_called_id(Term input) const {
  const auto path = engine_.names.path(terms_, engine_.program, input);
  const std::vector<std::string> words = path.empty() ? std::vector<std::string>() : models::words_of(path.back().name);
  return !words.empty() && words.back() == "id";
}

bool Query::is_client_handle(Term value, std::span<const Term> facts) {
  const Provenance provenance = judge(value, facts).provenance;
  if (provenance != Provenance::model && provenance != Provenance::caller)
    return false;
  bool is_part = false;
  for (Term part = value; part; part = taken_from(terms_, part)) {
    if (terms_.kind(part) == TermKind::source && terms_.name(terms_.at(part).symbol) == "session")
      return true;
    // A bare parameter may be a secret the server has handed out, unless it is called an id and the same call brings
    // the model's words.
    if (terms_.kind(part) == TermKind::project)
      is_part = true;
    if (terms_.kind(part) == TermKind::input && !is_part &&
        (!is_called_id(part) || !takes_untrusted_words(terms_.at(part))))
      return false;
  }
  const auto path = engine_.names.path(terms_, engine_.program, value);
  return !path.empty() && models::is_session_name(engine_.names.lexicon(), path.back().name);
}

Term Query::handle_lookup(Term leaf, std::span<const Term> facts) {
  const auto is_key = [&](Term key) {
    const std::vector<Term> parts = terms_.kind(key) == TermKind::cat || terms_.kind(key) == TermKind::list
                                        ? std::vector<Term>(terms_.children(key).begin(), terms_.children(key).end())
                                        : std::vector<Term>{key};
    return std::ranges::any_of(parts, [&](Term part) { return is_client_handle(part, facts); });
  };
  // A credential, or a tenant that one vouches for, among what was asked.
  const auto is_proof = [&](Term asked) {
    if (is_credential(asked))
      return true;
    return std::ranges::any_of(dependence(asked),
                               [&](Term identity) { return is_trusted(judge(identity, facts).provenance); });
  };
  for (int depth = 0; leaf && depth < depth_limit; ++depth) {
    switch (terms_.kind(leaf)) {
    case TermKind::project: {
      const Term step = terms_.child(leaf, 1);
      if (terms_.kind(step) == TermKind::step_key && is_key(terms_.child(step, 0)) && !is_proof(terms_.child(step, 0)))
        return leaf;
      break;
    }
    case TermKind::result:
    case TermKind::call: {
      const std::vector<Term> asked(terms_.children(leaf).begin(), terms_.children(leaf).end());
      // A function that is not seen may well check what it is given.
      const auto is_bare = [&](Term key) {
        while (terms_.kind(key) == TermKind::load)
          key = terms_.child(key, 0);
        return terms_.kind(leaf) == TermKind::call && terms_.kind(key) == TermKind::input;
      };
      const bool has_handle = std::ranges::any_of(asked, [&](Term key) { return !is_bare(key) && is_key(key); });
      return has_handle && std::ranges::none_of(asked, is_proof) ? leaf : Term{};
    }
    case TermKind::alternative: {
      const std::vector<Term> parts(terms_.children(leaf).begin(), terms_.children(leaf).end());
      for (std::size_t i = 1; i < parts.size(); i += 2)
        if (const Term found = handle_lookup(parts[i], facts))
          return found;
      return {};
    }
    default:
      break;
    }
    leaf = taken_from(terms_, leaf);
  }
  return {};
}

} // namespace partywall::solver
