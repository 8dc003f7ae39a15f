// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "storage/formats/format.h"

namespace stepmark::formats {

/// The steps of a text in which each ends with a mark: the mark of Math-Shepherd, else one of those in use by which as
/// many steps come out as there are labels. Error, naming the field, where none does.
std::vector<std::string> markedSteps(const std::string& text, std::size_t labels, const std::string& name);

/// A record of the field "input", whose first piece holds the problem and the first step, the others a step each.
Record markedRecord(std::vector<std::string> pieces, const nlohmann::json& row);

/// What goes out in such a text: right or wrong of each step, and the text with Math-Shepherd's mark behind each. nullopt
/// (counted) where there is no row. `written`: of how many steps the label goes out.
struct MarkedRow {
    std::vector<bool> labels;
    std::string input;
};
std::optional<MarkedRow> markedRow(const Outgoing& out, Losses& lost, std::size_t& written);

} // namespace stepmark::formats
