// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the weak-to-strong page is shown. The storage thread.
#pragma once

#include "app/desktop/session.h"
#include "ui/weakstrong/study_view.h"

#include <optional>
#include <vector>

namespace stepmark::desktop {

struct WeakStrongState {
    std::vector<Study> studies; ///< the oldest first
    std::vector<ui::TaskRow> tasks;
};

WeakStrongState weakStrongState(Session& session);
/// nullopt: it is not there (yet).
std::optional<ui::RunView> runView(Session& session, const ui::RunPlace& place);

} // namespace stepmark::desktop
