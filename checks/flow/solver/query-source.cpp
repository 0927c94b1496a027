/// Where a value comes from, and what a place knows of it.
#include "checks/flow/solver/query.h"

#include <algorithm>

namespace partywall::solver {

bool Query::is_credential(Term term) { return source(term, {}, 0).is_credential; }

Query::Source Query::input_source(Term term) const {
  const Node& node = terms_.at(term);
  const ir::Function& function = engine_.program.functions[node.symbol];
  if (node.number == input_this) return {Provenance::carried, false, false};
  for (const ir::Variable& variable : function.variables) {
    const bool is_it = node.number >= input_capture
                           ? variable.kind == ir::Variable::Kind::capture && variable.index == node.number - input_capture
                           : variable.kind == ir::Variable::Kind::parameter && variable.index == node.number;
    if (!is_it) continue;
    ir::TypeId id = variable.type;
    for (int i = 0; i < 3 && id && engine_.program.at(id).element; ++i) id = engine_.program.at(id).element;
    if (id) {
      const std::string_view role = engine_.models.role_of_type(engine_.program.text(engine_.program.at(id).name));
      if (role == "caller" || role == "session") return {Provenance::caller, false, false};
      if (role == "model") return {Provenance::model, false, false};
      if (role == "verified") return {Provenance::verified, false, false};
      if (role == "credential") return {Provenance::caller, false, true};
    }
    const std::string_view name = engine_.program.text(variable.name);
    const models::Lexicon& lexicon = engine_.names.lexicon();
    if (models::is_credential_name(lexicon, name)) return {Provenance::caller, false, true};
    const std::string_view type = id ? engine_.program.text(engine_.program.at(id).name) : std::string_view();
    const bool is_free_form = type == "nlohmann::basic_json" || type.ends_with("::json") || type == "Json::Value";
    if (is_free_form && models::is_model_name(lexicon, name)) return {Provenance::model, false, false};
    if (models::is_transcript_name(lexicon, name)) return {Provenance::model, false, false};
    if (is_free_form && models::is_caller_name(lexicon, name)) return {Provenance::caller, false, false};
    const bool is_record = id && engine_.program.at(id).shape == ir::Type::Shape::record && type != "std::basic_string" && type != "std::basic_string_view";
    if (!is_record && models::is_session_name(lexicon, name)) return {Provenance::caller, false, false};
    return {Provenance::carried, false, false};
  }
  return {};
}

Query::Source Query::call_source(Term term, std::span<const Term> facts, int depth) {
  const ir::Callee& callee = engine_.program.callees[terms_.at(term).symbol];
  const models::Lexicon& lexicon = engine_.names.lexicon();
  // A function that is handed a credential answers for whom it stands.
  for (const ir::NameId name : callee.parameter_names)
    if (models::is_credential_parameter(lexicon, engine_.program.text(callee.name), engine_.program.text(name)))
      return {Provenance::verified, true, false};
  if (models::is_verifying_name(lexicon, engine_.program.text(callee.name))) return {Provenance::verified, true, false};
  if (models::is_completing_name(lexicon, engine_.program.text(callee.name))) return {Provenance::model, false, false};
  for (const Term argument : std::vector<Term>(terms_.children(term).begin(), terms_.children(term).end())) {
    const Source one = source(argument, facts, depth + 1);
    if (one.is_credential) return {Provenance::verified, true, false};
  }
  return {Provenance::bound, true, false};
}

Query::Source Query::source(Term term, std::span<const Term> facts, int depth) {
  if (depth > depth_limit) return {};
  const Asked asked{term, fact_sets_.number(facts), depth};
  if (const auto known = sources_.find(asked); known != sources_.end()) return known->second;
  const Source found = find_source(term, facts, depth);
  sources_.emplace(asked, found);
  return found;
}

bool Query::is_model_part(Term part, std::string_view name) const {
  const models::Lexicon& lexicon = engine_.names.lexicon();
  if (terms_.kind(terms_.child(part, 1)) == TermKind::step_key) {
    if (models::is_model_name(lexicon, name)) return true;
    // `input` says it only of `content`.
    const auto path = engine_.names.path(terms_, engine_.program, part);
    return path.size() > 1 && models::is_model_name(lexicon, std::string(path[path.size() - 2].name) + "_" + std::string(name));
  }
  // A field of a record that holds anything: `call.arguments`.
  const ir::TypeId type = terms_.type_of(part);
  const std::string_view holds = type ? engine_.program.text(engine_.program.at(type).name) : std::string_view();
  return std::ranges::find(lexicon.dynamic_types, holds) != lexicon.dynamic_types.end() && models::is_transcript_name(lexicon, name);
}

Query::Source Query::entry_source(Term key, std::span<const Term> facts, int depth) {
  // A thread or a literal is nobody's choice: the entry is there for all that come by.
  const bool is_of_request = any(key, [&](Term part) {
    if (terms_.kind(part) == TermKind::input) return 1;
    return terms_.kind(part) == TermKind::source && terms_.name(terms_.at(part).symbol) != "opaque" && terms_.name(terms_.at(part).symbol) != "ambient" ? 1 : 0;
  });
  if (!is_of_request) return {Provenance::ambient, false, false};
  const Source chosen = source(key, facts, depth + 1);
  if (chosen.is_credential) return {Provenance::verified, false, false};
  return {is_trusted(chosen.provenance) ? Provenance::bound : chosen.provenance, true, false};
}

Query::Source Query::find_source(Term term, std::span<const Term> facts, int depth) {
  if (const Roles declared = engine_.roles.of(terms_, term)) {
    if (declared.model_controlled) return {Provenance::model, false, false};
    if (declared.verified) return {Provenance::verified, false, false};
  }
  const Node node = terms_.at(term);
  const std::vector<Term> children(terms_.children(term).begin(), terms_.children(term).end());
  const auto weakest = [&](std::size_t from, std::size_t step) {
    Source found{Provenance::verified, false, false};
    bool any_part = false;
    for (std::size_t i = from; i < children.size(); i += step) {
      if (terms_.is_literal(children[i]) && step == 1) continue;
      const Source one = source(children[i], facts, depth + 1);
      any_part = true;
      found.is_assumed |= one.is_assumed;
      found.is_credential |= one.is_credential;
      found.provenance = std::min(found.provenance, one.provenance);
    }
    return any_part ? found : Source{Provenance::defaulted, false, false};
  };
  switch (node.kind) {
    case TermKind::text: case TermKind::number: case TermKind::null: case TermKind::zero:
      return {Provenance::defaulted, false, false};
    case TermKind::input: return input_source(term);
    case TermKind::object:
      if (node.symbol == ir::NameId::none_value && !engine_.program.globals[static_cast<std::size_t>(node.number)].is_constant)
        return {Provenance::ambient, false, false};
      return {Provenance::none, false, false};
    case TermKind::project: case TermKind::offset: {
      // Taken out of the text of a credential: anybody can write such a text.
      if (const Term token = claimed_token(term)) return {is_verified_token(token, facts) ? Provenance::verified : Provenance::caller, false, false};
      if (const std::vector<Term>& values = cell_values(term); !values.empty()) {
        Source found{Provenance::verified, false, false};
        for (const Term value : values) {
          const Source one = source(value, facts, depth + 4);
          found.provenance = std::min(found.provenance, one.provenance);
          found.is_assumed |= one.is_assumed;
          found.is_credential |= one.is_credential;
        }
        return found;
      }
      // What the service keeps under a token, or under its digest, was written for whoever holds it.
      if (terms_.kind(children[1]) == TermKind::step_key && !terms_.is_literal(terms_.child(children[1], 0)) &&
          depth < depth_limit / 2 && terms_.any_part(terms_.child(children[1], 0), [&](Term part) {
            return terms_.kind(part) != TermKind::alternative && source(part, facts, depth + depth_limit / 3).is_credential;
          }))
        return {Provenance::verified, true, false};
      Source found = source(children[0], facts, depth + 1);
      // The Authorization header of a request is a credential, whatever the rest of it is.
      const Term step = children[1];
      const std::string_view name = terms_.kind(step) == TermKind::step_field ? terms_.name(terms_.at(step).symbol)
                                    : terms_.kind(step) == TermKind::step_key && terms_.kind(terms_.child(step, 0)) == TermKind::text
                                        ? terms_.name(terms_.at(terms_.child(step, 0)).symbol)
                                        : std::string_view();
      if (found.provenance == Provenance::ambient && terms_.kind(step) == TermKind::step_key) found = entry_source(terms_.child(step, 0), facts, depth);
      if (!name.empty() && found.provenance <= Provenance::carried && models::is_credential_name(engine_.names.lexicon(), name))
        found.is_credential = true;
      // "arguments" of something nobody vouches for were written by the model.
      if (!name.empty() && found.provenance != Provenance::verified && (found.is_assumed || found.provenance <= Provenance::carried) &&
          is_model_part(term, name))
        found = {Provenance::model, false, false};
      return found;
    }
    case TermKind::named:
      if (const Term token = claimed_token(term)) return {is_verified_token(token, facts) ? Provenance::verified : Provenance::caller, false, false};
      return source(children[0], facts, depth + 1);
    case TermKind::load: case TermKind::repeat: case TermKind::written:
      return source(children[0], facts, depth + 1);
    case TermKind::source: {
      const std::string_view role = terms_.name(node.symbol);
      Source found;
      if (role == "caller" || role == "session") found.provenance = Provenance::caller;
      else if (role == "credential") found = {Provenance::caller, false, true};
      else if (role == "model") found.provenance = Provenance::model;
      else if (role == "ambient") found.provenance = Provenance::ambient;
      else if (role == "verified") found.provenance = Provenance::verified;
      for (const Term detail : children)
        if (found.provenance == Provenance::caller && terms_.kind(detail) == TermKind::text &&
            models::is_credential_name(engine_.names.lexicon(), terms_.name(terms_.at(detail).symbol)))
          found.is_credential = true;
      return found;
    }
    case TermKind::result: {
      const std::string_view kind = terms_.name(node.symbol);
      if (kind == "model.complete" || kind == "vector.search") return {Provenance::model, false, false};
      for (const Term asked : children)
        if (source(asked, facts, depth + 1).is_credential) return {Provenance::verified, false, false};
      return {Provenance::bound, true, false};
    }
    case TermKind::call: return call_source(term, facts, depth);
    case TermKind::alternative: {
      Source found{Provenance::verified, false, false};
      for (const std::size_t i : possible_branches(term, facts)) {
        const Source one = source(children[i + 1], facts, depth + 1);
        found.is_assumed |= one.is_assumed;
        found.is_credential |= one.is_credential;
        found.provenance = std::min(found.provenance, one.provenance);
      }
      return found;
    }
    case TermKind::cat: case TermKind::list: case TermKind::record: return weakest(0, 1);
    case TermKind::invoke: return {Provenance::carried, true, false};
    case TermKind::apply: {
      if (terms_.is_apply(term, "verified")) return {Provenance::verified, false, false};
      if (terms_.is_apply(term, "model")) return {Provenance::model, false, false};
      if (terms_.is_apply(term, "ambient")) return {Provenance::ambient, false, false};
      if (terms_.is_apply(term, "claims") && !children.empty()) {
        if (is_verified_token(children[0], facts)) return {Provenance::verified, false, false};
        return {Provenance::caller, false, false};
      }
      if (terms_.is_apply(term, "complete")) return {Provenance::model, false, false};
      if (children.empty()) return {};
      return weakest(0, 1);
    }
    default: return {};
  }
}

bool Query::is_authenticated_by(Term leaf, Term presented, Term computed) {
  // A number or a piece of the text that was sealed is sealed with it.
  while (terms_.kind(leaf) == TermKind::named || (terms_.kind(leaf) == TermKind::apply && terms_.children(leaf).size() == 1 && !terms_.contains(computed, leaf)))
    leaf = terms_.child(leaf, 0);
  if (!terms_.contains(computed, leaf)) return false;
  Term digest;
  const bool is_digest = any(computed, [&](Term part) {
    if (terms_.is_apply(part, "digest")) digest = part;
    return digest ? 1 : 0;
  });
  if (!is_digest) return false;
  // What is sealed with a key of the service's own was made by the service, whatever it is called.
  const auto is_key = [&](Term part) {
    const bool is_member = terms_.kind(part) == TermKind::project && source(part, {}, depth_limit / 2).provenance >= Provenance::ambient;
    return is_member && !terms_.contains(part, leaf) ? 1 : 0;
  };
  return any(digest, is_key) || any(presented, [&](Term part) { return is_credential(part) ? 1 : 0; });
}

bool Query::is_privilege(Term fact) {
  if (terms_.is_apply(fact, "not") || terms_.is_apply(fact, "or")) return false;
  const auto [known, is_new] = privileges_.try_emplace(fact.value);
  if (!is_new) return known->second;
  return known->second = any(fact, [&](Term part) {
    if (terms_.is_apply(part, "not")) return -1;
    if (terms_.kind(part) == TermKind::text) return models::is_privilege_name(engine_.names.lexicon(), terms_.name(terms_.at(part).symbol)) ? 1 : 0;
    if (terms_.kind(part) == TermKind::call)
      return models::is_privilege_name(engine_.names.lexicon(), engine_.program.text(engine_.program.callees[terms_.at(part).symbol].name)) ? 1 : 0;
    const auto path = engine_.names.path(terms_, engine_.program, part);
    return !path.empty() && models::is_privilege_name(engine_.names.lexicon(), path.back().name) ? 1 : 0;
  });
}

Term Query::privilege(std::span<const Term> facts) {
  const auto found = std::ranges::find_if(facts, [&](Term fact) { return is_privilege(fact); });
  return found == facts.end() ? Term{} : *found;
}

Term Query::unnamed(Term value) {
  while (terms_.kind(value) == TermKind::named) value = terms_.child(value, 0);
  if (terms_.kind(value) != TermKind::alternative) return value;
  std::vector<Terms::Branch> branches;
  const std::vector<Term> parts(terms_.children(value).begin(), terms_.children(value).end());
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) branches.push_back({parts[i], unnamed(parts[i + 1])});
  return terms_.alternative(std::move(branches));
}

bool Query::is_checked(Term leaf, std::span<const Term> facts, int depth) {
  // What a request says under one name it says whenever it is asked.
  const auto is_same_word = [&](Term one, Term other) {
    if (terms_.kind(one) != TermKind::source || terms_.kind(other) != TermKind::source) return false;
    const auto details = terms_.children(one);
    return terms_.at(one).symbol == terms_.at(other).symbol && terms_.name(terms_.at(one).symbol) == "caller" && details.size() > 1 &&
           std::ranges::equal(details, terms_.children(other)) &&
           std::ranges::all_of(details, [&](Term detail) { return terms_.kind(detail) == TermKind::text; });
  };
  const auto same = [&, plain = unnamed(leaf)](Term side) {
    if (side == leaf) return true;
    const Term other = unnamed(side);
    return other == plain || is_same_word(plain, other);
  };
  for (const Term fact : facts) {
    if (is_member(leaf, fact, facts, depth)) return true;
    // Either way it is the caller's own, or he is staff of the platform.
    if (terms_.is_apply(fact, "or") && depth < 2) {
      const std::vector<Term> ways(terms_.children(fact).begin(), terms_.children(fact).end());
      const bool is_either = std::ranges::all_of(ways, [&](Term way) {
        std::vector<Term> known{way};
        if (terms_.kind(way) == TermKind::all) known.assign(terms_.children(way).begin(), terms_.children(way).end());
        return privilege(known) || is_checked(leaf, known, depth + 1);
      });
      if (is_either) return true;
      continue;
    }
    if (!terms_.is_apply(fact, "equal")) continue;
    const Term left = terms_.child(fact, 0);
    const Term right = terms_.child(fact, 1);
    if (depth == 0 && (is_authenticated_by(leaf, left, right) || is_authenticated_by(leaf, right, left))) return true;
    for (const auto& [untrusted, trusted] : {std::pair(left, right), std::pair(right, left)}) {
      if (!same(untrusted)) continue;
      if (terms_.is_literal(trusted) || depth > 4) continue;
      if (is_trusted(source(trusted, facts, depth + 8).provenance)) return true;
    }
  }
  return false;
}

bool Query::is_member(Term leaf, Term fact, std::span<const Term> facts, int depth) {
  Term member, set;
  if (terms_.is_apply(fact, "member")) {
    member = terms_.child(fact, 0);
    set = terms_.child(fact, 1);
  } else if (terms_.is_apply(fact, "present")) {
    const Term entry = terms_.child(fact, 0);
    const TermKind kind = terms_.kind(entry);
    if ((kind != TermKind::project && kind != TermKind::offset) || terms_.kind(terms_.child(entry, 1)) != TermKind::step_key) return false;
    member = terms_.child(terms_.child(entry, 1), 0);
    set = terms_.child(entry, 0);
  } else {
    return false;
  }
  if (terms_.kind(leaf) == TermKind::named) leaf = terms_.child(leaf, 0);
  if (terms_.kind(member) == TermKind::named) member = terms_.child(member, 0);
  if (member != leaf || depth > 4) return false;
  // What the request's own grants hold. That somebody's registry knows the name proves nothing.
  const Provenance from = source(set, facts, depth + 8).provenance;
  if (from != Provenance::carried || terms_.is_apply(fact, "present")) return from > Provenance::carried;
  while (!terms_.children(set).empty() && terms_.kind(set) != TermKind::input) set = terms_.child(set, 0);
  return terms_.kind(set) == TermKind::input && terms_.at(set).number >= 0;
}

IdentityLeaf Query::judge(Term leaf, std::span<const Term> facts) {
  const Source from = source(leaf, facts, 0);
  IdentityLeaf judged{leaf, engine_.names.identity(terms_, engine_.program, leaf), from.provenance, from.is_assumed};
  if (from.is_credential) judged.provenance = Provenance::verified;
  if (judged.provenance <= Provenance::carried && is_checked(leaf, facts, 0)) judged.provenance = Provenance::checked;
  return judged;
}

}  // namespace partywall::solver
