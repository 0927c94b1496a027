#include <nlohmann/json.hpp>

#include <array>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

// What a conversion template converts to is known where it is used.
void conversions(const nlohmann::json& value) {
  bool boolean = value;
  int number = value;
  unsigned int count = value;
  long offset = value;
  unsigned long size = value;
  long long big_number = value;
  unsigned long long big_count = value;
  float score = value;
  double exact_score = value;
  std::string text = value;
  std::vector<int> vector = value;
  std::map<std::string, int> map = value;
  std::unordered_map<std::string, int> unordered_map = value;
  std::set<int> set = value;
  std::array<int, 2> array = value;
  std::pair<int, int> pair = value;
}
