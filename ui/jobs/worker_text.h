// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/progress.h"

#include <QString>

namespace stepmark::ui {

/// What the worker is at, in the user's language. Any thread.
///
/// "training PRM, epoch 1 of 2"; a part of a round that only begins is named by its part.
QString stageText(const Progress& progress);
/// A part of a round, or a job: "score".
QString partText(Part part);
/// What is counted: "tokens"; empty for None.
QString unitText(Unit unit);
/// "3 steps skipped, not finite" where a training left some out; else empty.
QString skippedText(const Progress& progress);

} // namespace stepmark::ui
