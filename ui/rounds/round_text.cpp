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

QString durationText(double seconds) {
    if (seconds < 1)
        return Words::tr("under a second");
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 60)
        return Words::tr("%1 s").arg(whole);
    if (whole < 600)
        return whole % 60 / 10 == 0 ? Words::tr("%1 min").arg(whole / 60)
                                    : Words::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60 / 10 * 10);
    const qint64 minutes = (whole + 30) / 60;
    return minutes < 60 ? Words::tr("%1 min").arg(minutes)
                        : Words::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString aboutText(double seconds) {
    return seconds < 1 ? durationText(seconds) : Words::tr("about %1").arg(durationText(seconds));
}

QString bytesText(std::int64_t bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

QString shareText(const std::optional<double>& share) {
    return share ? Words::tr("%1 %").arg(QLocale().toString(*share * 100, 'f', 1)) : QString(QChar(0x2013));
}

QString valueText(const std::optional<double>& value) {
    return value ? QLocale().toString(*value, 'f', 3) : QString(QChar(0x2013));
}

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
