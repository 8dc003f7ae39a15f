// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfer/hold_out_view.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QPushButton;
class QSpinBox;

namespace stepmark::ui {

class PlainLabel;

/// Which problems are held out: how many would move, what that leaves to train on, then the move. Asks once more before
/// nothing is left. Main thread only.
class HoldOutDialog : public QDialog {
    Q_OBJECT
public:
    /// Asking: whether nothing may be left to train on.
    enum class State { Choosing, Asking, Moving, Failed, Done };

    explicit HoldOutDialog(QWidget* parent = nullptr);

    State state() const { return m_state; }
    HoldOutChoice choice() const;
    /// Makes it ask for the first counts.
    void begin() { changed(); }
    QComboBox* whereField() const { return m_where; }
    QSpinBox* shareField() const { return m_share; }
    QPushButton* moveButton() const { return m_move; }
    QString text() const;
    QString warning() const;

public Q_SLOTS:
    void setCounts(const stepmark::ui::HoldOutCounts& counts);
    void setFailed(const QString& message);
    void setDone(const QString& summary);

Q_SIGNALS:
    void countsWanted(const stepmark::ui::HoldOutChoice& choice);
    void moveWanted(const stepmark::ui::HoldOutChoice& choice);

private:
    void buildFields();
    void changed();
    void movePressed();
    void showCounts();
    void setState(State state);

    State m_state = State::Choosing;
    std::optional<HoldOutCounts> m_counts;
    QComboBox* m_where = nullptr;
    QSpinBox* m_share = nullptr;
    QSpinBox* m_seed = nullptr;
    PlainLabel* m_text = nullptr;
    PlainLabel* m_warning = nullptr;
    QPushButton* m_move = nullptr;
    QPushButton* m_close = nullptr;
};

} // namespace stepmark::ui
