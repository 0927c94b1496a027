#include "checks/flow/solver/ledger.h"

#include "checks/flow/solver/decider.h"
#include "checks/flow/solver/order.h"
#include "checks/flow/solver/vector-hop.h"
#include "checks/flow/solver/vector-score.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

namespace partywall::solver {

namespace {

constexpr std::string_view scope_slots[] = {"key", "instance", "namespace", "filter", "credential", "bucket", "label", "text", "parameters", "location"};

class Ledger {
public:
  explicit Ledger(Solution& solution)
      : solution_(solution), engine_(*solution.engine), terms_(engine_.terms), query_(*solution.query), vectors_(solution) {}

  void build() {
    note_peers();
    note_identity();
    note_gates();
    for (std::size_t i = 0; i < solution_.events.size(); ++i) {
      const std::string_view kind = solution_.events[i].event->kind;
      const std::string_view surface = kind.substr(0, kind.find('.'));
      // What only multiplies numbers is no hop.
      if (kind == "vector.score" && !vectors_.read(solution_.events[i])) continue;
      if (surface == "store") stores_.push_back(i);
      else if (surface == "cache") caches_.push_back(i);
      else if (surface == "vector" || surface == "data" || surface == "limit" || surface == "usage" || surface == "tool")
        add(solution_.events[i], surface);
    }
    find_semantic_caches();
    add_stores();
    add_uneven_stores();
    add_caches();
    pair_caches();
    pair_uneven_caches();
    for (Hop& hop : solution_.hops) judge(hop);
    judge_stores();
  }

private:
  void note_identity() {
    for (const Occurrence& occurrence : solution_.events)
      for (const auto& [name, term] : occurrence.event->slots)
        if (engine_.names.mentions_identity(terms_, engine_.program, term)) {
          reach_.insert(occurrence.root);
          solution_.found_identity = true;
        }
    for (const ir::Record& record : engine_.program.records) {
      if (!record.location.file || !engine_.program.at(record.location.file).in_project) continue;
      solution_.found_identity |= engine_.names.has_identity_field(engine_.program, record.name);
      for (const ir::FieldId field : record.fields) {
        const ir::Callee as_parameter{.parameters = {engine_.program.at(field).type}, .parameter_names = {engine_.program.at(field).name}};
        if (engine_.names.is_identity_parameter(engine_.program, as_parameter, 0)) solution_.found_identity = true;
      }
    }
  }

  /// A mode that is not known to verify nothing is taken to verify, unless what is called then accepts everything.
  void note_peers() {
    const auto verifies = [&](Term mode, const auto& self) -> bool {
      const auto parts = terms_.children(mode);
      if (terms_.kind(mode) == TermKind::number) return (terms_.at(mode).number & 1) != 0;
      if (terms_.is_apply(mode, "derived")) return std::ranges::any_of(parts, [&](Term part) { return self(part, self); });
      return true;
    };
    const auto accepts_all = [&](Term callback) {
      if (!callback || terms_.kind(callback) != TermKind::closure) return false;
      const auto targets = engine_.targets(engine_.program.at(ir::CalleeId{terms_.at(callback).symbol}), {});
      return std::ranges::any_of(targets, [&](ir::FunctionId id) { return terms_.truth(engine_.summaries[id.value].returned) == 1; });
    };
    for (const Occurrence& occurrence : solution_.events) {
      const Event& event = *occurrence.event;
      if (event.kind == "effect.verifies_peers" && verifies(event.slot("subject"), verifies) && !accepts_all(event.slot("argument")))
        query_.trust_peers();
    }
  }

  void note_gates() {
    for (const Occurrence& occurrence : solution_.events)
      if (occurrence.event->kind == "entry.gate") solution_.gates.insert(occurrence.event->site);
  }

  std::size_t add(const Occurrence& occurrence, std::string_view surface) {
    Hop hop;
    hop.occurrence = occurrence;
    hop.surface = surface;
    solution_.hops.push_back(std::move(hop));
    return solution_.hops.size() - 1;
  }

  /// A keyed container is a cache if, in one request, a read of a key that misses is followed by a write of a
  /// computed value under that key, and it outlives the request.
  void add_stores() {
    std::map<std::tuple<ir::FunctionId, Term, Term>, std::vector<std::size_t>> by_entry;
    for (const std::size_t i : stores_) {
      const Occurrence& occurrence = solution_.events[i];
      const Term key = occurrence.event->slot("key");
      if (key) by_entry[{occurrence.root, held_in(occurrence.event->slot("instance")), key}].push_back(i);
    }
    for (const auto& [entry, members] : by_entry) {
      const auto& [root, instance, key] = entry;
      const Term step = terms_.key_step(key);
      std::vector<std::size_t> reads, writes;
      for (const std::size_t i : members) {
        const Event& event = *solution_.events[i].event;
        if (event.kind == "store.read" || event.kind == "store.upsert") reads.push_back(i);
      }
      for (const std::size_t i : members) {
        const Event& event = *solution_.events[i].event;
        if ((event.kind == "store.write" || event.kind == "store.upsert") && (is_computed(event) || is_decided(event, members)) &&
            !is_kept_under(event.slot("value"), instance, step) &&
            (follows_miss(event, step) || std::ranges::any_of(reads, [&](std::size_t read) { return is_behind(i, read); })))
          writes.push_back(i);
      }
      if (reads.empty() || writes.empty() || !solution_.outlives_request(solution_.events[writes.front()], instance)) continue;
      std::optional<std::size_t> read;
      for (const std::size_t i : reads)
        if (!read || (solution_.events[i].event->kind == "store.read" && solution_.events[*read].event->kind != "store.read")) read = i;
      const std::size_t first = add(solution_.events[*read], "cache");
      for (const std::size_t i : writes) {
        if (i == *read) continue;
        const std::size_t second = add(solution_.events[i], "cache");
        solution_.hops[second].partner = first;
        if (!solution_.hops[first].partner) solution_.hops[first].partner = second;
      }
    }
  }

  /// An entry as it is found by whoever may change it, out of a container that holds too much to be told apart: of its
  /// parts even the steps to them are mixed up.
  [[nodiscard]] bool is_lost_in_entry(const Event& write) const {
    const Term found = write.kind == "store.upsert" ? write.slot("value") : Term{};
    return found && terms_.is_apply(found, "derived") && std::ranges::any_of(terms_.children(found), [&](Term part) {
      const TermKind kind = terms_.kind(part);
      return kind == TermKind::step_field || kind == TermKind::step_element || kind == TermKind::step_key;
    });
  }

  [[nodiscard]] bool is_computed(const Event& write) const {
    if (is_lost_in_entry(write)) return write.slot("linked") && query_.is_computed(write.slot("linked"));
    return std::ranges::any_of(std::array{write.slot("value"), write.slot("linked")},
                               [&](Term value) { return value && query_.is_computed(value); });
  }

  /// That an entry is there at all says what was found out for it, for somebody: that there is no such record, that
  /// something is allowed. What was known before the store was read decides nothing.
  [[nodiscard]] std::vector<Term> decided_by(const Event& write, const Event& read) {
    std::set<Term> parts;
    if (write.kind.ends_with(".write") && !is_computed(write) && write.slot("key")) atoms(write.slot("key"), parts);
    std::vector<Term> found;
    for (const Term fact : write.facts) {
      if (parts.empty() || std::ranges::binary_search(read.facts, fact) || !query_.is_computed(fact)) continue;
      const bool is_about_entry = std::ranges::all_of(parts, [&](Term part) { return terms_.contains(fact, part); });
      if (is_about_entry && !query_.dependence(fact).empty()) found.push_back(fact);
    }
    return found;
  }
  [[nodiscard]] bool is_decided(const Event& write, const std::vector<std::size_t>& members) {
    return std::ranges::any_of(members, [&](std::size_t i) {
      const Event& other = *solution_.events[i].event;
      return other.kind == "store.read" && !decided_by(write, other).empty();
    });
  }

  /// The value is an entry with that key, of this store or of another one, and nothing of somebody comes on top.
  [[nodiscard]] bool is_kept_under(Term value, Term instance, Term step) {
    if (!value) return false;
    Term found = value;
    while (terms_.kind(found) == TermKind::project || terms_.kind(found) == TermKind::named) found = terms_.child(found, 0);
    const bool is_found = terms_.kind(found) == TermKind::result && !terms_.children(found).empty() &&
                          terms_.name(terms_.at(found).symbol) == "store.read";
    if (is_found && terms_.child(found, 0) == terms_.child(step, 0)) return true;
    if (!terms_.contains(value, step)) return false;
    if (reads_entry(value, instance, step)) return true;
    return std::ranges::all_of(query_.dependence(value), [&](Term leaf) { return terms_.contains(leaf, step); });
  }

  /// `value` is made of what `instance` keeps under `step`: the entry is changed, not filled.
  [[nodiscard]] bool reads_entry(Term value, Term instance, Term step) const {
    return terms_.any_part(value, [&](Term part) {
      const bool is_part = terms_.kind(part) == TermKind::project || terms_.kind(part) == TermKind::offset;
      return is_part && terms_.child(part, 1) == step && names_same(terms_.child(part, 0), instance);
    });
  }

  /// A place and what it holds, steps compared from the end: `&cache.entries_` and `(*cache).entries_`.
  [[nodiscard]] bool names_same(Term one, Term other) const {
    const auto is_step = [&](Term term) { return terms_.kind(term) == TermKind::project || terms_.kind(term) == TermKind::offset; };
    while (true) {
      while (terms_.kind(one) == TermKind::load || terms_.kind(one) == TermKind::named) one = terms_.child(one, 0);
      while (terms_.kind(other) == TermKind::load || terms_.kind(other) == TermKind::named) other = terms_.child(other, 0);
      if (one == other) return true;
      if (!is_step(one) || !is_step(other)) return !is_step(one) && !is_step(other);
      if (terms_.child(one, 1) != terms_.child(other, 1)) return false;
      one = terms_.child(one, 0);
      other = terms_.child(other, 0);
    }
  }

  /// The request comes to the write only if the one before it, which read, has let it pass.
  [[nodiscard]] bool is_behind(std::size_t write, std::size_t read) const {
    const Occurrence& after = solution_.events[write];
    return after.event->kind == "store.write" && may_precede(solution_, solution_.events[read], after) &&
           registration_of(solution_, solution_.events[read]) != registration_of(solution_, after);
  }

  [[nodiscard]] bool follows_miss(const Event& event, Term step) const {
    // Room was made first, and filled only if nothing was there.
    const Term linked = event.slot("linked");
    if (linked && terms_.kind(linked) == TermKind::alternative)
      for (std::size_t i = 0; i < terms_.children(linked).size(); i += 2)
        if (terms_.contains(terms_.child(linked, i), step)) return true;
    const Term instance = event.slot("instance");
    return std::ranges::any_of(event.facts, [&](Term fact) {
      while (terms_.is_apply(fact, "not")) fact = terms_.child(fact, 0);
      // Of a set it is asked whether the key is a member.
      if (terms_.is_apply(fact, "member") && terms_.child(fact, 0) == terms_.child(step, 0))
        return names_same(terms_.child(fact, 1), instance);
      return terms_.contains(fact, step);
    });
  }

  /// A container that is asked under one key and, where that misses, filled under another: the same but for whose it is.
  void add_uneven_stores() {
    std::map<std::pair<ir::FunctionId, Term>, std::vector<std::size_t>> by_instance;
    for (const std::size_t i : stores_) {
      const Occurrence& occurrence = solution_.events[i];
      if (occurrence.event->slot("key")) by_instance[{occurrence.root, held_in(occurrence.event->slot("instance"))}].push_back(i);
    }
    for (const auto& [container, members] : by_instance)
      for (const std::size_t write : members) {
        const Event& kept = *solution_.events[write].event;
        if (kept.kind != "store.write" || !is_computed(kept)) continue;
        const auto read = std::ranges::find_if(members, [&](std::size_t i) {
          const Event& asked = *solution_.events[i].event;
          return asked.kind == "store.read" && follows_miss(kept, terms_.key_step(asked.slot("key"))) && is_uneven(asked, kept);
        });
        if (read == members.end() || !solution_.outlives_request(solution_.events[write], container.second)) continue;
        pair(add(solution_.events[*read], "cache"), add(solution_.events[write], "cache"));
      }
  }

  /// A list is looked through from its first node, and added to where that is kept.
  [[nodiscard]] Term held_in(Term instance) const {
    while (instance && terms_.kind(instance) == TermKind::load) instance = terms_.child(instance, 0);
    return instance;
  }

  void pair(std::size_t read, std::size_t write) {
    solution_.hops[read].partner = write;
    solution_.hops[write].partner = read;
  }

  /// The same of what clients of a cache are asked for.
  void pair_uneven_caches() {
    for (std::size_t read = 0; read < solution_.hops.size(); ++read) {
      const Occurrence asked = solution_.hops[read].occurrence;
      if (asked.event->kind != "cache.read" || solution_.hops[read].partner || !asked.event->slot("key")) continue;
      for (std::size_t write = 0; write < solution_.hops.size(); ++write) {
        const Occurrence& kept = solution_.hops[write].occurrence;
        if (kept.event->kind != "cache.write" || solution_.hops[write].partner || kept.root != asked.root) continue;
        const bool is_same_cache = kept.event->slot("instance") == asked.event->slot("instance");
        if (!is_same_cache || !is_uneven(*asked.event, *kept.event)) continue;
        pair(read, write);
        break;
      }
    }
  }

  /// One key has the tenant and the other has not; for the rest they are made of the same, punctuation aside.
  [[nodiscard]] bool is_uneven(const Event& read, const Event& write) {
    const Term one = read.slot("key"), other = write.slot("key");
    if (!one || !other || one == other) return false;
    if (query_.holding(one, read.facts).may == query_.holding(other, write.facts).may) return false;
    std::vector<std::string> asked, kept;
    spell_out(one, asked);
    spell_out(other, kept);
    return !asked.empty() && asked == kept;
  }

  /// The parts of a key in their order, without identities; of literal text the letters.
  void spell_out(Term part, std::vector<std::string>& parts) {
    if (engine_.names.identity(terms_, engine_.program, part) != IdentityKind::none) return;
    switch (terms_.kind(part)) {
      case TermKind::cat: case TermKind::list: case TermKind::record:
        for (const Term child : std::vector<Term>(terms_.children(part).begin(), terms_.children(part).end())) spell_out(child, parts);
        return;
      case TermKind::apply:
        parts.emplace_back(terms_.name(terms_.at(part).symbol));
        for (const Term child : std::vector<Term>(terms_.children(part).begin(), terms_.children(part).end())) spell_out(child, parts);
        return;
      case TermKind::text: {
        std::string letters;
        for (const char c : terms_.name(terms_.at(part).symbol))
          if (std::isalnum(static_cast<unsigned char>(c)) != 0) letters += c;
        if (!letters.empty()) parts.push_back(std::move(letters));
        return;
      }
      case TermKind::nothing: case TermKind::step_field:
        return;
      default:
        parts.push_back("#" + std::to_string(part.value));
    }
  }

  /// An index into which a miss is written, in the request that searched it, is a cache and no corpus.
  void find_semantic_caches() {
    for (Hop& search : solution_.hops) {
      const Event& asked = *search.occurrence.event;
      if (asked.kind != "vector.search" || !asked.slot("instance")) continue;
      for (Hop& write : solution_.hops) {
        const Event& kept = *write.occurrence.event;
        if (kept.kind != "vector.write" || write.occurrence.root != search.occurrence.root || kept.slot("instance") != asked.slot("instance")) continue;
        const bool is_after_miss = std::ranges::any_of(kept.facts, [&](Term fact) { return query_.depends_on_result(fact, asked.site); });
        if (is_after_miss) search.surface = write.surface = "cache";
      }
    }
  }

  void add_caches() {
    for (const std::size_t i : caches_) add(solution_.events[i], "cache");
  }

  void pair_caches() {
    std::map<std::pair<ir::FunctionId, Term>, std::vector<std::size_t>> by_key;
    for (std::size_t i = 0; i < solution_.hops.size(); ++i) {
      const Event& event = *solution_.hops[i].occurrence.event;
      if (event.kind.starts_with("cache.") && event.slot("key")) by_key[{solution_.hops[i].occurrence.root, event.slot("key")}].push_back(i);
    }
    for (const auto& [key, members] : by_key) {
      std::optional<std::size_t> read, write;
      for (const std::size_t i : members) {
        const std::string_view kind = solution_.hops[i].occurrence.event->kind;
        if (kind == "cache.read" && !read) read = i;
        if (kind == "cache.write" && !write) write = i;
      }
      if (!read || !write) continue;
      for (const std::size_t i : members) {
        const std::string_view kind = solution_.hops[i].occurrence.event->kind;
        if (kind == "cache.read") solution_.hops[i].partner = write;
        if (kind == "cache.write") solution_.hops[i].partner = read;
      }
    }
  }

  /// Slots side by side: one that holds is enough, and what stands below a trusted tenant stays inside it.
  static void merge(Holding& all, const Holding& one) {
    const bool has_trusted = (all.must && !all.is_untrusted) || (one.must && !one.is_untrusted);
    all.is_untrusted = (all.is_untrusted || one.is_untrusted) && !has_trusted;
    all.may |= one.may;
    all.must |= one.must;
    all.is_folded |= one.is_folded;
    all.falls_back |= one.falls_back;
    if (one.must && !one.is_ambiguous) all.is_ambiguous = false;
    else all.is_ambiguous |= one.is_ambiguous;
    for (const IdentityLeaf& leaf : one.leaves)
      if (std::ranges::find(all.leaves, leaf.term, &IdentityLeaf::term) == all.leaves.end()) all.leaves.push_back(leaf);
  }

  [[nodiscard]] Holding scope_of(const Event& event) {
    Holding all;
    for (const std::string_view slot : scope_slots) {
      const Term term = event.slot(slot);
      if (!term) continue;
      const Holding one = query_.holding(term, event.facts);
      merge(all, one);
    }
    return all;
  }

  /// The value that is kept under the key: the write's.
  [[nodiscard]] std::vector<Term> values_of(const Hop& hop) {
    std::vector<Term> values;
    const auto add_kept = [&](const Event& event, const Event* other) {
      if (event.kind.ends_with(".read")) return;
      for (const std::string_view slot : {"value", "linked"})
        if (const Term term = event.slot(slot)) values.push_back(term);
      if (other && other->kind.ends_with(".read"))
        for (const Term fact : decided_by(event, *other)) values.push_back(fact);
    };
    const Event& event = *hop.occurrence.event;
    const Event* other = hop.partner ? solution_.hops[*hop.partner].occurrence.event : nullptr;
    add_kept(event, other);
    if (other) add_kept(*other, &event);
    return values;
  }

  /// What a term is made of, as far as it can be told apart: values read, not the objects they were read from.
  void atoms(Term term, std::set<Term>& found) {
    std::vector<Term> work{term};
    std::set<Term> seen;
    while (!work.empty()) {
      const Term next = work.back();
      work.pop_back();
      if (!seen.insert(next).second) continue;
      switch (terms_.kind(next)) {
        case TermKind::text: case TermKind::number: case TermKind::null: case TermKind::zero: case TermKind::nothing:
        case TermKind::yes: case TermKind::step_field: case TermKind::step_element: case TermKind::object:
          break;
        case TermKind::project: case TermKind::load: case TermKind::input: case TermKind::source:
          found.insert(next);
          break;
        default:
          for (const Term child : terms_.children(next)) work.push_back(child);
      }
    }
  }

  /// Everything the value is made of is in the key as well.
  [[nodiscard]] bool is_function_of(Term value, Term key) {
    std::set<Term> covered, needed;
    atoms(key, covered);
    atoms(value, needed);
    return std::ranges::all_of(needed, [&](Term atom) {
      for (Term part = atom;; part = terms_.child(part, 0)) {
        if (covered.contains(part)) return true;
        if (terms_.kind(part) != TermKind::project) return false;
      }
    });
  }

  /// What a client object has been given once, for all requests.
  [[nodiscard]] bool is_of_the_service(Term credential) const {
    if (terms_.kind(credential) == TermKind::list)
      return std::ranges::all_of(terms_.children(credential), [&](Term item) { return is_of_the_service(item); });
    // Written in the code, or put together of what is: headers with the key of the service.
    const TermKind kind = terms_.kind(credential);
    if (kind == TermKind::text || kind == TermKind::number || kind == TermKind::nothing || kind == TermKind::zero || kind == TermKind::null) return true;
    if (kind == TermKind::cat)
      return std::ranges::all_of(terms_.children(credential), [&](Term part) { return is_of_the_service(part); });
    if (kind == TermKind::record) {
      for (std::size_t i = 0; i < terms_.children(credential).size(); i += 2)
        if (!is_of_the_service(terms_.child(credential, i))) return false;
      return true;
    }
    return terms_.kind(credential) == TermKind::project && terms_.kind(terms_.child(credential, 1)) == TermKind::step_field &&
           query_.dependence(credential).empty();
  }

  /// A use of a vector store, however it is written; its scope is what restricts the candidates.
  void read_vector(Hop& hop) {
    const Event& event = *hop.occurrence.event;
    const std::optional<VectorUse> use = vectors_.read(hop.occurrence);
    if (!use) return;
    if (hop.surface != "cache") hop.surface = "vector";   // one that is kept for its answers stays one
    hop.action = use->action;
    hop.spliced = use->spliced;
    hop.looseness = use->inside.looseness;
    hop.loose = use->inside.loose;
    hop.late_scope = use->late.holding;
    hop.scope = use->inside.holding;
    if (hop.late_scope.leaves.empty() && use->late.loose) hop.late_scope.may = false;
    std::vector<std::string_view> slots{"instance", "namespace", "credential", "key", "location"};
    if (use->action == VectorAction::write) slots.push_back("value");
    for (const std::string_view slot : slots)
      if (const Term term = event.slot(slot); term && !(slot == "credential" && is_of_the_service(term)))
        merge(hop.scope, query_.holding(vectors_.unhashed(term), event.facts));
    if (use->action == VectorAction::write)
      for (const Term part : use->payload) merge(hop.scope, query_.holding(part, event.facts));
    hop.store = use->store;
    hop.is_open_to_all = use->inside.is_public || (use->has_no_owner && !use->late.holding.may);
  }

  void judge(Hop& hop) {
    const Event& event = *hop.occurrence.event;
    hop.scope = scope_of(event);
    read_vector(hop);
    const bool is_impossible = std::ranges::any_of(event.facts, [&](Term fact) { return terms_.truth(fact) == 0; });
    if (hop.surface == "vector" && is_impossible) {
      hop.verdict = Verdict::neutral;   // a search on the way that is not taken here
      return;
    }
    hop.stands_at = stand(solution_, hop);
    for (const Term value : values_of(hop))
      for (const Term leaf : query_.dependence(value))
        if (std::ranges::find(hop.varies_with, leaf) == hop.varies_with.end()) hop.varies_with.push_back(leaf);

    const bool has_trusted = std::ranges::any_of(hop.scope.leaves, [](const IdentityLeaf& leaf) { return is_trusted(leaf.provenance); });
    if (hop.scope.is_untrusted || (hop.scope.must && !has_trusted)) {
      hop.gap = Gap::untrusted;
    } else if (hop.scope.must) {
      hop.gap = hop.scope.is_ambiguous ? Gap::ambiguous : Gap::none;
    } else if (hop.scope.may) {
      hop.gap = Gap::conditional;
    } else {
      hop.gap = hop.scope.is_folded ? Gap::folded : Gap::missing;
    }
    if (hop.gap != Gap::none) hop.privilege = query_.privilege(event.facts);
    if (hop.privilege) hop.gap = Gap::none;
    if (hop.gap == Gap::none) {
      hop.verdict = Verdict::scoped;
      return;
    }
    if (hop.surface == "cache") hop.verdict = judge_cache(hop);
    else if (hop.surface == "vector") hop.verdict = judge_vector(hop);
    else hop.verdict = hop.gap == Gap::untrusted ? Verdict::leaking : Verdict::open;
  }

  /// Whose vectors a store holds shows in what is written to it and in how it is used elsewhere. One that only takes
  /// what belongs to nobody, or is used where no tenant is in sight, leaks nothing.
  void judge_stores() {
    struct Known {
      bool is_written = false;
      bool has_tenants = false;
    };
    std::map<std::string, Known> stores;
    for (const Hop& hop : solution_.hops) {
      const std::string store = hop.surface == "vector" ? store_of(hop) : "";
      if (store.empty()) continue;
      Known& known = stores[store];
      known.is_written |= hop.action == VectorAction::write;
      known.has_tenants |= hop.scope.may || hop.late_scope.may || (hop.action == VectorAction::write && has_tenant_near(hop));
    }
    for (Hop& hop : solution_.hops) {
      if (hop.surface != "vector" || hop.verdict != Verdict::leaking || hop.gap != Gap::missing) continue;
      if (is_of_request(hop)) hop.verdict = Verdict::neutral;
      else if (is_known_key(hop)) hop.verdict = Verdict::open;
      const auto known = stores.find(store_of(hop));
      const bool is_seen = known != stores.end();
      if (is_seen && known->second.has_tenants) continue;
      if (is_seen && known->second.is_written) hop.verdict = Verdict::neutral;
      else if (!has_tenant_near(hop)) hop.verdict = Verdict::open;
    }
  }

  /// An index in memory that was made for this request and is filled by it.
  [[nodiscard]] bool is_of_request(const Hop& hop) {
    const Event& event = *hop.occurrence.event;
    if (!event.kind.starts_with("vector.") || event.slot("namespace") || event.slot("location")) return false;
    const Term instance = event.slot("instance");
    return instance && terms_.is_address(instance) && terms_.kind(instance) == TermKind::object && !solution_.outlives_request(hop.occurrence, instance);
  }

  /// One point, by an id that was looked up and not asked for: whose it is was decided where the id came from.
  [[nodiscard]] bool is_known_key(const Hop& hop) {
    const Event& event = *hop.occurrence.event;
    const Term key = event.slot("key");
    if (!key || hop.action == VectorAction::search || hop.action == VectorAction::write || event.slot("filter")) return false;
    if (terms_.kind(key) == TermKind::nothing) return false;
    const Provenance provenance = query_.judge(key, event.facts).provenance;
    if (provenance != Provenance::model && provenance != Provenance::caller) return true;
    return std::ranges::any_of(event.facts, [&](Term fact) {
      return terms_.contains(fact, key) && !query_.dependence(fact).empty();
    });
  }

  /// A name for the store: the collection or table where it is written out, else the member that holds the index.
  [[nodiscard]] std::string store_of(const Hop& hop) {
    if (!hop.store.empty()) return hop.store;
    const Event& event = *hop.occurrence.event;
    if (const Term name = event.slot("namespace")) {
      const std::vector<Term> parts = terms_.kind(name) == TermKind::list ? std::vector<Term>(terms_.children(name).begin(), terms_.children(name).end())
                                                                          : std::vector<Term>{name};
      for (const Term part : parts)
        if (terms_.kind(part) == TermKind::text) return "collection " + std::string(terms_.name(terms_.at(part).symbol));
    }
    // As its own function sees it: a member of a class, not of the object some caller has.
    const std::vector<Place> places = solution_.places(hop.occurrence);
    const Event* own = solution_.seen_from(hop.occurrence, places.size() - 1);
    Term instance = (own ? own : &event)->slot("instance");
    if (!instance) return "";
    while (terms_.kind(instance) == TermKind::load || terms_.kind(instance) == TermKind::named) instance = terms_.child(instance, 0);
    if ((terms_.kind(instance) != TermKind::offset && terms_.kind(instance) != TermKind::project)) return "";
    const Term step = terms_.child(instance, 1);
    if (terms_.kind(step) != TermKind::step_field) return "";
    return owner_of(terms_.child(instance, 0)) + "." + std::string(terms_.name(terms_.at(step).symbol));
  }

  [[nodiscard]] std::string owner_of(Term object) const {
    while (terms_.kind(object) == TermKind::load || terms_.kind(object) == TermKind::named) object = terms_.child(object, 0);
    const Node& node = terms_.at(object);
    ir::TypeId type = terms_.type_of(object);
    if (node.kind == TermKind::input) {
      const ir::Function& function = engine_.program.functions[node.symbol];
      if (node.number == input_this) return std::string(engine_.program.text(function.declaring_class));
      if (node.number >= 0 && node.number < input_capture) type = function.variables[static_cast<std::size_t>(node.number)].type;
    }
    if (node.kind == TermKind::object && node.symbol != ir::NameId::none_value && node.number < allocation_base)
      type = engine_.program.functions[node.symbol].variables[static_cast<std::size_t>(node.number)].type;
    for (int i = 0; i < 3 && type && engine_.program.at(type).element; ++i) type = engine_.program.at(type).element;
    return type ? std::string(engine_.program.text(engine_.program.at(type).name)) : std::string();
  }

  /// A tenant is in sight where the hop happens: in what the functions on the way are given, or in what they compare.
  [[nodiscard]] bool has_tenant_near(const Hop& hop) {
    const Event& event = *hop.occurrence.event;
    const bool is_named = std::ranges::any_of(event.slots, [&](const auto& slot) { return engine_.names.mentions_identity(terms_, engine_.program, slot.second); });
    if (is_named || (reach_.contains(hop.occurrence.root) && solution_.request_start(hop.occurrence) == 0)) return true;
    std::vector<ir::FunctionId> functions{hop.occurrence.root};
    for (const Frame& frame : event.chain) functions.push_back(frame.callee);
    return std::ranges::any_of(functions, [&](ir::FunctionId id) { return has_tenant_in_sight(engine_, engine_.program.at(id)); });
  }

  [[nodiscard]] Verdict judge_vector(const Hop& hop) {
    if (hop.is_open_to_all) return Verdict::neutral;
    return hop.action == VectorAction::none ? Verdict::open : Verdict::leaking;
  }

  /// Some function on the way was too much to follow: that an identity took part in a value is all that is known of it.
  [[nodiscard]] bool is_cut_short(const Occurrence& occurrence) const {
    const auto is_one = [&](ir::FunctionId id) { return engine_.summaries[id.value].is_degraded; };
    return is_one(occurrence.root) || std::ranges::any_of(occurrence.event->chain, [&](const Frame& frame) { return is_one(frame.callee); });
  }

  [[nodiscard]] Verdict judge_cache(const Hop& hop) {
    const Event& event = *hop.occurrence.event;
    if (hop.gap != Gap::missing || event.kind.starts_with("vector.")) return Verdict::leaking;
    const Term key = event.slot("key");
    // A key that a library merely hands on is its callers' business.
    if (key && hop.varies_with.empty() && query_.is_passed_on(key) && solution_.request_start(hop.occurrence) == 0 && hop.stands_at == 0) return Verdict::open;
    if (key && is_cut_short(hop.occurrence) && engine_.names.mentions_identity(terms_, engine_.program, key)) return Verdict::open;
    const std::vector<Term> values = values_of(hop);
    const bool in_reach = reach_.contains(hop.occurrence.root);
    if (!hop.varies_with.empty()) return Verdict::leaking;
    for (const Term value : values)
      if (query_.depends_on_completion(value) && in_reach) return Verdict::leaking;
    if (values.empty()) return Verdict::open;
    const bool is_pure = std::ranges::all_of(values, [&](Term value) { return key && is_function_of(value, key); });
    if (is_pure || std::ranges::all_of(values, [&](Term value) { return query_.is_neutral(value); })) return Verdict::neutral;
    return std::ranges::any_of(values, [&](Term value) { return query_.is_computed(value); }) ? Verdict::open : Verdict::neutral;
  }

  Solution& solution_;
  Engine& engine_;
  Terms& terms_;
  Query& query_;
  VectorReader vectors_;
  std::vector<std::size_t> stores_, caches_;
  std::set<ir::FunctionId> reach_;   ///< Roots below which some identity is named.
};

}  // namespace

void build_ledger(Solution& solution) { Ledger(solution).build(); }

}  // namespace partywall::solver
