// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a long operation stands, as data: the words are made where people read them (ui/jobs/worker_text.h in the
// window, app/work/progress_text.h at the terminal and in a job's log).
#pragma once

#include "model/domain/stop.h"
#include "model/run/part.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace stepmark {

/// What is being done.
enum class Stage {
    None,
    Starting,
    ReadingPool,
    ReadingRatings,
    ReadingScores,
    ReviewingRatings,
    Fitting,  ///< texts into the model's context; done of total steps are too long for it
    Products, ///< by what the network's matrices are multiplied here
    HiddenStates,
    Training,
    Validating,
    Generating,
    Scoring,
    Choosing, ///< what to label next
    Labelling,
    Evaluating,
    Intervals,
    Importing,
    Exporting,
    Copying,
    Checking
};

/// What is trained.
enum class Subject { None, Prm, Orm, Generator, Head, Base };

/// What `done` and `total` count.
enum class Unit { None, Tokens, Steps, Solutions, Problems, Fits, Bytes, Rows, Checks, Percent, Updates };

/// Where a long operation stands. `done` of `total` units of the stage; total 0 means unknown. Plain value.
struct Progress {
    Stage stage = Stage::None;
    Subject subject = Subject::None;
    Part part = Part::None; ///< of the run that this is part of
    int node = 0;           ///< of the plan that this is part of, from 1; 0 where there is none
    int nodes = 0;          ///< in all
    int epoch = 0;          ///< from 1; 0 where there are none
    int epochs = 0;         ///< in all
    std::int64_t done = 0;  ///< units finished
    std::int64_t total = 0; ///< units in all, 0 where unknown
    Unit unit = Unit::None;
    double units_per_s = 0;     ///< rate, 0 where unknown
    std::optional<double> loss; ///< newest training loss
    std::int64_t skipped = 0;   ///< optimizer steps left out, their loss or gradient not being finite
    std::string note;           ///< one sentence for the log; nobody reads anything out of it

    /// Whether both are reports of the same piece of work, the second perhaps further on.
    bool sameStage(const Progress& other) const {
        return stage == other.stage && subject == other.subject && part == other.part && node == other.node &&
               epoch == other.epoch;
    }
};

/// Words of the JSON codec, such as "training", "prm", "tokens"; empty for None. Any thread.
std::string_view toText(Stage stage);
std::string_view toText(Subject subject);
std::string_view toText(Unit unit);
std::optional<Stage> stageFromText(std::string_view text);
std::optional<Subject> subjectFromText(std::string_view text);
std::optional<Unit> unitFromText(std::string_view text);

/// The part of a round that a stage belongs to, where the report does not name it; None for one that belongs to
/// whatever part is under way, such as a validation.
Part partOf(const Progress& progress);

/// Receives progress on the thread that does the work. May throw nothing.
using ProgressSink = std::function<void(const Progress&)>;

/// Lets at most ten reports a second through (and always the last one of a stage), so that callers may report as often
/// as they like. One thread.
class ProgressThrottle {
public:
    explicit ProgressThrottle(ProgressSink sink)
        : m_sink(std::move(sink)) {}
    void report(const Progress& progress);

private:
    ProgressSink m_sink;
    Progress m_before;
    std::chrono::steady_clock::time_point m_last{};
};

} // namespace stepmark
