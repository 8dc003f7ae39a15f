// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/written_text.h"

namespace stepmark {

bool putsBlanksInFront(const Tokenizer& tokenizer) {
    const auto newline = tokenizer.encode("\n");
    return newline.size() > 1 && tokenizer.tokenBytes(newline.front()) == " ";
}

std::string withoutBlanksInFront(const std::string& text) {
    std::string result;
    bool skipped = false; // the one behind the last newline
    for (const char c : text) {
        if (c == '\n' && result.ends_with(' '))
            result.pop_back();
        if (c != ' ' || !result.ends_with('\n') || skipped) {
            result += c;
            skipped = false;
        } else {
            skipped = true;
        }
    }
    return result;
}

} // namespace stepmark
