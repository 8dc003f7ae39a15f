// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/transfer_controller.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

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

} // namespace

TransferController::TransferController(JobRunner& jobs, QObject* parent)
    : QObject(parent)
    , m_jobs(jobs) {
    connect(&jobs, &JobRunner::ended, this, &TransferController::ended);
}

void TransferController::start(const QString& kind, const QString& title, const QStringList& arguments) {
    if (m_path.isEmpty())
        return;
    if (!m_jobs.start(kind, title, arguments))
        Q_EMIT notice(tr("Another job runs: wait for its end, or cancel it on the Rounds page."), true);
}

void TransferController::importFiles(const QStringList& files) {
    if (!files.isEmpty())
        start(QStringLiteral("import"), tr("import"),
              QStringList{QStringLiteral("import"), m_path} + files + QStringList{QStringLiteral("--json")});
}

void TransferController::exportTo(const QString& file, const QString& format) {
    m_target = file;
    start(QStringLiteral("export"), tr("export"),
          {QStringLiteral("export"), m_path, file, QStringLiteral("--format"), format, QStringLiteral("--json")});
}

void TransferController::ended(const QString& kind, const WorkerOutcome& outcome) {
    const bool is_import = kind == QLatin1String("import");
    if (!is_import && kind != QLatin1String("export"))
        return;
    if (outcome.kind == WorkerOutcome::Kind::Cancelled) {
        Q_EMIT notice(
            is_import ? tr("The import was cancelled; nothing was taken in.") : tr("The export was cancelled."), false);
        return;
    }
    if (outcome.kind != WorkerOutcome::Kind::Done) {
        Q_EMIT notice(outcome.message, true);
        return;
    }
    const auto number = [&](const char* key) {
        return QLocale().toString(countOf(outcome.result, QLatin1String(key)));
    };
    if (!is_import) {
        Q_EMIT notice(tr("%1 rows written to %2.").arg(number("rows"), QFileInfo(m_target).fileName()), false);
        return;
    }
    Q_EMIT notice(tr("Imported: %1 problems, %2 solutions, %3 ratings.")
                      .arg(number("problems"), number("solutions"), number("ratings")),
                  false);
    Q_EMIT imported();
}

} // namespace stepmark::desktop
