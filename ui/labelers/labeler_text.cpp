// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/labelers/labeler_text.h"

#include "ui/rounds/round_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LabelerText)
};

} // namespace

QString stateText(const LabelerRow& row) {
    if (row.from_file && row.state == LabelerState::Admitted)
        return Words::tr("from a file");
    switch (row.state) {
    case LabelerState::Admitted:
        return Words::tr("✓ admitted");
    case LabelerState::Screening:
        return Words::tr("… screening, %1 of %2").arg(row.screening_answered).arg(row.screening_served);
    case LabelerState::Rejected:
        return Words::tr("✗ not admitted, %1 of %2 right").arg(row.screening_right).arg(row.screening_served);
    case LabelerState::Paused:
        return Words::tr("‖ paused");
    }
    return {};
}

QString noteText(const QString& note) {
    static const QRegularExpression verdict(QStringLiteral("^(\\d{1,6}) of (\\d{1,6}) right$"));
    if (const auto match = verdict.match(note); match.hasMatch())
        return Words::tr("%1 of %2 right").arg(match.captured(1), match.captured(2));
    return note == QLatin1String("by the lead") ? Words::tr("by the lead")
           : note == QLatin1String("no screening item was left in service")
               ? Words::tr("no screening item was left in service")
               : note;
}

QString standingText(Standing standing, const QualityRules& rules) {
    switch (standing) {
    case Standing::Fine:
        return Words::tr("✓ holds");
    case Standing::Below:
        return Words::tr("△ below %1 %, too few to tell").arg(std::lround(rules.threshold * 100));
    case Standing::Slipping:
        return Words::tr("✗ slipping");
    case Standing::Unknown:
        break;
    }
    return QString(QChar(0x2013));
}

Tone toneOf(LabelerState state) {
    switch (state) {
    case LabelerState::Admitted:
        return Tone::Positive;
    case LabelerState::Screening:
        return Tone::Accent;
    case LabelerState::Rejected:
        return Tone::Negative;
    case LabelerState::Paused:
        return Tone::Neutral;
    }
    return Tone::Ink;
}

Tone toneOf(Standing standing) {
    switch (standing) {
    case Standing::Fine:
        return Tone::Positive;
    case Standing::Below:
        return Tone::Neutral;
    case Standing::Slipping:
        return Tone::Negative;
    case Standing::Unknown:
        return Tone::Dim;
    }
    return Tone::Dim;
}

QString goldText(const GoldTally& tally) {
    if (!tally.share())
        return QString(QChar(0x2013));
    return Words::tr("%1 of %2, %3")
        .arg(QString::number(tally.right), QString::number(tally.items), shareText(tally.share()));
}

QString intervalText(const GoldTally& tally) {
    const auto interval = tally.interval();
    if (!interval)
        return QString(QChar(0x2013));
    const QLocale locale;
    return Words::tr("%1 to %2 %")
        .arg(locale.toString(100 * interval->low, 'f', 1), locale.toString(100 * interval->high, 'f', 1));
}

} // namespace stepmark::ui
