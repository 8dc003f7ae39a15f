// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is asked before something of the workshop goes for good. Main thread only.
#pragma once

#include "model/run/study_results.h"

#include <QString>

#include <functional>

class QMessageBox;
class QWidget;

namespace stepmark::ui {

/// Asks beside the page, without stopping it; Enter and Esc keep. Goes by itself.
QMessageBox* askToRemoveTask(QWidget* parent, const QString& name, std::function<void()> remove);
QMessageBox* askToRemoveStudy(QWidget* parent, const Study& study, std::function<void()> remove);

} // namespace stepmark::ui
