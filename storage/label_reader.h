// SPDX-License-Identifier: GPL-3.0-or-later
//
// The labels of steps, out of what labelers and reviewers say of them. The thread of the connection.
#pragma once

#include "storage/step_store.h"

#include <unordered_map>

namespace stepmark::storage {

/// By the rules of StepStore::labelledTree(); of all steps, or those of one problem.
std::unordered_map<StepId, Rating> readLabels(Connection& connection, const TreeFilter& filter, ProblemId problem = 0);

/// Some step of it has a label.
bool isRated(const LabelledTree& tree);

/// In place of those that the tree has.
void setLabels(LabelledTree& tree, const std::unordered_map<StepId, Rating>& labels);

} // namespace stepmark::storage
