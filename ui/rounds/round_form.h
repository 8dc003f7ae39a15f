// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/round_view.h"

#include <QFrame>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace stepmark::ui {

class PlainLabel;

/// What the next round shall be, each choice with its meaning in plain words. Main thread only.
class RoundForm : public QFrame {
    Q_OBJECT
public:
    explicit RoundForm(QWidget* parent = nullptr);

    RoundRequest request() const;
    void setRequest(const RoundRequest& request);
    /// Empty: the round can be started; else why not.
    void setBlocked(const QString& why_not);
    QPushButton* startButton() const { return m_start; }

Q_SIGNALS:
    void submitted(const stepmark::ui::RoundRequest& request);

private:
    PlainLabel* addField(int row, int column, const QString& name, QWidget* field, const QString& meaning);
    QSpinBox* makeSpin(int from, int to, int value, const QString& suffix = {}, const QString& zero = {});
    void buildQueueFields();
    void buildTrainingFields();
    QWidget* makeBaseField();
    void refresh();

    QGridLayout* m_grid = nullptr;
    QComboBox* m_strategy = nullptr;
    QSpinBox* m_count = nullptr;
    QSpinBox* m_wrong = nullptr;
    QSpinBox* m_cap = nullptr;
    QSpinBox* m_samples = nullptr;
    QComboBox* m_mode = nullptr;
    QSpinBox* m_epochs = nullptr;
    QSpinBox* m_seed = nullptr;
    QLineEdit* m_base = nullptr;
    PlainLabel* m_strategy_meaning = nullptr;
    PlainLabel* m_mode_meaning = nullptr;
    PlainLabel* m_why_not = nullptr;
    QPushButton* m_start = nullptr;
};

} // namespace stepmark::ui
