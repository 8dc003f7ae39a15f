// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread.
#pragma once

#include "ui/data/tree_layout.h"

class QPainter;

namespace stepmark::ui {

/// Draws what lies in `clip` (units of the layout): boxes with sign, text, score and counts, joined by lines that are
/// thicker the more solutions go that way. `scale`: how large it is shown; small boxes have no text. `selected`: -1 for
/// none.
void paintTree(QPainter& painter, const TreeDetail& tree, const TreeLayout& layout, const QRectF& clip, double scale,
               int selected = -1);

/// Writes the whole tree as a picture, by the file's name: *.svg, else *.png (at most 16,000 pixels a side). Returns an
/// error for the user, empty where it went well.
QString exportTree(const TreeDetail& tree, const TreeLayout& layout, const QString& file);

/// "3 ✓ 1 ✗" of the solutions that end at a step; empty where none does.
QString endsText(const TreeStep& step);

} // namespace stepmark::ui
