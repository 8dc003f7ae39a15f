// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QTimer>

#include <vector>

namespace stepmark::ui {

/// Read-only, scrolled view of text of any length. A line of a megabyte would be laid out as one paragraph and freeze
/// the window, so long lines are cut into blocks for display, and blocks are added a few milliseconds' worth at a time.
/// Copying gives the source text back. Main thread only.
class LongTextView : public QPlainTextEdit {
    Q_OBJECT
public:
    static constexpr int kBlock = 2000; ///< characters of one displayed block

    explicit LongTextView(const QString& text, QWidget* parent = nullptr);
    QString selectedSource() const;
    /// Every block is shown.
    bool isComplete() const { return m_next == m_blocks.size(); }

protected:
    QMimeData* createMimeDataFromSelection() const override;

private:
    struct Block {
        QString text;
        bool cut = false; ///< ends in a cut, not in a newline of the source
    };

    void addSome();

    QString m_text;
    std::vector<Block> m_blocks;
    std::size_t m_next = 0; ///< first block not yet shown
    QTimer m_timer;
};

} // namespace stepmark::ui
