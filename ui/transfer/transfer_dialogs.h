// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfer/hold_out_view.h"
#include "ui/transfer/transfer_view.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <utility>
#include <vector>

namespace stepmark::ui {

class ExportDialog;
class HoldOutDialog;
class ImportDialog;

/// The dialogs that bring problems in and out of a project, and move them between its splits: at most one of each over
/// the window. Main thread only.
class TransferDialogs : public QObject {
    Q_OBJECT
public:
    explicit TransferDialogs(QWidget& window);

    ImportDialog* importDialog() const; ///< nullptr: none is open
    ExportDialog* exportDialog() const;
    HoldOutDialog* holdOutDialog() const;
    /// What import and export offer.
    void setFormats(std::vector<FormatItem> formats) { m_formats = std::move(formats); }

    void askImport(); ///< for the files first
    void openImport(const QStringList& files);
    void askExport();
    void askHoldOut();
    /// There is no project any more.
    void close();

Q_SIGNALS:
    void importPreviewWanted(const stepmark::ui::ImportChoice& choice);
    void importRequested(const stepmark::ui::ImportChoice& choice);
    void exportCountsWanted(const stepmark::ui::ExportChoice& choice);
    void exportRequested(const stepmark::ui::ExportChoice& choice);
    void transferCancelRequested();
    void holdOutCountsWanted(const stepmark::ui::HoldOutChoice& choice);
    void holdOutRequested(const stepmark::ui::HoldOutChoice& choice);

private:
    QWidget& m_window;
    std::vector<FormatItem> m_formats;
    QPointer<ImportDialog> m_import;
    QPointer<ExportDialog> m_export;
    QPointer<HoldOutDialog> m_hold_out;
};

} // namespace stepmark::ui
