// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/hold_out_controller.h"

#include "app/desktop/text.h"
#include "ui/transfer/hold_out_dialog.h"

#include <QLocale>

#include <utility>

namespace stepmark::desktop {

namespace {

QStringList arguments(const QString& project, const ui::HoldOutChoice& choice, bool preview) {
    QStringList words{QStringLiteral("split"), project, QStringLiteral("--to"), text(toText(choice.to))};
    if (choice.to != Split::Train) // back go all that were moved
        words << QStringLiteral("--share") << QString::number(choice.share) << QStringLiteral("--seed")
              << QString::number(choice.seed);
    if (choice.may_empty)
        words << QStringLiteral("--yes");
    if (preview)
        words << QStringLiteral("--plan");
    return words << QStringLiteral("--json");
}

} // namespace

ui::HoldOutCounts holdOutCountsFrom(const QJsonObject& result) {
    const auto number = [&](QStringView key) { return result.value(key).toInteger(); };
    ui::HoldOutCounts counts{number(u"moved"),
                             number(u"rated_moved"),
                             number(u"left_in_train"),
                             number(u"rated_left"),
                             {},
                             result.value(u"leaves_nothing").toBool()};
    if (result.value(u"trained_on").isDouble())
        counts.trained_on = number(u"trained_on");
    return counts;
}

HoldOutController::HoldOutController(ui::TransferDialogs& dialogs, const QString& worker_program, QObject* parent)
    : QObject(parent)
    , m_dialogs(dialogs)
    , m_worker(worker_program) {
    connect(&dialogs, &ui::TransferDialogs::holdOutCountsWanted, this, [this](auto& choice) { call({choice, true}); });
    connect(&dialogs, &ui::TransferDialogs::holdOutRequested, this, [this](auto& choice) { call({choice, false}); });
    connect(&m_worker, &WorkerProcess::ended, this, &HoldOutController::ended);
}

void HoldOutController::end() {
    m_path.clear();
    m_next.reset();
    m_worker.cancel();
}

void HoldOutController::call(const Call& wanted) {
    if (m_path.isEmpty())
        return;
    if (m_worker.isRunning()) {
        m_next = wanted;
        if (m_call && m_call->preview)
            m_worker.cancel(); // its answer is of no use any more
        return;
    }
    m_call = wanted;
    m_worker.start(arguments(m_path, wanted.choice, wanted.preview));
}

void HoldOutController::ended(const WorkerOutcome& outcome) {
    const auto call_made = std::exchange(m_call, std::nullopt);
    if (call_made && !m_path.isEmpty() && !call_made->preview)
        done(outcome);
    if (const auto next = std::exchange(m_next, std::nullopt)) {
        // The process object is free once its signal has been answered.
        QMetaObject::invokeMethod(
            this, [this, next] { call(*next); }, Qt::QueuedConnection);
        return;
    }
    if (call_made && call_made->preview)
        previewed(outcome);
}

void HoldOutController::previewed(const WorkerOutcome& outcome) {
    auto* dialog = m_dialogs.holdOutDialog();
    if (!dialog)
        return;
    if (outcome.kind == WorkerOutcome::Kind::Done)
        dialog->setCounts(holdOutCountsFrom(outcome.result));
    else if (outcome.kind != WorkerOutcome::Kind::Cancelled)
        dialog->setFailed(outcome.message);
}

void HoldOutController::done(const WorkerOutcome& outcome) {
    auto* dialog = m_dialogs.holdOutDialog();
    if (outcome.kind != WorkerOutcome::Kind::Done) {
        if (dialog)
            dialog->setFailed(outcome.message);
        Q_EMIT notice(outcome.message, true);
    } else {
        const auto counts = holdOutCountsFrom(outcome.result);
        const QString summary = tr("%1 problems were moved; %2 are in training.")
                                    .arg(QLocale().toString(counts.moved), QLocale().toString(counts.left_in_train));
        if (dialog)
            dialog->setDone(summary);
        Q_EMIT notice(summary, false);
    }
    Q_EMIT moved(); // a part of them may have been, whatever the end
}

} // namespace stepmark::desktop
