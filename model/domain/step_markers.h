// SPDX-License-Identifier: GPL-3.0-or-later
// Marks by which a text numbers its steps. Pure functions: safe from any thread, no input fails.
#pragma once

#include "model/domain/text_lines.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace stepmark {

/// What stands at the start of a line.
struct StepMarker {
    enum class Kind {
        Word, ///< "Step 3:", "步骤3：", "第三步", "Schritt 3", ... also as a heading or in bold
        Item  ///< "3.", "3)", "(3)", "3、", "③"
    };
    Kind kind = Kind::Item;
    int number = 0;
    int indent = 0; ///< columns; a tab is four
};
std::optional<StepMarker> stepMarker(std::string_view line);

/// A Markdown heading's level, 1 to 6; 0: the line is none.
int headingLevel(std::string_view line);

/// Lines, by their place in `lines`, that begin the steps of one numbering: 1 (or 0), 2, 3, ...
using Numbering = std::vector<std::size_t>;
/// The numberings of a text, one behind the other: by words where two steps at least have them, else the outermost
/// lists of two items at least. Only numbers in sequence count, so that a line "7. 5 = 12" or a list within an item
/// begins none.
std::vector<Numbering> numberings(std::string_view text, std::span<const TextRange> lines);

} // namespace stepmark
