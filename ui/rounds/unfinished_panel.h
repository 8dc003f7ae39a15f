// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/round_view.h"

#include <QFrame>

#include <optional>

class QPushButton;

namespace stepmark::ui {

class PlainLabel;

/// Offers to go on with a round that was cancelled, failed or killed. Main thread only.
class UnfinishedPanel : public QFrame {
    Q_OBJECT
public:
    explicit UnfinishedPanel(QWidget* parent = nullptr);

    /// nullopt hides it.
    void setRound(const std::optional<UnfinishedRound>& round);
    QPushButton* resumeButton() const { return m_resume; }
    QPushButton* discardButton() const { return m_discard; }
    QString text() const;

Q_SIGNALS:
    void resumeRequested();
    void discardRequested();

private:
    PlainLabel* m_text = nullptr;
    QPushButton* m_resume = nullptr;
    QPushButton* m_discard = nullptr;
};

} // namespace stepmark::ui
