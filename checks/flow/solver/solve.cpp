#include "checks/flow/solver/solve.h"

#include "checks/flow/solver/ledger.h"
#include "checks/flow/solver/solution.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace partywall::solver {

namespace {

/// A test, or a library's own code: solved for whoever calls it, no place for findings.
bool is_left_out(const Engine& engine, ir::FunctionId id) {
  const ir::Location location = engine.program.at(id).location;
  return (location.file && engine.program.at(location.file).is_test) || engine.library_code.owns(engine.program, id);
}

/// Functions nobody enters, and one of each cycle that nobody enters from outside.
std::vector<ir::FunctionId> roots(const Engine& engine) {
  std::vector<ir::FunctionId> found;
  std::vector<bool> reached(engine.program.functions.size());
  const auto reach = [&](ir::FunctionId start) {
    std::vector<ir::FunctionId> work{start};
    while (!work.empty()) {
      const ir::FunctionId next = work.back();
      work.pop_back();
      if (reached[next.value]) continue;
      reached[next.value] = true;
      for (const ir::FunctionId callee : successors(engine, next)) work.push_back(callee);
    }
  };
  for (std::uint32_t i = 0; i < engine.program.functions.size(); ++i) {
    const ir::FunctionId id{i};
    if (engine.is_entered[i] || is_left_out(engine, id)) continue;
    found.push_back(id);
    reach(id);
  }
  for (std::uint32_t i = 0; i < engine.program.functions.size(); ++i) {
    const ir::FunctionId id{i};
    if (reached[i] || is_left_out(engine, id)) continue;
    found.push_back(id);
    reach(id);
  }
  return found;
}

void add_events_of(Solution& solution, ir::FunctionId root, const auto& is_wanted) {
  Engine& engine = *solution.engine;
  for (const Event& event : engine.summaries[root.value].events)
    if (is_wanted(event) && !is_left_out(engine, engine.terms.at(event.site).function)) solution.events.push_back({&event, root});
}

/// What a caller whose budget ran out did not take over from its callees still happens: it is judged in the
/// outermost functions that know of it, as if nobody called them.
void add_events_nobody_took_over(Solution& solution) {
  Engine& engine = *solution.engine;
  using Place = std::pair<std::string_view, SiteId>;
  std::set<Place> known;
  for (const Occurrence& occurrence : solution.events) known.insert({occurrence.event->kind, occurrence.event->site});
  std::set<std::tuple<ir::FunctionId, std::string_view, SiteId>> taken_over;
  for (const Summary& summary : engine.summaries)
    for (const Event& event : summary.events)
      if (!event.chain.empty()) taken_over.insert({event.chain.front().callee, event.kind, event.site});
  for (std::uint32_t i = 0; i < engine.summaries.size(); ++i) {
    const ir::FunctionId id{i};
    if (is_left_out(engine, id)) continue;
    add_events_of(solution, id, [&](const Event& event) {
      return event.kind != "invoke" && event.kind != "register" && !known.contains({event.kind, event.site}) &&
             !taken_over.contains({id, event.kind, event.site});
    });
  }
}

void index_events(Solution& solution) {
  solution.events_by_root.clear();
  for (std::size_t i = 0; i < solution.events.size(); ++i) {
    const auto [stretch, is_new] = solution.events_by_root.try_emplace(solution.events[i].root.value, Solution::Stretch{i, 0});
    ++stretch->second.count;
  }
}

void collect_events(Solution& solution) {
  const Engine& engine = *solution.engine;
  for (const ir::FunctionId root : roots(engine)) add_events_of(solution, root, [](const Event&) { return true; });
  if (std::ranges::any_of(engine.summaries, &Summary::is_degraded)) add_events_nobody_took_over(solution);
  index_events(solution);
}

/// What needs something that is known not to hold, such as another case of a choice that the caller has made, does not
/// happen there. A cache that is passed by for that reason stays in the ledger, and leaks nothing.
void set_aside_what_cannot_be(Solution& solution) {
  const Term never = solution.terms().number(0);
  const auto cannot_be = [&](const Occurrence& occurrence) { return std::ranges::binary_search(occurrence.event->facts, never); };
  std::vector<Hop> kept;
  std::vector<std::size_t> places(solution.hops.size());
  for (std::size_t i = 0; i < solution.hops.size(); ++i) {
    Hop& hop = solution.hops[i];
    places[i] = kept.size();
    if (!cannot_be(hop.occurrence)) {
      kept.push_back(std::move(hop));
    } else if (hop.surface == "cache") {
      kept.push_back(std::move(hop));
      kept.back().verdict = Verdict::neutral;
    }
  }
  for (Hop& hop : kept)
    if (hop.partner) hop.partner = places[*hop.partner];   // a cache as well: it is there
  solution.hops = std::move(kept);
  std::erase_if(solution.events, cannot_be);
  index_events(solution);
}

}  // namespace

Solution::Solution(const ir::Program& program, const models::Models& models)
    : engine(std::make_unique<Engine>(program, models)) {}

std::shared_ptr<const Solution> solve(const ir::Program& program, const models::Models& models) {
  auto solution = std::make_shared<Solution>(program, models);
  solve_summaries(*solution->engine);
  solution->cells = std::make_unique<Cells>(*solution->engine);
  solution->query = std::make_unique<Query>(*solution->engine, *solution->cells);
  collect_events(*solution);
  build_ledger(*solution);
  set_aside_what_cannot_be(*solution);
  return solution;
}

void account(const Solution& solution, Coverage& coverage) {
  std::vector<std::pair<ir::Location, Verdict>> places;
  for (const Hop& hop : solution.hops) {
    const Site& site = solution.engine->terms.at(hop.occurrence.event->site);
    places.emplace_back(site.location, hop.verdict);
  }
  // One hop in the text counts once, by its worst context.
  const auto rank = [](Verdict verdict) {
    return verdict == Verdict::leaking ? 0 : verdict == Verdict::open ? 1 : verdict == Verdict::scoped ? 2 : 3;
  };
  std::ranges::sort(places, {}, [&](const auto& place) { return std::pair(place.first, rank(place.second)); });
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i > 0 && places[i].first == places[i - 1].first) continue;
    switch (places[i].second) {
      case Verdict::scoped: ++coverage.hops_scoped; break;
      case Verdict::leaking: ++coverage.hops_leaking; break;
      case Verdict::neutral: ++coverage.hops_neutral; break;
      case Verdict::open: ++coverage.hops_open; break;
    }
  }
  coverage.found_identity = solution.found_identity;
  for (const ir::FileId file : solution.engine->library_code.headers()) {
    Coverage::Problem problem;
    problem.level = Level::note;
    problem.message = "this header holds a library that rules describe: nothing is reported in the library's own code";
    problem.where = {std::string(solution.program().text(solution.program().at(file).path)), 0, 0, 0, 0};
    coverage.problems.push_back(std::move(problem));
  }
  std::set<std::pair<SourceRange, std::string>> said;
  for (std::uint32_t i = 0; i < solution.program().functions.size(); ++i) {
    if (!solution.engine->summaries[i].is_degraded) continue;
    const ir::Function& function = solution.program().functions[i];
    if (!function.location.file || !solution.program().at(function.location.file).in_project) continue;
    Coverage::Problem problem;
    problem.level = Level::note;
    problem.message = "'" + std::string(solution.program().text(function.name)) +
                      "' is too large or too recursive to follow fully; some of its paths were joined or dropped";
    problem.where = {std::string(solution.program().text(solution.program().at(function.location.file).path)), function.location.line,
                     function.location.column, function.location.end_line, function.location.end_column};
    // Instantiations of one template, and copies of one function in several programs, are one place.
    if (said.emplace(problem.where, problem.message).second) coverage.problems.push_back(std::move(problem));
  }
}

}  // namespace partywall::solver
