// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_tables.h"

#include <QTimer>

namespace stepmark::ui {

void LazyTable::askSoon() {
    if (m_asking)
        return;
    m_asking = true;
    QTimer::singleShot(0, this, [this] {
        m_asking = false;
        ask();
    });
}

} // namespace stepmark::ui
