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

} // namespace stepmark::ui
