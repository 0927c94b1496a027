/// Finds what is to be lowered in a translation unit.
#pragma once

#include "driver/frontend/unit.h"

namespace partywall::frontend {

/// Lowers every function, global and record of the audited files, and what is nested in them.
void lower_declarations(Unit& unit);

} // namespace partywall::frontend
