// SPDX-License-Identifier: GPL-3.0-or-later
//
// The layers that a head reads, as they are typed. Pure functions: any thread.
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace stepmark::ui {

/// "12", "6, 12, 18", or `automatic` for several; empty: the last. nullopt for anything else.
std::optional<std::vector<int>> layersFrom(const QString& text, const QString& automatic);
QString layersText(const std::vector<int>& layers, const QString& automatic);

} // namespace stepmark::ui
