// SPDX-License-Identifier: GPL-3.0-or-later
//
// How byte-level BPE writes bytes as visible characters in its vocabulary: the bytes ! to ~, 0xA1 to 0xAC and 0xAE to
// 0xFF stand for themselves (as code points), the other 68 take U+0100 onwards in their order, so that a space is "Ġ"
// (U+0120) and a newline "Ċ" (U+010A). From GPT-2 (Radford et al. 2019).
//
// Thread rule: pure functions.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace stepmark {

/// For each byte its character in UTF-8.
const std::array<std::string, 256>& byteAlphabet();
/// Bytes as the vocabulary writes them.
std::string bytesToToken(std::string_view bytes);
/// The bytes that a token (UTF-8) stands for; nothing where a character is not of the alphabet.
std::optional<std::string> tokenToBytes(std::string_view token);

} // namespace stepmark
