// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/session.h"
#include "storage/problem_list.h"
#include "storage/solution_list.h"
#include "ui/data/data_view.h"

#include <vector>

namespace stepmark::desktop {

storage::SolutionQuery solutionQuery(const ui::DataQuery& query);
storage::ProblemQuery problemQuery(const ui::DataQuery& query);

// What the data page shows, from the project. Storage thread.
ui::DataFacets dataFacets(Session& session);
std::vector<ui::SolutionItem> solutionItems(Session& session, const std::vector<SolutionId>& ids);
std::vector<ui::ProblemItem> problemItems(Session& session, const std::vector<ProblemId>& ids);
/// Error where there is no such solution.
ui::SolutionDetail solutionDetail(Session& session, SolutionId solution);

} // namespace stepmark::desktop
