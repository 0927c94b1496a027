#include "driver/frontend/unit.h"

#include <clang/Lex/Lexer.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/Path.h>

namespace partywall::frontend {

using namespace clang;

const Files::Entry& Files::entry(FileID id) {
  if (const auto known = entries_.find(id); known != entries_.end())
    return known->second;
  Entry made;
  const OptionalFileEntryRef file = sources_->getFileEntryRefForID(id);
  if (file) {
    llvm::SmallString<256> path = id == sources_->getMainFileID() ? llvm::StringRef(main_file_) : file->getName();
    if (llvm::sys::path::is_relative(path)) {
      const std::string relative = std::string(path);
      path = directory_;
      llvm::sys::path::append(path, relative);
    }
    llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
    const std::string absolute(path);
    made.is_audited = boundary_.contains(absolute);
    const auto [place, is_new] = by_path_.try_emplace(boundary_.display(absolute));
    if (is_new) {
      place->second = ir::FileId{static_cast<std::uint32_t>(program_.files.size())};
      program_.files.push_back({program_.names.intern(place->first), made.is_audited, boundary_.is_test(absolute)});
    }
    made.id = place->second;
  }
  return entries_.try_emplace(id, made).first->second;
}

bool Files::is_audited(SourceLocation location) {
  if (location.isInvalid())
    return false;
  return entry(sources_->getFileID(sources_->getExpansionLoc(location))).is_audited;
}

ir::FileId Files::file(FileID id) { return entry(id).id; }

ir::Location Files::location(SourceRange range, const LangOptions& language) {
  if (range.isInvalid())
    return {};
  const auto [file, begin] = sources_->getDecomposedLoc(sources_->getExpansionLoc(range.getBegin()));
  const SourceLocation last = sources_->getExpansionRange(range.getEnd()).getEnd();
  auto [end_file, end] = sources_->getDecomposedLoc(last);
  ir::Location made;
  made.file = entry(file).id;
  if (!made.file)
    return {};
  made.line = sources_->getLineNumber(file, begin);
  made.column = sources_->getColumnNumber(file, begin);
  if (end_file != file || end < begin)
    end = begin;
  const unsigned length = Lexer::MeasureTokenLength(sources_->getComposedLoc(file, end), *sources_, language);
  made.end_line = sources_->getLineNumber(file, end);
  made.end_column = sources_->getColumnNumber(file, end) + length;
  return made;
}

} // namespace partywall::frontend
