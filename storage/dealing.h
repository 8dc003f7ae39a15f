// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/quality.h"
#include "storage/project.h"

namespace stepmark::storage {

/// Mixes what a person needs into their queue (a machine needs nothing), once: the screening items of who is in screening, and the gold items of
/// every round that has some, at seeded places among the solutions that still lie before them. Nobody gets a gold item
/// twice, nor one that they have labelled or judged themselves. Costs next to nothing where all has been dealt; call it
/// before asking the queue for the next item. Thread rule: that of the Project.
void deal(Project& project, LabelerId labeler);

/// How a labeler's screening stands.
struct Screening {
    LabelerState state = LabelerState::Admitted; ///< of the labeler
    int served = 0;                              ///< items that belong to it
    int answered = 0;                            ///< of those
    GoldTally tally;                             ///< skipped items count as wrong
};
Screening screeningOf(Project& project, LabelerId labeler);

/// Ends the screening of a labeler who has answered every item: admits or rejects them. Returns how it stands then.
Screening decideScreening(Project& project, LabelerId labeler);

} // namespace stepmark::storage
