#include "checks/tool/json-tree.h"

#include <algorithm>

namespace partywall::tool {

namespace {

constexpr int depth_limit = 40;

class Reader {
public:
  explicit Reader(std::string_view text) : text_(text) {}

  JsonTree run() {
    at_ = std::min(text_.find('{'), text_.size());
    return value(0);
  }

private:
  [[nodiscard]] bool is_at(char c) const { return at_ < text_.size() && text_[at_] == c; }

  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n,").contains(text_[at_])) ++at_;
  }

  std::string quoted() {
    std::string read;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
      if (at_ < text_.size()) read += text_[at_];
    }
    ++at_;
    return read;
  }

  JsonTree value(int depth) {
    JsonTree tree;
    skip_space();
    if (at_ >= text_.size() || depth > depth_limit) {
      at_ = text_.size();
      return tree;
    }
    if (is_at('"')) {
      tree.text = quoted();
      return tree;
    }
    if (!is_at('{') && !is_at('[')) {
      at_ = std::min(text_.find_first_of(",}] \t\r\n", at_ + 1), text_.size());
      return tree;
    }
    tree.is_object = is_at('{');
    const char end = tree.is_object ? '}' : ']';
    ++at_;
    for (skip_space(); at_ < text_.size() && !is_at(end); skip_space()) {
      std::string key;
      const std::size_t place = at_;
      if (tree.is_object) {
        if (!is_at('"')) break;
        key = quoted();
        at_ = std::min(text_.find(':', at_), text_.size());
        ++at_;
      }
      JsonTree member = value(depth + 1);
      member.key = std::move(key);
      member.place = place;
      tree.members.push_back(std::move(member));
    }
    ++at_;
    return tree;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

const JsonTree* JsonTree::find(std::string_view name) const {
  const auto found = std::ranges::find(members, name, &JsonTree::key);
  return found == members.end() ? nullptr : &*found;
}

JsonTree read_json(std::string_view text) { return Reader(text).run(); }

}  // namespace partywall::tool
