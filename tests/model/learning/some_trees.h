// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any thread.
#pragma once

#include "tests/model/learning/tiny_model.h"

#include <random>
#include <string>
#include <vector>

namespace stepmark::test {

/// So many problems with six steps each, rated at random, the same every time. `validation`: every fourth is in that
/// split.
inline std::vector<LabelledTree> someTrees(int count, bool validation = false) {
    std::mt19937 random(7);
    std::vector<LabelledTree> trees;
    for (int i = 0; i < count; ++i) {
        LabelledTree tree;
        tree.problem = i + 1;
        tree.problem_text = "problem " + std::to_string(i);
        tree.split = validation && i % 4 == 0 ? Split::Validation : Split::Train;
        tree.tree = randomTree(random, 6);
        for (int node = 0; node < tree.tree.size(); ++node)
            tree.labels.push_back(ratingOfClass(static_cast<int>(random() % 3)));
        trees.push_back(std::move(tree));
    }
    return trees;
}

} // namespace stepmark::test
