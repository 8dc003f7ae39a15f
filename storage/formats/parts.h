// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "storage/formats/fields.h"
#include "storage/formats/format.h"

#include <initializer_list>

// What the parsers of the formats share. Errors name the field, without file and line.
namespace stepmark::formats {

inline constexpr std::string_view kJsonFiles[] = {"jsonl", "json"};

// --- to tell a row's form: texts stand for lists too, as CSV has nothing else
bool hasText(const nlohmann::json& row, const char* name);
bool hasList(const nlohmann::json& row, const char* name);
bool has(const nlohmann::json& row, const char* name); ///< whatever it is, but null

/// The first of the names that the row has; nullptr where it has none.
const char* firstOf(const nlohmann::json& row, std::initializer_list<const char*> names);

/// A record of that problem; Error where the text is empty or the row's split is none. `usual`: of rows that do not say
/// it; a benchmark's problems are never trained on unless asked for.
Record recordOf(std::string problem, const nlohmann::json& row, std::optional<Split> usual = {});

/// Makes `steps` the record's solution, with the final answer that they state; Error where there are none or one is
/// empty.
void setSteps(Record& record, std::vector<std::string> steps);
/// The list of texts in that field as the record's solution.
void setSteps(Record& record, const nlohmann::json& row, const char* name);

/// A text as the record's solution, split by rule; what a model thought before it is kept beside it.
void setSolution(Record& record, const std::string& text, const ReadOptions& options);

enum class Count { Equal, UpTo }; ///< of labels: as many as steps, or what is missing is no judgement

/// The row's labels in that field, on the record's steps: ratings as a pass, scores as scores.
void setLabels(Record& record, const nlohmann::json& row, const char* name, const Alphabet& alphabet,
               const ReadOptions& options, Count count = Count::Equal);
void setLabels(Record& record, Labels labels, const std::string& name, Count count = Count::Equal);
/// Steps before the first error are right, it is wrong, what follows is not judged. nullopt: all are right.
void setFirstError(Record& record, std::optional<std::size_t> first_error);
/// Makes the ratings a pass, if there are any.
void setPass(Record& record, std::vector<std::optional<Rating>> ratings);

FinishReason finishReasonOf(const std::vector<std::optional<Rating>>& labels);

/// A problem and its first step in one text: parted before "Step 1:", else at the first blank line. Error where
/// neither stands there.
struct ProblemAndStep {
    std::string problem, step;
};
ProblemAndStep partProblem(const std::string& text, const std::string& name);

/// The pieces of a text that end with `mark`, without blanks at either end; what follows the last mark is one if it
/// holds anything.
std::vector<std::string> piecesOf(const std::string& text, std::string_view mark);

/// "1 entry", "2 entries".
std::string entries(std::size_t count);

inline constexpr std::string_view kStepMark = "\xD0\xBA\xD0\xB8"; ///< the tag of Math-Shepherd, in Cyrillic letters

} // namespace stepmark::formats
