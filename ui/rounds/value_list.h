// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lists of values in a field's text: "1, 2, 3", "1-5", "2e-5 1e-4". Main thread only, as numbers are those of its
// language.
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace stepmark::ui {

inline constexpr std::size_t kMostValues = 100; ///< of a list: more are a slip

/// Whole numbers from `least` to `most`, apart by commas, semicolons or blanks; "2-5" is all from 2 to 5. Empty for an
/// empty text. nullopt for what is none of it, a value that stands there twice, and more than kMostValues.
std::optional<std::vector<std::uint64_t>> wholesIn(const QString& text, std::uint64_t least, std::uint64_t most);

/// Learning rates, above 0 and below 1, likewise; a comma between digits is decimal where the language has it so.
std::optional<std::vector<double>> ratesIn(const QString& text);

} // namespace stepmark::ui
