#include "checks/flow/solver/solution.h"
#include "checks/flow/solver/witness.h"
#include "driver/cli/command.h"
#include "driver/cli/subject.h"

#include <array>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace partywall::cli {
namespace {

using json = nlohmann::ordered_json;

struct InventoryOptions {
  SubjectOptions subject;
  std::string format = "text";
};

std::string_view name_of(solver::Gap gap) {
  static constexpr std::array<std::string_view, 6> names = {"none",      "missing", "conditional",
                                                            "ambiguous", "folded",  "untrusted"};
  return names.at(static_cast<std::size_t>(gap));
}

json hop_as_json(const solver::Solution& solution, const solver::Hop& hop) {
  const auto shown = [&](solver::Term term) { return solver::print(solution.terms(), solution.program(), term); };
  const solver::Event& event = *hop.occurrence.event;
  const SourceRange where = solver::range_of(solution.program(), solution.terms().at(event.site).location);
  json slots = json::object();
  for (const auto& [name, term] : event.slots)
    slots[std::string(name)] = shown(term);
  json identities = json::array();
  for (const solver::IdentityLeaf& leaf : hop.scope.leaves)
    identities.push_back({{"value", shown(leaf.term)},
                          {"provenance", solver::name_of(leaf.provenance)},
                          {"assumed", leaf.is_assumed}});
  json varies = json::array();
  for (const solver::Term leaf : hop.varies_with)
    varies.push_back(shown(leaf));
  return {{"verdict", solver::name_of(hop.verdict)},
          {"gap", name_of(hop.gap)},
          {"kind", event.kind},
          {"surface", hop.surface},
          {"path", where.path},
          {"line", where.line},
          {"column", where.column},
          {"entered_by", solver::function_name(solution.program(), hop.occurrence.root)},
          {"slots", slots},
          {"identity", identities},
          {"privilege", hop.privilege ? json(shown(hop.privilege)) : json()},
          {"varies_with", varies}};
}

/// The hops in the files asked for, in order of their places.
json ledger(const Subject& subject, const solver::Solution& solution) {
  json hops = json::array();
  for (const solver::Hop& hop : solution.hops)
    if (json row = hop_as_json(solution, hop); subject.wants(row["path"]))
      hops.push_back(std::move(row));
  return hops;
}

std::string as_text(const json& hops) {
  const auto text = [](const json& value) { return value.get<std::string>(); };
  std::string out;
  for (const json& hop : hops) {
    const std::string gap = hop["gap"] == "none" ? "" : " (" + text(hop["gap"]) + ")";
    out += fmt::format("{}:{}:{}: {}{} {}\n", text(hop["path"]), hop["line"].get<int>(), hop["column"].get<int>(),
                       text(hop["verdict"]), gap, text(hop["kind"]));
    for (const auto& [name, value] : hop["slots"].items())
      out += fmt::format("    {} = {}\n", name, text(value));
    for (const json& identity : hop["identity"])
      out += fmt::format("    identity {}: {}{}\n", text(identity["value"]), text(identity["provenance"]),
                         identity["assumed"].get<bool>() ? ", assumed" : "");
    if (!hop["privilege"].is_null())
      out += fmt::format("    lifted by {}: a privilege over the whole platform\n", text(hop["privilege"]));
    for (const json& value : hop["varies_with"])
      out += fmt::format("    varies with {}\n", text(value));
    out += fmt::format("    entered by {}\n", text(hop["entered_by"]));
  }
  return out;
}

std::string as_json(const json& hops, const Coverage& coverage) {
  const json document = {{"version", 1},
                         {"files",
                          {{"analysed", coverage.files_analysed},
                           {"failed", coverage.files_failed},
                           {"skipped", coverage.files_skipped}}},
                         {"verdicts",
                          {{"scoped", coverage.hops_scoped},
                           {"leaking", coverage.hops_leaking},
                           {"neutral", coverage.hops_neutral},
                           {"open", coverage.hops_open}}},
                         {"hops", hops}};
  return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

int run_inventory(const InventoryOptions& options) {
  if (options.format == "html")
    return refuse("--output html is not available yet in this version; text and json are");
  if (options.format != "text" && options.format != "json")
    return refuse(fmt::format("--output {}: must be text or json{}", options.format,
                              did_you_mean(options.format, {"text", "json"})));
  const auto subject = load_subject(options.subject);
  if (!subject)
    return refuse(subject.error());
  const pipeline::Audit audit = analyse(*subject, options.subject);
  const json hops = ledger(*subject, *audit.solution);
  if (!write("", options.format == "json" ? as_json(hops, audit.coverage) : as_text(hops)))
    return exit_wrong_use;
  if (audit.coverage.files_failed == 0)
    return exit_clean;
  warn(fmt::format("the inventory is incomplete: {} files could not be analysed fully; 'partywall audit' says why",
                   audit.coverage.files_failed));
  return exit_incomplete;
}

}  // namespace

void add_inventory(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand("inventory", "List every hop with its verdict");
  auto options = std::make_shared<InventoryOptions>();
  options->subject.declare(*command);
  command->add_option("--output", options->format, "text (the default) or json")->type_name("FORMAT");
  command->callback([options, &chosen] { chosen = [options] { return run_inventory(*options); }; });
}

}  // namespace partywall::cli
