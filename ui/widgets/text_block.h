// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QTextLayout>
#include <QWidget>

#include <memory>
#include <vector>

class QPlainTextEdit;
class QPushButton;

namespace stepmark::ui {

/// Plain text, wrapped, selectable, with its layout cached: what a problem or a step is shown in. Text is drawn as it
/// is, markup included. Of very long text only the beginning is laid out, with a button that shows all of it in a
/// scrolled field. Main thread only.
class TextBlock : public QWidget {
    Q_OBJECT
public:
    static constexpr int kShownAtOnce = 4000; ///< characters laid out without being asked for more

    explicit TextBlock(Type type = Type::Reading, QWidget* parent = nullptr);
    ~TextBlock() override;

    void setText(const QString& text);
    const QString& text() const { return m_text; }
    void setTone(Tone tone);
    bool isElided() const { return m_text.size() > kShownAtOnce; }
    bool isExpanded() const { return m_expanded != nullptr; }
    void expand();

    /// The selected part of the source text, empty where nothing is selected.
    QString selectedText() const;
    void clearSelection();
    void selectAll();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void selectionChanged();
    void expanded(); ///< the height for a width is another one now
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    struct Paragraph {
        std::unique_ptr<QTextLayout> layout;
        int start = 0; ///< offset of its first character in the text shown
        qreal y = 0;
    };

    QString shownText() const;
    void rebuild();
    qreal layOut(int width) const;
    int positionAt(const QPointF& point) const;
    void setSelection(int anchor, int cursor);
    int textHeight(int width) const;
    void placeButton();

    Type m_type;
    Tone m_tone = Tone::Ink;
    QString m_text;
    mutable std::vector<Paragraph> m_paragraphs;
    mutable int m_laid_out_for = -1; ///< width the cached layout is for
    mutable qreal m_height = 0;
    int m_anchor = 0;
    int m_cursor = 0;
    bool m_dragged = false;
    QPushButton* m_more = nullptr;
    QPlainTextEdit* m_expanded = nullptr;
};

} // namespace stepmark::ui
