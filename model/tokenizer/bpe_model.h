// SPDX-License-Identifier: GPL-3.0-or-later
//
// Byte-pair encoding of one word, whose smallest parts are its bytes (byte-level) or its characters (SentencePiece):
// the merge with the lowest rank first, the leftmost of equals, until none applies (Sennrich et al. 2016; the
// `tokenizers` crate, models/bpe). A word of n bytes takes O(n log n).
//
// Private to stepmark_tokenizer. Thread rule: encodeWord() may be called by any number of threads; words of up to 64
// bytes are kept in a cache of 16 parts with a mutex each.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace stepmark {

/// Hashes texts and views alike, so that a view can be looked up without a copy.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <typename Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

class BpeModel {
public:
    enum class Parts {
        Bytes,     ///< each has a character of the vocabulary (byte_alphabet.h)
        Characters ///< one that the vocabulary lacks becomes its bytes, "<0x0A>", where it has all of them
    };
    /// From tokenizer.json's `model`. Throws Error; also for characters without byte_fallback, and bytes with it.
    BpeModel(const nlohmann::json& json, Parts parts, const std::string& source);

    /// Appends the ids of a word in UTF-8 (of Parts::Bytes: any bytes).
    void encodeWord(std::string_view word, std::vector<std::int32_t>& ids) const;

    /// Tokens as tokenizer.json writes them.
    const TextMap<std::int32_t>& vocabulary() const { return m_vocabulary; }
    const std::optional<std::string>& unkToken() const { return m_unk_token; }

private:
    struct Merge {
        std::int32_t rank;
        std::int32_t id; ///< of the merged token
    };
    struct PairHash {
        std::size_t operator()(std::uint64_t pair) const { return (pair ^ (pair >> 29)) * 0x9E3779B97F4A7C15ull; }
    };
    struct Symbol;
    struct Candidate;
    struct CachePart {
        std::mutex mutex;
        TextMap<std::vector<std::int32_t>> words;
    };

    void readVocabulary(const nlohmann::json& json, const std::string& source);
    void readMerges(const nlohmann::json& json, const std::string& source);
    const Merge* findMerge(std::int32_t left, std::int32_t right) const;
    void readParts(const nlohmann::json& json, const std::string& source);
    std::int32_t idOf(std::string_view part) const; ///< -1 where the vocabulary lacks it
    bool hasBytes(std::string_view character) const;
    std::string nameOf(std::string_view word) const; ///< as the vocabulary writes it
    std::vector<Symbol> symbolsOf(std::string_view word) const;
    void merge(std::string_view word, std::vector<std::int32_t>& ids) const;

    TextMap<std::int32_t> m_vocabulary;
    std::unordered_map<std::uint64_t, Merge, PairHash> m_merges;
    Parts m_parts;
    std::array<std::int32_t, 256> m_byte_ids{}; ///< of a part of one byte; -1 where the vocabulary lacks it
    std::array<std::int32_t, 256> m_fallback{}; ///< of "<0x0A>"; -1 where the vocabulary lacks it, or for bytes
    std::optional<std::string> m_unk_token;
    std::int32_t m_unk_id = -1;
    bool m_fuse_unk = false;
    bool m_ignore_merges = false;
    mutable std::array<CachePart, 16> m_cache;
};

} // namespace stepmark
