#include "checks/flow/solver/query.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace partywall::solver {

namespace {

constexpr int depth_limit = 24;

bool is_preserving(const Terms& terms, Term term) {
  static constexpr std::string_view functions[] = {"digest", "encode", "number", "parse", "dump", "copy", "prefix_length",
                                                   "ref", "val", "claims"};
  return std::ranges::any_of(functions, [&](std::string_view name) { return terms.is_apply(term, name); });
}

bool is_folding(const Terms& terms, Term term) {
  return terms.is_apply(term, "hash") || terms.is_apply(term, "truncate") || terms.is_apply(term, "modulo");
}

bool is_literal(const Terms& terms, Term term) {
  switch (terms.kind(term)) {
    case TermKind::text: case TermKind::number: case TermKind::null: case TermKind::zero: return true;
    default: return false;
  }
}

}  // namespace

std::string_view name_of(Provenance provenance) {
  static constexpr std::array<std::string_view, 9> names{"unknown", "default", "model", "caller", "ambient",
                                                         "carried", "checked", "bound", "verified"};
  return names[static_cast<std::size_t>(provenance)];
}

Provenance Holding::weakest() const {
  Provenance found = Provenance::none;
  bool first = true;
  for (const IdentityLeaf& leaf : leaves) {
    if (first || leaf.provenance < found) found = leaf.provenance;
    first = false;
  }
  return found;
}

Cells::Cells(const Engine& engine) {
  const Terms& terms = engine.terms;
  for (std::uint32_t i = 0; i < engine.program.functions.size(); ++i) {
    const ir::Function& function = engine.program.functions[i];
    if (!function.declaring_class) continue;
    for (const Write& write : engine.summaries[i].writes) {
      // this.field = value
      if (terms.kind(write.pointer) != TermKind::offset) continue;
      const Term base = terms.child(write.pointer, 0);
      const Term step = terms.child(write.pointer, 1);
      if (terms.kind(step) != TermKind::step_field || terms.kind(base) != TermKind::input ||
          terms.at(base).number != input_this || terms.at(base).symbol != i)
        continue;
      auto& values = values_[{function.declaring_class, std::string(terms.name(terms.at(step).symbol))}];
      if (std::ranges::find(values, write.value) == values.end()) values.push_back(write.value);
    }
    // A constructor often builds the whole object: the content of `this` is one record.
    for (const Write& write : engine.summaries[i].writes) {
      if (terms.kind(write.pointer) != TermKind::input || terms.at(write.pointer).number != input_this ||
          terms.kind(write.value) != TermKind::record)
        continue;
      const auto parts = terms.children(write.value);
      for (std::size_t p = 1; p + 1 < parts.size(); p += 2)
        if (terms.kind(parts[p]) == TermKind::step_field)
          values_[{function.declaring_class, std::string(terms.name(terms.at(parts[p]).symbol))}].push_back(parts[p + 1]);
    }
  }
}

std::span<const Term> Cells::values(ir::NameId record, std::string_view field) const {
  const auto known = values_.find({record, std::string(field)});
  return known == values_.end() ? std::span<const Term>() : std::span<const Term>(known->second);
}

const std::vector<Term>& Query::cell_values(Term leaf) const {
  static const std::vector<Term> no_values;
  if (terms_.kind(leaf) != TermKind::project) return no_values;
  const Term base = terms_.child(leaf, 0);
  const Term step = terms_.child(leaf, 1);
  if (terms_.kind(base) != TermKind::load || terms_.kind(step) != TermKind::step_field) return no_values;
  const Term input = terms_.child(base, 0);
  if (terms_.kind(input) != TermKind::input || terms_.at(input).number != input_this) return no_values;
  const auto [known, is_new] = cell_values_.try_emplace(leaf.value);
  std::vector<Term>& found = known->second;
  if (!is_new) return found;
  const ir::Function& function = engine_.program.functions[terms_.at(input).symbol];
  const auto values = cells_.values(function.declaring_class, terms_.name(terms_.at(step).symbol));
  for (const Term value : values)
    if (!terms_.contains(value, leaf)) found.push_back(value);
  return found;
}

template <typename Test>
bool Query::any(Term term, Test test) {
  std::unordered_set<std::uint32_t> seen;
  std::vector<Term> work{term};
  while (!work.empty()) {
    const Term next = work.back();
    work.pop_back();
    if (!next || !seen.insert(next.value).second) continue;
    const int answer = test(next);   // 1: yes, 0: look inside, -1: do not
    if (answer > 0) return true;
    if (answer < 0) continue;
    for (const Term child : terms_.children(next)) work.push_back(child);
    for (const Term value : cell_values(next)) work.push_back(value);
  }
  return false;
}

std::vector<Term> Query::dependence(Term term) {
  std::set<Term> found;
  std::set<std::pair<Term, bool>> seen;
  std::vector<std::pair<Term, bool>> work{{term, false}};   // with whether only a part of it is used
  while (!work.empty()) {
    const auto [part, is_partial] = work.back();
    work.pop_back();
    if (!part || !seen.emplace(part, is_partial).second || is_neutral(part)) continue;
    if (engine_.names.identity(terms_, engine_.program, part) != IdentityKind::none) {
      found.insert(part);
      continue;
    }
    const TermKind kind = terms_.kind(part);
    // A principal handed on as a whole takes its tenant along; one other field of it does not.
    const bool is_value = kind == TermKind::load || kind == TermKind::project || kind == TermKind::call;
    const std::string_view field = is_value && !is_partial ? engine_.names.identity_field(terms_, engine_.program, part) : std::string_view();
    if (!field.empty()) found.insert(terms_.project(part, terms_.field_step(field)));
    const std::vector<Term> children(terms_.children(part).begin(), terms_.children(part).end());
    for (std::size_t i = 0; i < children.size(); ++i) work.emplace_back(children[i], kind == TermKind::project && i == 0);
    for (const Term value : cell_values(part)) work.emplace_back(value, false);
  }
  return {found.begin(), found.end()};
}

bool Query::is_neutral(Term term) const {
  return terms_.is_apply(term, "embed") || terms_.is_apply(term, "neutral") || engine_.roles.of(terms_, term).tenant_neutral;
}

std::vector<Term> Query::dependence_in_embedding(Term term) {
  std::vector<Term> found;
  (void)any(term, [&](Term part) {
    if (!terms_.is_apply(part, "embed")) return 0;
    for (const Term child : std::vector<Term>(terms_.children(part).begin(), terms_.children(part).end()))
      for (const Term leaf : dependence(child)) found.push_back(leaf);
    return -1;
  });
  return found;
}

bool Query::is_computed(Term term) {
  return any(term, [&](Term part) {
    if (terms_.is_apply(part, "embed")) return 1;
    switch (terms_.kind(part)) {
      case TermKind::call: case TermKind::result: case TermKind::invoke: case TermKind::written: return 1;
      default: return terms_.is_apply(part, "complete") ? 1 : 0;
    }
  });
}

bool Query::depends_on_completion(Term term) {
  return any(term, [&](Term part) {
    if (is_neutral(part)) return -1;
    if (terms_.is_apply(part, "complete")) return 1;
    return terms_.kind(part) == TermKind::result && terms_.name(terms_.at(part).symbol) == "model.complete" ? 1 : 0;
  });
}

bool Query::depends_on_result(Term term, SiteId site) {
  return any(term, [&](Term part) { return terms_.kind(part) == TermKind::result && terms_.site_of(part) == site ? 1 : 0; });
}

bool Query::is_passed_on(Term term) const {
  switch (terms_.kind(term)) {
    case TermKind::input: case TermKind::nothing: case TermKind::null: return true;
    case TermKind::load: case TermKind::named: return is_passed_on(terms_.child(term, 0));
    case TermKind::project: case TermKind::offset: {
      const TermKind step = terms_.kind(terms_.child(term, 1));
      if (step == TermKind::step_key) return false;
      return is_passed_on(terms_.child(term, 0));
    }
    case TermKind::list: {
      for (const Term item : terms_.children(term))
        if (!is_passed_on(item)) return false;
      return true;
    }
    case TermKind::apply:
      return terms_.children(term).size() == 1 && (terms_.is_apply(term, "ref") || terms_.is_apply(term, "val")) &&
             is_passed_on(terms_.child(term, 0));
    default: return false;
  }
}

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
      if (is_literal(terms_, children[i]) && step == 1) continue;
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
      Source found = source(children[0], facts, depth + 1);
      // The Authorization header of a request is a credential, whatever the rest of it is.
      const Term step = children[1];
      const std::string_view name = terms_.kind(step) == TermKind::step_field ? terms_.name(terms_.at(step).symbol)
                                    : terms_.kind(step) == TermKind::step_key && terms_.kind(terms_.child(step, 0)) == TermKind::text
                                        ? terms_.name(terms_.at(terms_.child(step, 0)).symbol)
                                        : std::string_view();
      if (!name.empty() && found.provenance <= Provenance::carried && models::is_credential_name(engine_.names.lexicon(), name))
        found.is_credential = true;
      // "arguments" of something nobody vouches for were written by the model.
      if (!name.empty() && found.provenance != Provenance::verified && (found.is_assumed || found.provenance <= Provenance::carried) &&
          terms_.kind(step) == TermKind::step_key && models::is_model_name(engine_.names.lexicon(), name))
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
  if (terms_.kind(leaf) == TermKind::named) leaf = terms_.child(leaf, 0);
  if (!terms_.contains(computed, leaf)) return false;
  const bool is_digest = any(computed, [&](Term part) { return terms_.is_apply(part, "digest") ? 1 : 0; });
  return is_digest && any(presented, [&](Term part) { return is_credential(part) ? 1 : 0; });
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

bool Query::is_checked(Term leaf, std::span<const Term> facts, int depth) {
  const auto same = [&](Term side) {
    if (side == leaf) return true;
    if (terms_.kind(leaf) == TermKind::named && terms_.child(leaf, 0) == side) return true;
    return terms_.kind(side) == TermKind::named && terms_.child(side, 0) == leaf;
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
      if (is_literal(terms_, trusted) || depth > 4) continue;
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

bool Query::is_ruled_out(Term guard, std::span<const Term> facts) const {
  const auto denied = [&](Term fact) {
    return std::ranges::binary_search(facts, const_cast<Terms&>(terms_).negate(fact));
  };
  if (terms_.kind(guard) == TermKind::all) {
    const auto parts = terms_.children(guard);
    // A path on which something holds and does not is none.
    return std::ranges::any_of(parts, [&](Term part) {
      return denied(part) || (terms_.is_apply(part, "not") && std::ranges::find(parts, terms_.child(part, 0)) != parts.end());
    });
  }
  return terms_.kind(guard) != TermKind::yes && denied(guard);
}

std::vector<std::size_t> Query::possible_branches(Term alternative, std::span<const Term> facts) const {
  std::vector<Terms::Branch> branches;
  for (std::size_t i = 0; i + 1 < terms_.children(alternative).size(); i += 2)
    branches.push_back({terms_.child(alternative, i), terms_.child(alternative, i + 1)});
  const bool is_present = std::ranges::binary_search(facts, terms_.apply("present", {alternative}));
  std::vector<std::size_t> found = possible(branches, facts, is_present);
  for (std::size_t& index : found) index *= 2;   // of the guard among the children
  return found;
}

std::vector<std::size_t> Query::possible(std::span<const Terms::Branch> branches, std::span<const Term> facts, bool is_present) const {
  const auto is_known = [&](Term guard) {
    if (terms_.kind(guard) == TermKind::yes) return false;
    if (terms_.kind(guard) != TermKind::all) return std::ranges::binary_search(facts, guard);
    return std::ranges::all_of(terms_.children(guard), [&](Term fact) { return std::ranges::binary_search(facts, fact); });
  };
  const auto is_empty = [&](Term value) {
    const TermKind kind = terms_.kind(value);
    return kind == TermKind::zero || kind == TermKind::null || (kind == TermKind::text && terms_.name(terms_.at(value).symbol).empty());
  };
  std::vector<std::size_t> possible;
  std::vector<std::size_t> taken;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (is_ruled_out(branches[i].guard, facts) || (is_present && is_empty(branches[i].value))) continue;
    possible.push_back(i);
    if (is_known(branches[i].guard)) taken.push_back(i);
  }
  // Branches come from different paths: where all that leads to one is known, it was that one; of several, the one
  // that says most (an exception leaves early, and knows less).
  const auto facts_of = [&](std::size_t i) {
    const Term guard = branches[i].guard;
    return terms_.kind(guard) == TermKind::all ? terms_.children(guard).size() : 1;
  };
  if (possible.empty())   // conditions that contradict each other were not told apart: none rules out all
    for (std::size_t i = 0; i < branches.size(); ++i) possible.push_back(i);
  if (taken.empty()) return possible;
  const std::size_t most = *std::ranges::max_element(taken, {}, facts_of);
  const auto is_rival = [&](std::size_t i) { return i != most && facts_of(i) == facts_of(most); };
  return std::ranges::none_of(taken, is_rival) ? std::vector<std::size_t>{most} : possible;
}

bool Query::decides(Term fact, Term value) {
  if (may_hold(fact) || is_privilege(fact)) return true;
  const Term opposite = terms_.negate(fact);
  const Term plain = terms_.is_apply(fact, "not") ? opposite : fact;
  const Term asked = terms_.is_apply(plain, "present") ? terms_.child(plain, 0) : Term{};
  return terms_.contains(value, fact) || terms_.contains(value, opposite) || (asked && terms_.contains(value, asked));
}

void Query::hold_alternative(Term term, std::span<const Term> facts, Holding& holding, int depth) {
  const std::vector<Term> parts(terms_.children(term).begin(), terms_.children(term).end());
  bool all_hold = true;
  bool any_branch = false;
  for (const std::size_t i : possible_branches(term, facts)) {
    // Within a branch its own condition is known as well.
    std::vector<Term> known(facts.begin(), facts.end());
    const auto learn = [&](Term fact) {
      if (decides(fact, parts[i + 1])) known.push_back(fact);
    };
    if (terms_.kind(parts[i]) == TermKind::all) std::ranges::for_each(terms_.children(parts[i]), learn);
    else if (terms_.kind(parts[i]) != TermKind::yes) learn(parts[i]);
    std::ranges::sort(known);
    known.erase(std::ranges::unique(known).begin(), known.end());
    const Holding& branch = held(parts[i + 1], known, depth + 1);
    any_branch = true;
    all_hold &= branch.must;
    holding.may |= branch.may;
    holding.is_folded |= branch.is_folded;
    holding.is_ambiguous |= branch.is_ambiguous;
    holding.is_untrusted |= branch.is_untrusted;
    holding.falls_back |= branch.falls_back || (!branch.must && is_literal(terms_, parts[i + 1]));
    for (const IdentityLeaf& leaf : branch.leaves)
      if (std::ranges::find(holding.leaves, leaf.term, &IdentityLeaf::term) == holding.leaves.end()) holding.leaves.push_back(leaf);
  }
  holding.must |= any_branch && all_hold;
}

bool Query::has_fixed_width(Term part) const {
  if (terms_.is_apply(part, "digest")) return true;
  if (terms_.is_apply(part, "encode") || terms_.is_apply(part, "number") || terms_.is_apply(part, "derived"))
    return !terms_.children(part).empty() && has_fixed_width(terms_.child(part, 0));
  if (terms_.kind(part) == TermKind::repeat) return has_fixed_width(terms_.child(part, 1));
  const ir::TypeId type = terms_.type_of(part);
  return type && (engine_.program.at(type).shape == ir::Type::Shape::integer || engine_.program.at(type).shape == ir::Type::Shape::enumeration);
}

bool Query::ends_with_text(Term part, bool at_end) const {
  const auto children = terms_.children(part);
  switch (terms_.kind(part)) {
    case TermKind::text: case TermKind::number: return true;
    case TermKind::cat: return ends_with_text(at_end ? children.back() : children.front(), at_end);
    case TermKind::alternative:
      for (std::size_t i = 1; i < children.size(); i += 2)
        if (!ends_with_text(children[i], at_end)) return false;
      return true;
    default: return false;
  }
}

bool Query::runs_together(Term cat, std::span<const Term> facts) {
  const std::vector<Term> parts(terms_.children(cat).begin(), terms_.children(cat).end());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Holding& own = held(parts[i], facts, depth_limit / 2);
    if (!own.must || has_fixed_width(parts[i])) continue;
    // A length written before the tenant frames it.
    const bool is_framed = i >= 1 && std::ranges::any_of(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i), [&](Term part) {
      return terms_.is_apply(part, "size") || (terms_.is_apply(part, "number") && terms_.is_apply(terms_.child(part, 0), "size"));
    });
    if (is_framed) continue;
    const auto touches = [&](std::size_t other, bool at_end) {
      return !ends_with_text(parts[other], !at_end) && !ends_with_text(parts[i], at_end) && !has_fixed_width(parts[other]) &&
             terms_.kind(parts[other]) != TermKind::repeat;
    };
    if ((i > 0 && touches(i - 1, false)) || (i + 1 < parts.size() && touches(i + 1, true))) return true;
  }
  return false;
}

void Query::repeat_holds(Term body, Term over, std::span<const Term> facts, Holding& holding, int depth) {
  // A loop may not turn at all: for certain it holds what it runs over, never what one turn adds.
  const Holding& turn = held(body, facts, depth + 1);
  hold_together(std::array{over}, facts, holding, depth);
  holding.may |= turn.may;
  holding.is_folded |= turn.is_folded;
  for (const IdentityLeaf& leaf : turn.leaves)
    if (std::ranges::find(holding.leaves, leaf.term, &IdentityLeaf::term) == holding.leaves.end()) holding.leaves.push_back(leaf);
}

void Query::hold_together(std::span<const Term> parts, std::span<const Term> facts, Holding& holding, int depth) {
  bool is_untrusted = false;
  bool has_trusted = false;
  for (const Term part : parts) {
    const Holding& one = held(part, facts, depth + 1);
    is_untrusted |= one.is_untrusted;
    has_trusted |= one.must && !one.is_untrusted;
    holding.may |= one.may;
    holding.must |= one.must;
    holding.is_folded |= one.is_folded;
    holding.is_ambiguous |= one.is_ambiguous;
    holding.falls_back |= one.falls_back;
    for (const IdentityLeaf& leaf : one.leaves)
      if (std::ranges::find(holding.leaves, leaf.term, &IdentityLeaf::term) == holding.leaves.end()) holding.leaves.push_back(leaf);
  }
  // What a caller chooses below a trusted tenant stays inside it.
  holding.is_untrusted |= is_untrusted && !has_trusted;
}

bool Query::names_credential(Term part) {
  const models::Lexicon& lexicon = engine_.names.lexicon();
  const auto is_credential_text = [&](Term text) {
    return terms_.kind(text) == TermKind::text && models::is_credential_name(lexicon, terms_.name(terms_.at(text).symbol));
  };
  switch (terms_.kind(part)) {
    case TermKind::input: return input_source(part).is_credential;
    case TermKind::step_field: return models::is_credential_name(lexicon, terms_.name(terms_.at(part).symbol));
    case TermKind::step_key: return is_credential_text(terms_.child(part, 0));
    case TermKind::source: {
      const std::string_view role = terms_.name(terms_.at(part).symbol);
      if (role == "credential" || role == "verified") return true;
      const std::span<const Term> details = terms_.children(part);
      return std::ranges::any_of(details, is_credential_text);
    }
    default: return false;
  }
}

bool Query::may_hold(Term term) {
  const auto [known, is_new] = may_hold_.try_emplace(term.value);
  if (!is_new) return known->second;
  return known->second = any(term, [&](Term part) {
    if (engine_.names.identity(terms_, engine_.program, part) != IdentityKind::none || names_credential(part)) return 1;
    const Roles declared = engine_.roles.of(terms_, part);
    return terms_.is_apply(part, "scoped") || terms_.is_apply(part, "verified") || terms_.is_apply(part, "claims") || declared.tenant_scoped || declared.verified ? 1 : 0;
  });
}

bool Query::compares_choices(std::span<const Term> facts) {
  const auto [known, is_new] = compares_choices_.try_emplace(fact_sets_.number(facts));
  if (!is_new) return known->second;
  return known->second = std::ranges::any_of(facts, [&](Term fact) {
    if (!terms_.is_apply(fact, "equal") && !terms_.is_apply(fact, "member") && !terms_.is_apply(fact, "present") && !terms_.is_apply(fact, "or"))
      return false;
    return may_hold(fact) && terms_.any_part(fact, [&](Term part) { return terms_.kind(part) == TermKind::alternative; });
  });
}

bool Query::tells_bearer(Term claim) const {
  const auto path = engine_.names.path(terms_, engine_.program, claim);
  const std::vector<std::string> words = path.empty() ? std::vector<std::string>() : models::words_of(path.back().name);
  if (words.empty() || words.back() == "email") return true;
  // What the standard says of the token itself.
  static constexpr std::string_view of_token[] = {"iss", "issuer", "aud", "audience", "exp", "nbf", "iat", "jti", "kid", "alg", "typ", "nonce"};
  if (std::ranges::find(of_token, words.back()) != std::end(of_token)) return false;
  return std::ranges::find(engine_.names.lexicon().identity_exclusions, words.back()) == engine_.names.lexicon().identity_exclusions.end();
}

void Query::hold(Term term, std::span<const Term> facts, Holding& holding, int depth) {
  if (!term || depth > depth_limit) return;
  // Without an identity in it, only a choice that was compared with one could hold any.
  if (!may_hold(term) && !compares_choices(facts)) return;
  const auto add = [&](IdentityLeaf leaf) {
    holding.may = holding.must = true;
    holding.is_untrusted = leaf.provenance == Provenance::model || leaf.provenance == Provenance::caller;
    if (std::ranges::find(holding.leaves, leaf.term, &IdentityLeaf::term) == holding.leaves.end()) holding.leaves.push_back(leaf);
  };
  if (engine_.names.identity(terms_, engine_.program, term) != IdentityKind::none) return add(judge(term, facts));
  if (terms_.kind(term) == TermKind::alternative) {
    if (is_checked(term, facts, 0)) return add({term, IdentityKind::tenant, Provenance::checked, false});
    return hold_alternative(term, facts, holding, depth);
  }
  // An object that belongs to one tenant is as good as the tenant's name.
  if (terms_.is_apply(term, "scoped") || engine_.roles.of(terms_, term).tenant_scoped)
    return add({term, IdentityKind::determining, Provenance::verified, false});
  const std::vector<Term> children(terms_.children(term).begin(), terms_.children(term).end());
  switch (terms_.kind(term)) {
    case TermKind::cat:
      hold_together(children, facts, holding, depth);
      if (holding.must && runs_together(term, facts)) holding.is_ambiguous = true;
      return;
    case TermKind::record: case TermKind::list:
      return hold_together(children, facts, holding, depth);
    case TermKind::repeat:
      repeat_holds(children[0], children[1], facts, holding, depth);
      // Several things one after the other, with nothing between them.
      if (terms_.kind(children[1]) == TermKind::list && terms_.children(children[1]).size() > 1 && !ends_with_text(children[0], false) &&
          !ends_with_text(children[0], true))
        holding.is_ambiguous = true;
      return;
    case TermKind::step_key:
      return hold_together(children, facts, holding, depth);
    case TermKind::offset: case TermKind::project: {
      if (claimed_token(term)) {
        if (tells_bearer(term)) add({term, IdentityKind::determining, judge(term, facts).provenance, false});
        return;
      }
      // Chosen by a key: what the key holds, the choice holds.
      if (terms_.kind(children[1]) == TermKind::step_key) hold(children[1], facts, holding, depth + 1);
      const std::vector<Term>& values = cell_values(term);
      if (!values.empty() && !holding.must) {
        bool all_hold = true;
        for (const Term value : values) {
          const Holding& one = held(value, facts, depth + 6);
          all_hold &= one.must;
          holding.may |= one.may;
          for (const IdentityLeaf& leaf : one.leaves) holding.leaves.push_back(leaf);
        }
        holding.must |= all_hold;
        return;
      }
      hold(children[0], facts, holding, depth + 1);
      if (!holding.must && is_credential(term)) add({term, IdentityKind::determining, Provenance::verified, false});
      return;
    }
    case TermKind::load:
      return hold(children[0], facts, holding, depth + 1);
    case TermKind::call:
      // Made from an identity by name only where its own name says so; see IdentityNames::identity.
      return;
    case TermKind::apply:
      if (terms_.is_apply(term, "encode") && terms_.kind(children[0]) == TermKind::alternative) {
        // One letter or another: each as it would stand alone.
        std::vector<Terms::Branch> branches;
        const std::vector<Term> parts(terms_.children(children[0]).begin(), terms_.children(children[0]).end());
        for (std::size_t i = 0; i + 1 < parts.size(); i += 2) branches.push_back({parts[i], terms_.apply("encode", {parts[i + 1]})});
        hold(terms_.alternative(std::move(branches)), facts, holding, depth + 1);
      } else if (terms_.is_apply(term, "encode") && terms_.is_apply(children[0], "derived")) {
        // Letters chosen by shifted and masked parts of a byte, as in hex and base64.
        hold_together(std::vector<Term>(terms_.children(children[0]).begin(), terms_.children(children[0]).end()), facts, holding, depth + 1);
      } else if (terms_.is_apply(term, "verified") || terms_.is_apply(term, "model") || terms_.is_apply(term, "ambient")) {
        // Whatever identity is inside, this says where it came from.
        Holding inner;
        hold_together(children, facts, inner, depth);
        holding.is_folded |= inner.is_folded;
        if (!inner.may) return;
        IdentityLeaf leaf = judge(term, facts);
        if (!inner.leaves.empty()) leaf.kind = inner.leaves.front().kind;
        add(leaf);
        holding.must = inner.must;
        holding.is_ambiguous |= inner.is_ambiguous;
      } else if (terms_.is_apply(term, "claims")) {
        add({term, IdentityKind::determining, judge(term, facts).provenance, false});
      } else if (is_preserving(terms_, term)) {
        hold_together(children, facts, holding, depth);
      } else if (is_folding(terms_, term)) {
        Holding inner;
        hold_together(children, facts, inner, depth);
        holding.is_folded |= inner.may || inner.is_folded;
      } else if (terms_.is_apply(term, "derived")) {
        // Arithmetic on a folded identity leaves it folded.
        Holding inner;
        hold_together(children, facts, inner, depth + 1);
        holding.is_folded |= inner.is_folded;
      }
      return;
    default:
      if (is_credential(term)) add({term, IdentityKind::determining, Provenance::verified, false});
      return;
  }
}

const Holding& Query::held(Term term, std::span<const Term> facts, int depth) {
  const Asked asked{term, fact_sets_.number(facts), depth};
  if (const auto known = holdings_.find(asked); known != holdings_.end()) return known->second;
  Holding found;
  hold(term, facts, found, depth);
  return holdings_.emplace(asked, std::move(found)).first->second;
}

Holding Query::holding(Term term, std::span<const Term> facts) { return held(term, facts, 0); }

}  // namespace partywall::solver
