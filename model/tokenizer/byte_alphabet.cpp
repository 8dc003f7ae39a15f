// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/byte_alphabet.h"

#include "model/tokenizer/utf8.h"

#include <cstdint>

namespace stepmark {
namespace {

struct Alphabet {
    std::array<std::string, 256> characters;
    std::array<int, 0x144> bytes; ///< by code point; -1 where it stands for no byte

    Alphabet() {
        bytes.fill(-1);
        char32_t next = 0x100;
        for (int byte = 0; byte < 256; ++byte) {
            const bool visible =
                (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || (byte >= 0xAE && byte <= 0xFF);
            const char32_t c = visible ? static_cast<char32_t>(byte) : next++;
            appendUtf8(characters[static_cast<std::size_t>(byte)], c);
            bytes[c] = byte;
        }
    }
};

const Alphabet& alphabet() {
    static const Alphabet instance;
    return instance;
}

} // namespace

const std::array<std::string, 256>& byteAlphabet() { return alphabet().characters; }

std::string bytesToToken(std::string_view bytes) {
    std::string token;
    for (const char byte : bytes)
        token += alphabet().characters[static_cast<std::uint8_t>(byte)];
    return token;
}

std::optional<std::string> tokenToBytes(std::string_view token) {
    std::string bytes;
    for (std::size_t at = 0; at < token.size();) {
        const char32_t c = nextCodePoint(token, at);
        if (c >= alphabet().bytes.size() || alphabet().bytes[c] < 0)
            return std::nullopt;
        bytes += static_cast<char>(alphabet().bytes[c]);
    }
    return bytes;
}

} // namespace stepmark
