#include "driver/frontend/note-collector.h"

#include <clang/Basic/SourceManager.h>
#include <llvm/ADT/SmallString.h>

namespace partywall::frontend {

void NoteCollector::HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& diagnostic) {
  clang::DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
  if (level < clang::DiagnosticsEngine::Error)
    return;
  if (++errors_ > most_notes)
    return;
  llvm::SmallString<256> message;
  diagnostic.FormatDiagnostic(message);
  ir::Location where;
  if (diagnostic.hasSourceManager() && diagnostic.getLocation().isValid()) {
    files_.attach(diagnostic.getSourceManager());
    where = files_.location(diagnostic.getLocation(), language_);
  }
  unit_.notes.push_back({ir::Note::Severity::error, std::string(message), where});
}

void NoteCollector::count_the_rest() {
  if (errors_ <= most_notes)
    return;
  unit_.notes.push_back(
      {ir::Note::Severity::remark, std::to_string(errors_ - most_notes) + " more errors are not shown", {}});
}

} // namespace partywall::frontend
