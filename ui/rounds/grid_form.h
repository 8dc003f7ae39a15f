// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/grid_choice.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace stepmark::ui {

class FieldGrid;
class PlainLabel;

/// Which trainings are compared: a list of values for each field that may vary. Main thread only.
class GridForm : public QFrame {
    Q_OBJECT
public:
    explicit GridForm(QWidget* parent = nullptr);

    /// As the fields say it. Where there is a problem(), what is sound of it.
    GridChoice choice() const;
    /// What is wrong with the choices, in the user's words; empty where they are sound.
    QString problem() const;
    /// Empty: the comparison can be started; else why not.
    void setBlocked(const QString& why_not);
    QPushButton* startButton() const { return m_start; }

Q_SIGNALS:
    void submitted(const stepmark::GridChoice& choice);
    void changed();

private:
    void buildFields();
    void buildFoot();
    QLineEdit* makeLine(const QString& text, const QString& placeholder = {});
    QWidget* makeBases();
    void addBase();
    void edited();
    QStringList bases() const;

    FieldGrid* m_fields = nullptr;
    QComboBox* m_modes = nullptr;
    QLineEdit* m_bases = nullptr;
    QCheckBox* m_shipped = nullptr;
    QLineEdit* m_rates = nullptr;
    QLineEdit* m_epochs = nullptr;
    QLineEdit* m_seeds = nullptr;
    QSpinBox* m_workers = nullptr;
    PlainLabel* m_modes_meaning = nullptr;
    PlainLabel* m_epochs_meaning = nullptr;
    PlainLabel* m_why_not = nullptr;
    QPushButton* m_start = nullptr;
    QString m_blocked;
};

} // namespace stepmark::ui
