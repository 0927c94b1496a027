#include "driver/cli/command.h"
#include "driver/cli/subject.h"

#include <memory>
#include <vector>

#include <fmt/format.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>
#include <nlohmann/json.hpp>

namespace partywall::cli {
namespace {

struct InventoryOptions {
  SubjectOptions subject;
  std::string format = "text";
};

std::string as_json(const std::string& hops, const Coverage& coverage) {
  llvm::SmallVector<llvm::StringRef, 0> lines;
  llvm::StringRef(hops).split(lines, '\n', -1, /*KeepEmpty=*/false);
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const llvm::StringRef line : lines)
    list.push_back(line.str());
  const nlohmann::ordered_json document = {{"version", 1},
                                           {"files",
                                            {{"analysed", coverage.files_analysed},
                                             {"failed", coverage.files_failed},
                                             {"skipped", coverage.files_skipped}}},
                                           {"hops",
                                            {{"scoped", coverage.hops_scoped},
                                             {"leaking", coverage.hops_leaking},
                                             {"neutral", coverage.hops_neutral},
                                             {"open", coverage.hops_open}}},
                                           {"ledger", list}};
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
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
  const std::string hops = solver::dump_hops(*audit.solution);
  if (!write("", options.format == "json" ? as_json(hops, audit.coverage) : hops))
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
