// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/round_view.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
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
    /// The layers only where a head is trained.
    void fill(RoundSpec& spec) const;
    /// What is wrong with them, in the user's words; empty where they are sound.
    QString problem() const;
    void setHead(bool head); ///< whether a head is trained

    QPushButton* button() const { return m_button; }
    QLineEdit* layersField() const { return m_layers; }
    QComboBox* tooLongField() const { return m_too_long; }
    QCheckBox* afterErrorField() const { return m_after_error; }
    QCheckBox* classWeightsField() const { return m_class_weights; }

Q_SIGNALS:
    void changed();

private:
    void open();

    QPushButton* m_button = nullptr;
    FieldGrid* m_fields = nullptr;
    QLineEdit* m_layers = nullptr;
    QComboBox* m_too_long = nullptr;
    QCheckBox* m_after_error = nullptr;
    QCheckBox* m_class_weights = nullptr;
};

} // namespace stepmark::ui
