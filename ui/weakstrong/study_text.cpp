// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/study_text.h"

#include "ui/widgets/amount_text.h"
#include "ui/widgets/drawable_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StudyText)
};

constexpr int kLongestName = 40;
constexpr std::string_view kStepAuc = "step AUC within a problem";

QString dash() { return QString(QChar(0x2013)); }

QString number(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString percentBare(double share) { return QLocale().toString(share * 100, 'f', 0); }

QString folderName(const LadderModel& model) {
    std::filesystem::path folder = model.folder;
    if (folder.filename().empty())
        folder = folder.parent_path();
    return drawable(QString::fromStdString(folder.filename().string()).left(kLongestName));
}

bool hasSome(const Study& study, NoPgr why) {
    return std::any_of(study.results.figures.begin(), study.results.figures.end(),
                       [why](const StudyFigure& figure) { return figure.no_pgr == why; });
}

/// Share of the moves that no rule allows, of who writes most of them.
std::optional<double> mostIllegal(const Study& study) {
    std::optional<double> most;
    for (const StudyFigure& figure : study.results.figures)
        if (figure.illegal)
            most = std::max(most.value_or(0), *figure.illegal);
    return most;
}

} // namespace

QString kindText(TaskKind kind) {
    switch (kind) {
    case TaskKind::Classification:
        return Words::tr("classification");
    case TaskKind::Chess:
        return Words::tr("chess puzzles");
    case TaskKind::Preference:
        return Words::tr("preference pairs");
    case TaskKind::Steps:
        break;
    }
    return Words::tr("step labels");
}

QString methodText(StudyMethod method) {
    switch (method) {
    case StudyMethod::Naive:
        return Words::tr("naive");
    case StudyMethod::Confidence:
        return Words::tr("confidence loss");
    case StudyMethod::Bootstrapping:
        return Words::tr("bootstrapping");
    case StudyMethod::StopWeak:
        return Words::tr("early stopping, weak labels");
    case StudyMethod::StopTrue:
        return Words::tr("early stopping, true labels");
    case StudyMethod::SoftBootstrap:
        return Words::tr("soft bootstrap");
    case StudyMethod::Product:
        return Words::tr("product of both");
    case StudyMethod::LogitDifference:
        return Words::tr("logit difference");
    case StudyMethod::Noise:
        break;
    }
    return Words::tr("random noise");
}

QString methodMeaning(StudyMethod method) {
    switch (method) {
    case StudyMethod::Naive:
        return Words::tr("The supervisor's soft labels, as they are: what the others are compared with.");
    case StudyMethod::Confidence:
        return Words::tr("The student's own confident answers beside them (appendix A.4 of the paper).");
    case StudyMethod::Bootstrapping:
        return Words::tr("Through the sizes between supervisor and student, each taught by the one below.");
    case StudyMethod::StopWeak:
        return Words::tr("Naive, stopped where the supervisor's labels of validation examples say so.");
    case StudyMethod::StopTrue:
        return Words::tr("Stopped by true labels: what stopping could give at best. An upper bound, no method.");
    case StudyMethod::SoftBootstrap:
        return Words::tr("The student's own soft answers beside the supervisor's (Reed et al. 2015).");
    case StudyMethod::Product:
        return Words::tr("Where both agree counts most, as the paper's own code has it.");
    case StudyMethod::LogitDifference:
        return Words::tr("What the supervisor learnt, as a difference of logits, added to the untaught student's.");
    case StudyMethod::Noise:
        break;
    }
    return Words::tr("A control: the truth with as many labels turned at random as the supervisor has wrong.");
}

QString wayText(LearnWay way) { return way == LearnWay::Probe ? Words::tr("probe") : Words::tr("whole model"); }

QString readingText(TaskReading reading) {
    return reading == TaskReading::Scored ? Words::tr("the best-scored legal move")
                                          : Words::tr("the move that the model writes");
}

QString roleText(StudyRole role) {
    return role == StudyRole::Supervisor ? Words::tr("supervisor")
           : role == StudyRole::Ceiling  ? Words::tr("ceiling")
                                         : Words::tr("student");
}

QString measureText(const Study& study) {
    if (study.figure == "accuracy")
        return Words::tr("Accuracy");
    if (study.figure == "exact match")
        return Words::tr("Exact match");
    if (study.figure == kStepAuc)
        return Words::tr("Step AUC within a problem");
    return drawable(QString::fromStdString(study.figure).left(kLongestName));
}

bool isShare(const Study& study) { return study.figure != kStepAuc; }

QString figureText(const Study& study, const std::optional<double>& value) {
    return isShare(study) ? shareText(value) : valueText(value);
}

QString figureText(const Study& study, const std::optional<Figure>& figure) {
    if (!figure)
        return dash();
    const QString value = figureText(study, std::optional(figure->value));
    if (!figure->interval)
        return value;
    const auto bare = [&](double end) {
        return isShare(study) ? QLocale().toString(end * 100, 'f', 1) : QLocale().toString(end, 'f', 3);
    };
    return Words::tr("%1 (%2 to %3)").arg(value, bare(figure->interval->low), bare(figure->interval->high));
}

QString pgrText(const StudyFigure& figure) {
    if (figure.no_pgr)
        return *figure.no_pgr == NoPgr::NoGap ? Words::tr("undefined: no gap") : Words::tr("undefined: ceiling below");
    if (!figure.pgr)
        return dash();
    const QString value = Words::tr("%1 %").arg(percentBare(figure.pgr->value));
    if (!figure.pgr->interval)
        return value;
    return Words::tr("%1 (%2 to %3)")
        .arg(value, percentBare(figure.pgr->interval->low), percentBare(figure.pgr->interval->high));
}

QString noPgrMeaning(NoPgr why) {
    return why == NoPgr::NoGap
               ? Words::tr("The ceiling is not above the supervisor by more than chance: there is no gap to recover.")
               : Words::tr("The supervisor is better than the student's ceiling: there is no gap to recover.");
}

QString bySeedText(const Study& study, const StudyFigure& figure) {
    QStringList values;
    for (const auto& value : figure.by_seed)
        values.append(!value           ? dash()
                      : isShare(study) ? QLocale().toString(*value * 100, 'f', 1)
                                       : QLocale().toString(*value, 'f', 3));
    return values.join(QStringLiteral(" · "));
}

bool isDepthLadder(const Study& study) {
    return study.models.size() > 1 && std::all_of(study.models.begin(), study.models.end(), [&](const StudyModel& one) {
               return one.model.folder == study.models[0].model.folder;
           });
}

QString modelName(const Study& study, int model) {
    if (model < 0 || model >= std::ssize(study.models))
        return dash();
    const StudyModel& one = study.models[static_cast<std::size_t>(model)];
    const QString layers = one.layers == 1 ? Words::tr("1 layer") : Words::tr("%1 layers").arg(number(one.layers));
    if (isDepthLadder(study))
        return layers;
    return one.model.layers > 0 ? Words::tr("%1, %2").arg(folderName(one.model), layers) : folderName(one.model);
}

QString sizeText(std::int64_t parameters) {
    const auto value = static_cast<double>(parameters);
    const auto text = [](double scaled) { return QLocale().toString(scaled, 'f', scaled < 10 ? 1 : 0); };
    return value >= 0.9995e9   ? Words::tr("%1 B").arg(text(value / 1e9))
           : value >= 0.9995e6 ? Words::tr("%1 M").arg(text(value / 1e6))
                               : Words::tr("%1 K").arg(text(value / 1e3));
}

QString ladderText(const Study& study) {
    QStringList names;
    if (isDepthLadder(study)) {
        for (const StudyModel& model : study.models)
            names.append(number(model.layers));
        return Words::tr("%1 at %2 layers").arg(folderName(study.models[0].model), names.join(QStringLiteral(", ")));
    }
    for (int model = 0; model < std::ssize(study.models); ++model)
        names.append(modelName(study, model));
    return names.join(QStringLiteral(", "));
}

QString methodsText(const Study& study) {
    QStringList names;
    for (const StudyMethod method : study.spec.methods)
        names.append(methodText(method));
    return names.join(QStringLiteral(", "));
}

QStringList studyNotes(const Study& study) {
    QStringList notes;
    if (study.state == StudyState::Begun)
        notes.append(Words::tr("Not all of its runs are there yet: these are the figures of those that are."));
    if (study.results.figures.empty())
        return notes;
    if (study.results.fewGroups())
        notes.append(Words::tr("The test has %1 groups only: with fewer than %2 a study cannot tell.")
                         .arg(number(study.results.test_groups), number(kGroupsToTell)));
    if (study.spec.seeds.size() == 1)
        notes.append(Words::tr("There is one seed only: how far seeds differ is not in the intervals."));
    if (study.results.namesFirstErrors())
        notes.append(Words::tr("Every wrong step of the test is the last one judged of its solution: who trusts later "
                               "steps less has a high AUC without having understood one. Go by “First errors”."));
    if (const auto most = mostIllegal(study); most > 0)
        notes.append(Words::tr("Models write their moves. Up to %1 of them are not legal: these count as wrong, and no "
                               "student learns from one.")
                         .arg(shareText(most)));
    for (const NoPgr why : {NoPgr::NoGap, NoPgr::CeilingBelow})
        if (hasSome(study, why))
            notes.append(Words::tr("Some PGR is undefined. %1").arg(noPgrMeaning(why)));
    return notes;
}

QString figureName(const Study& study, const StudyFigure& figure) {
    const QString model = modelName(study, figure.model);
    if (figure.role == StudyRole::Supervisor)
        return Words::tr("%1, supervisor").arg(model);
    if (figure.role == StudyRole::Ceiling)
        return Words::tr("%1, ceiling").arg(model);
    return Words::tr("%1, student of %2: %3")
        .arg(model, modelName(study, figure.supervisor.value_or(-1)),
             methodText(figure.method.value_or(StudyMethod::Naive)));
}

QString settingText(const QString& name) {
    const std::pair<QLatin1String, QString> names[] = {{QLatin1String("layers"), Words::tr("Layers")},
                                                       {QLatin1String("way"), Words::tr("What learns")},
                                                       {QLatin1String("reading"), Words::tr("Best move of chess")},
                                                       {QLatin1String("taught"), Words::tr("Examples taught")},
                                                       {QLatin1String("method"), Words::tr("Method")},
                                                       {QLatin1String("seed"), Words::tr("Seed")},
                                                       {QLatin1String("examples"), Words::tr("Most examples")},
                                                       {QLatin1String("precision"), Words::tr("Precision")},
                                                       {QLatin1String("device"), Words::tr("Device")},
                                                       {QLatin1String("tune_epochs"), Words::tr("Texts read first")},
                                                       {QLatin1String("alpha"), Words::tr("Weight of own answers")},
                                                       {QLatin1String("epochs"), Words::tr("Epochs")},
                                                       {QLatin1String("learning_rate"), Words::tr("Learning rate")},
                                                       {QLatin1String("top_layers"), Words::tr("Layers that learn")},
                                                       {QLatin1String("judges"), Words::tr("Teaches others")}};
    for (const auto& [key, words] : names)
        if (name == key)
            return words;
    return drawable(name.left(kLongestName));
}

QString settingValue(const QString& name, const QString& value) {
    if (name == QLatin1String("method"))
        if (const auto method = studyMethodFromText(value.toStdString()))
            return methodText(*method);
    if (name == QLatin1String("way"))
        if (const auto way = learnWayFromText(value.toStdString()))
            return wayText(*way);
    if (name == QLatin1String("reading"))
        if (const auto reading = taskReadingFromText(value.toStdString()))
            return readingText(*reading);
    if ((name == QLatin1String("examples") || name == QLatin1String("top_layers")) && value == QLatin1String("0"))
        return Words::tr("all");
    if (name == QLatin1String("judges"))
        return value == QLatin1String("true") ? Words::tr("yes") : Words::tr("no");
    return drawable(value.left(200));
}

QString taskText(const TaskRow& task) {
    return Words::tr("%1: %2 examples to learn from, %3 to measure by, in %4 groups.")
        .arg(kindText(task.kind), number(task.train), number(task.test), number(task.test_groups));
}

} // namespace stepmark::ui
