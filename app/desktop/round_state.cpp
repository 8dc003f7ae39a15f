// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/round_state.h"

#include "storage/round_history.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

namespace stepmark::desktop {

namespace {

struct StateWords {
    Q_DECLARE_TR_FUNCTIONS(RoundState)
};

QJsonObject objectFrom(const std::string& json) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

QString word(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

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

QString wordOf(ui::LongTexts how) {
    switch (how) {
    case ui::LongTexts::Cut: return QStringLiteral("cut");
    case ui::LongTexts::Skip: return QStringLiteral("skip");
    case ui::LongTexts::Fail: return QStringLiteral("fail");
    case ui::LongTexts::Usual: break;
    }
    return {};
}

ui::LongTexts longTextsFrom(const QString& word) {
    for (const auto how : {ui::LongTexts::Cut, ui::LongTexts::Skip, ui::LongTexts::Fail})
        if (word == wordOf(how))
            return how;
    return ui::LongTexts::Usual;
}

/// What an object with a `name` speaks of; None for a word of another version's.
Part partAt(const QJsonObject& object) {
    return partFromText(object.value(u"name").toString().toStdString()).value_or(Part::None);
}

std::optional<ui::UnfinishedRound> unfinishedOf(Session& session, bool round_runs) {
    const std::string text = storage::unfinishedRound(session.project);
    if (text.empty() || round_runs)
        return std::nullopt;
    const QJsonObject record = objectFrom(text);
    ui::UnfinishedRound round;
    round.number = record.value(u"round").toInt();
    round.saved = QDateTime::fromString(record.value(u"saved_at").toString(), Qt::ISODateWithMs);
    for (const QJsonValue& stage : record.value(u"stages").toArray())
        round.done.push_back(partAt(stage.toObject()));
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

} // namespace

RoundState roundState(Session& session) {
    RoundState state;
    state.history = storage::roundHistory(session.project);
    state.unfinished = unfinishedOf(session, storage::roundRuns(session.project));
    state.next_number = state.history.empty() ? 1 : state.history.back().number + 1;
    return state;
}

ui::RoundRequest proposedRound(Session& session) {
    ui::RoundRequest request;
    const auto last = session.rounds.latest();
    request.control = proposedControl(session, last);
    if (!last)
        return request;
    if (const auto strategy = selectionStrategyFromText(last->strategy))
        request.selection.strategy = *strategy;
    if (last->model == 0) // uniform for want of a model: now there may be one
        request.selection.strategy = SelectionStrategy::ConvincingWrong;
    if (last->count > 0)
        request.selection.count = static_cast<int>(last->count);
    request.selection.wrong_share = last->wrong_share;
    request.selection.per_problem = static_cast<int>(last->per_problem);
    request.selection.seed = static_cast<std::uint64_t>(last->number);
    const QJsonObject config = objectFrom(last->config), train = config.value(u"train").toObject();
    if (const auto rule = scoreRuleFromText(config.value(u"by").toString().toStdString()))
        request.rule = *rule;
    if (config.value(u"neutral") == QLatin1String("negative"))
        request.neutral = NeutralPolicy::AsNegative;
    request.samples = config.value(u"samples").toInt();
    request.generator_dir = config.value(u"generator").toString();
    request.orm = config.value(u"orm").toBool();
    if (train.value(u"mode") == QLatin1String("full"))
        request.mode = ui::TrainingMode::Full;
    request.base_dir = train.value(u"base").toString();
    if (train.value(u"epochs").toInt() > 0)
        request.epochs = train.value(u"epochs").toInt();
    request.learning_rate = train.value(u"learning_rate").toDouble();
    request.too_long = longTextsFrom(train.value(u"too_long").toString());
    request.after_error = train.value(u"after_error").toBool();
    request.class_weights = train.value(u"class_weights").toBool();
    return request;
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

QStringList roundArguments(const QString& project_path, const ui::RoundRequest& request) {
    const SelectionOptions& selection = request.selection;
    const auto flag = [](const char* name) { return QString::fromLatin1(name); };
    QStringList arguments{flag("round"),
                          project_path,
                          flag("--strategy"),
                          word(toText(selection.strategy)),
                          flag("--count"),
                          QString::number(selection.count),
                          flag("--mix"),
                          QString::number(selection.wrong_share),
                          flag("--per-problem"),
                          QString::number(selection.per_problem),
                          flag("--seed"),
                          QString::number(selection.seed),
                          flag("--overlap"),
                          QString::number(request.control.overlap_share),
                          flag("--overlap-labelers"),
                          QString::number(request.control.overlap_labelers),
                          flag("--gold"),
                          QString::number(request.control.gold_items),
                          flag("--by"),
                          word(toText(request.rule)),
                          flag("--neutral"),
                          flag(request.neutral == NeutralPolicy::AsNegative ? "negative" : "positive"),
                          flag("--samples"),
                          QString::number(request.samples),
                          flag("--mode"),
                          flag(request.mode == ui::TrainingMode::Full ? "full" : "head")};
    if (request.mode == ui::TrainingMode::Full)
        arguments << flag("--epochs") << QString::number(request.epochs);
    if (request.learning_rate > 0 && (request.mode == ui::TrainingMode::Full || request.orm))
        arguments << flag("--learning-rate") << QString::number(request.learning_rate, 'g', 8);
    if (!request.base_dir.isEmpty())
        arguments << flag("--base") << request.base_dir;
    if (request.samples > 0 && !request.generator_dir.isEmpty())
        arguments << flag("--generator") << request.generator_dir;
    if (request.orm)
        arguments << flag("--orm");
    if (request.too_long != ui::LongTexts::Usual)
        arguments << flag("--too-long") << wordOf(request.too_long);
    if (request.after_error)
        arguments << flag("--after-error");
    if (request.class_weights)
        arguments << flag("--class-weights");
    return arguments << flag("--json");
}

} // namespace stepmark::desktop
