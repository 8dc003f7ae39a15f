// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/session.h"
#include "ui/data/tree_layout.h"

namespace stepmark::desktop {

/// The problem's whole step tree, with marks, scores and how many solutions go where. Error where there is no such
/// problem. Storage thread.
ui::TreeDetail treeDetail(Session& session, ProblemId problem);

} // namespace stepmark::desktop
