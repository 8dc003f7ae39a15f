// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/torture/shim/control.h"

#include <cstddef>

namespace stepmark::torture {

/// Maps the control file; from now on calls are counted. Before that everything passes.
void arm(const char* control_file);

/// What becomes of a call.
enum class Fate { Pass, Fail, Half };

/// Counts the call on a descriptor or on a path, and says what becomes of it; Fail has set errno. Any thread.
Fate fateOf(Call call, int descriptor);
Fate fateOf(Call call, const char* path);
/// The same for an allocation of SQLite's.
Fate fateOfMemory();

/// Takes SQLite's allocator over; before SQLite is initialised.
void watchSqliteMemory();

} // namespace stepmark::torture
