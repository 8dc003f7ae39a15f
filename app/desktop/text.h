// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace stepmark::desktop {

/// The project's texts are UTF-8, the window's QString. Any thread.
inline QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

} // namespace stepmark::desktop
