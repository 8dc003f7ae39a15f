// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread of the session.
#pragma once

#include "app/desktop/session.h"

namespace stepmark::capture {

/// Gives the example project several labelers with gold results: one who does well, one who slips, one of whom little
/// is known, one in screening. Gold is what the first labeler has finished.
void makeExampleLabelers(desktop::Session& session);

} // namespace stepmark::capture
