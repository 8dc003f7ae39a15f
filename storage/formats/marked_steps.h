// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/formats/format.h"

namespace stepmark::formats {

/// The steps of a text in which each ends with a mark: the mark of Math-Shepherd, else one of those in use by which as
/// many steps come out as there are labels. Error, naming the field, where none does.
std::vector<std::string> markedSteps(const std::string& text, std::size_t labels, const std::string& name);

} // namespace stepmark::formats
