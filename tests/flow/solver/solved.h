/// IR text in, verdicts out: programs of a few lines against models of a few rows.
#pragma once

#include "checks/flow/ir/text.h"
#include "checks/flow/models/load.h"
#include "checks/flow/solver/link.h"
#include "checks/flow/solver/solution.h"
#include "checks/flow/solver/solve.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace partywall::solver {

/// A cache, a vector index, a database, text building and where identities come from, under names of our own.
inline constexpr std::string_view test_rows = R"yaml(
version: 1
library: test
types:
  - {type: app::Request, role: caller}
rows:
  - {function: cache::get, hop: {kind: cache.read, key: arg0, value: result}}
  - {function: cache::set, hop: {kind: cache.write, key: arg0, value: arg1}}
  - {function: redis::command, hop: {kind: cache.command, text: arg0, parameters: 'list(rest1)', results: result}}
  - {function: index::search, hop: {kind: vector.search, query: arg0, filter: arg1, results: result}}
  - {function: index::Shelf::search, hop: {kind: vector.search, query: arg0, instance: this, results: result}}
  - {function: sql::exec, hop: {kind: data.sql, text: arg0, parameters: 'list(rest1)', results: result}}
  - {function: map::find, returns: '&at(this, arg0)', hop: {kind: store.read, key: arg0, value: result, instance: this}}
  - {function: map::end, returns: 'empty()'}
  - {function: map::at, returns: '&at(this, arg0).second'}
  - {function: cat, returns: 'cat(rest0)'}
  - {function: digest, returns: 'digest(arg0)'}
  - {function: fold, returns: 'hash(arg0)'}
  - {function: cut, returns: 'truncate(arg0, 8)'}
  - {function: size, returns: 'number(size(arg0))'}
  - {function: upper, returns: 'encode(arg0)'}
  - {function: embed, returns: 'embed(arg0)'}
  - {function: each, returns: 'repeat(arg0, elem(arg0))'}
  - {function: same, returns: 'equal(arg0, arg1)'}
  - {function: empty, returns: 'not(present(arg0))'}
  - {function: header, returns: 'source(caller, arg0)'}
  - {function: tool_argument, returns: 'source(model, arg0)'}
  - {function: environment, returns: 'source(ambient, arg0)'}
  - {function: claim, returns: 'at(claims(arg0), arg1)'}
  - {function: check_signature, effects: [{name: verified, subject: arg0, when: on_return}]}
  - {function: require_same, ensures: ['equal(arg0, arg1)']}
  - {function: server::on, entry: {kind: http, handler: arg0, arguments: ['source(caller, "request")']}}
  - {function: server::before, entry: {kind: gate, handler: arg0, arguments: ['source(caller, "request")']}}
  - {function: fail, never_returns: true}
  - {function: make, returns: 'new()'}
  - {function: map::put, sets: {'at(this, arg0).second': arg1}, hop: {kind: store.write, key: arg0, value: arg1, instance: this}}
  - {function: wire::send, effects: [{name: owes, subject: '*arg0', when: on_return}]}
  - {function: wire::receive, returns: 'opaque()', effects: [{name: settles, subject: '*arg0', when: on_return}]}
  - {function: wire::ping, returns: 'opaque()', effects: [{name: poisons, subject: '*arg0', when: if_false}]}
  - {function: wire::pool, effects: [{name: releases, subject: '*arg0'}]}
)yaml";

/// What every program may use. `authenticate` is known by what it is handed; its body is not seen.
inline constexpr std::string_view test_types = R"ir(version: 1
file f0 = "src/app.cpp"
type text = record std::basic_string as std::string
type principal = record app::Principal
type session = record app::Session
type request = record app::Request
field tenant_id = app::Principal.tenant_id: text
field session_tenant = app::Session.tenant_id: text
callee authenticate = app::authenticate(token: text) -> principal
)ir";

class Solved {
public:
  /// `code` follows test_types; several parts are linked.
  explicit Solved(const std::vector<std::string>& parts) {
    std::vector<ir::Program> programs;
    for (const std::string& code : parts) {
      auto program = ir::read(std::string(test_types) + code);
      if (!program) {
        ADD_FAILURE() << program.error().line << ":" << program.error().column << ": " << program.error().message
                      << "\n"
                      << code;
        program = ir::read("version: 1\n");
      }
      programs.push_back(*std::move(program));
    }
    program_ = std::make_unique<ir::Program>(link(std::move(programs)));
    solution = solve(*program_, models());
  }
  explicit Solved(const std::string& code) : Solved(std::vector<std::string>{code}) {}

  static const models::Models& models() {
    static const models::Models compiled = [] {
      const auto lexicon = models::load_models({PARTYWALL_SOURCE_DIR "/rules/lexicon.yaml"}, {});
      const auto rows = models::parse_models(test_rows, "test.yaml");
      for (const models::InputError& error : rows.errors)
        ADD_FAILURE() << error.line << ": " << error.message;
      return models::Models(rows.models.all(), {{"app::Request", "caller"}}, lexicon.models.lexicon());
    }();
    return compiled;
  }

  /// "cache.write leaking missing", sorted.
  [[nodiscard]] std::vector<std::string> verdicts() const {
    std::vector<std::string> lines;
    for (const Hop& hop : solution->hops)
      lines.push_back(std::string(hop.occurrence.event->kind) + " " + verdict(hop));
    std::ranges::sort(lines);
    return lines;
  }

  [[nodiscard]] static std::string verdict(const Hop& hop) {
    static constexpr std::string_view gaps[] = {"", " missing", " conditional", " ambiguous", " folded", " untrusted"};
    return std::string(name_of(hop.verdict)) + std::string(gaps[static_cast<std::size_t>(hop.gap)]);
  }

  [[nodiscard]] std::vector<const Hop*> hops(std::string_view kind) const {
    std::vector<const Hop*> found;
    for (const Hop& hop : solution->hops)
      if (hop.occurrence.event->kind == kind)
        found.push_back(&hop);
    return found;
  }
  /// Of the only hop of that kind, or what is wrong.
  [[nodiscard]] std::string verdict(std::string_view kind) const {
    const auto found = hops(kind);
    return found.size() == 1 ? verdict(*found[0]) : std::to_string(found.size()) + " hops";
  }
  [[nodiscard]] std::string slot(std::string_view kind, std::string_view name) const {
    const auto found = hops(kind);
    if (found.size() != 1)
      return std::to_string(found.size()) + " hops";
    return print(solution->terms(), *program_, found[0]->occurrence.event->slot(name));
  }
  /// How the weakest identity of the only hop's scope came to be known.
  [[nodiscard]] std::string provenance(std::string_view kind) const {
    const auto found = hops(kind);
    return found.size() == 1 ? std::string(name_of(found[0]->scope.weakest())) : std::to_string(found.size()) + " hops";
  }
  [[nodiscard]] std::string dump() const { return dump_hops(*solution); }

private:
  std::unique_ptr<ir::Program> program_;

public:
  std::shared_ptr<const Solution> solution;
};

/// Verdict of a search whose `scope` the given instructions compute, `who` being the verified principal.
inline std::string search_verdict(const std::string& body) {
  return Solved("function app::find(token: text, prompt: text) {\n  who = call app::authenticate(token) : principal\n" +
                body + "  hits = call index::search(prompt, scope)\n}\n")
      .verdict("vector.search");
}

/// Verdict of a cache write under the `key` the given instructions compute.
inline std::string write_verdict(const std::string& key) {
  return Solved("function app::remember(tenant_id: text, prompt: text, count: integer 32) {\n" + key +
                "\n  value = call app::load(tenant_id, prompt)\n  call cache::set(key, value)\n}\n")
      .verdict("cache.write");
}

} // namespace partywall::solver
