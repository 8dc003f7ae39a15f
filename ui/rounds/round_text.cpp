// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/round_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RoundText)
};

} // namespace

QString stateText(RoundState state) {
    switch (state) {
    case RoundState::Running:
        return Words::tr("running");
    case RoundState::Interrupted:
        return Words::tr("interrupted");
    case RoundState::Done:
        return Words::tr("done");
    case RoundState::GivenUp:
        return Words::tr("given up");
    case RoundState::Queued:
        break;
    }
    return Words::tr("queued");
}

QStringList trainingNotes(const RoundSummary& round) {
    QStringList notes;
    if (round.skipped_steps > 0)
        notes.append(Words::tr("%n training step(s) were skipped: their loss or gradient was not finite.", nullptr,
                               static_cast<int>(round.skipped_steps)));
    if (!round.cache_note.empty())
        notes.append(Words::tr("The base's hidden states were not kept for the next round: %1")
                         .arg(QString::fromStdString(round.cache_note).left(500)));
    return notes;
}

QString strategyText(const RoundSummary& round) {
    if (!round.strategy)
        return QString(QChar(0x2013));
    switch (*round.strategy) {
    case SelectionStrategy::ConvincingWrong:
        return Words::tr("convincing wrong, %1 %").arg(std::lround(100 * round.asked_wrong));
    case SelectionStrategy::Uncertainty:
        return Words::tr("uncertain");
    case SelectionStrategy::Uniform:
        break;
    }
    return Words::tr("uniform");
}

QString seenText(const RoundSummary& round) {
    if (!round.split)
        return {};
    if (!round.held_out || !round.seen)
        return Words::tr("It is not known which problems the model of round %1 was trained on: its figures may not be "
                         "held out.")
            .arg(round.number);
    const QLocale locale;
    const auto number = [&](std::int64_t count) { return locale.toString(static_cast<qlonglong>(count)); };
    if (*round.held_out && round.seen->left_out == 0)
        return {};
    if (*round.held_out)
        return Words::tr("Round %1: %2 of %3 problems are left out, because its model was trained on them.")
            .arg(number(round.number), number(round.seen->left_out), number(round.problems_in_split));
    return Words::tr("Round %1 is not held out: of %2 problems its model was trained on %3, and chosen by %4.")
        .arg(number(round.number), number(round.problems_in_split), number(round.seen->training),
             number(round.seen->validation));
}

QString computedText(const RoundSummary& round) {
    if (!round.computed)
        return {};
    return Words::tr("Scored in %1 with %2 threads on %3.")
        .arg(QString::fromStdString(round.computed->precision), QLocale().toString(qlonglong(round.computed->threads)),
             QString::fromStdString(round.computed->processor).left(80));
}

} // namespace stepmark::ui
