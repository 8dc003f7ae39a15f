// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/weakstrong/study_view.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace stepmark::ui {

class PlainLabel;

/// Where a new task comes from: files whose rows tell their kind, the built-in sample, the project's ratings. Main
/// thread only.
class AddTaskDialog : public QDialog {
    Q_OBJECT
public:
    /// `taken`: names of the tasks that there are.
    explicit AddTaskDialog(QStringList taken, QWidget* parent = nullptr);

    NewTask task() const;
    QString problem() const; ///< empty: it can be added
    QComboBox* fromField() const { return m_from; }
    QComboBox* exampleField() const { return m_example; }
    QLineEdit* nameField() const { return m_name; }
    QPlainTextEdit* filesField() const { return m_files; }
    QPlainTextEdit* testFilesField() const { return m_test_files; }
    QPlainTextEdit* benchmarkField() const { return m_benchmark; }
    QPushButton* addButton() const { return m_add; }

private:
    QWidget* buildFiles();
    QWidget* buildExample();
    QWidget* buildRatings();
    QPlainTextEdit* addFileField(QVBoxLayout* layout, const QString& name, const QString& meaning);
    void buildFoot(QVBoxLayout* layout);
    NewTask::From from() const;
    void refresh();

    QStringList m_taken;
    QComboBox* m_from = nullptr;
    QComboBox* m_example = nullptr;
    QStackedWidget* m_stack = nullptr;
    QPlainTextEdit* m_files = nullptr;
    QPlainTextEdit* m_test_files = nullptr;
    QPlainTextEdit* m_benchmark = nullptr; ///< files of solutions whose first wrong step is known
    QLineEdit* m_name = nullptr;
    PlainLabel* m_why_not = nullptr;
    QPushButton* m_add = nullptr;
};

} // namespace stepmark::ui
