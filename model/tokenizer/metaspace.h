// SPDX-License-Identifier: GPL-3.0-or-later
//
// SentencePiece's way with blanks, as a pre-tokenizer of tokenizer.json.
//
// Private to stepmark_tokenizer. Thread rule: plain values and pure functions.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace stepmark {

struct MetaspaceStage {
    enum class Prepend { Always, First, Never };

    std::string replacement;           ///< of a blank, one character
    Prepend prepend = Prepend::Always; ///< in front of every piece (First: of what begins the text), unless it is there
    bool split = true;                 ///< cut before each
};

/// From {"type": "Metaspace", ...}. Throws Error.
MetaspaceStage readMetaspace(const nlohmann::json& json, const std::string& source);

} // namespace stepmark
