// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/session.h"
#include "ui/review/review_view.h"

#include <map>
#include <utility>
#include <vector>

namespace stepmark::desktop {

/// An item with its problem, its steps and what everybody says of them. Error where the project does not hold it.
/// Storage thread.
ui::ReviewContext reviewContext(Session& session, int index, const ReviewItem& item);

/// The line that the list shows of each item: the step, or what the labeler wrote, or the problem. By index. Storage
/// thread.
std::map<int, QString> reviewTexts(Session& session, const std::vector<std::pair<int, ReviewItem>>& items);

/// Names of all labelers and of the models that have scored steps. Storage thread.
ui::ReviewNames reviewNames(Session& session);

} // namespace stepmark::desktop
