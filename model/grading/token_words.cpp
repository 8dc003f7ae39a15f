// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/token_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace stepmark::grading {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array kFunctions = {"sin",  "cos",  "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh",
                                   "cosh", "tanh", "log", "ln",  "exp", "lg",  "asin",   "acos",   "atan",   "abs"};
constexpr std::array kConstants = {"sqrt", "pi", "infty", "inf", "infinity", "oo"};

// Short words that are no product of variables.
constexpr std::array kShortWords = {"cm",  "mm",  "km",  "kg",  "mg",  "ml",  "lb",  "lbs", "oz",  "ft",  "mph", "in",
                                    "yd",  "hr",  "hrs", "min", "sec", "deg", "per", "of",  "the", "and", "or",  "no",
                                    "yes", "odd", "all", "one", "two", "six", "ten", "day", "am",  "pm",  "th",  "st",
                                    "nd",  "rd",  "to",  "is",  "not", "sq",  "cu",  "mod", "gcd", "lcm", "men", "way"};

// Synonyms; an empty second name: dropped.
constexpr std::array<Pair, 63> kSynonyms = {{{"dfrac", "frac"},
                                             {"tfrac", "frac"},
                                             {"cfrac", "frac"},
                                             {"leq", "le"},
                                             {"leqslant", "le"},
                                             {"geq", "ge"},
                                             {"geqslant", "ge"},
                                             {"neq", "ne"},
                                             {"dbinom", "binom"},
                                             {"tbinom", "binom"},
                                             {"choose", "choose"},
                                             {"times", "*"},
                                             {"cdot", "*"},
                                             {"ast", "*"},
                                             {"div", "/"},
                                             {"lt", "<"},
                                             {"gt", ">"},
                                             {"lbrace", "\\{"},
                                             {"rbrace", "\\}"},
                                             {"lvert", "|"},
                                             {"rvert", "|"},
                                             {"vert", "|"},
                                             {"mid", "|"},
                                             {"colon", ":"},
                                             {"langle", "("},
                                             {"rangle", ")"},
                                             {"lparen", "("},
                                             {"rparen", ")"},
                                             {"lbrack", "["},
                                             {"rbrack", "]"},
                                             {"varnothing", "emptyset"},
                                             {"degree", "circ"},
                                             {"left", ""},
                                             {"right", ""},
                                             {"big", ""},
                                             {"Big", ""},
                                             {"bigg", ""},
                                             {"Bigg", ""},
                                             {"bigl", ""},
                                             {"bigr", ""},
                                             {"Bigl", ""},
                                             {"Bigr", ""},
                                             {"n", ""},
                                             {"quad", ""},
                                             {"qquad", ""},
                                             {"displaystyle", ""},
                                             {"limits", ""},
                                             {"boxed", ""},
                                             {"fbox", ""},
                                             {"mathbf", ""},
                                             {"mathit", ""},
                                             {"mathbb", ""},
                                             {"boldsymbol", ""},
                                             {"bm", ""},
                                             {"vec", ""},
                                             {"mathcal", ""},
                                             {"rm", ""},
                                             {"bf", ""},
                                             {"sim", "approx"},
                                             {"simeq", "approx"},
                                             {"thickapprox", "approx"},
                                             {"smallsetminus", "setminus"},
                                             {"backslash", "setminus"}}};

constexpr std::array kTextCommands = {"text",         "mbox",       "textbf", "textrm", "textit", "mathrm",
                                      "operatorname", "textnormal", "hbox",   "emph",   "textsf", "texttt"};

// UTF-8 characters that people paste for commands and symbols.
constexpr std::array<Pair, 45> kUnicode = {{{"\xCF\x80", "pi"},
                                            {"\xE2\x88\x9A", "sqrt"},
                                            {"\xE2\x88\x9E", "infty"},
                                            {"\xE2\x88\xAA", "cup"},
                                            {"\xE2\x88\xA9", "cap"},
                                            {"\xC2\xB7", "*"},
                                            {"\xE2\x8B\x85", "*"},
                                            {"\xC3\x97", "*"},
                                            {"\xC3\xB7", "/"},
                                            {"\xC2\xB0", "circ"},
                                            {"\xE2\x89\xA4", "le"},
                                            {"\xE2\x89\xA5", "ge"},
                                            {"\xE2\x89\xA0", "ne"},
                                            {"\xE2\x88\x92", "-"},
                                            {"\xE2\x80\x93", "-"},
                                            {"\xC2\xB1", "pm"},
                                            {"\xE2\x88\x88", "in"},
                                            {"\xE2\x89\x88", "approx"},
                                            {"\xE2\x88\x85", "emptyset"},
                                            {"≦", "le"},
                                            {"≧", "ge"},
                                            {"⁄", "/"},
                                            {"∕", "/"},
                                            {"—", "-"},
                                            {"α", "alpha"},
                                            {"β", "beta"},
                                            {"γ", "gamma"},
                                            {"δ", "delta"},
                                            {"ε", "epsilon"},
                                            {"θ", "theta"},
                                            {"λ", "lambda"},
                                            {"μ", "mu"},
                                            {"ρ", "rho"},
                                            {"σ", "sigma"},
                                            {"τ", "tau"},
                                            {"φ", "phi"},
                                            {"ω", "omega"},
                                            {"“", ""},
                                            {"”", ""},
                                            {"。", ""},
                                            {"¥", ""}, // yen or yuan: nobody can tell
                                            {"￥", ""},
                                            {"Δ", "Delta"},
                                            {"Ω", "Omega"},
                                            {"∠", ""}}};

// Signs and commands that name a currency, with their units.
constexpr std::array<Pair, 8> kCurrencies = {{{"€", "euro"},
                                              {"£", "sterling"},
                                              {"₹", "rupee"},
                                              {"¢", "cent"},
                                              {"\\pounds", "sterling"},
                                              {"\\euro", "euro"},
                                              {"\\cents", "cent"},
                                              {"\\textcent", "cent"}}};

constexpr std::array<std::string_view, 4> kScaleCharacters = {"百", "千", "万", "亿"};
constexpr std::array<std::string_view, 5> kScaleWords = {"hundred", "thousand", "million", "billion", "trillion"};

template <class List>
bool contains(const List& list, std::string_view word) {
    return std::any_of(list.begin(), list.end(), [word](std::string_view entry) { return word == entry; });
}

template <class List>
Named namedAtFront(const List& list, std::string_view text) {
    for (const auto& [sign, name] : list) {
        const bool command = sign.front() == '\\';
        const bool goesOn =
            command && text.size() > sign.size() && std::isalpha(static_cast<unsigned char>(text[sign.size()]));
        if (text.starts_with(sign) && !goesOn)
            return {name, sign.size()};
    }
    return {};
}

} // namespace

bool isFunctionName(std::string_view name) { return contains(kFunctions, name); }
bool isConstantWord(std::string_view word) { return contains(kConstants, word); }
bool isShortWord(std::string_view word) { return contains(kShortWords, word); }
bool isTextCommand(std::string_view name) { return contains(kTextCommands, name); }
bool isScaleWord(std::string_view word) { return contains(kScaleWords, word); }
bool isScaleCharacter(std::string_view bytes) { return contains(kScaleCharacters, bytes); }

std::optional<std::string_view> synonymOf(std::string_view command) {
    for (const auto& [from, to] : kSynonyms) {
        if (from == command)
            return to;
    }
    return std::nullopt;
}

Named characterAt(std::string_view text) { return namedAtFront(kUnicode, text); }
Named currencyAt(std::string_view text) { return namedAtFront(kCurrencies, text); }

} // namespace stepmark::grading
