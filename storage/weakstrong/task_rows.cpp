// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/weakstrong/task_rows.h"

#include "model/chess/fen.h"
#include "model/chess/uci.h"
#include "model/domain/error.h"
#include "storage/formats/fields.h"

#include <algorithm>

namespace stepmark::storage {

namespace {

using nlohmann::json;
using namespace formats;

/// Numbers count within a task: two sets in one file may both have a group 7.
std::optional<std::int64_t> groupIn(const json& row) {
    const auto group = textOrNumber(row, "group");
    if (!group || group->empty()) // an empty cell
        return std::nullopt;
    return groupOf(maybeText(row, "task").value_or("") + "\n" + *group);
}

TaskRow classification(const json& row) {
    const std::string content = text(row, "text");
    const auto label = maybeInteger(row, "label");
    if (!label)
        throw Error("field \"label\" is missing: it says of which class the text is, 0 or 1.");
    const auto group = groupIn(row);
    return {classificationExample(content, *label, group.value_or(groupOf(trimmed(content)))), group.has_value()};
}

/// The place of the right choice. A number could be counted from 0 or from 1: it is not guessed.
std::size_t rightChoice(const json& row, const std::vector<std::string>& choices) {
    const json* given = field(row, "answer");
    if (given && given->is_number())
        throw Error("field \"answer\" is a number, and nothing says whether it counts from 0 or from 1: write the text "
                    "of the right choice, or its letter (A, B, ...).");
    const std::string answer = trimmed(text(row, "answer"));
    const auto by_text = static_cast<std::size_t>(std::find(choices.begin(), choices.end(), answer) - choices.begin());
    const bool is_letter = answer.size() == 1 && answer[0] >= 'A';
    const auto letter =
        std::min(is_letter ? static_cast<std::size_t>(answer[0] - 'A') : choices.size(), choices.size());
    if (by_text == choices.size() && letter == choices.size())
        throw Error("field \"answer\" is none of the choices: write the text of the right one, or its letter (A, B, "
                    "...).");
    if (by_text < choices.size() && letter < choices.size() && by_text != letter)
        throw Error("field \"answer\", \"" + answer +
                    "\", is the text of one choice and the letter of another: write "
                    "it as {\"text\", \"label\"} rows.");
    return std::min(by_text, letter);
}

std::vector<TaskRow> multipleChoice(const json& row) {
    auto choices = maybeTexts(row, "choices").value_or(std::vector<std::string>());
    if (choices.size() < 2)
        throw Error("field \"choices\" must hold at least two texts.");
    for (std::string& choice : choices)
        choice = trimmed(choice);
    for (const std::string& choice : choices)
        if (choice.empty() || std::count(choices.begin(), choices.end(), choice) > 1)
            throw Error("field \"choices\" holds \"" + choice + "\"" + (choice.empty() ? "." : " twice."));
    const std::size_t right = rightChoice(row, choices);
    const auto context = maybeText(row, "context");
    const std::string question = (context ? *context + "\n" : "") + "Q: " + text(row, "question");
    const auto group = groupIn(row);
    std::vector<TaskRow> rows;
    for (std::size_t i = 0; i < choices.size(); ++i)
        rows.push_back({classificationExample(question + "\nA: " + choices[i], i == right ? 1 : 0,
                                              group.value_or(groupOf(question))),
                        group.has_value()});
    return rows;
}

TaskRow preference(const json& row) {
    TaskRow result{preferenceExample(text(row, "prompt"), text(row, "chosen"), text(row, "rejected")), false};
    if (const auto group = groupIn(row)) {
        result.example.group = *group;
        result.has_group = true;
    }
    return result;
}

/// A puzzle as somebody has to solve it.
TaskRow puzzle(const chess::Board& board, const std::optional<chess::Move>& last, const chess::Move& best) {
    return {chessExample(board, last, best), false, puzzleFault(board, best)};
}

std::vector<std::string> wordsOf(const std::string& line) {
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < line.size();) {
        const std::size_t end = std::min(line.find(' ', begin), line.size());
        if (end > begin)
            words.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// All moves are legal, one after the other.
void requireLine(chess::Board board, const std::vector<std::string>& moves) {
    for (const std::string& move : moves)
        board = chess::after(board, chess::legalMove(board, move));
}

TaskRow lichess(const json& row) {
    const chess::Board before = chess::fromFen(text(row, "FEN"));
    const auto moves = wordsOf(text(row, "Moves"));
    if (moves.size() < 2)
        throw Error("field \"Moves\" has " + std::to_string(moves.size()) +
                    " moves: a puzzle of Lichess has the opponent's and at least one of the solver's.");
    requireLine(before, moves);
    const chess::Move last = chess::legalMove(before, moves[0]);
    const chess::Board board = chess::after(before, last);
    return puzzle(board, last, chess::legalMove(board, moves[1]));
}

/// The piece that was moved stands where it went, and where it came from nothing does.
void requireLast(const chess::Board& board, const chess::Move& last, const std::string& written) {
    const chess::Piece& moved = board[last.to];
    if (board[last.from].kind != chess::Kind::None || moved.kind == chess::Kind::None || moved.color == board.turn)
        throw Error("field \"last\": the move " + written + " does not lead to the position \"" + chess::toFen(board) +
                    "\".");
}

TaskRow sharedPuzzle(const json& row) {
    const chess::Board board = chess::fromFen(text(row, "fen"));
    const auto moves = maybeTexts(row, "moves").value_or(std::vector<std::string>());
    const auto best = maybeText(row, "best");
    if (!best && moves.empty())
        throw Error("fields \"best\" and \"moves\" are missing: one of them must say the right move.");
    if (best && !moves.empty() && *best != moves[0])
        throw Error("field \"best\" is " + *best + ", but \"moves\" begins with " + moves[0] +
                    ": one of them is wrong.");
    requireLine(board, moves);
    std::optional<chess::Move> last;
    if (const auto written = maybeText(row, "last")) {
        last = chess::moveFromUci(*written);
        if (!last)
            throw Error("field \"last\": \"" + *written + "\" is no move: a move is written as \"e2e4\".");
        requireLast(board, *last, *written);
    }
    return puzzle(board, last, chess::legalMove(board, best ? *best : moves[0]));
}

std::string fieldNames(const json& row) {
    std::string names;
    for (const auto& [name, value] : row.items())
        names += (names.empty() ? "" : ", ") + name;
    return names;
}

} // namespace

TaskKind kindOf(const json& row) {
    const auto has = [&](const char* name) { return row.contains(name); };
    if (has("FEN") || has("fen"))
        return TaskKind::Chess;
    if (has("chosen") || has("rejected"))
        return TaskKind::Preference;
    if (has("text") || has("label") || has("choices"))
        return TaskKind::Classification;
    throw Error("its fields (" + fieldNames(row) + ") are those of no task: a classification has text and label, or " +
                "question, choices and answer, a preference prompt, chosen and rejected, a puzzle fen and moves (or "
                "FEN and Moves, as Lichess has it).");
}

std::vector<TaskRow> readTaskRow(TaskKind kind, const json& row) {
    switch (kind) {
    case TaskKind::Classification:
        return row.contains("choices") ? multipleChoice(row) : std::vector{classification(row)};
    case TaskKind::Preference:
        return {preference(row)};
    case TaskKind::Chess:
        return {row.contains("FEN") ? lichess(row) : sharedPuzzle(row)};
    case TaskKind::Steps:
        break;
    }
    throw Error(
        "step labels are not read from a task file: import it into the project, then add its ratings as a task.");
}

} // namespace stepmark::storage
