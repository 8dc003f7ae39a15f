// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/transfer_controller.h"

#include "ui/transfer/export_dialog.h"
#include "ui/transfer/import_dialog.h"
#include "ui/widgets/sentences.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

#include <utility>

namespace stepmark::desktop {

namespace {

/// A count of the worker's report: on top, or added up over its `files`.
qint64 countOf(const QJsonObject& result, QLatin1String key) {
    if (result.value(key).isDouble())
        return result.value(key).toInteger();
    qint64 sum = 0;
    for (const QJsonValue& file : result.value(u"files").toArray())
        sum += file.toObject().value(key).toInteger();
    return sum;
}

std::optional<QString> maybeText(const QJsonValue& value) {
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

ui::PreviewItem itemFrom(const QJsonObject& row) {
    ui::PreviewItem item;
    item.line = row.value(u"line").toInteger();
    item.problem = row.value(u"problem").toString();
    item.reference_answer = maybeText(row.value(u"answer"));
    item.has_solution = row.value(u"has_solution").toBool();
    for (const QJsonValue& step : row.value(u"step_texts").toArray())
        item.steps.append(step.toString());
    for (const QJsonValue& label : row.value(u"step_ratings").toArray())
        item.labels.push_back(label.isDouble() ? ratingFromInt(label.toInt()) : std::nullopt);
    item.final_answer = maybeText(row.value(u"final_answer"));
    item.split = row.value(u"split").toString();
    item.source = row.value(u"source").toString();
    item.repeated = row.value(u"repeated").toBool();
    return item;
}

QStringList withOption(QStringList arguments, const QString& option, const QString& value) {
    return value.isEmpty() ? arguments : arguments << option << value;
}

QStringList importArguments(const QString& project, const ui::ImportChoice& choice) {
    QStringList arguments = QStringList{QStringLiteral("import"), project} + choice.files;
    arguments = withOption(arguments, QStringLiteral("--format"), choice.format);
    arguments = withOption(arguments, QStringLiteral("--split"), choice.split);
    return withOption(arguments, QStringLiteral("--source"), choice.source) << QStringLiteral("--json");
}

QStringList exportArguments(const QString& project, const ui::ExportChoice& choice) {
    QStringList arguments{QStringLiteral("export"), project, choice.file, QStringLiteral("--format"), choice.format};
    arguments = withOption(arguments, QStringLiteral("--neutral"), choice.neutral);
    return withOption(arguments, QStringLiteral("--split"), choice.split) << QStringLiteral("--json");
}

/// What an export left out. Neutral marks have a choice of their own in the dialog.
qint64 notHeld(const QJsonObject& result) {
    const QJsonObject counts = result.value(u"not_held").toObject();
    qint64 sum = 0;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        if (count.key() != QLatin1String("neutral") && count.key() != QLatin1String("steps"))
            sum += count.value().toInteger();
    return sum;
}

} // namespace

std::vector<ui::FilePreview> previewsFrom(const QJsonObject& result) {
    std::vector<ui::FilePreview> previews;
    for (const QJsonValue& value : result.value(u"files").toArray()) {
        const QJsonObject file = value.toObject();
        const auto number = [&](QStringView key) { return file.value(key).toInteger(); };
        ui::FilePreview preview;
        preview.file = file.value(u"file").toString();
        preview.format = file.value(u"format").toString();
        preview.rows = number(u"rows");
        preview.whole_file = file.value(u"whole_file").toBool();
        preview.estimated_rows = number(u"estimated_rows");
        preview.problems = number(u"problems");
        preview.solutions = number(u"solutions");
        preview.steps = number(u"steps");
        preview.ratings = number(u"rating_events");
        preview.repeated = number(u"repeated");
        preview.without_answer = number(u"without_answer");
        for (const QJsonValue& row : file.value(u"sample").toArray())
            preview.sample.push_back(itemFrom(row.toObject()));
        const QJsonObject error = file.value(u"error").toObject();
        preview.error = error.value(u"message").toString();
        preview.error_line = error.value(u"line").toInteger();
        preview.error_text = error.value(u"text").toString();
        previews.push_back(std::move(preview));
    }
    return previews;
}

TransferController::TransferController(JobRunner& jobs, ui::MainWindow& window, const QString& worker_program,
                                       QObject* parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_window(window)
    , m_look(worker_program) {
    connect(&window, &ui::MainWindow::importPreviewWanted, this, &TransferController::preview);
    connect(&window, &ui::MainWindow::importRequested, this, &TransferController::importFiles);
    connect(&window, &ui::MainWindow::exportCountsWanted, this, &TransferController::count);
    connect(&window, &ui::MainWindow::exportRequested, this, &TransferController::exportTo);
    connect(&window, &ui::MainWindow::transferCancelRequested, this, [this] {
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
        look(Look::Import, importArguments(m_path, choice) << QStringLiteral("--preview"));
}

void TransferController::count(const ui::ExportChoice& choice) {
    if (!m_path.isEmpty())
        look(Look::Export, exportArguments(m_path, choice) << QStringLiteral("--preview"));
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
    if (auto* dialog = m_window.importDialog(); dialog && what == Look::Import)
        done ? dialog->setPreview(previewsFrom(outcome.result)) : dialog->setPreviewFailed(outcome.message);
    if (auto* dialog = m_window.exportDialog(); dialog && what == Look::Export && done) {
        const auto number = [&](QStringView key) { return outcome.result.value(key).toInteger(); };
        dialog->setCounts(
            {number(u"rows"), number(u"positive"), number(u"neutral"), number(u"negative"), notHeld(outcome.result)});
    }
}

// --- doing it --------------------------------------------------------------------------------------------------------

QString TransferController::whyNot() const {
    return tr("Another job runs: wait for its end, or cancel it on the Rounds page.");
}

bool TransferController::start(const QString& kind, const QString& title, const QStringList& arguments) {
    if (m_path.isEmpty())
        return false;
    if (!m_jobs.start(kind, title, arguments)) {
        Q_EMIT notice(whyNot(), true);
        return false;
    }
    m_running = kind;
    return true;
}

void TransferController::importFiles(const ui::ImportChoice& choice) {
    if (choice.files.isEmpty() || start(QStringLiteral("import"), tr("import"), importArguments(m_path, choice)))
        return;
    if (auto* dialog = m_window.importDialog())
        dialog->setFailed({whyNot(), 0, {}});
}

void TransferController::exportTo(const ui::ExportChoice& choice) {
    m_target = choice.file;
    if (start(QStringLiteral("export"), tr("export"), exportArguments(m_path, choice)))
        return;
    if (auto* dialog = m_window.exportDialog())
        dialog->setFailed(whyNot());
}

void TransferController::progressed(const std::optional<ui::JobView>& job) {
    if (!job || m_running.isEmpty())
        return;
    if (auto* dialog = m_window.importDialog(); dialog && m_running == QLatin1String("import"))
        dialog->setProgress(*job);
    if (auto* dialog = m_window.exportDialog(); dialog && m_running == QLatin1String("export"))
        dialog->setProgress(*job);
}

void TransferController::ended(const QString& kind, const WorkerOutcome& outcome) {
    if (kind != QLatin1String("import") && kind != QLatin1String("export"))
        return;
    m_running.clear();
    kind == QLatin1String("import") ? importEnded(outcome) : exportEnded(outcome);
}

void TransferController::importEnded(const WorkerOutcome& outcome) {
    auto* dialog = m_window.importDialog();
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
    const auto number = [&](const char* key) {
        return QLocale().toString(countOf(outcome.result, QLatin1String(key)));
    };
    QString summary = tr("Imported: %1 problems, %2 solutions, %3 ratings.")
                          .arg(number("problems"), number("solutions"), number("ratings"));
    if (countOf(outcome.result, QLatin1String("repeated")) > 0)
        summary = ui::sentences(summary, tr("%1 rows were in the project already.").arg(number("repeated")));
    if (dialog)
        dialog->setDone(summary);
    Q_EMIT notice(summary, false);
    Q_EMIT imported();
}

void TransferController::exportEnded(const WorkerOutcome& outcome) {
    auto* dialog = m_window.exportDialog();
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
    const QString summary =
        tr("%1 rows written to %2.")
            .arg(QLocale().toString(countOf(outcome.result, QLatin1String("rows"))), QFileInfo(m_target).fileName());
    const qint64 not_held = notHeld(outcome.result);
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
