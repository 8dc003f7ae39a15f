// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/long_text_view.h"

#include "ui/widgets/drawable_text.h"

#include <QElapsedTimer>
#include <QMimeData>
#include <QTextBlock>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kCut = 1;         ///< user state of a block that ends in a cut
constexpr int kSlice_ms = 6;    ///< of adding blocks before the window may breathe
constexpr int kLeastBlocks = 2; ///< so many in a slice, however slow

} // namespace

LongTextView::LongTextView(const QString& text, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_text(text) {
    setObjectName(QStringLiteral("expanded"));
    setAccessibleName(tr("Whole text"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);

    for (const QString& line : drawable(text).split(QLatin1Char('\n'))) {
        qsizetype from = 0;
        do {
            qsizetype length = std::min<qsizetype>(kBlock, line.size() - from);
            if (from + length < line.size() && line.at(from + length).isLowSurrogate())
                --length; // a character outside the first plane stays whole
            m_blocks.push_back({line.mid(from, length), from + length < line.size()});
            from += length;
        } while (from < line.size());
    }
    connect(&m_timer, &QTimer::timeout, this, &LongTextView::addSome);
    m_timer.setInterval(0);
    addSome();
    if (!isComplete())
        m_timer.start();
}

void LongTextView::addSome() {
    QElapsedTimer spent;
    spent.start();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (int added = 0; m_next < m_blocks.size() && (added < kLeastBlocks || spent.elapsed() < kSlice_ms); ++added) {
        cursor.movePosition(QTextCursor::End);
        if (m_next > 0)
            cursor.insertBlock();
        cursor.insertText(m_blocks[m_next].text);
        cursor.block().setUserState(m_blocks[m_next].cut ? kCut : 0);
        m_blocks[m_next++].text.clear();
    }
    cursor.endEditBlock();
    if (isComplete())
        m_timer.stop();
}

QString LongTextView::selectedSource() const {
    const QTextCursor cursor = textCursor();
    if (cursor.selectionStart() == 0 && cursor.selectionEnd() + 1 >= document()->characterCount())
        return m_text; // all that is there so far: all of it is meant
    QString source;
    for (QTextBlock block = document()->findBlock(cursor.selectionStart());
         block.isValid() && block.position() <= cursor.selectionEnd(); block = block.next()) {
        const int from = std::max(0, cursor.selectionStart() - block.position());
        const int to = std::min(block.length() - 1, cursor.selectionEnd() - block.position());
        source += block.text().mid(from, std::max(0, to - from));
        const bool goes_on = block.position() + block.length() <= cursor.selectionEnd();
        if (goes_on && block.userState() != kCut)
            source += QLatin1Char('\n');
    }
    return source;
}

QMimeData* LongTextView::createMimeDataFromSelection() const {
    auto* mime = new QMimeData;
    mime->setText(selectedSource());
    return mime;
}

} // namespace stepmark::ui
