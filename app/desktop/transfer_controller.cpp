// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/transfer_controller.h"

#include "app/desktop/transfer_words.h"
#include "ui/transfer/export_dialog.h"
#include "ui/transfer/import_dialog.h"
#include "ui/widgets/sentences.h"

#include <QFileInfo>
#include <QLocale>

#include <numeric>
#include <utility>

namespace stepmark::desktop {

TransferController::TransferController(JobRunner& jobs, ui::TransferDialogs& dialogs, const QString& worker_program,
                                       QObject* parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_dialogs(dialogs)
    , m_look(worker_program) {
    dialogs.setFormats(formatItems());
    connect(&dialogs, &ui::TransferDialogs::importPreviewWanted, this, &TransferController::preview);
    connect(&dialogs, &ui::TransferDialogs::importRequested, this, &TransferController::importFiles);
    connect(&dialogs, &ui::TransferDialogs::exportCountsWanted, this, &TransferController::count);
    connect(&dialogs, &ui::TransferDialogs::exportRequested, this, &TransferController::exportTo);
    connect(&dialogs, &ui::TransferDialogs::transferCancelRequested, this, [this] {
        if (!m_running.isEmpty())
            m_jobs.cancel(0);
    });
    connect(&m_look, &WorkerProcess::ended, this, &TransferController::looked);
    connect(&jobs, &JobRunner::jobChanged, this, &TransferController::progressed);
    connect(&jobs, &JobRunner::ended, this, &TransferController::ended);
}

void TransferController::end() {
    m_path.clear();
    m_running.clear();
    m_next_look.reset();
    m_looking = Look::None;
    m_look.cancel();
}

// --- what it would do ------------------------------------------------------------------------------------------------

void TransferController::preview(const ui::ImportChoice& choice) {
    if (!m_path.isEmpty())
        look(Look::Import, importArguments(m_path, choice) << QStringLiteral("--plan"));
}

void TransferController::count(const ui::ExportChoice& choice) {
    if (!m_path.isEmpty())
        look(Look::Export, exportArguments(m_path, choice) << QStringLiteral("--plan"));
}

void TransferController::look(Look what, const QStringList& arguments) {
    if (m_look.isRunning()) {
        m_next_look = {what, arguments};
        m_look.cancel(); // its answer is of no use any more
        return;
    }
    m_looking = what;
    m_look.start(arguments);
}

void TransferController::looked(const WorkerOutcome& outcome) {
    const Look what = std::exchange(m_looking, Look::None);
    if (const auto next = std::exchange(m_next_look, std::nullopt)) {
        // The process object is free once its signal has been answered.
        QMetaObject::invokeMethod(
            this, [this, next] { look(next->first, next->second); }, Qt::QueuedConnection);
        return;
    }
    const bool done = outcome.kind == WorkerOutcome::Kind::Done;
    if (auto* dialog = m_dialogs.importDialog(); dialog && what == Look::Import)
        done ? dialog->setPreview(previewsFrom(outcome.result)) : dialog->setPreviewFailed(outcome.message);
    if (auto* dialog = m_dialogs.exportDialog(); dialog && what == Look::Export && done)
        dialog->setCounts(exportCountsFrom(outcome.result));
}

// --- doing it --------------------------------------------------------------------------------------------------------

QString TransferController::whyNot() const {
    return tr("Another job runs: wait for its end, or cancel it on the Rounds page.");
}

bool TransferController::start(const QString& kind, const QString& title, const QStringList& arguments) {
    if (m_path.isEmpty())
        return false;
    if (!m_jobs.start(kind, title, {arguments, {}})) {
        Q_EMIT notice(whyNot(), true);
        return false;
    }
    m_running = kind;
    return true;
}

void TransferController::importFiles(const ui::ImportChoice& choice) {
    if (choice.files.isEmpty() || start(QStringLiteral("import"), tr("import"), importArguments(m_path, choice)))
        return;
    if (auto* dialog = m_dialogs.importDialog())
        dialog->setFailed({whyNot(), 0, {}});
}

void TransferController::exportTo(const ui::ExportChoice& choice) {
    m_target = choice.file;
    if (start(QStringLiteral("export"), tr("export"), exportArguments(m_path, choice)))
        return;
    if (auto* dialog = m_dialogs.exportDialog())
        dialog->setFailed(whyNot());
}

void TransferController::progressed(const std::optional<ui::JobView>& job) {
    if (!job || m_running.isEmpty())
        return;
    if (auto* dialog = m_dialogs.importDialog(); dialog && m_running == QLatin1String("import"))
        dialog->setProgress(*job);
    if (auto* dialog = m_dialogs.exportDialog(); dialog && m_running == QLatin1String("export"))
        dialog->setProgress(*job);
}

void TransferController::ended(const QString& kind, const WorkerOutcome& outcome) {
    if (kind != QLatin1String("import") && kind != QLatin1String("export"))
        return;
    m_running.clear();
    kind == QLatin1String("import") ? importEnded(outcome) : exportEnded(outcome);
}

void TransferController::importEnded(const WorkerOutcome& outcome) {
    auto* dialog = m_dialogs.importDialog();
    if (outcome.kind == WorkerOutcome::Kind::Cancelled) {
        if (dialog)
            dialog->setCancelled();
        Q_EMIT notice(tr("The import was cancelled; nothing was taken in."), false);
        return;
    }
    if (outcome.kind != WorkerOutcome::Kind::Done) {
        if (dialog)
            dialog->setFailed(
                {outcome.message, outcome.result.value(u"line").toInteger(), outcome.result.value(u"text").toString()});
        Q_EMIT notice(outcome.message, true);
        return;
    }
    const auto files = importedFrom(outcome.result);
    const auto sum = [&](qint64 ui::ImportedFile::*count) {
        return QLocale().toString(std::accumulate(files.begin(), files.end(), qint64(0),
                                                  [&](qint64 all, const auto& file) { return all + file.*count; }));
    };
    if (dialog)
        dialog->setDone(files);
    const QString summary = tr("Imported: %1 problems, %2 solutions, %3 ratings; known already: %4 rows.")
                                .arg(sum(&ui::ImportedFile::problems), sum(&ui::ImportedFile::solutions),
                                     sum(&ui::ImportedFile::standing), sum(&ui::ImportedFile::repeated));
    Q_EMIT notice(summary, false);
    Q_EMIT imported();
}

void TransferController::exportEnded(const WorkerOutcome& outcome) {
    auto* dialog = m_dialogs.exportDialog();
    if (outcome.kind == WorkerOutcome::Kind::Cancelled) {
        if (dialog)
            dialog->setCancelled();
        Q_EMIT notice(tr("The export was cancelled."), false);
        return;
    }
    if (outcome.kind != WorkerOutcome::Kind::Done) {
        if (dialog)
            dialog->setFailed(outcome.message);
        Q_EMIT notice(outcome.message, true);
        return;
    }
    const ui::ExportCounts counts = exportCountsFrom(outcome.result);
    const qint64 not_held = counts.not_held;
    const QString summary =
        tr("%1 rows written to %2.").arg(QLocale().toString(counts.rows), QFileInfo(m_target).fileName());
    const QString all =
        not_held == 0
            ? summary
            : ui::sentences(summary, tr("Left out, as the format has no place for it: %1 marks and solutions.")
                                         .arg(QLocale().toString(not_held)));
    if (dialog)
        dialog->setDone(all);
    Q_EMIT notice(all, false);
}

} // namespace stepmark::desktop
