// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/key_map.h"

#include <QDialog>

namespace stepmark::ui {

/// Every key of the program on one sheet. Main thread only.
class KeySheet : public QDialog {
    Q_OBJECT
public:
    explicit KeySheet(const KeyMap& label_keys, QWidget* parent = nullptr);

Q_SIGNALS:
    void changeWanted();
};

/// What this is, its licence and the versions it runs on. `versions`: one "name version" a line.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(const QString& versions, QWidget* parent = nullptr);
};

} // namespace stepmark::ui
