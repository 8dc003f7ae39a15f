// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/worker_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace stepmark::ui {

namespace {

struct WorkerText {
    Q_DECLARE_TR_FUNCTIONS(WorkerText)
};

struct Known {
    const char* worker;
    const char* user;
};

constexpr Known kStages[] = {
    // What a round is made of, and the kinds of jobs.
    {"round", QT_TRANSLATE_NOOP("WorkerText", "round")},
    {"generate", QT_TRANSLATE_NOOP("WorkerText", "sample candidates")},
    {"train", QT_TRANSLATE_NOOP("WorkerText", "train")},
    {"score", QT_TRANSLATE_NOOP("WorkerText", "score")},
    {"train ORM", QT_TRANSLATE_NOOP("WorkerText", "train the outcome model")},
    {"score by ORM", QT_TRANSLATE_NOOP("WorkerText", "score by outcome")},
    {"queue", QT_TRANSLATE_NOOP("WorkerText", "queue")},
    {"label", QT_TRANSLATE_NOOP("WorkerText", "label")},
    {"evaluate", QT_TRANSLATE_NOOP("WorkerText", "evaluate")},
    {"import", QT_TRANSLATE_NOOP("WorkerText", "import")},
    {"export", QT_TRANSLATE_NOOP("WorkerText", "export")},
    {"sample", QT_TRANSLATE_NOOP("WorkerText", "make the sample")},
    // What is going on.
    {"starting", QT_TRANSLATE_NOOP("WorkerText", "starting")},
    {"training prm", QT_TRANSLATE_NOOP("WorkerText", "training PRM")},
    {"training orm", QT_TRANSLATE_NOOP("WorkerText", "training ORM")},
    {"training generator", QT_TRANSLATE_NOOP("WorkerText", "training generator")},
    {"training head", QT_TRANSLATE_NOOP("WorkerText", "training head")},
    {"validating", QT_TRANSLATE_NOOP("WorkerText", "validating")},
    {"hidden states of the base", QT_TRANSLATE_NOOP("WorkerText", "hidden states of the base")},
    {"generating", QT_TRANSLATE_NOOP("WorkerText", "generating")},
    {"reading the pool", QT_TRANSLATE_NOOP("WorkerText", "reading the pool")},
    {"reading ratings", QT_TRANSLATE_NOOP("WorkerText", "reading ratings")},
    {"reading scores", QT_TRANSLATE_NOOP("WorkerText", "reading scores")},
    {"scoring", QT_TRANSLATE_NOOP("WorkerText", "scoring")},
    {"products of the network", QT_TRANSLATE_NOOP("WorkerText", "products of the network")},
    {"longer than the model's context", QT_TRANSLATE_NOOP("WorkerText", "longer than the model's context")},
    {"the queue is not what was asked for", QT_TRANSLATE_NOOP("WorkerText", "the queue is not what was asked for")},
    {"choosing what to label next", QT_TRANSLATE_NOOP("WorkerText", "choosing what to label next")},
    {"labelling", QT_TRANSLATE_NOOP("WorkerText", "labelling")},
    {"evaluating", QT_TRANSLATE_NOOP("WorkerText", "evaluating")},
    {"importing", QT_TRANSLATE_NOOP("WorkerText", "importing")},
    {"exporting", QT_TRANSLATE_NOOP("WorkerText", "exporting")},
};

constexpr Known kUnits[] = {
    {"tokens", QT_TRANSLATE_NOOP("WorkerText", "tokens")},
    {"steps", QT_TRANSLATE_NOOP("WorkerText", "steps")},
    {"solutions", QT_TRANSLATE_NOOP("WorkerText", "solutions")},
    {"problems", QT_TRANSLATE_NOOP("WorkerText", "problems")},
    {"fits", QT_TRANSLATE_NOOP("WorkerText", "fits")},
    {"bytes", QT_TRANSLATE_NOOP("WorkerText", "bytes")},
    {"rows", QT_TRANSLATE_NOOP("WorkerText", "rows")},
};

template <std::size_t N>
QString inUsersWords(const Known (&known)[N], const QString& words) {
    const auto* place = std::find_if(std::begin(known), std::end(known), [&](const Known& one) {
        return words.compare(QLatin1String(one.worker), Qt::CaseInsensitive) == 0;
    });
    return place == std::end(known) ? words.left(200) : WorkerText::tr(place->user);
}

} // namespace

QString stageText(const QString& words) {
    static const QRegularExpression epoch(QStringLiteral("^(.*), epoch (\\d{1,6}) of (\\d{1,6})$"));
    const auto match = epoch.match(words.left(200));
    if (match.hasMatch())
        return WorkerText::tr("%1, epoch %2 of %3")
            .arg(inUsersWords(kStages, match.captured(1)), match.captured(2), match.captured(3));
    return inUsersWords(kStages, words);
}

QString unitText(const QString& words) { return inUsersWords(kUnits, words); }

QString skippedText(const QString& words) {
    static const QRegularExpression skipped(QStringLiteral("^(\\d{1,9}) steps skipped, "));
    const auto match = skipped.match(words);
    return match.hasMatch() ? WorkerText::tr("%n step(s) skipped, not finite", nullptr, match.captured(1).toInt())
                            : QString();
}

} // namespace stepmark::ui
