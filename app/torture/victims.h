// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stepmark::torture {

/// Something that is done to a project, and may be struck while it is done. In the arguments "@" stands for the folder.
struct Victim {
    std::string name;
    std::string place;                  ///< the prepared folder that it starts from (places.h)
    std::vector<std::string> arguments; ///< of stepmarkctl, or of this program where it is the window
    std::vector<std::string> again;     ///< afterwards, to go on; empty: the same once more
    bool same_end = false;              ///< going on must end with as many rows as an undisturbed run
    std::string already;                ///< what it says, failing, where all was done before; empty: it never says so
    bool window = false;                ///< this program labels, as the window does

    const std::vector<std::string>& next() const { return again.empty() ? arguments : again; }
};

/// All of them; `settled_step` is a rated step of the prepared project.
std::vector<Victim> allVictims(std::int64_t settled_step);

/// How many marks the labelling victim makes when nobody disturbs it.
inline constexpr int kMarks = 20;

} // namespace stepmark::torture
