// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace stepmark::ui {

class PlainLabel;

/// A line above the page: what happened, until it is closed. Main thread only.
class NoticeBar : public QFrame {
    Q_OBJECT
public:
    explicit NoticeBar(QWidget* parent = nullptr);
    void showText(const QString& text, bool is_error);
    QString text() const;

private:
    PlainLabel* m_text = nullptr;
};

} // namespace stepmark::ui
