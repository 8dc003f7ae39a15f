// SPDX-License-Identifier: GPL-3.0-or-later
// Main thread.
#pragma once

#include "tests/ui/made_up.h"
#include "ui/rounds/round_form.h"
#include "ui/rounds/rounds_page.h"
#include "ui/theme/theme.h"

#include <QTest>

#include <memory>

namespace stepmark::ui {

/// A rounds page on screen, ready for a first round.
class RoundsPageFixture : public QObject {
protected:
    std::unique_ptr<RoundsPage> m_page;

    void openPage() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().install();
        m_page = std::make_unique<RoundsPage>();
        m_page->resize(1180, 760);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->setReady();
    }
};

} // namespace stepmark::ui
