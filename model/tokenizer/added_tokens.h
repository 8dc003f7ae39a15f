// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tokens beside the BPE vocabulary that are cut out of the text before anything else ("<|im_end|>"). Semantics: the
// `tokenizers` crate, AddedVocabulary: the leftmost match, of those the longest; single_word discards a match that
// touches a word's character; lstrip and rstrip take the white space beside it.
//
// Private to stepmark_tokenizer. Thread rule: read-only once made.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace stepmark {

struct AddedToken {
    std::int32_t id = 0;
    std::string content;
    bool single_word = false;
    bool lstrip = false;
    bool rstrip = false;
    bool normalized = false; ///< looked for in the normalized text, not in the raw one
    bool special = false;
};

class AddedTokenMatcher {
public:
    void add(const AddedToken& token);
    bool empty() const { return m_tokens.empty(); }

    /// Calls `text_part` and `token` in the order of the text. `text` must be UTF-8.
    void split(std::string_view text, const std::function<void(std::string_view)>& text_part,
               const std::function<void(std::int32_t)>& token) const;

private:
    /// Index of the longest token that begins at `at`, or -1.
    int longestAt(std::string_view text, std::size_t at) const;

    std::vector<AddedToken> m_tokens;
    // A trie over bytes: node and byte -> node; for each node the token that ends there or -1.
    std::unordered_map<std::uint64_t, std::uint32_t> m_children;
    std::vector<int> m_ends{-1};
    bool m_begins[256] = {};
};

} // namespace stepmark
