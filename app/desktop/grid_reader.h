// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window shows of comparisons, out of what `stepmarkctl grid` says.
#pragma once

#include "app/desktop/session.h"
#include "ui/rounds/grid_view.h"

#include <QJsonObject>

#include <string>
#include <vector>

namespace stepmark::desktop {

/// The answer of `stepmarkctl grid --plan`. Main thread.
ui::GridEstimate gridEstimateFrom(const QJsonObject& plan);

/// The comparisons of the project that came to their end, newest first; of the same one only the newest. What an older
/// or newer version wrote and this one does not understand is left out. Storage thread.
std::vector<ui::GridResult> gridResults(Session& session);

/// A job's spec and result as they lie in its row; nullopt where they are none. Any thread.
std::optional<ui::GridResult> gridResultFrom(const std::string& arguments, const std::string& result);

} // namespace stepmark::desktop
