// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/worker_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace stepmark::ui {

namespace {

struct WorkerText {
    Q_DECLARE_TR_FUNCTIONS(WorkerText)
};

QString trainingText(Subject subject) {
    switch (subject) {
    case Subject::Prm:
        return WorkerText::tr("training PRM");
    case Subject::Orm:
        return WorkerText::tr("training ORM");
    case Subject::Generator:
        return WorkerText::tr("training generator");
    case Subject::Head:
        return WorkerText::tr("training head");
    case Subject::Base:
        return WorkerText::tr("training language model");
    case Subject::None:
        break;
    }
    return WorkerText::tr("training");
}

QString plainText(const Progress& progress) {
    switch (progress.stage) {
    case Stage::None:
        return {};
    case Stage::Starting:
        return progress.part == Part::None ? WorkerText::tr("starting") : partText(progress.part);
    case Stage::ReadingPool:
        return WorkerText::tr("reading the pool");
    case Stage::ReadingRatings:
        return WorkerText::tr("reading ratings");
    case Stage::ReadingScores:
        return WorkerText::tr("reading scores");
    case Stage::ReviewingRatings:
        return WorkerText::tr("looking through the ratings");
    case Stage::Fitting:
        return WorkerText::tr("longer than the model's context");
    case Stage::Products:
        return WorkerText::tr("products of the network");
    case Stage::HiddenStates:
        return WorkerText::tr("hidden states of the base");
    case Stage::Training:
        return trainingText(progress.subject);
    case Stage::Validating:
        return WorkerText::tr("validating");
    case Stage::Generating:
        return WorkerText::tr("generating");
    case Stage::Scoring:
        return WorkerText::tr("scoring");
    case Stage::Choosing:
        return WorkerText::tr("choosing what to label next");
    case Stage::Labelling:
        return WorkerText::tr("labelling");
    case Stage::Evaluating:
        return WorkerText::tr("evaluating");
    case Stage::Intervals:
        return WorkerText::tr("computing intervals");
    case Stage::Importing:
        return WorkerText::tr("importing");
    case Stage::Exporting:
        return WorkerText::tr("exporting");
    case Stage::Copying:
        return WorkerText::tr("copying");
    case Stage::Checking:
        return WorkerText::tr("checking");
    }
    return {};
}

} // namespace

QString stageText(const Progress& progress) {
    const QString text = plainText(progress);
    return progress.epochs > 0 ? WorkerText::tr("%1, epoch %2 of %3").arg(text).arg(progress.epoch).arg(progress.epochs)
                               : text;
}

QString partText(Part part) {
    switch (part) {
    case Part::None:
        return WorkerText::tr("work");
    case Part::Generate:
        return WorkerText::tr("sample candidates");
    case Part::Train:
        return WorkerText::tr("train");
    case Part::Score:
        return WorkerText::tr("score");
    case Part::TrainOrm:
        return WorkerText::tr("train the outcome model");
    case Part::ScoreByOrm:
        return WorkerText::tr("score by outcome");
    case Part::Queue:
        return WorkerText::tr("queue");
    case Part::Label:
        return WorkerText::tr("label");
    case Part::Evaluate:
        return WorkerText::tr("evaluate");
    case Part::Import:
        return WorkerText::tr("import");
    case Part::Export:
        return WorkerText::tr("export");
    case Part::Round:
        return WorkerText::tr("round");
    case Part::Sample:
        return WorkerText::tr("make the sample");
    case Part::States:
        return WorkerText::tr("hidden states of the models");
    case Part::Tune:
        return WorkerText::tr("read the task's texts");
    case Part::Supervisor:
        return WorkerText::tr("teach a supervisor");
    case Part::Ceiling:
        return WorkerText::tr("teach a ceiling");
    case Part::Student:
        return WorkerText::tr("teach a student");
    case Part::Study:
        return WorkerText::tr("study");
    }
    return {};
}

QString unitText(Unit unit) {
    switch (unit) {
    case Unit::None:
        return {};
    case Unit::Tokens:
        return WorkerText::tr("tokens");
    case Unit::Steps:
        return WorkerText::tr("steps");
    case Unit::Solutions:
        return WorkerText::tr("solutions");
    case Unit::Problems:
        return WorkerText::tr("problems");
    case Unit::Fits:
        return WorkerText::tr("fits");
    case Unit::Bytes:
        return WorkerText::tr("bytes");
    case Unit::Rows:
        return WorkerText::tr("rows");
    case Unit::Checks:
        return WorkerText::tr("checks");
    case Unit::Percent:
        return QStringLiteral("%");
    case Unit::Updates:
        return WorkerText::tr("updates");
    }
    return {};
}

QString skippedText(const Progress& progress) {
    return progress.skipped > 0
               ? WorkerText::tr("%n step(s) skipped, not finite", nullptr,
                                static_cast<int>(std::min<std::int64_t>(progress.skipped, 999'999'999)))
               : QString();
}

} // namespace stepmark::ui
