// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/math/shown_text.h"

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QTextLayout>

#include <memory>
#include <vector>

class QPainter;

namespace stepmark::ui {

/// The colours a text is drawn in.
struct MathColors {
    QColor ink;
    QColor dim;   ///< annotations and code
    QColor error; ///< broken LaTeX
    QColor selection;
    QColor on_selection;
    bool operator==(const MathColors&) const = default;
};

/// Plain text with its formulas, laid out: wrapped, measured, drawn, asked for positions. No widget: what paints text
/// (widgets, delegates) owns one. Pictures come from Formulas; whoever owns this asks for what is missing. Positions
/// are those of the source text; sizes are pixels. Main thread only.
class MathText {
public:
    void setText(const QString& source, TextForm form, const QFont& font);
    /// Takes the pictures made since; call it when Formulas tells of some.
    void takePictures();
    /// What is shown as LaTeX because there is no picture yet.
    const std::vector<FormulaSource>& missing() const { return m_shown.missing; }
    /// Broken LaTeX, as messages, in order.
    QStringList errors() const;

    /// Lays out for a width and returns the height.
    qreal layOut(qreal width);
    /// The widest line of the present layout.
    qreal naturalWidth() const { return m_natural_width; }

    struct Selection {
        int from = 0; ///< in the source
        int to = 0;
    };
    /// What lies in `clip` (in the text's own coordinates) is drawn.
    void draw(QPainter& painter, QPointF origin, const QRectF& clip, const MathColors& colors,
              Selection selection = {0, 0}) const;
    int positionAt(QPointF point) const;
    /// The word, or the whole formula, at a position.
    Selection wordAt(int position) const;

private:
    struct Block {
        std::unique_ptr<QTextLayout> layout;
        qreal y = 0;
        qreal height = 0;
        std::vector<qreal> ex; ///< pixels an ex, for each run
    };

    void rebuild();
    void measurePieces(std::size_t index, qreal width);
    qreal placeLines(std::size_t index, qreal y, qreal width);
    void drawPieces(QPainter& painter, QPointF origin, std::size_t index, const MathColors& colors,
                    Selection selection) const;

    QString m_source;
    TextForm m_form = TextForm::Prose;
    QFont m_font;
    ShownText m_shown;
    std::vector<Block> m_blocks; ///< as m_shown.blocks
    qreal m_width = -1;          ///< the layout is for; -1: none yet
    qreal m_height = 0;
    qreal m_natural_width = 0;
};

} // namespace stepmark::ui
