// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace stepmark::torture {

/// A mark as the victim says it was saved, and as the file must hold it.
struct Mark {
    std::string labeler;
    std::int64_t solution = 0, step = 0;
    int rating = 0;
    auto operator<=>(const Mark&) const = default;
};

/// Labels as the window does, by its storage thread and its write queue, without a screen, as quick as marks are saved.
/// Prints a line a saved mark once the queue calls it saved ("ack LABELER SOLUTION STEP RATING"), and one a change of
/// the queue's error ("error TEXT"). Ends after `marks` saved marks; where the number is negative it then stays, the
/// project open. Returns the exit code.
int runLabellingVictim(const QString& project, const QString& labeler, int marks);

/// The marks that stand in the victim's output; a line that was cut by a kill is left out.
std::vector<Mark> acknowledged(const std::string& output);

} // namespace stepmark::torture
