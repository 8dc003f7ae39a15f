// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/assignment.h"
#include "model/domain/step_scores.h"
#include "model/run/part.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace stepmark {

inline bool operator==(const ControlOptions& a, const ControlOptions& b) {
    return a.overlap_share == b.overlap_share && a.overlap_labelers == b.overlap_labelers &&
           a.gold_items == b.gold_items;
}

} // namespace stepmark

namespace stepmark::ui {

enum class TrainingMode { Head, Full };

/// What becomes of solutions that are longer than the model's context.
enum class LongTexts {
    Usual, ///< cut, but the round is refused where most would go
    Cut,
    Skip,
    Fail,
};

/// What the user asks a round to be.
struct RoundRequest {
    SelectionOptions selection; ///< strategy, count, wrong share, cap a problem, seed (the seed of the whole round)
    ControlOptions control;     ///< overlap between labelers, gold items
    ScoreRule rule = ScoreRule::Product;
    NeutralPolicy neutral = NeutralPolicy::AsPositive;
    int samples = 0;       ///< new candidates a problem to generate first; 0: use the pool as it is
    QString generator_dir; ///< Hugging Face folder they come from; empty: the built-in one
    TrainingMode mode = TrainingMode::Head;
    int epochs = 2;           ///< Lightman et al. train for 2
    double learning_rate = 0; ///< 0: by the model's size
    QString base_dir;         ///< Hugging Face folder; empty: the built-in base
    bool orm = false;         ///< an outcome model as well
    LongTexts too_long = LongTexts::Usual;
    bool after_error = false;   ///< trained on marks behind a first error, too
    bool class_weights = false; ///< of the training: by inverse frequency

    bool operator==(const RoundRequest&) const = default;
};

/// What a round would take, as far as anything tells.
struct RoundEstimate {
    struct Stage {
        Part part = Part::None;
        std::optional<double> seconds; ///< nullopt: never measured
        std::int64_t steps = 0, solutions = 0, optimizer_steps = 0;
        std::int64_t bytes = 0; ///< kept on disk
    };
    std::vector<Stage> stages;
    double seconds = 0; ///< of the stages that are known
    std::int64_t bytes = 0, temporary_bytes = 0, peak_bytes = 0;
    std::optional<std::int64_t> free_bytes;
    QStringList notes; ///< what the user should know before starting
};

/// A round that was begun and has not come to its end.
struct UnfinishedRound {
    int number = 0;
    std::vector<Part> done; ///< that are finished
    QDateTime saved;        ///< when it was last written down
};

} // namespace stepmark::ui
