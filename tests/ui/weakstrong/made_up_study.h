// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/weakstrong/study_view.h"

namespace stepmark::ui::made_up {

/// A ladder of four depths, three of which supervise, by naive teaching and confidence loss, three seeds. The gap of
/// the second supervisor and its first student is none; the third student of that method is not done.
Study study(std::int64_t id = 7);
std::vector<TaskRow> tasks();
/// Of a student; its examples try to be more than text.
RunView run(const RunPlace& place);
/// The place of a figure in the study's results; -1: there is none.
int figureAt(const Study& study, int supervisor, int model, StudyMethod method);

} // namespace stepmark::ui::made_up
