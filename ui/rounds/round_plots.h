// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the history of rounds looks like as plots. Thread rule: plain functions of values.
#pragma once

#include "model/domain/round_summary.h"
#include "ui/charts/plot.h"
#include "ui/rounds/round_view.h"

#include <span>

namespace stepmark::ui {

/// Step AUC, overall and within a problem, against the labels spent; a point a round.
Plot aucPlot(std::span<const RoundSummary> rounds);
/// Best-of-N of PRM, ORM and majority vote, each round at its largest N, against the labels spent.
Plot solvedPlot(std::span<const RoundSummary> rounds);
/// Share of a round's queued solutions that turned out wrong, and what was asked for.
Plot wrongPlot(std::span<const RoundSummary> rounds);

/// The newest of `chosen` with its PRM, ORM and majority vote in bands; of the others the PRM.
Plot bestOfNPlot(std::span<const RoundSummary> chosen);
/// Share of good steps against the score they got, with the number of steps a bin.
Plot reliabilityPlot(std::span<const RoundSummary> chosen);
Plot lossPlot(std::span<const RoundSummary> chosen);

} // namespace stepmark::ui
