// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/tokenizer.h"

#include "model/tokenizer/tokenizer_state.h"
#include "model/tokenizer/utf8.h"

#include <utility>

namespace stepmark {

Tokenizer::Tokenizer(std::shared_ptr<const State> state)
    : m_state(std::move(state)) {}

std::vector<std::int32_t> Tokenizer::encode(std::string_view utf8) const {
    const State& state = *m_state;
    std::string repaired;
    if (!isUtf8(utf8))
        utf8 = repaired = replaceInvalidUtf8(utf8);

    std::vector<std::int32_t> ids;
    ids.reserve(utf8.size() / 3 + 8);
    Pieces pieces;
    bool begins = true; // the text
    const auto token = [&](std::int32_t id) {
        ids.push_back(id);
        begins = false;
    };
    const auto words = [&](std::string_view text) {
        pieces.owned.clear();
        state.pre_tokenizer.apply(text, std::exchange(begins, false), pieces);
        for (const std::string_view word : pieces.views)
            state.model.encodeWord(word, ids);
    };
    state.raw_matcher.split(
        utf8,
        [&](std::string_view part) {
            std::string changed;
            if (!state.normalizer.leavesAlone(part))
                part = changed = state.normalizer.normalize(part);
            state.normalized_matcher.split(part, words, token);
        },
        token);
    return ids;
}

std::string Tokenizer::decode(std::span<const std::int32_t> ids, bool skip_special) const {
    std::string bytes;
    std::vector<std::string> texts;
    for (const std::int32_t id : ids) {
        if (id < 0 || id >= vocabSize() || (skip_special && isSpecial(id)))
            continue;
        const State::Token& token = m_state->tokens[static_cast<std::size_t>(id)];
        if (!m_state->decoder)
            bytes += token.bytes;
        else if (const auto other = m_state->normalized.find(id); other != m_state->normalized.end())
            texts.push_back(other->second);
        else if (!token.text.empty())
            texts.push_back(token.text);
    }
    if (m_state->decoder)
        bytes = m_state->decoder->decode(std::move(texts));
    return isUtf8(bytes) ? bytes : replaceInvalidUtf8(bytes);
}

std::string Tokenizer::tokenBytes(std::int32_t id) const {
    return id >= 0 && id < vocabSize() ? m_state->tokens[static_cast<std::size_t>(id)].bytes : std::string();
}

std::int32_t Tokenizer::vocabSize() const { return static_cast<std::int32_t>(m_state->tokens.size()); }

std::optional<std::int32_t> Tokenizer::tokenToId(std::string_view token) const { return m_state->find(token); }

std::optional<std::string> Tokenizer::idToToken(std::int32_t id) const {
    if (id < 0 || id >= vocabSize() || m_state->tokens[static_cast<std::size_t>(id)].text.empty())
        return std::nullopt;
    return m_state->tokens[static_cast<std::size_t>(id)].text;
}

bool Tokenizer::isSpecial(std::int32_t id) const {
    return id >= 0 && id < vocabSize() && m_state->tokens[static_cast<std::size_t>(id)].special;
}

std::optional<std::int32_t> Tokenizer::bosId() const { return m_state->bos; }
std::optional<std::int32_t> Tokenizer::eosId() const { return m_state->eos; }
std::optional<std::int32_t> Tokenizer::padId() const { return m_state->pad; }
bool Tokenizer::beginsWithBos() const { return m_state->begins_with_bos; }

} // namespace stepmark
