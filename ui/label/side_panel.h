// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/key_map.h"
#include "ui/label/label_task.h"

#include <QWidget>

#include <utility>
#include <vector>

class QFormLayout;
class QPlainTextEdit;
class QVBoxLayout;

namespace stepmark::ui {

class ElidedLabel;
class KeyHint;
class PlainLabel;
class TextBlock;
class ThinBar;

/// Beside the steps: this solution, the model's opinion, the note, the queue and this session. What could lead the labeler stays
/// hidden until asked for. Main thread only.
class SidePanel : public QWidget {
    Q_OBJECT
public:
    struct Reveal {
        bool reference = false;
        bool why = false;
        bool thinking = false;
        bool opinion = false;
    };

    explicit SidePanel(QWidget* parent = nullptr);

    void setTask(const LabelTask& task);
    void setReveal(const Reveal& reveal);
    void setFlagged(bool flagged);
    void setKeys(const KeyMap& keys);
    /// Working time, pauses left out.
    void setTime(qint64 total_ms, qint64 step_ms);
    void setSession(const SessionStats& stats);
    QString note() const;
    QPlainTextEdit* noteField() const { return m_note; }
    QString selectedText() const;
    /// What stands beside "reference", "why queued" and "thinking" now; for tests.
    QString referenceShown() const;
    QString referenceSolutionShown() const;
    QString whyShown() const;
    QString thinkingShown() const;
    QString opinionShown() const;

Q_SIGNALS:
    void actionWanted(stepmark::ui::LabelAction action); ///< a click on a key's hint
    void noteEdited();

private:
    QVBoxLayout* addSection(const QString& caption);
    ElidedLabel* addRow(QVBoxLayout* section, const QString& name);
    KeyHint* addHint(QVBoxLayout* section, LabelAction action);
    void buildSolution();
    void buildReference(QVBoxLayout* section);
    void buildOpinion();
    void buildNote();
    void buildSession();

    QVBoxLayout* m_layout = nullptr;
    LabelTask m_task;
    TextBlock* m_answer = nullptr;
    TextBlock* m_reference = nullptr;
    QWidget* m_reference_solution_section = nullptr;
    TextBlock* m_reference_solution = nullptr;
    TextBlock* m_why = nullptr;
    TextBlock* m_thinking = nullptr;
    KeyHint* m_reference_key = nullptr;
    KeyHint* m_why_key = nullptr;
    KeyHint* m_thinking_key = nullptr;
    PlainLabel* m_opinion = nullptr;
    KeyHint* m_opinion_key = nullptr;
    std::vector<std::pair<LabelAction, KeyHint*>> m_hints;
    ElidedLabel* m_time = nullptr;
    ElidedLabel* m_step_time = nullptr;
    ElidedLabel* m_flag = nullptr;
    ThinBar* m_progress = nullptr;
    ElidedLabel* m_queue = nullptr;
    ElidedLabel* m_left = nullptr;
    ElidedLabel* m_pace = nullptr;
    ElidedLabel* m_solutions = nullptr;
    ElidedLabel* m_steps = nullptr;
    ElidedLabel* m_median = nullptr;
    ElidedLabel* m_errors = nullptr;
    QPlainTextEdit* m_note = nullptr;
};

/// "0:21", "1:02:03".
QString clockText(qint64 ms);

} // namespace stepmark::ui
