// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace stepmark {

/// What a run is made of, as its plan lists it: the parts of a round, and the jobs that are one part themselves.
enum class Part {
    None,
    Generate,
    Train,
    Score,
    TrainOrm,
    ScoreByOrm,
    Queue,
    Label,
    Evaluate,
    Import,
    Export,
    Round,
    Sample,
    States,     ///< what frozen bases make of a task
    Supervisor, ///< and the next two: a model of a weak-to-strong study learns (model/run/study_results.h)
    Ceiling,
    Student,
    Study,
    Tune ///< of a study: a folder reads a task's texts
};

/// The word in a project and in --json: "train", "score", "train ORM". Empty for None. Any thread.
std::string_view toText(Part part);
/// nullopt for a word that is none of these, such as one of a newer version's.
std::optional<Part> partFromText(std::string_view text);

} // namespace stepmark
