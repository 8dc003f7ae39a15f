// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// One line of a source file that breaks a rule of the house. Line 0: the file as a whole.
struct Offence {
    std::string file; ///< from the root of the source tree, "ui/shell/main_window.cpp"
    int line = 0;     ///< counted from 1
    std::string what;
};

/// "ui/shell/main_window.cpp:12: what".
std::string toText(const Offence& offence);

/// Checks one file's text against the include table (tests/rooms.h): which folder may include whom. `file` is its path
/// from the root; a file of no folder of the table is an offence itself. Conditional code counts like any other. Any
/// thread.
std::vector<Offence> includeOffences(std::string_view file, std::string_view text);

/// The first line must name the licence: "// SPDX-License-Identifier: GPL-3.0-or-later".
std::vector<Offence> licenceOffences(std::string_view file, std::string_view text);

} // namespace stepmark
