// SPDX-License-Identifier: GPL-3.0-or-later
//
// The README.md of a checkpoint that transformers has no token classifier for.
//
// Thread rule: pure functions.
#pragma once

#include <string>
#include <vector>

namespace stepmark {

/// How a step classifier in a sequence classifier of that class is read at every token. `labels`: its classes.
std::string sequenceClassifierCard(const std::string& class_name, const std::vector<std::string>& labels);

} // namespace stepmark
