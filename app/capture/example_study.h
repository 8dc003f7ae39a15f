// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "storage/project.h"

namespace stepmark::capture {

/// A task and a study of it: figures made up from formulas, examples that a person can read.
void makeExampleStudy(storage::Project& project);

} // namespace stepmark::capture
