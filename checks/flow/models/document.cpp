#include "checks/flow/models/document.h"

#include <fmt/format.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/Casting.h>
#include <llvm/Support/ConvertUTF.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/YAMLParser.h>

#include <algorithm>
#include <tuple>

namespace partywall::models {

namespace {

/// Our formats need about eight levels. LLVM's parser recurses where we stop reading, so we stop for good.
constexpr int deepest_nesting = 32;
/// The largest rules file that somebody wrote by hand is a hundredth of this.
constexpr std::size_t largest_file = std::size_t{8} << 20;

class Lines {
public:
  explicit Lines(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n')
        starts_.push_back(i + 1);
  }

  [[nodiscard]] Position at(const char* pointer) const {
    const auto begin = text_.data();
    if (pointer < begin || pointer > begin + text_.size())
      return {};
    return at(static_cast<std::size_t>(pointer - begin));
  }

  [[nodiscard]] Position at(std::size_t offset) const {
    const auto line = std::ranges::upper_bound(starts_, offset) - starts_.begin();
    const auto start = starts_[static_cast<std::size_t>(line - 1)];
    return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(offset - start + 1)};
  }

private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

/// Builds our tree from LLVM's stream of nodes, which can be walked once and only forwards.
class Reader {
public:
  Reader(std::string_view text, Errors& errors) : text_(text), lines_(text), errors_(errors) {}

  std::optional<Node> read() {
    llvm::SourceMgr manager;
    manager.setDiagHandler(
        [](const llvm::SMDiagnostic& diagnostic, void* self) { static_cast<Reader*>(self)->note(diagnostic); }, this);
    llvm::yaml::Stream stream(llvm::StringRef(text_.data(), text_.size()), manager, /*ShowColors=*/false);
    auto document = stream.begin();
    if (document == stream.end())
      return failed_ ? std::nullopt : std::optional(Node{});
    Node root = convert(document->getRoot(), 0, {});
    if (failed_ || stream.failed()) {
      if (!failed_)
        errors_.add("is not well-formed YAML");
      return std::nullopt;
    }
    if (!reject_further_documents(stream, document))
      return std::nullopt;
    return root;
  }

private:
  bool reject_further_documents(llvm::yaml::Stream& stream, llvm::yaml::document_iterator& document) {
    ++document;
    if (!failed_ && document != stream.end())
      if (auto* root = document->getRoot(); root && !failed_ && !llvm::isa<llvm::yaml::NullNode>(root))
        fail(root, "a second document in one file; write one document per file");
    if (!failed_ && stream.failed())
      fail(nullptr, "is not well-formed YAML");
    return !failed_;
  }

  void note(const llvm::SMDiagnostic& diagnostic) {
    failed_ = true;
    if (has_reported_)
      return; // What follows the first broken token is noise.
    has_reported_ = true;
    const auto* pointer = diagnostic.getLoc().getPointer();
    errors_.add(pointer ? lines_.at(pointer) : Position{},
                fmt::format("not well-formed YAML: {}", diagnostic.getMessage().str()));
  }

  void fail(const llvm::yaml::Node* node, std::string message, Position fallback = {}) {
    if (!has_reported_)
      errors_.add(node ? place(*node) : fallback, std::move(message));
    has_reported_ = failed_ = true;
  }

  [[nodiscard]] Position place(const llvm::yaml::Node& node) const {
    const auto* start = node.getSourceRange().Start.getPointer();
    if (!llvm::isa<llvm::yaml::MappingNode, llvm::yaml::SequenceNode>(node) || !start)
      return lines_.at(start);
    // To LLVM a collection in brackets starts at its first item.
    const auto* bracket = start;
    while (bracket > text_.data() && bracket[-1] == ' ')
      --bracket;
    const bool has_bracket = bracket > text_.data() && (bracket[-1] == '{' || bracket[-1] == '[');
    return lines_.at(has_bracket ? bracket - 1 : start);
  }

  Node convert(llvm::yaml::Node* node, int depth, Position fallback) {
    Node result;
    result.position = fallback;
    if (!node || failed_) {
      if (!failed_)
        fail(nullptr, "not well-formed YAML: a value is missing", fallback);
      return result;
    }
    if (llvm::isa<llvm::yaml::NullNode>(node))
      return result;
    result.position = place(*node);
    if (depth > deepest_nesting)
      fail(node, fmt::format("nested more than {} levels deep", deepest_nesting));
    else if (llvm::isa<llvm::yaml::AliasNode>(node) || !node->getAnchor().empty())
      fail(node, "anchors and aliases are not allowed here; write the value out");
    else if (!node->getRawTag().empty())
      fail(node, fmt::format("tags such as '{}' are not allowed here", node->getRawTag().str()));
    else
      fill(result, node, depth);
    return result;
  }

  void fill(Node& result, llvm::yaml::Node* node, int depth) {
    if (auto* scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(node)) {
      result.kind = Node::Kind::scalar;
      result.scalar = convert(*scalar);
    } else if (auto* block = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(node)) {
      result.kind = Node::Kind::scalar;
      result.scalar = {block->getValue().str(), result.position, "|", true};
    } else if (auto* sequence = llvm::dyn_cast<llvm::yaml::SequenceNode>(node)) {
      result.kind = Node::Kind::sequence;
      for (auto item = sequence->begin(), end = sequence->end(); !failed_ && item != end; ++item) {
        result.items.push_back(convert(&*item, depth + 1, result.position));
        if (failed_)
          return; // ++item would skip what is left of a half-read node.
      }
    } else if (auto* mapping = llvm::dyn_cast<llvm::yaml::MappingNode>(node)) {
      result.kind = Node::Kind::mapping;
      for (auto entry = mapping->begin(), end = mapping->end(); !failed_ && entry != end; ++entry) {
        convert_entry(result, *entry, depth);
        if (failed_)
          return;
      }
    } else {
      fail(node, "not a text, a list or a mapping");
    }
  }

  void convert_entry(Node& mapping, llvm::yaml::KeyValueNode& entry, int depth) {
    auto* key = entry.getKey();
    auto* scalar = key ? llvm::dyn_cast<llvm::yaml::ScalarNode>(key) : nullptr;
    if (!scalar || !scalar->getRawTag().empty() || !scalar->getAnchor().empty())
      return fail(key, "a key must be a plain text", mapping.position);
    Entry result{convert(*scalar), {}};
    if (failed_)
      return;
    result.value = convert(entry.getValue(), depth + 1, result.key.position);
    mapping.entries.push_back(std::move(result));
  }

  Scalar convert(const llvm::yaml::ScalarNode& node) {
    Scalar result;
    const auto written = node.getRawValue();
    result.position = lines_.at(written.data());
    llvm::SmallString<64> storage;
    result.text = node.getValue(storage).str();
    result.is_quoted = !written.empty() && (written.front() == '"' || written.front() == '\'');
    if (written != result.text)
      result.written = written.str();
    return result;
  }

  std::string_view text_;
  Lines lines_;
  Errors& errors_;
  bool failed_ = false;
  bool has_reported_ = false;
};

/// The offset of the first byte that no text file has, if any: LLVM's scanner trusts its input to be text.
std::optional<std::size_t> first_bad_byte(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7f)
      return i;
  }
  const auto* begin = reinterpret_cast<const llvm::UTF8*>(text.data());
  const auto* position = begin;
  if (!llvm::isLegalUTF8String(&position, begin + text.size()))
    return static_cast<std::size_t>(position - begin);
  return std::nullopt;
}

/// How many bytes of `written` make the next character of the text.
std::size_t written_width(std::string_view written, char quote) {
  if (quote == '\'')
    return written.starts_with("''") ? 2 : 1;
  if (quote != '"' || !written.starts_with('\\') || written.size() < 2)
    return 1;
  switch (written[1]) {
  case 'x':
    return 4;
  case 'u':
    return 6;
  case 'U':
    return 10;
  default:
    return 2;
  }
}

} // namespace

void Errors::add(Position position, std::string message) {
  errors_.push_back({file_, position.line, position.column, std::move(message)});
}

void Errors::add(std::string message) { errors_.push_back({file_, 0, 0, std::move(message)}); }

std::vector<InputError> Errors::take() {
  std::ranges::sort(errors_, {},
                    [](const InputError& error) { return std::tie(error.line, error.column, error.message); });
  return std::move(errors_);
}

Position Scalar::inside(std::size_t offset) const {
  const auto shift = [&](std::size_t bytes) {
    return Position{position.line, position.column + static_cast<std::uint32_t>(bytes)};
  };
  if (written.empty())
    return text.contains('\n') ? position : shift(offset);
  if (written == "|" || written.contains('\n'))
    return position;
  const char quote = is_quoted ? written.front() : '\0';
  std::size_t bytes = is_quoted ? 1 : 0;
  for (; offset > 0 && bytes < written.size(); --offset)
    bytes += written_width(std::string_view(written).substr(bytes), quote);
  return shift(std::min(bytes, written.size()));
}

std::string_view describe(Node::Kind kind) {
  switch (kind) {
  case Node::Kind::nothing:
    return "nothing";
  case Node::Kind::scalar:
    return "a text";
  case Node::Kind::mapping:
    return "a mapping";
  case Node::Kind::sequence:
    return "a list";
  }
  return "nothing";
}

std::optional<Node> read_document(std::string_view text, Errors& errors) {
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  if (text.size() > largest_file) {
    errors.add(fmt::format("is larger than {} MiB", largest_file >> 20));
    return std::nullopt;
  }
  if (const auto bad = first_bad_byte(text)) {
    errors.add(Lines(text).at(*bad), "not a text file: a control character or a byte that is not UTF-8");
    return std::nullopt;
  }
  return Reader(text, errors).read();
}

std::expected<std::string, std::string> read_file(const std::string& path) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer)
    return std::unexpected(fmt::format("cannot be read: {}", buffer.getError().message()));
  return (*buffer)->getBuffer().str();
}

} // namespace partywall::models
