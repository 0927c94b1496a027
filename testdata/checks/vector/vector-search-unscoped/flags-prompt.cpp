// What an unscoped search finds goes on into a prompt: the finding's path leads there.
#include <string>
#include <vector>

#include <hnswlib/hnswlib.h>

struct Principal {
  std::string tenant_id;
};

std::string complete(const std::string& prompt);

class Assistant {
public:
  std::string answer_leaks(const Principal& who, const std::string& question, const std::vector<float>& query) const {
    std::string prompt = "You work for " + who.tenant_id + ".\n";
    for (auto nearest = graph_.searchKnn(query.data(), 5); !nearest.empty(); nearest.pop())   // leak: vector-search-unscoped
      prompt += texts_[nearest.top().second] + "\n";
    return complete(prompt + question);   // step
  }

  // How many there are is nothing to read.
  std::string count_leaks(const Principal& who, const std::string& question, const std::vector<float>& query) const {
    const std::string prompt = "You work for " + who.tenant_id + ".\n";
    const auto nearest = graph_.searchKnn(query.data(), 5);   // leak: vector-search-unscoped
    return complete(prompt + question + std::to_string(nearest.size()));
  }

private:
  hnswlib::HierarchicalNSW<float> graph_;
  std::vector<std::string> texts_;
};
