/// From an analysis to what is reported of it.
#pragma once

#include "driver/cli/subject.h"
#include "driver/report/report.h"

namespace partywall::cli {

/// Applies the configured levels, the file filter and the suppressions.
[[nodiscard]] report::Report make_report(const Subject& subject, const pipeline::Audit& audit);

/// Reads files by their project-relative path, each once.
[[nodiscard]] report::SourceReader source_reader(const frontend::Boundary& boundary);

}  // namespace partywall::cli
