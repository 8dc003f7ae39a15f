// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/round_state.h"

#include "model/domain/error.h"
#include "model/run/round_course.h"
#include "model/run/spec_json.h"
#include "storage/artifact_store.h"
#include "storage/round_history.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace stepmark::desktop {

namespace {

struct StateWords {
    Q_DECLARE_TR_FUNCTIONS(RoundState)
};

/// The command's notes in the user's language; one that is not known here as the command says it.
QString noteText(const QJsonObject& note, std::int64_t queued) {
    const QString code = note.value(u"code").toString();
    if (code == QLatin1String("no_ratings"))
        return StateWords::tr(
            "No solution is labelled: nothing is trained, and the newest model chooses what to label.");
    if (code == QLatin1String("no_ratings_no_model"))
        return StateWords::tr(
            "No solution is labelled and there is no model yet: the queue is drawn evenly at random.");
    if (code == QLatin1String("no_new_ratings"))
        return StateWords::tr("There are no new marks since the last model was trained: nothing is trained.");
    if (code == QLatin1String("no_candidates"))
        return StateWords::tr("No candidate is left to label: import or generate more.");
    if (code == QLatin1String("few_candidates"))
        return StateWords::tr("Only %1 candidates are left to label.")
            .arg(QLocale().toString(static_cast<qlonglong>(queued)));
    if (code == QLatin1String("nothing_held_out"))
        return StateWords::tr(
            "No problem is held out, so nothing is evaluated: “Hold out problems” in the File menu does it.");
    if (code == QLatin1String("gives_up"))
        return StateWords::tr("The unfinished round is given up by a new one; “Resume” does the rest of it instead.");
    if (code == QLatin1String("trl_layout"))
        return StateWords::tr(
            "The base does not say where it comes from. Its head has two classes, so it is read as TRL's: a "
            "beginning-of-text token where it has one, nothing between problem and first step.");
    if (code == QLatin1String("stepmark_layout"))
        return StateWords::tr(
            "The base does not say where it comes from. It is read as Stepmark's: problem, a blank line, each "
            "step and a line break.");
    if (code == QLatin1String("classes_assumed"))
        return StateWords::tr(
            "The base does not name its two classes: the first is read as wrong, the second as right.");
    if (code == QLatin1String("new_head"))
        return StateWords::tr("The base's head has other classes, or is not trained further: a new one is trained.");
    if (code == QLatin1String("other_tokenizer"))
        return StateWords::tr(
            "Of the checkpoint: transformers 5 does not follow the base's tokenizer.json. Load its tokenizer "
            "with PreTrainedTokenizerFast there.");
    const auto number = [&](const QString& key) { return QLocale().toString(note.value(key).toInteger()); };
    const QString out = number(QStringLiteral("left_out")), of = number(QStringLiteral("of"));
    const QString got = number(QStringLiteral("got")), context = number(QStringLiteral("context"));
    if (code == QLatin1String("base_too_small"))
        return StateWords::tr(
                   "%1 of %2 marks are beyond the %3 tokens that the base model reads: it is too small for this "
                   "data, and nothing is trained. Choose a base that reads more, such as SmolLM2-135M (8,192 tokens).")
            .arg(out, of, context);
    if (code == QLatin1String("too_long"))
        return StateWords::tr("%1 of %2 marks are beyond the %3 tokens that the base model reads, and are left out.")
            .arg(out, of, context);
    if (code == QLatin1String("pool_base_too_small") || code == QLatin1String("pool_too_long"))
        return StateWords::tr(
                   "%1 of %2 solutions are longer than the %3 tokens that the model reads: it cannot choose them. "
                   "A base that reads more, such as SmolLM2-135M (8,192 tokens), can.")
            .arg(out, of, context);
    if (code == QLatin1String("few_wrong"))
        return StateWords::tr("The queue will hold %1 wrong answers instead of %2: there are no more.").arg(got, of);
    if (code == QLatin1String("unscored"))
        return StateWords::tr(
                   "%1 of %2 solutions that nobody has labelled are no candidates: they are not scored to their "
                   "end.")
            .arg(got, of);
    return note.value(u"text").toString().left(500);
}

/// What an object with a `name` speaks of; None for a word of another version's.
Part partAt(const QJsonObject& object) {
    return partFromText(object.value(u"name").toString().toStdString()).value_or(Part::None);
}

std::optional<ui::UnfinishedRound> unfinishedOf(Session& session, bool round_runs) {
    const auto unfinished = round_runs ? std::nullopt : session.rounds.unfinished();
    if (!unfinished)
        return std::nullopt;
    ui::UnfinishedRound round;
    round.number = static_cast<int>(unfinished->number);
    try {
        const RoundCourse course = roundCourseFromText(unfinished->record);
        const storage::ArtifactStore artifacts(session.project);
        std::string saved = course.saved_at;
        for (const PlanNode& node : course.plan.nodes())
            if (const auto done = artifacts.find(node.identity)) {
                round.done.push_back(node.part);
                saved = std::max(saved, done->created_at);
            }
        round.saved = QDateTime::fromString(QString::fromStdString(saved), Qt::ISODateWithMs);
    } catch (const Error&) {
        // it says nothing here; who goes on with it is told why that cannot be
    }
    return round;
}

/// As in the round before; else gold as soon as there is some, and overlap as soon as there are two people.
ControlOptions proposedControl(Session& session, const std::optional<storage::Round>& last) {
    ControlOptions control;
    if (last && (last->overlap_share > 0 || last->gold_items > 0)) {
        control.overlap_share = last->overlap_share;
        control.overlap_labelers = std::max(2, last->overlap_labelers);
        control.gold_items = last->gold_items;
        return control;
    }
    const auto labelers = session.labelers.list();
    const auto people = std::count_if(labelers.begin(), labelers.end(), [](const Labeler& labeler) {
        return labeler.kind == "human" && !labeler.machine;
    });
    if (people > 1)
        control.overlap_share = 0.1;
    if (session.gold.inService(Purpose::QualityControl) > 0)
        control.gold_items = 10;
    return control;
}

/// What its config does not say, a queue's by itself or one of another version's, is as in a first round.
RoundSpec choicesOf(const storage::Round& round) {
    RoundSpec spec = ui::firstRound();
    try {
        if (round.config != "{}")
            spec = specFromText<RoundSpec>(round.config);
    } catch (const Error&) {
        // of a newer version: the choices below are in columns of their own
    }
    const bool uniform_wanted = spec.selection.strategy == SelectionStrategy::Uniform;
    if (round.strategy)
        spec.selection.strategy = *round.strategy;
    if (round.model == 0 && !uniform_wanted) // uniform for want of a model: now there may be one
        spec.selection.strategy = SelectionStrategy::ConvincingWrong;
    if (round.count > 0)
        spec.selection.count = static_cast<int>(round.count);
    spec.selection.wrong_share = round.wrong_share;
    spec.selection.per_problem = static_cast<int>(round.per_problem);
    spec.selection.seed = static_cast<std::uint64_t>(round.number);
    return spec;
}

} // namespace

RoundState roundState(Session& session) {
    RoundState state;
    state.history = storage::roundHistory(session.project);
    state.unfinished = unfinishedOf(session, storage::roundRuns(session.project));
    state.next_number = state.history.empty() ? 1 : state.history.back().number + 1;
    return state;
}

RoundSpec proposedRound(Session& session) {
    const auto last = session.rounds.latest();
    RoundSpec spec = last ? choicesOf(*last) : ui::firstRound();
    spec.control = proposedControl(session, last);
    return spec;
}

ui::RoundEstimate estimateFrom(const QJsonObject& plan) {
    ui::RoundEstimate estimate;
    for (const QJsonValue& value : plan.value(u"stages").toArray()) {
        const QJsonObject from = value.toObject();
        ui::RoundEstimate::Stage stage;
        stage.part = partAt(from);
        if (from.value(u"seconds").isDouble())
            stage.seconds = from.value(u"seconds").toDouble();
        stage.steps = from.value(from.contains(u"ratings") ? u"ratings" : u"steps").toInteger();
        stage.solutions = from.value(u"solutions").toInteger();
        stage.optimizer_steps = from.value(u"optimizer_steps").toInteger();
        stage.bytes = from.value(u"bytes").toInteger();
        estimate.stages.push_back(std::move(stage));
    }
    estimate.seconds = plan.value(u"seconds").toDouble();
    estimate.bytes = plan.value(u"bytes").toInteger();
    estimate.temporary_bytes = plan.value(u"temporary_bytes").toInteger();
    estimate.peak_bytes = plan.value(u"peak_bytes").toInteger();
    if (plan.value(u"free_bytes").isDouble())
        estimate.free_bytes = plan.value(u"free_bytes").toInteger();
    for (const QJsonValue& note : plan.value(u"notes").toArray())
        estimate.notes.append(noteText(note.toObject(), plan.value(u"queued").toInteger()));
    return estimate;
}

} // namespace stepmark::desktop
