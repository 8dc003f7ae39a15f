// SPDX-License-Identifier: GPL-3.0-or-later
//
// From labels to targets at tokens: what distinguishes a PRM, an ORM and a generator for the one trainer.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/learning/fit.h"
#include "model/learning/training_core_p.h"
#include "model/tokenizer/tokenizer.h"

#include <string>
#include <vector>

namespace stepmark {

/// A problem's tree with its targets.
struct Example {
    struct Target {
        std::int32_t token = 0;  ///< of the tree; the pack that owns it learns the target
        bool next_token = false; ///< read at the token before it, as its prediction; else at itself
        std::int32_t target = 0; ///< class, where it is not the token
        float weight = 1;
    };
    /// For the AUC: the score read at `token` should be high where `good`, low where `bad` (numbers of cases).
    struct Check {
        std::int32_t token = 0;
        int good = 0, bad = 0;
    };
    ProblemId problem = 0;
    std::size_t place = 0; ///< among the trees that were given
    std::uint64_t key = 0; ///< what the problem is to draws
    bool validation = false;
    TokenizedTree tree;
    std::vector<Target> targets;
    std::vector<Check> checks;
    std::int64_t units = 0;      ///< supervised steps (PRM) or solutions
    std::int64_t row_tokens = 0; ///< tokens with one row a unit
};

/// The score read at a check, from the probabilities of the classes there [L].
using ScoreOf = double (*)(const at::Tensor& probabilities);

struct ExampleSet {
    std::vector<Example> examples; ///< those with at least one target
    ScoreOf score = nullptr;       ///< null where the examples have no checks
    Fit fit;                       ///< what of them is beyond the model's context
    std::string fingerprint;       ///< of texts and labels
};

struct ExampleOptions {
    std::int64_t max_path_tokens = 4096;
    bool whole_only = false; ///< as TokenizeOptions
    double validation_share = 0;
    std::uint64_t seed = 0;
    bool class_weights = false;
    bool after_error = false; ///< see TrainOptions
    AnswerFilter filter = AnswerFilter::All;
    std::int32_t end_token = -1; ///< generator
    Layout layout;
};

ExampleSet prmExamples(const std::vector<LabelledTree>& trees, const Tokenizer& tokenizer,
                       const ExampleOptions& options, const std::stop_token& stop);
ExampleSet ormExamples(const std::vector<OutcomeTree>& trees, const Tokenizer& tokenizer, const ExampleOptions& options,
                       const std::stop_token& stop);
ExampleSet generatorExamples(const std::vector<OutcomeTree>& trees, const Tokenizer& tokenizer,
                             const ExampleOptions& options, const std::stop_token& stop);

/// Packs examples in the given order, with their targets, which are a group an example; the numbers as in packTrees().
std::vector<LossPack> packExamples(const std::vector<const Example*>& examples, std::int64_t max_pack_tokens,
                                   std::int64_t combined_tokens, const std::stop_token& stop = {});

/// What a run trains on and what it is validated on. Where every problem was drawn for validation, or there is only
/// one, all are trained on and none validates.
struct Parts {
    std::vector<const Example*> train, validation;
    std::string note; ///< why nothing validates; empty where something does
};
Parts partsOf(const ExampleSet& set, double validation_share);

/// Which problems are validation: those of split "validation", and `share` of those of split "train" by seed (of the
/// problem's text, so that the same problem falls on the same side whatever else is in the data).
bool isValidation(std::string_view problem_text, Split split, double share, std::uint64_t seed);

/// Nodes marked, and everything above them.
std::vector<bool> withAncestors(const StepTree& tree, std::vector<bool> marked);

} // namespace stepmark
