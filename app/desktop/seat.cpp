// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/seat.h"

#include "ui/widgets/sentences.h"

#include <QCoreApplication>

#include <cmath>

namespace stepmark::desktop {

namespace {

struct SeatTexts {
    Q_DECLARE_TR_FUNCTIONS(Seat)
};

QString result(const Seat& seat) {
    const GoldTally& tally = seat.screening.tally;
    return SeatTexts::tr("You marked %1 of %2 screening solutions as known; %3 % are needed.")
        .arg(tally.right)
        .arg(tally.items)
        .arg(std::lround(seat.rules.threshold * 100));
}

} // namespace

Seat seatOf(Session& session, LabelerId labeler, bool decide) {
    Seat seat;
    seat.screening.state = session.labelers.state(labeler);
    if (seat.screening.state == LabelerState::Admitted)
        return seat; // nothing else is asked for
    const bool was_screening = seat.isScreening();
    seat.screening = was_screening && decide ? storage::decideScreening(session.project, labeler)
                                             : storage::screeningOf(session.project, labeler);
    seat.decided = was_screening && !seat.isScreening();
    seat.rules = storage::qualityRules(session.project);
    return seat;
}

SeatWords wordsFor(const Seat& seat) {
    switch (seat.screening.state) {
    case LabelerState::Admitted:
        return {SeatTexts::tr("You are admitted"),
                ui::sentences(result(seat), SeatTexts::tr("From now on you get solutions that nobody has judged yet.")),
                SeatTexts::tr("Start labelling")};
    case LabelerState::Rejected:
        return {
            SeatTexts::tr("The screening was not passed"),
            ui::sentences(
                result(seat),
                SeatTexts::tr(
                    "Your marks are kept, and nothing more is given to you. Whoever leads this project can admit you "
                    "on the labelers page.")),
            {}};
    case LabelerState::Paused:
        return {SeatTexts::tr("Your labelling is paused"),
                SeatTexts::tr(
                    "Whoever leads this project has paused it and can admit you again on the labelers page. Everything "
                    "you marked is kept."),
                {}};
    case LabelerState::Screening:
        break;
    }
    return {};
}

} // namespace stepmark::desktop
