// SPDX-License-Identifier: GPL-3.0-or-later
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
    int alternatives = 0;         ///< siblings of this step in the tree
    int alternatives_rated = 0;   ///< of those, rated by this labeler
    std::optional<StepProbabilities> opinion; ///< the PRM's, shown only on M
};

/// One solution to be labelled: all the page needs, no further questions to storage.
struct LabelTask {
    SolutionId solution = 0;
    QueueItemId queue_item = 0;
    /// Not shown: quality control is blind. What is not for labelling gets no opinion of the model and no reason.
    Purpose purpose = Purpose::Label;
    int queue_position = 0; ///< 1-based; 0 where there is no queue
    int queue_total = 0;
    int round = 0; ///< number shown, 0 for none
    QString problem;
    QString subject;                         ///< "algebra", may be empty
    std::optional<QString> reference_answer; ///< hidden until R
    QString final_answer;                    ///< of this solution; empty where none was found
    QString why_queued;                      ///< hidden until W; empty where unknown
    std::vector<LabelStep> steps;
    bool flagged = false; ///< of a solution opened again
    QString note;
    qint64 spent_ms = 0; ///< time already spent on it
    /// Brought back by undoRequested(): the page takes the last action on it back (and emits that as a mark where it
    /// was one).
    bool reopened = false;
};

/// The intents: what the labeler did, named by solution and step so that they stay true after the page has moved on.
struct MarkIntent {
    SolutionId solution = 0;
    StepId step = 0;
    int step_index = 0;           ///< 0-based
    std::optional<Rating> rating; ///< nullopt takes the mark back
    qint64 elapsed_ms = 0;        ///< on this step, pauses left out
    bool model_visible = false;   ///< the model's opinion of this solution has been on screen
};

struct FinishIntent {
    SolutionId solution = 0;
    FinishReason reason = FinishReason::Solution; ///< never Open
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

struct SessionStats {
    int solutions = 0;
    int steps = 0;
    std::optional<qint64> median_step_ms;
    int first_errors = 0;
};

} // namespace stepmark::ui
