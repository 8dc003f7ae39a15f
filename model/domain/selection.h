// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/ids.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stepmark {

/// A solution that may be queued for labelling.
struct Candidate {
    SolutionId solution = 0;
    ProblemId problem = 0;
    double score = 0;            ///< solution score by the current PRM, higher is more convincing
    std::optional<bool> correct; ///< final answer right; unknown counts as "the rest"
    double uncertainty = 0;      ///< for the uncertainty strategy: mean entropy of its steps, in nats
    std::uint64_t key = 0;       ///< what it is to draws (draw.h): a hash of the problem and the steps
};

enum class SelectionStrategy { ConvincingWrong, Uniform, Uncertainty };
std::string_view toText(SelectionStrategy strategy);
/// "convincing-wrong", "uniform", "uncertainty"; nullopt for another word.
std::optional<SelectionStrategy> selectionStrategyFromText(std::string_view text);

struct SelectionOptions {
    SelectionStrategy strategy = SelectionStrategy::ConvincingWrong;
    int count = 50;           ///< solutions to queue, K
    double wrong_share = 0.8; ///< the 80/20 mix of Lightman et al., section 2.4
    int per_problem = 0;      ///< at most so many solutions of a problem; 0: no cap
    std::uint64_t seed = 0;   ///< for Uniform, and to break ties

    bool operator==(const SelectionOptions&) const = default;
};

/// Why a solution is queued.
enum class QueueReason { ConvincingWrong, Convincing, Uniform, Uncertain };
/// The word in a project and in --json: "convincing-wrong", "convincing", "uniform", "uncertain".
std::string_view toText(QueueReason reason);
/// nullopt for another word.
std::optional<QueueReason> queueReasonFromText(std::string_view text);

struct Selected {
    SolutionId solution = 0;
    QueueReason reason = QueueReason::Uniform;
    std::uint64_t key = 0; ///< of the candidate
};

/// Why a solution of that strategy's queue is there: what a gold item among them shows when asked.
QueueReason usualReason(SelectionStrategy strategy, const std::optional<bool>& correct);

/// What to label next (Lightman et al., section 2.4, appendix B): of the candidates, `wrong_share` of `count` are the
/// most convincing wrong answers, the others the most convincing of what remains; where one group runs dry the other
/// fills up. Order: interleaved so that any beginning of the queue keeps the mix. Ties, and Uniform, are drawn by hash:
/// the same candidates and seed give the same queue on every machine, and further candidates leave the order of the
/// others.
std::vector<Selected> select(const std::vector<Candidate>& candidates, const SelectionOptions& options);

} // namespace stepmark
