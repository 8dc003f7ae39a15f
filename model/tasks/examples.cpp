// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tasks/examples.h"

#include "model/chess/fen.h"
#include "model/chess/moves.h"
#include "model/chess/uci.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"

#include <algorithm>

namespace stepmark {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto begin = text.find_first_not_of(kBlanks);
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string_view notEmpty(std::string_view text, const char* what) {
    const std::string_view rest = trimmed(text);
    if (rest.empty())
        throw Error(std::string(what) + " is empty: there is nothing to judge.");
    return rest;
}

void addItem(TaskExample& example, std::string_view text, float truth) {
    example.items.push_back(example.tree.add(StepTree::kNoParent, text));
    example.truth.push_back(truth);
}

std::vector<bool> withAncestors(const StepTree& tree, std::vector<bool> nodes) {
    for (int node = tree.size() - 1; node >= 0; --node)
        if (nodes[static_cast<std::size_t>(node)] && tree[node].parent != StepTree::kNoParent)
            nodes[static_cast<std::size_t>(tree[node].parent)] = true;
    return nodes;
}

} // namespace

std::int64_t groupOf(std::string_view text) { return static_cast<std::int64_t>(drawKey(text)); }

TaskExample classificationExample(std::string_view text, std::int64_t label, std::int64_t group) {
    if (label != 0 && label != 1)
        throw Error("the label is " + std::to_string(label) + ": a class is 0 or 1.");
    TaskExample example;
    example.group = group;
    addItem(example, notEmpty(text, "the text"), static_cast<float>(label));
    return example;
}

TaskExample preferenceExample(std::string_view prompt, std::string_view chosen, std::string_view rejected) {
    const std::string_view better = notEmpty(chosen, "the chosen answer");
    const std::string_view worse = notEmpty(rejected, "the rejected answer");
    if (better == worse)
        throw Error("the chosen and the rejected answer are the same: neither is the better one.");
    TaskExample example;
    example.prompt = notEmpty(prompt, "the prompt");
    example.group = groupOf(example.prompt);
    const bool better_first = drawKey(better) < drawKey(worse);
    addItem(example, better_first ? better : worse, better_first ? 1 : 0);
    addItem(example, better_first ? worse : better, better_first ? 0 : 1);
    return example;
}

std::string chessPrompt(const chess::Board& board, const std::optional<chess::Move>& last) {
    return "Position: " + chess::positionText(board) + (last ? "\nLast move: " + chess::toUci(*last) : "") +
           "\nBest move:";
}

TaskExample chessExample(const chess::Board& board, const std::optional<chess::Move>& last, const chess::Move& best) {
    TaskExample example;
    example.group = groupOf(chess::positionText(board));
    example.prompt = chessPrompt(board, last);
    for (const chess::Move& move : chess::legalMoves(board))
        addItem(example, chess::toUci(move), move == best ? 1 : 0);
    return example;
}

PuzzleFault puzzleFault(const chess::Board& board, const chess::Move& best) {
    const auto moves = chess::legalMoves(board);
    if (moves.size() < 2)
        return PuzzleFault::OneMove;
    const auto mates = [&](const chess::Move& move) { return chess::isMate(chess::after(board, move)); };
    return mates(best) && std::count_if(moves.begin(), moves.end(), mates) > 1 ? PuzzleFault::OtherMates
                                                                               : PuzzleFault::None;
}

std::optional<TaskExample> stepsExample(const LabelledTree& tree) {
    TaskExample example;
    const auto is_item = supervised(tree.tree, tree.labels);
    const auto is_needed = withAncestors(tree.tree, is_item);
    std::vector<int> place_of(is_item.size(), StepTree::kNoParent); // in the example's tree
    for (std::size_t node = 0; node < is_item.size(); ++node) {
        if (!is_needed[node])
            continue;
        const StepTree::Node& step = tree.tree[static_cast<int>(node)];
        const int parent =
            step.parent == StepTree::kNoParent ? step.parent : place_of[static_cast<std::size_t>(step.parent)];
        place_of[node] = example.tree.add(parent, step.text, step.id);
        if (!is_item[node])
            continue;
        example.items.push_back(place_of[node]);
        example.truth.push_back(*tree.labels[node] == Rating::Negative ? 0 : 1);
    }
    if (example.items.empty())
        return std::nullopt;
    example.group = groupOf(tree.problem_text);
    example.prompt = tree.problem_text;
    return example;
}

TaskExample solutionExample(std::string_view problem, const std::vector<std::string>& steps,
                            std::optional<std::size_t> first_error) {
    if (first_error.value_or(0) >= steps.size())
        throw Error("the first wrong step is one that the solution does not have.");
    TaskExample example;
    example.group = groupOf(problem);
    example.prompt = problem;
    const std::size_t judged = first_error ? *first_error + 1 : steps.size();
    int parent = StepTree::kNoParent;
    for (std::size_t i = 0; i < judged; ++i) {
        parent = example.tree.add(parent, steps[i]);
        example.items.push_back(parent);
        example.truth.push_back(i == first_error ? 0 : 1);
    }
    return example;
}

} // namespace stepmark
