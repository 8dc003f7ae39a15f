// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/label_task.h"

#include <QWidget>

class QFormLayout;
class QPlainTextEdit;
class QVBoxLayout;

namespace stepmark::ui {

class ElidedLabel;
class KeyHint;
class PlainLabel;
class TextBlock;

/// Beside the steps: this solution, the model's opinion, this session, the note. What could lead the labeler stays
/// hidden until asked for. Main thread only.
class SidePanel : public QWidget {
    Q_OBJECT
public:
    struct Reveal {
        bool reference = false;
        bool why = false;
        bool opinion = false;
    };

    explicit SidePanel(QWidget* parent = nullptr);

    void setTask(const LabelTask& task);
    void setReveal(const Reveal& reveal);
    void setFlagged(bool flagged);
    void setTime(qint64 total_ms);
    void setSession(const SessionStats& stats);
    QString note() const;
    QPlainTextEdit* noteField() const { return m_note; }
    QString selectedText() const;
    /// What stands beside "reference" and "why queued" now; for tests.
    QString referenceShown() const;
    QString whyShown() const;

Q_SIGNALS:
    void keyWanted(int key);
    void noteEdited();

private:
    QVBoxLayout* addSection(const QString& caption);
    ElidedLabel* addRow(QVBoxLayout* section, const QString& name);
    KeyHint* addHidden(QVBoxLayout* section, const QString& key, int code, const QString& text);
    void buildSolution();
    void buildOpinion();
    void buildSession();
    void buildNote();

    QVBoxLayout* m_layout = nullptr;
    LabelTask m_task;
    TextBlock* m_answer = nullptr;
    TextBlock* m_reference = nullptr;
    TextBlock* m_why = nullptr;
    KeyHint* m_reference_key = nullptr;
    KeyHint* m_why_key = nullptr;
    PlainLabel* m_opinion = nullptr;
    KeyHint* m_opinion_key = nullptr;
    ElidedLabel* m_time = nullptr;
    ElidedLabel* m_flag = nullptr;
    ElidedLabel* m_solutions = nullptr;
    ElidedLabel* m_steps = nullptr;
    ElidedLabel* m_median = nullptr;
    ElidedLabel* m_errors = nullptr;
    QPlainTextEdit* m_note = nullptr;
};

/// "0:21", "1:02:03".
QString clockText(qint64 ms);

} // namespace stepmark::ui
