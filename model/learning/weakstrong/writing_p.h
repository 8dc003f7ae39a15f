// SPDX-License-Identifier: GPL-3.0-or-later
//
// A choice that is answered by writing (Burns et al. 2023, whose chess models write their moves): a language model that
// is to write the text of the right item behind the prompt.
//
// Thread rule: as train.h.
#pragma once

#include "model/base/model_folder.h"
#include "model/learning/continuation_p.h"
#include "model/learning/supervision_p.h"
#include "model/learning/weakstrong/learn.h"

#include <optional>
#include <vector>

namespace stepmark {

/// The model's layers (with a fresh final norm where it is cut) and the head that foretells its tokens.
struct WritingModel {
    /// Throws Error where more layers are to move than it has.
    WritingModel(TaskKind kind, const LadderModel& model, const LearnOptions& options, const std::stop_token& stop);

    ModelFolder whole, folder;
    Tokenizer tokenizer;
    Layout layout; ///< the task's, beginning as the model's texts do
    Compute compute;
    TrainingCore core;
};

/// The prompt and the item of weight above .5 in `told` [items], whose tokens are to be foretold, its separator's among
/// them. Throws Error where none has it, and where it is beyond what the model reads.
Example writtenExample(const TaskExample& task_example, const std::vector<float>& told, const WritingModel& model,
                       const std::stop_token& stop);

/// What a model writes behind the prompts of some examples, the most probable token always.
class WrittenAnswers {
public:
    /// Model and examples outlive it. Throws Error for an example that leaves no room for its answer.
    WrittenAnswers(WritingModel& model, const std::vector<TaskExample>& examples, const std::stop_token& stop);

    /// One number an item: 1 at the item that is written, to the letter; 0 at all of an example for which none is.
    std::vector<float> judge(const std::stop_token& stop, ProgressThrottle& progress) const;
    std::int64_t tokens() const; ///< that go through the network for it, at most

private:
    std::optional<std::size_t> itemWritten(const TaskExample& example, const Continuation& made) const;

    WritingModel& m_model;
    const std::vector<TaskExample>& m_examples;
    GenerateOptions m_options;
    std::vector<ContinuedText> m_texts;
};

} // namespace stepmark
