// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/round_view.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QPushButton;

namespace stepmark::ui {

class FieldGrid;

/// What is seldom changed in a round's training, behind a button until then. Main thread only.
class AdvancedFields : public QWidget {
    Q_OBJECT
public:
    explicit AdvancedFields(QWidget* parent = nullptr);

    /// Shows them where one is not as usual.
    void set(const RoundSpec& spec);
    void fill(RoundSpec& spec) const;

    QPushButton* button() const { return m_button; }
    QComboBox* tooLongField() const { return m_too_long; }
    QCheckBox* afterErrorField() const { return m_after_error; }
    QCheckBox* classWeightsField() const { return m_class_weights; }

Q_SIGNALS:
    void changed();

private:
    void open();

    QPushButton* m_button = nullptr;
    FieldGrid* m_fields = nullptr;
    QComboBox* m_too_long = nullptr;
    QCheckBox* m_after_error = nullptr;
    QCheckBox* m_class_weights = nullptr;
};

} // namespace stepmark::ui
