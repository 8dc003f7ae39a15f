// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they are words of its language.
#pragma once

#include "ui/review/review_view.h"

namespace stepmark::ui {

/// "Flag", "Disagreement", ...
QString kindText(ReviewKind kind);
/// An item in a line: who said what, and what is held against it.
QString itemText(const ReviewItem& item, const ReviewNames& names);
/// Why the open item is here, in one or two sentences.
QString reasonText(const ReviewItem& item, const ReviewNames& names);
/// What an event of the history says.
QString eventText(const ReviewEvent& event);
/// "84.0 % (79.1 – 88.2)"; "–" for an undefined figure.
QString percentText(const std::optional<Figure>& figure);
/// "0.612 (0.54 – 0.68)", likewise.
QString coefficientText(const std::optional<Figure>& figure);
QString nameOf(LabelerId labeler, const ReviewNames& names);

} // namespace stepmark::ui
