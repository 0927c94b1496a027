#pragma once

#include <optional>
#include <string>
#include <unordered_map>

namespace agent {

class AnswerCache {
public:
  std::optional<std::string> find(const std::string& key) const;
  void store(const std::string& key, const std::string& answer) {
    entries_[key] = answer;
  }

private:
  std::unordered_map<std::string, std::string> entries_;
};

}  // namespace agent
