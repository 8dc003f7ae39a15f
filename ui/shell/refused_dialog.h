// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace stepmark::ui {

/// What the project refused to store and why, to be read, copied and, when it has been, dropped. Accepted: the labeler
/// has seen it. Main thread only.
class RefusedDialog : public QDialog {
    Q_OBJECT
public:
    explicit RefusedDialog(const QString& text, QWidget* parent = nullptr);
    QPlainTextEdit* list() const { return m_list; }
    QPushButton* copyButton() const { return m_copy; }

private:
    QPlainTextEdit* m_list = nullptr;
    QPushButton* m_copy = nullptr;
};

} // namespace stepmark::ui
