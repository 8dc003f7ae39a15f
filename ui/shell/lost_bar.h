// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/window_views.h"

#include <QFrame>

#include <optional>

class QPushButton;

namespace stepmark::ui {

class PlainLabel;

/// Above the page for as long as the open project is not where it was opened: what happened and the ways out. Cannot be
/// closed. Main thread only.
class LostBar : public QFrame {
    Q_OBJECT
public:
    explicit LostBar(QWidget* parent = nullptr);
    /// nullopt: it is there again.
    void setLost(const std::optional<LostProject>& lost);
    QString text() const; ///< empty where nothing is lost
    QPushButton* saveButton() const { return m_save; }
    QPushButton* goOnButton() const { return m_go_on; }

Q_SIGNALS:
    void saveClicked();
    void goOnClicked();

private:
    PlainLabel* m_text = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_go_on = nullptr;
};

} // namespace stepmark::ui
