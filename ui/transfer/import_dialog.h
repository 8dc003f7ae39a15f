// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job_view.h"
#include "ui/transfer/transfer_view.h"

#include <QDialog>

class QFrame;
class QListWidget;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace stepmark::ui {

class ImportChoices;
class ImportReport;
class PlainLabel;
class ThinBar;

/// Files to be read: what they are found to hold, how they will be read, then how far the import is and what it took
/// in, file by file. Asks for a preview after every change, and what labels mean that could mean two things; says what
/// to import. Main thread only.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    /// Asking: what 0 means.
    enum class State { Looking, Asking, Ready, Unusable, Importing, Failed, Done };

    ImportDialog(const QStringList& files, const std::vector<FormatItem>& formats, QWidget* parent = nullptr);

    State state() const { return m_state; }
    ImportChoice choice() const;
    /// Makes it ask for the first preview.
    void begin() { askPreview(); }
    QPushButton* importButton() const { return m_import; }
    ImportChoices* choices() const { return m_choices; }
    ImportReport* report() const { return m_report; }
    QPushButton* zeroIsWrong() const { return m_wrong; }
    QPushButton* zeroIsNeutral() const { return m_neutral; }
    QString headline() const;
    QString summary() const;
    QString problemText() const;

public Q_SLOTS:
    void setPreview(const std::vector<stepmark::ui::FilePreview>& previews);
    void setPreviewFailed(const QString& message);
    void setProgress(const stepmark::ui::JobView& job);
    void setFailed(const stepmark::ui::TransferError& error);
    void setCancelled();
    void setDone(const std::vector<stepmark::ui::ImportedFile>& files);

Q_SIGNALS:
    void previewWanted(const stepmark::ui::ImportChoice& choice);
    void importWanted(const stepmark::ui::ImportChoice& choice);
    void cancelWanted();

protected:
    void reject() override;

private:
    QWidget* buildQuestion();
    QWidget* buildFiles();
    void buildError(QVBoxLayout* column);
    QWidget* buildFoot();
    void askPreview();
    void setState(State state);
    QString headlineOf(State state) const;
    void showFile(int index);
    void showSample(const FilePreview& preview);
    void showError(const QString& message, qint64 line, const QString& text);

    QStringList m_paths;
    std::vector<FormatItem> m_formats;
    std::vector<FilePreview> m_previews;
    State m_state = State::Looking;
    ImportChoices* m_choices = nullptr;
    QFrame* m_question = nullptr;
    QPushButton* m_wrong = nullptr;
    QPushButton* m_neutral = nullptr;
    QListWidget* m_files = nullptr;
    PlainLabel* m_headline = nullptr;
    PlainLabel* m_summary = nullptr;
    PlainLabel* m_error = nullptr;
    PlainLabel* m_error_line = nullptr;
    QTreeWidget* m_sample = nullptr;
    ImportReport* m_report = nullptr;
    ThinBar* m_bar = nullptr;
    PlainLabel* m_progress = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace stepmark::ui
