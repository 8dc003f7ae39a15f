// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread that opened the project.
#pragma once

#include "app/desktop/session.h"
#include "ui/rounds/grid_view.h"

namespace stepmark::capture {

/// A comparison of trainings that has come to its end, with figures made up from formulas.
void makeExampleGrid(desktop::Session& session);

/// What one would take that does not depend on the machine, for pictures.
ui::GridEstimate exampleGridEstimate();

} // namespace stepmark::capture
