// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/save_as.h"

#include "ui/charts/plot_export.h"
#include "ui/widgets/file_dialog.h"
#include "ui/widgets/save_bytes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SaveAs)
};

} // namespace

QString SaveAs::askName(const QString& name, const QString& suffix) {
    const QString folder = m_folder.isEmpty() ? QDir::homePath() : m_folder;
    const QString path =
        askFileToSave(m_parent, Words::tr("Save"), QDir(folder).filePath(name + QLatin1Char('.') + suffix),
                      QStringLiteral("*.%1").arg(suffix), suffix);
    if (!path.isEmpty())
        m_folder = QFileInfo(path).path();
    return path;
}

void SaveAs::tell(const QString& error, const QString& path) const {
    m_tell(error.isEmpty() ? Words::tr("Saved %1.").arg(QFileInfo(path).fileName()) : error, !error.isEmpty());
}

void SaveAs::plot(const Plot& plot, const QString& suffix) {
    if (const QString path = askName(plot.key, suffix); !path.isEmpty())
        tell(savePlot(plot, path), path);
}

void SaveAs::table(const QByteArray& csv, const QString& name) {
    if (const QString path = askName(name, QStringLiteral("csv")); !path.isEmpty())
        tell(saveBytes(csv, path), path);
}

} // namespace stepmark::ui
