// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/split.h"

#include <QtGlobal>

#include <optional>

namespace stepmark::ui {

/// Which problems the user wants to move.
struct HoldOutChoice {
    Split to = Split::Test; ///< Train: back, all that were moved out of it
    double share = 0.1;     ///< of the problems in Train
    int seed = 0;
    bool may_empty = false; ///< leave nothing to train on
    bool operator==(const HoldOutChoice&) const = default;
};

/// What that would do.
struct HoldOutCounts {
    qint64 moved = 0, rated_moved = 0; ///< problems, and those of them with ratings
    qint64 left_in_train = 0, rated_left = 0;
    std::optional<qint64> trained_on; ///< of the moved ones, by the newest model; nullopt: not known
    bool leaves_nothing = false;      ///< to train on
};

} // namespace stepmark::ui
