// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/window_views.h"

#include <QIcon>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QWidget;

namespace stepmark::ui {

enum class Availability {
    Always,      ///< without a project the page says what to do
    WithProject, ///< without one it cannot be gone to
};

/// A page, as whoever makes it registers it with the window. Main thread only.
struct PageEntry {
    QWidget* page = nullptr; ///< the window takes it over
    QString name;            ///< in the settings; no other page's
    QString title;           ///< in the navigation
    QString menu_text;       ///< in the view menu, with its mnemonic
    QKeySequence key;
    QIcon icon{}; ///< null: none
    Availability availability = Availability::Always;
    /// What the page needs to know of the open project (nullopt: none is); called whenever it changes.
    std::function<void(const std::optional<ProjectView>&)> project{};
};

/// Something that a menu of the window offers. Main thread only.
struct MenuEntry {
    QString text; ///< with its mnemonic
    QList<QKeySequence> keys{};
    Availability availability = Availability::Always;
    std::function<void()> run;
};

/// All that the window shows besides its frame. Nothing in the window knows one page from another.
struct Furniture {
    std::vector<PageEntry> pages;             ///< in their order; the first is shown when a project has been opened
    PageEntry home;                           ///< where one is without a project; stands at the navigation's foot
    std::vector<std::vector<MenuEntry>> file; ///< groups of the file menu, between the projects and the end
    std::vector<MenuEntry> help;              ///< above "About"
};

} // namespace stepmark::ui
