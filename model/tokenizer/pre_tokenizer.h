// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cutting a text into the pieces ("words") within which BPE merges. Semantics: the `tokenizers` crate, pre_tokenizers
// and NormalizedString::split.
//
// Private to stepmark_tokenizer. Thread rule: read-only once made.
#pragma once

#include "model/tokenizer/metaspace.h"
#include "model/tokenizer/text_pattern.h"

#include <nlohmann/json_fwd.hpp>

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stepmark {

/// Pieces of a text in order. They point into the text or into `owned` (pieces that had to be changed).
struct Pieces {
    std::vector<std::string_view> views;
    std::deque<std::string> owned;
};

/// What becomes of the matches of a Split (the names of `tokenizers`).
enum class SplitBehavior { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };

struct SplitStage {
    TextPattern what;
    SplitBehavior behavior = SplitBehavior::Isolated;
    bool invert = false; ///< what lies between the matches takes their place
};
struct DigitsStage {
    bool individual = false;
};
struct ByteLevelStage {
    bool add_prefix_space = true;
    std::optional<Pattern> words; ///< GPT-2's expression, where use_regex
};

class PreTokenizer {
public:
    /// From tokenizer.json's `pre_tokenizer`. Throws Error where it holds an unsupported stage, one of ByteLevel and
    /// Metaspace after another, or ByteLevel before others.
    static PreTokenizer fromJson(const nlohmann::json& json, const std::string& source);

    /// Whether pieces are bytes (it ends in ByteLevel), or else characters.
    bool isByteLevel() const;

    /// Cuts `text` (UTF-8), whose bytes must outlive `pieces`; `begins`: nothing stands before it. No piece is empty.
    void apply(std::string_view text, bool begins, Pieces& pieces) const;

private:
    using Stage = std::variant<SplitStage, DigitsStage, MetaspaceStage, ByteLevelStage>;
    static void add(std::vector<Stage>& stages, const nlohmann::json& json, const std::string& source, int depth);

    std::vector<Stage> m_stages;
};

/// Appends the pieces of `text` that a Split with these matches leaves; `matches` are in order and do not overlap.
void splitBy(std::string_view text, const std::vector<Span>& matches, SplitBehavior behavior, bool invert,
             std::vector<std::string_view>& pieces);

} // namespace stepmark
