// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/made_up.h"
#include "ui/label/label_page.h"
#include "ui/label/rating_bar.h"
#include "ui/label/side_panel.h"
#include "ui/label/solution_view.h"
#include "ui/label/step_row.h"
#include "ui/theme/theme.h"

#include <QTest>

#include <memory>
#include <vector>

namespace stepmark::ui {

/// A label page on screen with its keyboard, its clock in hand and every intent it emitted written down.
class LabelPageFixture : public QObject {
protected:
    std::unique_ptr<LabelPage> m_page;
    std::vector<MarkIntent> m_marks;
    std::vector<FinishIntent> m_finished;
    std::vector<SkipIntent> m_skipped;
    std::vector<DraftIntent> m_drafts;
    std::vector<SolutionId> m_shown;
    int m_undo_wanted = 0;
    qint64 m_now = 0;

    void press(Qt::Key key) { QTest::keyClick(m_page.get(), key); }
    SolutionView* view() const { return m_page->findChild<SolutionView*>(); }
    SidePanel* side() const { return m_page->findChild<SidePanel*>(); }

    void openPage() {
        Theme::instance().install();
        m_marks.clear();
        m_finished.clear();
        m_skipped.clear();
        m_drafts.clear();
        m_shown.clear();
        m_undo_wanted = 0;
        m_now = 0;
        m_page = std::make_unique<LabelPage>();
        m_page->setTimeSource([this] { return m_now; });
        connect(m_page.get(), &LabelPage::marked, this,
                [this](const MarkIntent& intent) { m_marks.push_back(intent); });
        connect(m_page.get(), &LabelPage::finished, this,
                [this](const FinishIntent& intent) { m_finished.push_back(intent); });
        connect(m_page.get(), &LabelPage::skipped, this,
                [this](const SkipIntent& intent) { m_skipped.push_back(intent); });
        connect(m_page.get(), &LabelPage::draftChanged, this,
                [this](const DraftIntent& intent) { m_drafts.push_back(intent); });
        connect(m_page.get(), &LabelPage::taskShown, this, [this](SolutionId id) { m_shown.push_back(id); });
        connect(m_page.get(), &LabelPage::undoRequested, this, [this] { ++m_undo_wanted; });
        m_page->resize(1100, 700);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->setFocus();
    }
};

} // namespace stepmark::ui
