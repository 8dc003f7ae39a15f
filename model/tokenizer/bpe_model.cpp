// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/bpe_model.h"

#include "model/domain/error.h"
#include "model/tokenizer/byte_alphabet.h"
#include "model/tokenizer/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <queue>
#include <utility>

namespace stepmark {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t max_id = 4'194'303;
constexpr std::size_t max_cached_bytes = 64;
constexpr std::size_t max_words_a_part = 8192;

std::uint64_t pairKey(std::int32_t left, std::int32_t right) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32) | static_cast<std::uint32_t>(right);
}

bool flag(const Json& json, const char* key, const std::string& source) {
    const auto value = json.find(key);
    if (value == json.end() || value->is_null())
        return false;
    if (!value->is_boolean())
        throw Error(source + ": \"" + key + "\" of the model is neither true nor false.");
    return value->get<bool>();
}

void refuseOtherModels(const Json& json, const std::string& source) {
    if (!json.is_object())
        throw Error(source + " has no model.");
    // Files of before 2021 have no type; merges tell BPE.
    const std::string type = json.value("type", Json("BPE")).dump();
    if (type != "\"BPE\"")
        throw Error(source + ": the tokenizer model " + type +
                    " is not supported (BPE is). Choose another base model.");
    if (const auto dropout = json.find("dropout");
        dropout != json.end() && !dropout->is_null() && !(dropout->is_number() && *dropout == 0.0))
        throw Error(source + ": BPE dropout makes tokens random; remove \"dropout\" from the model.");
    for (const char* key : {"continuing_subword_prefix", "end_of_word_suffix"}) {
        if (const auto value = json.find(key); value != json.end() && !value->is_null() && *value != "")
            throw Error(source + ": \"" + key + "\" is not supported. Choose another base model.");
    }
}

} // namespace

/// A node of the word's doubly linked list of tokens; `previous` and `next` are indices, -1 at the ends.
struct BpeModel::Symbol {
    std::int32_t id;
    std::int32_t previous;
    std::int32_t next;
    bool alive;
};

/// A merge that was possible when it was queued.
struct BpeModel::Candidate {
    std::int32_t rank;
    std::int32_t at; ///< index of the left symbol
    std::int32_t id;

    bool operator>(const Candidate& other) const { return rank != other.rank ? rank > other.rank : at > other.at; }
};

BpeModel::BpeModel(const Json& json, Parts parts, const std::string& source)
    : m_parts(parts) {
    refuseOtherModels(json, source);
    m_fuse_unk = flag(json, "fuse_unk", source);
    m_ignore_merges = flag(json, "ignore_merges", source);
    readVocabulary(json, source);
    readMerges(json, source);
    readParts(json, source);
    if (const auto unk = json.find("unk_token"); unk != json.end() && !unk->is_null()) {
        const auto found =
            unk->is_string() ? m_vocabulary.find(unk->get_ref<const std::string&>()) : m_vocabulary.end();
        if (found == m_vocabulary.end())
            throw Error(source + ": unk_token " + unk->dump() + " is not in the vocabulary.");
        m_unk_token = found->first;
        m_unk_id = found->second;
    }
}

void BpeModel::readParts(const Json& json, const std::string& source) {
    const bool fallback = flag(json, "byte_fallback", source);
    if (m_parts == Parts::Bytes && fallback)
        throw Error(source + ": byte_fallback beside a ByteLevel pre-tokenizer is not supported. Choose another base "
                             "model.");
    if (m_parts == Parts::Characters && !fallback)
        throw Error(source +
                    ": this is neither byte-level BPE (its pre-tokenizer does not end in ByteLevel) nor has its model "
                    "byte_fallback: characters would be lost. Choose another base model, e.g. of the SmolLM2, Llama, "
                    "Mistral, Gemma 3 or Qwen2.5 families.");
    const auto idIn = [&](const std::string& token) {
        const auto found = m_vocabulary.find(token);
        return found == m_vocabulary.end() ? -1 : found->second;
    };
    constexpr const char* hex = "0123456789ABCDEF";
    for (std::size_t byte = 0; byte < 256; ++byte) {
        const bool ascii = byte < 0x80;
        m_byte_ids[byte] = m_parts == Parts::Bytes ? idIn(byteAlphabet()[byte])
                           : ascii                 ? idIn(std::string(1, static_cast<char>(byte)))
                                                   : -1;
        m_fallback[byte] = fallback ? idIn(std::string("<0x") + hex[byte / 16] + hex[byte % 16] + ">") : -1;
    }
}

std::int32_t BpeModel::idOf(std::string_view part) const {
    if (part.size() == 1)
        return m_byte_ids[static_cast<std::uint8_t>(part[0])];
    const auto found = m_vocabulary.find(part);
    return found == m_vocabulary.end() ? -1 : found->second;
}

bool BpeModel::hasBytes(std::string_view character) const {
    return std::all_of(character.begin(), character.end(),
                       [&](char byte) { return m_fallback[static_cast<std::uint8_t>(byte)] >= 0; });
}

std::string BpeModel::nameOf(std::string_view word) const {
    return m_parts == Parts::Bytes ? bytesToToken(word) : std::string(word);
}

void BpeModel::readVocabulary(const Json& json, const std::string& source) {
    const auto vocab = json.find("vocab");
    if (vocab == json.end() || !vocab->is_object() || vocab->empty())
        throw Error(source + " has no vocabulary. Fetch the folder again.");
    m_vocabulary.reserve(vocab->size());
    std::vector<bool> used;
    for (const auto& [token, id] : vocab->items()) {
        if (!id.is_number_integer() || id < 0 || id > max_id)
            throw Error(source + ": the id of token \"" + token + "\" is not a whole number from 0 to " +
                        std::to_string(max_id) + ".");
        const auto number = id.get<std::int32_t>();
        used.resize(std::max(used.size(), static_cast<std::size_t>(number) + 1));
        if (used[static_cast<std::size_t>(number)])
            throw Error(source + ": two tokens have the id " + std::to_string(number) + ".");
        used[static_cast<std::size_t>(number)] = true;
        m_vocabulary.emplace(token, number);
    }
}

void BpeModel::readMerges(const Json& json, const std::string& source) {
    const auto merges = json.find("merges");
    if (merges == json.end() || !merges->is_array())
        throw Error(source + " has no merges. Fetch the folder again.");
    if (merges->size() > static_cast<std::size_t>(4 * max_id))
        throw Error(source + " has more than " + std::to_string(4 * max_id) + " merges; refused.");
    m_merges.reserve(merges->size());
    std::int32_t rank = 0;
    for (const Json& entry : *merges) {
        const std::string where = source + ": merge " + std::to_string(rank);
        std::string left, right;
        if (entry.is_string()) {
            const auto& both = entry.get_ref<const std::string&>();
            const std::size_t space = both.find(' ');
            if (space == std::string::npos || both.find(' ', space + 1) != std::string::npos)
                throw Error(where + " is not two tokens with a space between.");
            left = both.substr(0, space);
            right = both.substr(space + 1);
        } else if (entry.is_array() && entry.size() == 2 && entry[0].is_string() && entry[1].is_string()) {
            left = entry[0].get<std::string>();
            right = entry[1].get<std::string>();
        } else {
            throw Error(where + " is neither \"a b\" nor [\"a\", \"b\"].");
        }
        const auto a = m_vocabulary.find(left), b = m_vocabulary.find(right), whole = m_vocabulary.find(left + right);
        if (a == m_vocabulary.end() || b == m_vocabulary.end() || whole == m_vocabulary.end())
            throw Error(where + " (\"" + left + "\", \"" + right +
                        "\") makes or takes a token that is not in the vocabulary.");
        m_merges[pairKey(a->second, b->second)] = {rank++, whole->second};
    }
}

const BpeModel::Merge* BpeModel::findMerge(std::int32_t left, std::int32_t right) const {
    const auto found = m_merges.find(pairKey(left, right));
    return found == m_merges.end() ? nullptr : &found->second;
}

std::vector<BpeModel::Symbol> BpeModel::symbolsOf(std::string_view word) const {
    std::vector<Symbol> symbols;
    symbols.reserve(word.size());
    const auto add = [&](std::int32_t id) {
        const auto index = static_cast<std::int32_t>(symbols.size());
        symbols.push_back({id, index - 1, index + 1, true});
    };
    bool unknown = false; // one that waits: `tokenizers` adds it before the next known part, or at the end
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t begin = at;
        if (m_parts == Parts::Bytes)
            ++at;
        else
            nextCodePoint(word, at);
        const std::string_view part = word.substr(begin, at - begin);
        if (const std::int32_t id = idOf(part); id >= 0) {
            if (std::exchange(unknown, false))
                add(m_unk_id);
            add(id);
        } else if (m_parts == Parts::Characters && hasBytes(part)) {
            for (const char byte : part)
                add(m_fallback[static_cast<std::uint8_t>(byte)]);
        } else if (m_unk_id >= 0) { // without an unk_token it is left out
            if (unknown && !m_fuse_unk)
                add(m_unk_id);
            unknown = true;
        }
    }
    if (unknown)
        add(m_unk_id);
    if (!symbols.empty())
        symbols.back().next = -1;
    return symbols;
}

void BpeModel::merge(std::string_view word, std::vector<std::int32_t>& ids) const {
    std::vector<Symbol> symbols = symbolsOf(word);
    std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> queue;
    const auto consider = [&](std::int32_t left) {
        const std::int32_t right = left < 0 ? -1 : symbols[static_cast<std::size_t>(left)].next;
        if (right < 0)
            return;
        if (const Merge* found =
                findMerge(symbols[static_cast<std::size_t>(left)].id, symbols[static_cast<std::size_t>(right)].id))
            queue.push({found->rank, left, found->id});
    };
    for (std::size_t i = 0; i < symbols.size(); ++i)
        consider(static_cast<std::int32_t>(i));
    while (!queue.empty()) {
        const Candidate top = queue.top();
        queue.pop();
        Symbol& left = symbols[static_cast<std::size_t>(top.at)];
        if (!left.alive || left.next < 0)
            continue;
        Symbol& right = symbols[static_cast<std::size_t>(left.next)];
        const Merge* still = findMerge(left.id, right.id);
        if (!still || still->id != top.id) // the pair has changed since
            continue;
        left.id = top.id;
        right.alive = false;
        left.next = right.next;
        if (right.next >= 0)
            symbols[static_cast<std::size_t>(right.next)].previous = top.at;
        consider(left.previous);
        consider(top.at);
    }
    for (const Symbol& symbol : symbols) {
        if (symbol.alive)
            ids.push_back(symbol.id);
    }
}

void BpeModel::encodeWord(std::string_view word, std::vector<std::int32_t>& ids) const {
    if (word.size() == 1 && m_byte_ids[static_cast<std::uint8_t>(word[0])] >= 0) {
        ids.push_back(m_byte_ids[static_cast<std::uint8_t>(word[0])]);
        return;
    }
    if (word.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        throw Error("A word of more than 2 GB cannot be tokenized. Split the text.");
    if (m_ignore_merges) {
        if (const auto whole = m_vocabulary.find(nameOf(word)); whole != m_vocabulary.end()) {
            ids.push_back(whole->second);
            return;
        }
    }
    if (word.size() > max_cached_bytes)
        return merge(word, ids);
    CachePart& part = m_cache[TextHash{}(word) % m_cache.size()];
    {
        const std::scoped_lock lock(part.mutex);
        if (const auto known = part.words.find(word); known != part.words.end()) {
            ids.insert(ids.end(), known->second.begin(), known->second.end());
            return;
        }
    }
    const std::size_t before = ids.size();
    merge(word, ids);
    const std::scoped_lock lock(part.mutex);
    if (part.words.size() >= max_words_a_part)
        part.words.clear();
    part.words.emplace(word, std::vector<std::int32_t>(ids.begin() + static_cast<std::ptrdiff_t>(before), ids.end()));
}

} // namespace stepmark
