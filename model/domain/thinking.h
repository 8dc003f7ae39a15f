// SPDX-License-Identifier: GPL-3.0-or-later
// What a model thought before it answered: kept, but no step of its solution.
#pragma once

#include <string>
#include <string_view>

namespace stepmark {

struct FoldedText {
    std::string text;     ///< what is left to be judged
    std::string thinking; ///< without the marks; empty where there was none
};

/// Takes <think> ... </think> (<thinking>, <thought>, <reasoning> alike) that begin a line out of a text, and what
/// stands before a "</think>" that nothing opened: chat templates write the opening mark themselves. Nothing is taken
/// out where nothing would be left, and nothing that is not closed: the text is then judged as it is. Pure: safe from
/// any thread; linear in the text's length.
FoldedText foldThinking(std::string_view text);

} // namespace stepmark
