// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/save_as.h"

#include "ui/charts/plot_export.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SaveAs)
};

SaveAs::Outcome outcomeOf(const QString& error, const QString& path) {
    return error.isEmpty() ? SaveAs::Outcome{Words::tr("Saved %1.").arg(QFileInfo(path).fileName()), false}
                           : SaveAs::Outcome{error, true};
}

} // namespace

QString SaveAs::askName(const QString& name, const QString& suffix) {
    const QString folder = m_folder.isEmpty() ? QDir::homePath() : m_folder;
    // The dialog itself adds the suffix: else it would ask about another file than the one that is replaced.
    QFileDialog dialog(m_parent, Words::tr("Save"), folder, QStringLiteral("*.%1").arg(suffix));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(name + QLatin1Char('.') + suffix);
    if (dialog.exec() != QDialog::Accepted)
        return {};
    const QString path = dialog.selectedFiles().value(0);
    m_folder = QFileInfo(path).path();
    return path;
}

std::optional<SaveAs::Outcome> SaveAs::plot(const Plot& plot, const QString& suffix) {
    const QString path = askName(plot.key, suffix);
    if (path.isEmpty())
        return std::nullopt;
    return outcomeOf(savePlot(plot, path), path);
}

std::optional<SaveAs::Outcome> SaveAs::table(const QByteArray& csv, const QString& name) {
    const QString path = askName(name, QStringLiteral("csv"));
    if (path.isEmpty())
        return std::nullopt;
    return outcomeOf(saveBytes(csv, path), path);
}

} // namespace stepmark::ui
