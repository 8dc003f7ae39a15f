// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/round_view.h"
#include "ui/transfer/transfer_view.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTreeWidget;

namespace stepmark::ui {

class PlainLabel;
class TextBlock;
class ThinBar;

/// Files to be read: what they are found to hold, how they will be read, then how far the import is and how it ended.
/// Asks for a preview after every change; says what to import. Main thread only.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    enum class State { Looking, Ready, Unusable, Importing, Failed, Done };

    explicit ImportDialog(const QStringList& files, QWidget* parent = nullptr);

    State state() const { return m_state; }
    ImportChoice choice() const;
    /// Makes it ask for the first preview.
    void begin() { askPreview(); }
    QPushButton* importButton() const { return m_import; }
    QComboBox* formatField() const { return m_format; }
    QString headline() const;
    QString problemText() const;

public Q_SLOTS:
    void setPreview(const std::vector<stepmark::ui::FilePreview>& previews);
    void setPreviewFailed(const QString& message);
    void setProgress(const stepmark::ui::JobView& job);
    void setFailed(const stepmark::ui::TransferError& error);
    void setCancelled();
    void setDone(const QString& summary);

Q_SIGNALS:
    void previewWanted(const stepmark::ui::ImportChoice& choice);
    void importWanted(const stepmark::ui::ImportChoice& choice);
    void cancelWanted();

protected:
    void reject() override;

private:
    QWidget* buildChoices();
    QWidget* buildFiles();
    QWidget* buildFoot();
    void askPreview();
    void setState(State state);
    void showFile(int index);
    void showSample(const FilePreview& preview);
    void showError(const QString& message, qint64 line, const QString& text);
    QString summaryOf(const FilePreview& preview) const;

    QStringList m_paths;
    std::vector<FilePreview> m_previews;
    State m_state = State::Looking;
    QComboBox* m_format = nullptr;
    QComboBox* m_split = nullptr;
    QLineEdit* m_source = nullptr;
    QListWidget* m_files = nullptr;
    PlainLabel* m_headline = nullptr;
    PlainLabel* m_summary = nullptr;
    PlainLabel* m_error = nullptr;
    PlainLabel* m_error_line = nullptr;
    QTreeWidget* m_sample = nullptr;
    ThinBar* m_bar = nullptr;
    PlainLabel* m_progress = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_cancel = nullptr;
};

/// "PRM800K rows" for stepmarkctl's word.
QString formatName(const QString& format);

} // namespace stepmark::ui
