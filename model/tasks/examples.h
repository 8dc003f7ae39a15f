// SPDX-License-Identifier: GPL-3.0-or-later
//
// How each kind of task becomes examples. Error, without file and line, where there is no example in what is given.
//
// Thread rule: pure functions.
#pragma once

#include "model/chess/board.h"
#include "model/tasks/task.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// The group of whatever has that text, in every project.
std::int64_t groupOf(std::string_view text);

/// `label`: 0 or 1.
TaskExample classificationExample(std::string_view text, std::int64_t label, std::int64_t group);
/// Blanks around the answers go: what stands between prompt and answer is the layout's. Which answer comes first is
/// drawn by their texts, so that a model that scores both alike is right half of the time. Group: the prompt.
TaskExample preferenceExample(std::string_view prompt, std::string_view chosen, std::string_view rejected);
/// What leaves a position without one right answer among several.
enum class PuzzleFault {
    None,
    OneMove,   ///< there is nothing to choose
    OtherMates ///< `best` mates, and so does another
};
PuzzleFault puzzleFault(const chess::Board& board, const chess::Move& best);
/// What is put before the moves. `last`: the opponent's move that led here; none where it is not known.
std::string chessPrompt(const chess::Board& board, const std::optional<chess::Move>& last);
/// Items: all legal moves; the right one is `best`, which is legal. Group: the position.
TaskExample chessExample(const chess::Board& board, const std::optional<chess::Move>& last, const chess::Move& best);
/// Items: the supervised ratings (supervised() of step_tree.h); right where the step is not negative. Of the tree what
/// leads to them. Nothing where there are none. Group: the problem's text.
std::optional<TaskExample> stepsExample(const LabelledTree& tree);
/// A single solution, of which the first wrong step is known (from 0; none: all are right). Items: the steps up to it.
/// Group: the problem's text.
TaskExample solutionExample(std::string_view problem, const std::vector<std::string>& steps,
                            std::optional<std::size_t> first_error);

} // namespace stepmark
