/// Compile errors as notes of the unit.
#pragma once

#include "driver/frontend/unit.h"

#include <clang/Basic/Diagnostic.h>

namespace partywall::frontend {

class NoteCollector : public clang::DiagnosticConsumer {
public:
  NoteCollector(ir::Unit& unit, Files& files) : unit_(unit), files_(files) {}

  void BeginSourceFile(const clang::LangOptions& language, const clang::Preprocessor* /*preprocessor*/) override {
    language_ = language;
  }
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& diagnostic) override;
  /// Says how many errors were left out.
  void count_the_rest();

private:
  static constexpr unsigned most_notes = 20;

  ir::Unit& unit_;
  Files& files_;
  clang::LangOptions language_;
  unsigned errors_ = 0;
};

} // namespace partywall::frontend
