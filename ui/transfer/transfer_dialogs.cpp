// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_dialogs.h"

#include "ui/transfer/export_dialog.h"
#include "ui/transfer/format_list.h"
#include "ui/transfer/hold_out_dialog.h"
#include "ui/transfer/import_dialog.h"
#include "ui/widgets/file_dialog.h"

#include <QDir>

namespace stepmark::ui {

TransferDialogs::TransferDialogs(QWidget& window)
    : m_window(window) {}

ImportDialog* TransferDialogs::importDialog() const { return m_import; }

ExportDialog* TransferDialogs::exportDialog() const { return m_export; }

HoldOutDialog* TransferDialogs::holdOutDialog() const { return m_hold_out; }

void TransferDialogs::askImport() {
    openImport(askFilesToOpen(&m_window, tr("Import"), QDir::homePath(), fileFilter(m_formats)));
}

void TransferDialogs::openImport(const QStringList& files) {
    if (files.isEmpty() || m_window.windowFilePath().isEmpty())
        return;
    if (m_import && m_import->state() == ImportDialog::State::Importing) {
        m_import->raise();
        return;
    }
    delete m_import;
    m_import = new ImportDialog(files, m_formats, &m_window);
    m_import->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_import, &ImportDialog::previewWanted, this, &TransferDialogs::importPreviewWanted);
    connect(m_import, &ImportDialog::importWanted, this, &TransferDialogs::importRequested);
    connect(m_import, &ImportDialog::cancelWanted, this, &TransferDialogs::transferCancelRequested);
    m_import->show();
    m_import->begin();
}

void TransferDialogs::askExport() {
    if (m_export) {
        m_export->raise();
        return;
    }
    m_export = new ExportDialog(QStringLiteral("prm800k"), m_formats, &m_window);
    m_export->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_export, &ExportDialog::countsWanted, this, &TransferDialogs::exportCountsWanted);
    connect(m_export, &ExportDialog::exportWanted, this, &TransferDialogs::exportRequested);
    connect(m_export, &ExportDialog::cancelWanted, this, &TransferDialogs::transferCancelRequested);
    m_export->show();
    m_export->begin();
}

void TransferDialogs::askHoldOut() {
    if (m_hold_out) {
        m_hold_out->raise();
        return;
    }
    m_hold_out = new HoldOutDialog(&m_window);
    m_hold_out->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_hold_out, &HoldOutDialog::countsWanted, this, &TransferDialogs::holdOutCountsWanted);
    connect(m_hold_out, &HoldOutDialog::moveWanted, this, &TransferDialogs::holdOutRequested);
    m_hold_out->show();
    m_hold_out->begin();
}

void TransferDialogs::close() {
    delete m_import;
    delete m_export;
}

} // namespace stepmark::ui
