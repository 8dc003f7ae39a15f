// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/weakstrong/study_view.h"

#include <QFrame>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace stepmark::ui {

class FieldGrid;
class LadderField;
class MethodBoxes;
class PlainLabel;

/// What a new study shall be: a task, a ladder of models, methods. Main thread only.
class StudyForm : public QFrame {
    Q_OBJECT
public:
    explicit StudyForm(QWidget* parent = nullptr);

    /// The chosen one stays, where it is still there.
    void setTasks(const std::vector<TaskRow>& tasks);
    void chooseTask(const QString& name);
    StudySpec spec() const;
    void setSpec(const StudySpec& spec);
    /// Empty: the study can be started; else why not.
    void setBlocked(const QString& why_not);
    /// What is wrong with the choices, in the user's words; empty where they are sound.
    QString problem() const;
    QComboBox* taskField() const { return m_task; }
    LadderField* ladder() const { return m_ladder; }
    MethodBoxes* methods() const { return m_methods; }
    QComboBox* wayField() const { return m_way; }
    QComboBox* readingField() const { return m_reading; }
    QSpinBox* seedsField() const { return m_seeds; }
    QPushButton* addTaskButton() const { return m_add_task; }
    QPushButton* removeTaskButton() const { return m_remove_task; }
    QPushButton* costButton() const { return m_cost; }
    QPushButton* startButton() const { return m_start; }
    QString whyNot() const;

Q_SIGNALS:
    void changed();
    void taskWanted();
    void taskUnwanted(const QString& name);
    void costWanted(const stepmark::StudySpec& spec);
    void startWanted(const stepmark::StudySpec& spec);

private:
    void buildTask(QVBoxLayout* layout);
    void buildFields(QVBoxLayout* layout);
    void buildFoot(QVBoxLayout* layout);
    QSpinBox* makeSpin(int from, int to, int value, const QString& zero = {});
    void edited();
    void refresh();
    bool mayWrite() const; ///< what is chosen leaves models something to write
    TaskReading reading() const;

    std::vector<TaskRow> m_tasks;
    QComboBox* m_task = nullptr;
    PlainLabel* m_task_meaning = nullptr;
    QPushButton* m_add_task = nullptr;
    QPushButton* m_remove_task = nullptr;
    LadderField* m_ladder = nullptr;
    MethodBoxes* m_methods = nullptr;
    FieldGrid* m_fields = nullptr;
    QComboBox* m_way = nullptr;
    PlainLabel* m_way_meaning = nullptr;
    QComboBox* m_reading = nullptr;
    QSpinBox* m_seeds = nullptr;
    QSpinBox* m_supervisors = nullptr;
    QSpinBox* m_examples = nullptr;
    QSpinBox* m_tune = nullptr;
    QSpinBox* m_epochs = nullptr;
    QSpinBox* m_top = nullptr;
    QLineEdit* m_alpha = nullptr;
    QLineEdit* m_rate = nullptr;
    QPushButton* m_cost = nullptr;
    QPushButton* m_start = nullptr;
    PlainLabel* m_why_not = nullptr;
    QString m_blocked;
};

} // namespace stepmark::ui
