// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's thread.
#pragma once

#include "model/domain/selection.h"

#include <QString>

namespace stepmark::ui {

/// "Convincing wrong answer".
QString queueReasonText(QueueReason reason);

} // namespace stepmark::ui
