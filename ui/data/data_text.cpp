// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_text.h"

#include "ui/theme/theme.h"
#include "ui/widgets/drawable_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace stepmark::ui {

namespace {

constexpr int kToolTipCharacters = 600;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DataText)
};

} // namespace

bool DataQuery::isFiltered() const {
    DataQuery all;
    all.kind = kind;
    all.sort = sort;
    all.descending = descending;
    return *this != all;
}

QString verdictText(const std::optional<bool>& correct) {
    return !correct ? Words::tr("– not known") : *correct ? Words::tr("✓ right") : Words::tr("✗ wrong");
}

Tone verdictTone(const std::optional<bool>& correct) {
    return !correct ? Tone::Dim : *correct ? Tone::Positive : Tone::Negative;
}

QString splitText(Split split) {
    return split == Split::Train        ? Words::tr("training")
           : split == Split::Validation ? Words::tr("validation")
                                        : Words::tr("test");
}

QString markSign(Rating rating) {
    return rating == Rating::Negative  ? QStringLiteral("−")
           : rating == Rating::Neutral ? QStringLiteral("○")
                                       : QStringLiteral("+");
}

Tone toneOf(Rating rating) {
    return rating == Rating::Negative ? Tone::Negative : rating == Rating::Neutral ? Tone::Neutral : Tone::Positive;
}

QString scoreText(const std::optional<double>& score) {
    return score ? QLocale().toString(*score, 'f', 3) : QStringLiteral("–");
}

QString durationText(qint64 ms) {
    const QLocale locale;
    if (ms < 60'000)
        return Words::tr("%1 s").arg(locale.toString(static_cast<double>(ms) / 1000, 'f', ms < 10'000 ? 1 : 0));
    const qint64 seconds = ms / 1000;
    if (seconds < 3600)
        return Words::tr("%1 min %2 s").arg(locale.toString(seconds / 60), locale.toString(seconds % 60));
    return Words::tr("%1 h %2 min").arg(locale.toString(seconds / 3600), locale.toString(seconds % 3600 / 60));
}

QString plainToolTip(const QString& text) {
    if (text.isEmpty())
        return {};
    QString shown = drawable(text.left(kToolTipCharacters)).toHtmlEscaped();
    if (text.size() > kToolTipCharacters)
        shown += QChar(0x2026);
    return QStringLiteral("<qt><p style='white-space:pre-wrap'>%1</p></qt>").arg(shown);
}

QString copyText(const SolutionDetail& detail) {
    QString text = detail.item.problem_text + QStringLiteral("\n\n");
    for (std::size_t i = 0; i < detail.steps.size(); ++i)
        text += QStringLiteral("%1. %2\n").arg(i + 1).arg(detail.steps[i].text);
    if (detail.item.answer)
        text += QStringLiteral("\n") + Words::tr("Final answer: %1").arg(*detail.item.answer) + QStringLiteral("\n");
    if (detail.reference_answer)
        text += Words::tr("Reference answer: %1").arg(*detail.reference_answer) + QStringLiteral("\n");
    if (detail.reference_solution)
        text += Words::tr("Reference solution:") + QStringLiteral("\n") + *detail.reference_solution +
                QStringLiteral("\n");
    return text;
}

} // namespace stepmark::ui
