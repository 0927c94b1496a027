/// A compile command as data for Clang: what to parse and how, with everything that writes files, loads
/// plugins or merely optimises left out.
#pragma once

#include "driver/frontend/lower.h"

#include <clang/Basic/Diagnostic.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <memory>
#include <string>
#include <vector>

namespace partywall::frontend {

/// The arguments that matter for parsing, argv[0] being a Clang driver of the right kind (C or C++).
[[nodiscard]] std::vector<std::string> parsing_arguments(const CompileCommand& command);

/// Null if no sense can be made of the command. The driver's complaints go to `diagnostics`.
[[nodiscard]] std::shared_ptr<clang::CompilerInvocation>
make_invocation(const CompileCommand& command, llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> diagnostics,
                llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files);

/// A hash of what `parsing_arguments` keeps, the file itself aside: tells configurations of one file apart.
[[nodiscard]] std::string configuration_of(const CompileCommand& command);

} // namespace partywall::frontend
