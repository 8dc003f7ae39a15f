// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/session.h"
#include "storage/dealing.h"

#include <QString>

namespace stepmark::desktop {

/// Whether a labeler gets anything, and how far their screening is.
struct Seat {
    storage::Screening screening; ///< its state is the labeler's
    QualityRules rules;
    bool decided = false; ///< the screening has ended just now

    bool isScreening() const { return screening.state == LabelerState::Screening; }
    bool mayLabel() const { return isScreening() || screening.state == LabelerState::Admitted; }
};

/// As it stands. With `decide` a screening whose items have all been answered ends by this. Storage thread.
Seat seatOf(Session& session, LabelerId labeler, bool decide);

/// What is said where the labeler cannot go on labelling, or has just been admitted.
struct SeatWords {
    QString title;
    QString text;
    QString button; ///< empty: there is nothing to do
};
SeatWords wordsFor(const Seat& seat);

} // namespace stepmark::desktop
