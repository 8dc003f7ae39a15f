// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/plain_label.h"

#include <QColor>

namespace stepmark::ui {

/// The present theme's colour of text of this tone. Main thread only.
QColor colorOf(Tone tone);

} // namespace stepmark::ui
