// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/agreement.h"
#include "ui/charts/plot.h"

namespace stepmark::ui {

/// Krippendorff's alpha over time, with its intervals; periods in which it is undefined have no point. Any thread.
Plot agreementPlot(const AgreementReport& report, bool by_round);

} // namespace stepmark::ui
