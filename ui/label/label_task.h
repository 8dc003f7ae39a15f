// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/annotation.h"
#include "model/domain/ids.h"
#include "model/domain/rating.h"
#include "model/domain/step_scores.h"

#include <QMetaType>
#include <QString>

#include <optional>
#include <vector>

namespace stepmark::ui {

/// One step as the label page shows it.
struct LabelStep {
    StepId id = 0;
    QString text;                 ///< shown as plain text, whatever it holds
    std::optional<Rating> preset; ///< this labeler's rating so far (shared step, or a solution opened again)
    bool preset_unsure = false;
    std::optional<StepProbabilities> opinion; ///< the PRM's, shown only on request
    /// Siblings of this step in the tree, to be rated where it is the first error. Have no alternatives themselves.
    std::vector<LabelStep> alternatives;
    int alternative_count = 0; ///< of siblings in all: not every one may be offered
};

/// One solution to be labelled: all the page needs, no further questions to storage.
struct LabelTask {
    SolutionId solution = 0;
    QueueItemId queue_item = 0;
    Purpose purpose = Purpose::Label; ///< not shown: quality control is blind
    bool opinion_withheld = false;    ///< of others too, so that nobody can tell them apart
    int round = 0; ///< number shown, 0 for none
    QString problem;
    QString subject;                         ///< "algebra", may be empty
    std::optional<QString> reference_answer; ///< hidden until R
    std::optional<QString> reference_solution; ///< likewise
    QString final_answer;                    ///< of this solution; empty where none was found
    QString why_queued;                      ///< hidden until W; empty where unknown
    QString thinking;                        ///< the model's before its steps, folded until T; empty where there is none
    std::vector<LabelStep> steps;
    bool flagged = false; ///< of a solution opened again
    QString note;
    qint64 spent_ms = 0; ///< time already spent on it
    /// Brought back by undoRequested(): the page takes the last action on it back (and emits that as a mark where it
    /// was one).
    bool reopened = false;

    /// Where a labeler's care is measured, nothing may lead.
    bool mayShowOpinion() const { return purpose == Purpose::Label && !opinion_withheld; }
};

/// The intents: what the labeler did, named by solution and step so that they stay true after the page has moved on.
struct MarkIntent {
    SolutionId solution = 0;
    StepId step = 0;
    int step_index = 0;           ///< 0-based
    bool alternative = false;     ///< one to the step of that index
    std::optional<Rating> rating; ///< nullopt takes the mark back
    bool unsure = false;
    qint64 elapsed_ms = 0;        ///< on this step, pauses left out
    bool model_visible = false;   ///< the model's opinion of this solution has been on screen
};

struct FinishIntent {
    SolutionId solution = 0;
    FinishReason reason = FinishReason::Solution; ///< never Open
    QString detail;                               ///< why, of a bad problem or one given up
    qint64 total_ms = 0;                          ///< on this solution, pauses left out
    bool flagged = false;
    QString note;
};

struct SkipIntent {
    SolutionId solution = 0;
    qint64 total_ms = 0;
    bool flagged = false;
    QString note;
};

/// Flag or note changed while the solution is open (notes: half a second after the last key, and when the page moves
/// on).
struct DraftIntent {
    SolutionId solution = 0;
    bool flagged = false;
    QString note;
};

/// What this labeler has done since the project was opened, and what is left.
struct SessionStats {
    int solutions = 0;
    int steps = 0;
    std::optional<qint64> median_step_ms;
    int first_errors = 0;
    std::optional<double> steps_per_hour; ///< of working time, pauses left out
    int queue_done = 0;                   ///< of the newest round's queue, by everybody
    int queue_total = 0;                  ///< 0: there is no queue
    std::optional<qint64> queue_left_ms;  ///< working time that the rest takes at this pace
};

} // namespace stepmark::ui
