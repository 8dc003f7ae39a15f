// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/round_history.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace stepmark::desktop {

namespace {

QString tr(const char* words) { return QCoreApplication::translate("RoundHistory", words); }

void take(const QJsonObject& object, QLatin1String key, std::optional<double>& value) {
    if (object.value(key).isDouble())
        value = object.value(key).toDouble();
}

/// The point with the largest N that the PRM has a value at.
void takeBestOfN(const QJsonArray& curve, ui::RoundRow& row) {
    for (const QJsonValue& value : curve) {
        const QJsonObject point = value.toObject();
        const int n = point.value(u"n").toInt();
        if (n <= row.best_of || !point.value(u"prm").isDouble())
            continue;
        row.best_of = n;
        row.prm.reset();
        row.orm.reset();
        row.majority.reset();
        take(point, QLatin1String("prm"), row.prm);
        take(point, QLatin1String("orm"), row.orm);
        take(point, QLatin1String("majority"), row.majority);
    }
}

QString strategyText(const storage::Round& round) {
    QString words = QString::fromStdString(round.strategy);
    words.replace(u'-', u' ');
    if (round.strategy == "convincing-wrong")
        words = tr("%1, %2 %").arg(words, QString::number(std::lround(100 * round.wrong_share)));
    return words;
}

/// Share of the queued solutions with a wrong final answer, where answers are known.
void fillFromQueue(Session& session, RoundId round, ui::RoundRow& row) {
    const auto items = session.queue.list(round);
    row.queued = std::ssize(items);
    int known = 0, wrong = 0;
    for (const auto& item : items) {
        const auto solution = session.solutions.find(item.solution);
        if (!solution || !solution->correct)
            continue;
        ++known;
        wrong += !*solution->correct;
    }
    if (known > 0)
        row.wrong_share = static_cast<double>(wrong) / known;
}

bool roundJobRuns(Session& session) {
    for (const storage::Job& job : session.jobs.list(20))
        if (job.kind == "round" && job.state == storage::JobState::Running)
            return true;
    return false;
}

} // namespace

void readMetrics(const QByteArray& json, ui::RoundRow& row) {
    const QJsonObject metrics = QJsonDocument::fromJson(json).object();
    row.labels = metrics.value(u"labels").toInteger(row.labels);
    row.queued = metrics.value(u"queued").toInteger(row.queued);
    take(metrics, QLatin1String("wrong_share"), row.wrong_share);
    take(metrics, QLatin1String("step_auc"), row.step_auc);
    take(metrics, QLatin1String("step_auc_within"), row.step_auc_within);
    takeBestOfN(metrics.value(u"best_of_n").toArray(), row);
    if (metrics.value(u"state").isString())
        row.state = metrics.value(u"state").toString();
}

std::vector<ui::RoundRow> roundHistory(Session& session) {
    std::vector<ui::RoundRow> rows;
    const auto rounds = session.rounds.list();
    for (const storage::Round& round : rounds) {
        ui::RoundRow row;
        row.number = static_cast<int>(round.number);
        row.started = QDateTime::fromString(QString::fromStdString(round.created_at), Qt::ISODateWithMs);
        row.strategy = strategyText(round);
        row.state = round.id == rounds.back().id && roundJobRuns(session) ? tr("running") : tr("queued");
        fillFromQueue(session, round.id, row);
        for (const auto& evaluation : session.evaluations.ofRound(round.id))
            if (evaluation.kind == "round")
                readMetrics(QByteArray::fromStdString(evaluation.metrics), row);
        rows.push_back(std::move(row));
    }
    return rows;
}

ui::RoundRequest proposedRound(Session& session) {
    ui::RoundRequest request;
    const auto last = session.rounds.latest();
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
    return request;
}

} // namespace stepmark::desktop
