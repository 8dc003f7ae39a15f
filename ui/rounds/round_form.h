// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/round_view.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace stepmark::ui {

class AdvancedFields;
class FieldGrid;
class PlainLabel;

/// What the next round shall be, each choice with its meaning in plain words and what the paper (Lightman et al.)
/// chose. Main thread only.
class RoundForm : public QFrame {
    Q_OBJECT
public:
    explicit RoundForm(QWidget* parent = nullptr);

    RoundSpec spec() const;
    /// Whatever was chosen before.
    void setSpec(const RoundSpec& spec);
    /// As if the user had filled it in.
    void fillIn(const RoundSpec& spec) { fill(spec); }
    /// What would be proposed now. Until the user changes a choice the form follows; after that only the choices about
    /// several people do, as long as none of them was changed.
    void propose(const RoundSpec& spec);
    /// Empty: the round can be started; else why not.
    void setBlocked(const QString& why_not);
    /// What is wrong with the choices, in the user's words; empty where they are sound.
    QString problem() const;
    QPushButton* startButton() const { return m_start; }
    AdvancedFields* advanced() const { return m_advanced; }

Q_SIGNALS:
    void submitted(const stepmark::RoundSpec& spec);
    void changed();

private:
    void buildQueueFields();
    void buildCandidateFields();
    void buildControlFields();
    void buildTrainingFields();
    void buildFoot();
    QWidget* makeFolderField(QLineEdit*& edit, const QString& what);
    template <typename Value>
    QComboBox* makeChoice(const std::vector<std::pair<QString, Value>>& choices);
    QSpinBox* makeSpin(int from, int to, int value, const QString& suffix = {}, const QString& zero = {});
    void fill(const RoundSpec& spec);
    void edited();

    FieldGrid* m_fields = nullptr;
    AdvancedFields* m_advanced = nullptr;
    QComboBox* m_strategy = nullptr;
    QSpinBox* m_count = nullptr;
    QSpinBox* m_wrong = nullptr;
    QSpinBox* m_cap = nullptr;
    QComboBox* m_rule = nullptr;
    QComboBox* m_neutral = nullptr;
    QSpinBox* m_overlap = nullptr;
    QSpinBox* m_overlap_labelers = nullptr;
    QSpinBox* m_gold = nullptr;
    QSpinBox* m_samples = nullptr;
    QLineEdit* m_generator = nullptr;
    QComboBox* m_mode = nullptr;
    QLineEdit* m_base = nullptr;
    QSpinBox* m_epochs = nullptr;
    QLineEdit* m_rate = nullptr;
    QCheckBox* m_orm = nullptr;
    QSpinBox* m_seed = nullptr;
    PlainLabel* m_strategy_meaning = nullptr;
    PlainLabel* m_mode_meaning = nullptr;
    PlainLabel* m_epochs_meaning = nullptr;
    PlainLabel* m_why_not = nullptr;
    QPushButton* m_start = nullptr;
    QString m_blocked;
    RoundSpec m_proposal; ///< the last one,
    RoundSpec m_proposed; ///< and as the fields show it
};

} // namespace stepmark::ui
