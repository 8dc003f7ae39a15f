// SPDX-License-Identifier: GPL-3.0-or-later
//
// Studies for people and programs. Pure functions: any thread.
#pragma once

#include "app/work/work.h"
#include "model/run/study_results.h"

#include <string>
#include <vector>

namespace stepmark::work {

/// All of a study but its runs: docs/json.md, `w2s study`.
Json studyReport(const Study& study);
/// A line of the list of studies.
Json studyLine(const Study& study);
Json studyRunRow(const StudyRun& run);
/// One run in full.
Json studyRunDetails(const StudyRunDetails& details);
/// A row a figure, with the models' folders, layers and parameters.
std::string studyCsv(const Study& study);

} // namespace stepmark::work
