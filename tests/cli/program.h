/// The installed program as a user runs it, and small projects to run it on.
#pragma once

#include "tests/pipeline/temporary-folder.h"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace partywall::test {

struct Outcome {
  int status = -1;   ///< Exit status; 128 + n if signal n ended it.
  std::string out;
  std::string err;
};

/// Runs `partywall` with these arguments in `folder`.
Outcome partywall(const std::vector<std::string>& arguments, const std::string& folder);

/// A folder with sources and a compilation database, which is written anew by every audit.
class Project {
public:
  /// A translation unit; also enters the database.
  void unit(const std::string& name, const std::string& text, const std::vector<std::string>& flags = {});
  /// Any other file.
  void file(const std::string& name, const std::string& text) const { folder_.write(name, text); }

  /// `partywall audit` with these arguments, in the project's folder.
  [[nodiscard]] Outcome audit(std::vector<std::string> arguments = {}) const;
  /// Any command; the database is there.
  [[nodiscard]] Outcome run(const std::vector<std::string>& arguments) const;

  [[nodiscard]] std::string path() const { return folder_.path(); }
  [[nodiscard]] std::string operator/(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::string contents(const std::string& name) const;

private:
  TemporaryFolder folder_;
  nlohmann::json database_ = nlohmann::json::array();
};

}  // namespace partywall::test
