// SPDX-License-Identifier: GPL-3.0-or-later
//
// A network that is to learn a task, and the task's texts as it reads them: of its vocabulary it has what they hold, and
// of its layers those that move.
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/base/model_folder.h"
#include "model/learning/training_core_p.h"
#include "model/learning/weakstrong/lower_states_p.h"
#include "model/learning/weakstrong/task_texts_p.h"

namespace stepmark {

struct Pupil {
    /// The folder's layers (with a fresh final norm where it is cut) and a fresh head. `objective` and `task` outlive
    /// it. Throws Error where more layers are to move than it has, or a text is longer than it reads.
    Pupil(const Task& task, const LadderModel& model, const LearnOptions& options, const Objective& objective,
          LowerStates& lower, const std::stop_token& stop, ProgressThrottle& progress);

    ModelFolder whole, folder;
    Compute compute;
    std::int64_t frozen = 0; ///< layers that do not move, from below
    TaskTexts texts;
    bool lower_kept = false; ///< what the frozen layers make of the texts is the network's input
    TrainingCore core;

private:
    Transformer network(LowerStates& lower, const std::stop_token& stop, ProgressThrottle& progress);
};

/// Judges examples with a network as it is.
class Judge {
public:
    /// `texts`: of these examples. All of it outlives the judge, the lists do not need to.
    Judge(TrainingCore& core, const std::vector<TaskExample>& examples, const std::vector<Example>& texts,
          const std::stop_token& stop);

    at::Tensor logits(const std::stop_token& stop, ProgressThrottle& progress) const; ///< [items, 1]

private:
    /// Where items are read in a pack.
    struct Reading {
        Pack pack;
        std::vector<std::int64_t> rows; ///< tokens of the pack
        std::vector<std::size_t> items; ///< which item is read there, counted over all examples
    };
    TrainingCore& m_core;
    std::vector<Reading> m_readings;
    std::size_t m_items = 0;
};

} // namespace stepmark
