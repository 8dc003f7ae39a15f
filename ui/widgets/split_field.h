// SPDX-License-Identifier: GPL-3.0-or-later
//
// A field to choose a split of the problems by. Main thread only.
#pragma once

#include "model/domain/split.h"

#include <QString>

#include <optional>

class QComboBox;

namespace stepmark::ui {

/// Fills the field: `none` first, for no choice ("All splits"), then the splits.
void addSplits(QComboBox& field, const QString& none);
/// nullopt: none of them.
std::optional<Split> splitOf(const QComboBox& field);
void selectSplit(QComboBox& field, std::optional<Split> split);

} // namespace stepmark::ui
