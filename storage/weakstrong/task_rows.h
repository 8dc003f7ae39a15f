// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of task files, each of the kinds as it is written:
//
//   classification  text, label (0 or 1), group; task
//                   or of multiple choice: question, choices, answer (the text of one, or its letter), context, group;
//                   task: each choice is an example, "is this the right answer?"
//   preference      prompt, chosen, rejected; group
//   chess           fen, last, best or moves; or as Lichess has it: FEN, Moves, where the FEN is before the opponent's
//                   move, which is the first
//
// Thread rule: pure functions.
#pragma once

#include "model/tasks/examples.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <vector>

namespace stepmark::storage {

/// By its fields. Error, naming them, where they are none of these.
TaskKind kindOf(const nlohmann::json& row);

struct TaskRow {
    TaskExample example;
    bool has_group = true;                 ///< false: it is what has the same text, prompt or position
    PuzzleFault fault = PuzzleFault::None; ///< of chess: there is no one right answer among several
};
/// Mostly one; of a question as many as it has choices. Error, without file and line, where the row is not of that kind
/// or makes no sense.
std::vector<TaskRow> readTaskRow(TaskKind kind, const nlohmann::json& row);

} // namespace stepmark::storage
