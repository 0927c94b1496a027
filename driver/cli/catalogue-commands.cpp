#include "checks/all-checks.h"
#include "driver/cli/command.h"
#include "driver/cli/resources.h"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace partywall::cli {
namespace {

std::string_view word(Level level) {
  static constexpr std::array<std::string_view, 3> words = {"note", "warning", "error"};
  return words.at(static_cast<std::size_t>(level));
}

int explain(const std::string& id) {
  std::vector<std::string> ids;
  for (const Check& check : all_checks()) {
    ids.push_back(check.info.id);
    if (check.info.id != id)
      continue;
    const auto page = page_of(check.info.surface, id);
    if (!page)
      return refuse(fmt::format("the page of '{}' is missing in {}/docs/checks; install partywall again", id,
                                share_folder()));
    return write("", *page) ? exit_clean : exit_wrong_use;
  }
  return refuse(fmt::format("there is no check '{}' ('partywall checks' lists them){}", id, did_you_mean(id, ids)));
}

std::string as_json() {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Check& check : all_checks())
    list.push_back({{"id", check.info.id},
                    {"surface", check.info.surface},
                    {"level", word(check.info.level)},
                    {"title", check.info.title},
                    {"description", check.info.description},
                    {"precision", check.info.precision},
                    {"cwe", check.info.cwe},
                    {"owasp", check.info.owasp}});
  return nlohmann::ordered_json({{"version", 1}, {"checks", list}}).dump(2) + "\n";
}

std::string as_table() {
  std::size_t width = 0;
  for (const Check& check : all_checks())
    width = std::max(width, check.info.id.size());
  std::string table;
  for (const Check& check : all_checks())
    table += fmt::format("{:<{}}  {:<7}  {}\n", check.info.id, width, word(check.info.level), check.info.title);
  return table;
}

}  // namespace

void add_explain(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand("explain", "Print the page of a check");
  auto id = std::make_shared<std::string>();
  command->add_option("CHECK", *id, "Its id, as findings show it in brackets")->required();
  command->callback([id, &chosen] { chosen = [id] { return explain(*id); }; });
}

void add_checks(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand("checks", "List the checks");
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "For machines");
  command->callback([json, &chosen] {
    chosen = [json] { return write("", *json ? as_json() : as_table()) ? exit_clean : exit_wrong_use; };
  });
}

}  // namespace partywall::cli
