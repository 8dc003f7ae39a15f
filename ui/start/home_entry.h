// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page_entry.h"

namespace stepmark::ui {

class MainWindow;
class StartPage;

/// The start page as the window's home; what it asks for, the window asks the user. Main thread only.
PageEntry homeEntry(MainWindow& window, StartPage& page);

} // namespace stepmark::ui
