// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/long_text_view.h"

#include "ui/widgets/drawable_text.h"

#include <QMimeData>
#include <QTextBlock>

#include <algorithm>
#include <vector>

namespace stepmark::ui {

namespace {

constexpr int kCut = 1; ///< user state of a block that ends in a cut, not in a newline of the source

} // namespace

LongTextView::LongTextView(const QString& text, QWidget* parent) : QPlainTextEdit(parent) {
    setObjectName(QStringLiteral("expanded"));
    setAccessibleName(tr("Whole text"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);

    QStringList blocks;
    std::vector<bool> cut;
    for (const QString& line : drawable(text).split(QLatin1Char('\n'))) {
        qsizetype from = 0;
        do {
            qsizetype length = std::min<qsizetype>(kBlock, line.size() - from);
            if (from + length < line.size() && line.at(from + length).isLowSurrogate())
                --length; // a character outside the first plane stays whole
            blocks.append(line.mid(from, length));
            from += length;
            cut.push_back(from < line.size());
        } while (from < line.size());
    }
    setPlainText(blocks.join(QLatin1Char('\n')));
    QTextBlock block = document()->firstBlock();
    for (const bool is_cut : cut) {
        if (!block.isValid())
            break;
        if (is_cut)
            block.setUserState(kCut);
        block = block.next();
    }
}

QString LongTextView::selectedSource() const {
    const QTextCursor cursor = textCursor();
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
