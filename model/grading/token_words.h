// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: the words, commands and characters that the tokenizer knows by name.
// Nothing is shared: any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace stepmark::grading {

/// Function names, as LaTeX command or plain word.
bool isFunctionName(std::string_view name);
/// Plain words for constants and \sqrt: "pi", "infinity".
bool isConstantWord(std::string_view word);
/// Words of two or three letters that are no product of variables.
bool isShortWord(std::string_view word);
/// Commands whose argument is text.
bool isTextCommand(std::string_view name);
/// What multiplies a number: "million".
bool isScaleWord(std::string_view word);
/// What multiplies a number in Chinese and may stand before a unit: 5万元.
bool isScaleCharacter(std::string_view bytes);

/// What a command stands for, if anything else than itself; empty: it only sets type or space.
std::optional<std::string_view> synonymOf(std::string_view command);

/// A name, and how many bytes of the text it is for; length 0: none.
struct Named {
    std::string_view name;
    std::size_t length = 0;
};
/// The command or symbol that the character at the front is pasted for; an empty name: dropped.
Named characterAt(std::string_view text);
/// The unit (units.h) of a currency's sign or command at the front. "$" is not among them: in pairs it delimits
/// mathematics.
Named currencyAt(std::string_view text);

} // namespace stepmark::grading
