// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/labelling/labelling_pages.h"
#include "ui/shell/main_window.h"
#include "ui/start/home_entry.h"
#include "ui/start/start_page.h"

#include <utility>

namespace stepmark::ui {

/// The window as the desktop has it, with nothing behind its pages.
struct LabellingWindow {
    MainWindow window;
    LabellingPages pages{window};
    StartPage* start = new StartPage;

    LabellingWindow() {
        Furniture furniture;
        pages.furnish(furniture);
        furniture.home = homeEntry(window, *start);
        window.furnish(std::move(furniture));
    }
};

} // namespace stepmark::ui
