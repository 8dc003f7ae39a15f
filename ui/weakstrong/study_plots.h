// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they hold words of its language.
#pragma once

#include "ui/charts/plot.h"
#include "ui/weakstrong/study_view.h"

#include <optional>

namespace stepmark::ui {

enum class StudyValue { Figure, Pgr };

/// The paper's figure, of one method: student size across, a colour and a marker a supervisor. Ids of points: places in
/// the study's results.
Plot studyPlot(const Study& study, StudyMethod method, StudyValue value);
/// How a run's figures went while it learnt.
Plot coursePlot(const Study& study, const RunView& run);
/// What students say where their supervisor is right, and where it is wrong.
Plot agreementPlot(const Study& study, StudyMethod method);

} // namespace stepmark::ui
