// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace stepmark::ui {

/// Read-only, scrolled view of text of any length. A line of a megabyte would be laid out as one paragraph and freeze the
/// window, so long lines are cut into blocks for display; copying gives the source text back. Main thread only.
class LongTextView : public QPlainTextEdit {
    Q_OBJECT
public:
    static constexpr int kBlock = 2000; ///< characters of one displayed block

    explicit LongTextView(const QString& text, QWidget* parent = nullptr);
    QString selectedSource() const;

protected:
    QMimeData* createMimeDataFromSelection() const override;
};

} // namespace stepmark::ui
