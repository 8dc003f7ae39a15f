// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/math/formula_queue.h"
#include "ui/math/math_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QTimer>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace stepmark::ui {

/// Plain text with its mathematics typeset, wrapped, selectable, with its layout cached: what a problem, a step or an
/// answer is shown in. LaTeX is shown as such until its pictures are made; all other markup is text. Copying gives the
/// source. Of very long text only the beginning is laid out, with a button that shows all of it in a scrolled field.
/// Main thread only.
class TextBlock : public QWidget {
    Q_OBJECT
public:
    static constexpr int kShownAtOnce = 4000; ///< characters laid out without being asked for more

    explicit TextBlock(Type type = Type::Reading, QWidget* parent = nullptr);
    ~TextBlock() override;

    void setText(const QString& text);
    /// How the text is meant; prose unless said otherwise.
    void setForm(TextForm form);
    const QString& text() const { return m_text; }
    void setTone(Tone tone);
    bool isElided() const { return m_text.size() > kShownAtOnce; }
    bool isExpanded() const { return m_expanded != nullptr; }
    void expand();

    /// The selected part of the source text, empty where nothing is selected.
    QString selectedText() const;
    void clearSelection();
    void selectAll();
    /// Pictures that are still being made.
    qsizetype missingFormulas() const { return static_cast<qsizetype>(m_math.missing().size()); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void selectionChanged();
    void expanded(); ///< the height for a width is another one now: all is shown, or formulas have come
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    QString shownText() const;
    void rebuild();
    void wishForFormulas();
    void formulaMade(const FormulaSource& source);
    void takePictures();
    MathText::Selection selection() const;
    int positionAt(const QPointF& point) const;
    void setSelection(int anchor, int cursor);
    int textHeight(int width) const;
    void placeButton();

    Type m_type;
    Tone m_tone = Tone::Ink;
    QString m_text;
    TextForm m_form = TextForm::Prose;
    mutable MathText m_math; ///< keeps its layout
    FormulaWish m_wish;      ///< while LaTeX is on the screen
    QTimer m_take;           ///< pictures come together: one new layout for many
    int m_anchor = 0;        ///< in the source, as m_cursor
    int m_cursor = 0;
    bool m_dragged = false;
    QPushButton* m_more = nullptr;
    QPlainTextEdit* m_expanded = nullptr;
};

} // namespace stepmark::ui
