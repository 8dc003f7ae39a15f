// SPDX-License-Identifier: GPL-3.0-or-later
//
// The paper's figure of a study, as a drawing for a page: students by size, a colour a supervisor, ceilings dashed.
// Pure functions: any thread.
#pragma once

#include "model/run/study_results.h"

#include <string>
#include <string_view>

namespace stepmark::work {

/// An <svg> element of its own. Colours follow the page's (currentColor) but for the supervisors'.
std::string studySvg(const Study& study, StudyMethod method);

/// What may stand in HTML and XML as text and in a quoted attribute.
std::string escapedHtml(std::string_view text);

/// "SmolLM2-135M, 12 layers"
std::string modelName(const StudyModel& model);

} // namespace stepmark::work
