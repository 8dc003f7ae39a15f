// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace stepmark::ui {

class PlainLabel;

/// The calm middle of a page that has nothing to show: what is so, and what to do next. Main thread only.
class MessagePanel : public QWidget {
    Q_OBJECT
public:
    explicit MessagePanel(QWidget* parent = nullptr);
    /// Without `button` there is none.
    void setMessage(const QString& title, const QString& text, const QString& button = {});
    QString title() const;
    QString text() const;
    QPushButton* button() const { return m_button; }

Q_SIGNALS:
    void activated();

private:
    PlainLabel* m_title = nullptr;
    PlainLabel* m_text = nullptr;
    QPushButton* m_button = nullptr;
};

} // namespace stepmark::ui
