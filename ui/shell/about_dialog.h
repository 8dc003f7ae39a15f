// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace stepmark::ui {

/// What this is, its licence and the versions it runs on. `versions`: one "name version" a line. Main thread only.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(const QString& versions, QWidget* parent = nullptr);
};

} // namespace stepmark::ui
