// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/preview_text.h"

#include "ui/widgets/count_text.h"
#include "ui/widgets/drawable_text.h"

#include <QCoreApplication>

namespace stepmark::ui {

namespace {

constexpr qsizetype kShownNames = 12;
constexpr qsizetype kShownCharacters = 60; ///< of a name

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ImportPreview)
};

QString number(qint64 n) { return QLocale().toString(n); }

QString namesOf(const NamedCounts& counts) {
    QStringList names;
    for (const auto& [name, count] : counts) {
        if (names.size() == kShownNames) {
            names.append(QStringLiteral("…"));
            break;
        }
        names.append(drawable(name.left(kShownCharacters).simplified()));
    }
    return names.join(QStringLiteral(", "));
}

QString countsLine(const FilePreview& preview, const QString& title) {
    QStringList facts;
    if (!title.isEmpty())
        facts.append(title);
    facts.append(preview.whole_file ? countText(preview.rows, Words::tr("1 row"), Words::tr("%1 rows"))
                                    : Words::tr("about %1 rows, the first %2 looked at")
                                          .arg(number(preview.estimated_rows), number(preview.rows)));
    facts.append(countText(preview.problems, Words::tr("1 problem"), Words::tr("%1 problems")));
    facts.append(countText(preview.solutions, Words::tr("1 solution"), Words::tr("%1 solutions")));
    return facts.join(QStringLiteral(" · "));
}

QString marksLine(const FilePreview& preview) {
    if (preview.ratings == 0)
        return Words::tr("No marks");
    const QString counts = countText(preview.ratings, Words::tr("1 mark"), Words::tr("%1 marks"));
    if (preview.asks_labels)
        return Words::tr("%1: %2 of them are 1, %3 are 0")
            .arg(counts, number(preview.positive), number(preview.neutral));
    const QString who = labelsOfText(preview.labels_of);
    const QString marks = who.isEmpty() ? counts : Words::tr("%1 by %2").arg(counts, who);
    return Words::tr("%1: %2 right, %3 neutral, %4 wrong")
        .arg(marks, number(preview.positive), number(preview.neutral), number(preview.negative));
}

QStringList notes(const FilePreview& preview) {
    QStringList lines;
    const auto add = [&lines](qint64 n, const QString& one, const QString& many) {
        if (n > 0)
            lines.append(countText(n, one, many));
    };
    add(preview.after_error, Words::tr("1 mark stands behind a first error: it is kept, but not trained on."),
        Words::tr("%1 marks stand behind a first error: they are kept, but not trained on."));
    add(preview.scored, Words::tr("1 step has a score, which is no mark."),
        Words::tr("%1 steps have a score, which is no mark."));
    add(preview.thinking_folded, Words::tr("1 solution has thoughts: they are kept beside it, not as steps."),
        Words::tr("%1 solutions have thoughts: they are kept beside them, not as steps."));
    if (!preview.ignored.empty())
        lines.append(Words::tr("Fields that are not understood: %1").arg(namesOf(preview.ignored)));
    for (const auto& [why, count] : preview.unused)
        lines.append(Words::tr("Labels that are not used: %1 (%2)").arg(number(count), why));
    add(preview.repeated, Words::tr("1 row is in the project already and will be left out."),
        Words::tr("%1 rows are in the project already and will be left out."));
    add(preview.without_answer, Words::tr("1 row has no reference answer: whether it is right stays unknown."),
        Words::tr("%1 rows have no reference answer: whether they are right stays unknown."));
    return lines;
}

} // namespace

QString labelsOfText(const QString& word) {
    return word == QLatin1String("people")    ? Words::tr("people")
           : word == QLatin1String("machine") ? Words::tr("a machine")
                                              : QString();
}

QString previewText(const FilePreview& preview, const QString& title) {
    QStringList lines{countsLine(preview, title)};
    if (preview.solutions > 0)
        lines.append(marksLine(preview));
    return (lines + notes(preview)).join(QLatin1Char('\n'));
}

} // namespace stepmark::ui
