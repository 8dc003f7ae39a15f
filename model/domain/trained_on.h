// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/step_tree.h"

namespace stepmark {

/// Which labels a PRM is trained on: those of supervised(), or, where `after_error`, every one. Files like TRL's and
/// PRMBench's judge what follows a first error, too; Lightman et al. (2.4) leave that out. Returns one flag a node.
inline std::vector<bool> trainedOn(const StepTree& tree, std::span<const std::optional<Rating>> labels, bool after_error) {
    if (!after_error)
        return supervised(tree, labels);
    std::vector<bool> flags(labels.size());
    for (std::size_t node = 0; node < labels.size(); ++node)
        flags[node] = labels[node].has_value();
    return flags;
}

} // namespace stepmark
