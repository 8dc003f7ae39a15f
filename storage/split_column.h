// SPDX-License-Identifier: GPL-3.0-or-later
//
// A split as a column of the project has it. Thread rule: that of the statement.
#pragma once

#include "model/domain/error.h"
#include "model/domain/split.h"
#include "storage/statement.h"

#include <string>

namespace stepmark::storage {

/// Error for a word that no version of Stepmark writes.
inline Split splitAt(const Statement& row, int column) {
    const std::string word = row.text(column);
    if (const auto split = splitFromText(word))
        return *split;
    throw Error("The project has a problem of the split \"" + word +
                "\", which is none: 'stepmarkctl check' says whether the file is damaged.");
}

/// Of the tables on scorings, whose column is empty for all splits.
inline std::string_view splitOrEmpty(std::optional<Split> split) { return split ? toText(*split) : ""; }

} // namespace stepmark::storage
