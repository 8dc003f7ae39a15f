// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/review_made_up.h"
#include "ui/charts/plot_card.h"
#include "ui/charts/plot_view.h"
#include "ui/label/rating_bar.h"
#include "ui/review/agreement_table.h"
#include "ui/review/agreement_view.h"
#include "ui/review/review_context_view.h"
#include "ui/review/review_filter_bar.h"
#include "ui/review/review_list.h"
#include "ui/review/review_page.h"
#include "ui/review/review_step_row.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fields.h"
#include "ui/widgets/text_block.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace stepmark;
using namespace stepmark::ui;
using State = ReviewPage::State;
using Verdict = Decision::Verdict;

class ReviewPageTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<ReviewPage> m_page;
    std::vector<Decision> m_decided;
    std::vector<int> m_wanted;
    bool m_answer = true; ///< contexts come at once

    void press(Qt::Key key) { QTest::keyClick(m_page.get(), key); }
    StepId current() const { return m_page->list()->item(m_page->current()).step; }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }
    void init() {
        m_decided.clear();
        m_wanted.clear();
        m_answer = true;
        m_page = std::make_unique<ReviewPage>();
        connect(m_page.get(), &ReviewPage::decided, this,
                [this](const DecideIntent& intent) { m_decided.push_back(intent.decision); });
        connect(m_page.get(), &ReviewPage::contextWanted, this, [this](int index) {
            m_wanted.push_back(index);
            if (m_answer)
                m_page->setContext(made_up::reviewContext(index, m_page->list()->item(index)));
        });
        m_page->resize(1100, 760);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->setFocus();
    }

    // Lost: the reviewer's rhythm: an item costs one key, and the next one is there at once.
    void oneKeyAnItem_data() {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("rating"); // 9: none
        QTest::newRow("1") << int(Qt::Key_1) << int(Verdict::Rate) << -1;
        QTest::newRow("2") << int(Qt::Key_2) << int(Verdict::Rate) << 0;
        QTest::newRow("3") << int(Qt::Key_3) << int(Verdict::Rate) << 1;
        QTest::newRow("J") << int(Qt::Key_J) << int(Verdict::Rate) << -1;
        QTest::newRow("L") << int(Qt::Key_L) << int(Verdict::Rate) << 1;
        QTest::newRow("Enter") << int(Qt::Key_Return) << int(Verdict::Keep) << 9;
    }
    void oneKeyAnItem() {
        QFETCH(int, key);
        QFETCH(int, verdict);
        QFETCH(int, rating);
        m_page->setBatch(made_up::reviewBatch(6));
        QCOMPARE(m_page->state(), State::Reviewing);
        QCOMPARE(current(), StepId(1));
        m_answer = false; // the next one was fetched ahead
        press(static_cast<Qt::Key>(key));
        QCOMPARE(m_decided.size(), std::size_t(1));
        QCOMPARE(int(m_decided[0].verdict), verdict);
        QCOMPARE(m_decided[0].rating ? int(*m_decided[0].rating) : 9, rating);
        QCOMPARE(m_decided[0].step, StepId(1));
        QCOMPARE(m_decided[0].kind, ReviewKind::Disagreement);
        QCOMPARE(m_decided[0].reviewer, made_up::kLead);
        QCOMPARE(current(), StepId(2));
        QCOMPARE(m_page->contextView()->context().index, 1);
        QCOMPARE(m_page->list()->rowCount(), 5);
    }

    // Lost: a flag's answer, if "keep" and a rating of one of its steps were not both told with the flagged pass.
    void flagsAreSettledWithTheirPass() {
        m_page->setBatch(made_up::reviewBatch(3));
        press(Qt::Key_Right);
        press(Qt::Key_Right);
        QCOMPARE(m_page->current(), 2);
        press(Qt::Key_Down); // the third step
        press(Qt::Key_1);
        QCOMPARE(m_decided[0].annotation, AnnotationId(52));
        QCOMPARE(m_decided[0].step, StepId(3002));
        press(Qt::Key_U);
        QCOMPARE(m_decided[1].verdict, Verdict::Withdraw);
        QCOMPARE(m_page->current(), 2);
        press(Qt::Key_Return);
        QCOMPARE(m_decided[2].verdict, Verdict::Keep);
        QCOMPARE(m_decided[2].step, StepId(0));
        QCOMPARE(m_decided[2].annotation, AnnotationId(52));
    }

    // Lost: an item, if a decision on a neighbouring step made it look answered.
    void anotherStepLeavesTheItemOpen() {
        m_page->setBatch(made_up::reviewBatch(2));
        press(Qt::Key_Up);
        press(Qt::Key_3);
        QCOMPARE(m_decided[0].step, StepId(1000));
        QCOMPARE(m_page->current(), 0);
        QVERIFY(!m_page->list()->item(0).settled);
        QCOMPARE(m_page->contextView()->row(0)->ratingBar()->accessibleDescription(), QStringLiteral("right"));
    }

    // Lost: a slip of the finger.
    void undoGoesBack() {
        m_page->setBatch(made_up::reviewBatch(6));
        press(Qt::Key_1);
        press(Qt::Key_Return);
        QCOMPARE(m_page->list()->openCount(), 4);
        press(Qt::Key_U);
        QCOMPARE(m_page->current(), 1);
        press(Qt::Key_Backspace);
        QCOMPARE(m_page->current(), 0);
        QCOMPARE(m_page->list()->openCount(), 6);
        QCOMPARE(m_decided.size(), std::size_t(4));
        QCOMPARE(m_decided[3].verdict, Verdict::Withdraw);
        QCOMPARE(m_decided[3].step, StepId(1));
        press(Qt::Key_U);
        QCOMPARE(m_decided.size(), std::size_t(4)); // nothing left
    }

    // Lost: the why.
    void reasonGoesWithTheNextDecision() {
        m_page->setBatch(made_up::reviewBatch(3));
        press(Qt::Key_N);
        QVERIFY(m_page->reasonField()->hasFocus());
        QTest::keyClicks(m_page->reasonField(), QStringLiteral("31 days, not 1"));
        QTest::keyClick(m_page->reasonField(), Qt::Key_Return);
        QVERIFY(m_page->hasFocus());
        QVERIFY(m_decided.empty());
        press(Qt::Key_1);
        press(Qt::Key_1);
        QCOMPARE(m_decided[0].reason, std::string("31 days, not 1"));
        QCOMPARE(m_decided[1].reason, std::string());
    }

    // Lost: decisions on something else than what was read.
    void nothingIsDecidedBeforeItIsShown() {
        m_answer = false;
        m_page->setBatch(made_up::reviewBatch(3));
        press(Qt::Key_1);
        press(Qt::Key_Return);
        QVERIFY(m_decided.empty());
        m_page->setContext(made_up::reviewContext(0, m_page->list()->item(0)));
        QTest::sendKeyEvent(QTest::Press, m_page.get(), Qt::Key_1, QStringLiteral("1"), Qt::NoModifier);
        QCOMPARE(m_decided.size(), std::size_t(1));
    }

    // Lost: those who prefer the mouse.
    void byMouse() {
        m_page->setBatch(made_up::reviewBatch(6));
        auto* rows = m_page->findChild<QListView*>(QStringLiteral("reviewItems"));
        QTRY_VERIFY(rows->viewport()->rect().contains(rows->visualRect(m_page->list()->index(3))));
        QTest::mouseClick(rows->viewport(), Qt::LeftButton, {}, rows->visualRect(m_page->list()->index(3)).center());
        QCOMPARE(m_page->current(), 3);
        QVERIFY(m_page->hasFocus());
        auto* bar = m_page->contextView()->row(1)->ratingBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->cell(Rating::Neutral).center());
        QCOMPARE(m_decided.size(), std::size_t(1));
        QCOMPARE(m_decided[0].rating, std::optional(Rating::Neutral));
        QCOMPARE(m_decided[0].step, StepId(4));
    }

    // Lost: the filter's word, and the keyboard after it.
    void filterBarNarrowsTheList() {
        m_page->setBatch(made_up::reviewBatch(9));
        auto* kind = m_page->filterBar()->findChild<ChoiceField*>();
        QCOMPARE(kind->itemText(0), QStringLiteral("All kinds (9 open)"));
        kind->setCurrentIndex(kind->findData(static_cast<int>(ReviewKind::Model)));
        QCOMPARE(m_page->list()->rowCount(), 3);
        QCOMPARE(m_page->current(), 1);
        press(Qt::Key_1);
        QCOMPARE(kind->itemText(0), QStringLiteral("All kinds (8 open)"));
        kind->setCurrentIndex(kind->findData(static_cast<int>(ReviewKind::QualityControl)));
        QCOMPARE(m_page->state(), State::NothingOpen);
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Escape);
        QVERIFY(m_page->hasFocus());
    }

    // Lost: what to do next, on a page that shows nothing.
    void statesSayWhatIsSo() {
        QCOMPARE(m_page->state(), State::NoProject);
        m_page->showBusy(0.42);
        QCOMPARE(m_page->state(), State::Busy);
        m_page->showError(QStringLiteral("The disk is gone."));
        QSignalSpy retry(m_page.get(), &ReviewPage::retryRequested);
        QCOMPARE(m_page->state(), State::Error);
        for (auto* button : m_page->findChildren<QAbstractButton*>())
            if (button->text() == QStringLiteral("Try again"))
                button->click();
        QCOMPARE(retry.count(), 1);
        m_page->setBatch({});
        QCOMPARE(m_page->state(), State::Nothing);
        m_page->setBatch(made_up::reviewBatch(1));
        press(Qt::Key_Return);
        QCOMPARE(m_page->state(), State::NothingOpen);
        press(Qt::Key_U);
        QCOMPARE(m_page->state(), State::Reviewing);
        m_page->showNoProject();
        QCOMPARE(m_page->state(), State::NoProject);
        press(Qt::Key_1);
        QCOMPARE(m_decided.size(), std::size_t(2));
    }

    // Lost: the place, if marks made elsewhere threw the reviewer back to the first item.
    void itemStaysOverANewBatch() {
        m_page->setBatch(made_up::reviewBatch(9));
        press(Qt::Key_Right);
        press(Qt::Key_Right);
        press(Qt::Key_Right);
        const StepId before = current();
        ReviewBatch batch = made_up::reviewBatch(9);
        batch.items.erase(batch.items.begin());
        m_page->setBatch(batch);
        QCOMPARE(current(), before);
    }

    // Lost: safety, if data could be taken for markup.
    void dataIsPlainText() {
        m_page->setBatch(made_up::reviewBatch(3));
        for (const QLabel* label : m_page->findChildren<QLabel*>())
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
        QVERIFY(m_page->contextView()->context().labelers.contains(QStringLiteral("<b>bob</b>")));
    }

    // Lost: the lead's figures; or their meaning, if "undefined" showed as a number.
    void agreementIsShown() {
        m_page->setBatch(made_up::reviewBatch(3));
        m_page->setAgreement(made_up::agreementReport(), {});
        press(Qt::Key_A);
        QVERIFY(m_page->agreementShown());
        AgreementTable* pairs = m_page->agreement()->pairs();
        QCOMPARE(pairs->rowCount(), 2);
        QCOMPARE(pairs->index(1, AgreementTable::Who).data().toString(), QStringLiteral("ann and <b>bob</b>"));
        QVERIFY(pairs->index(1, AgreementTable::Cohen).data().toString().contains(QStringLiteral("–")));
        QVERIFY(pairs->index(1, AgreementTable::Cohen).data().toString().size() > 3);
        QCOMPARE(m_page->agreement()->periods()->rowCount(), 3);
        press(Qt::Key_1);
        QVERIFY(m_decided.empty()); // no item is on screen
        m_page->agreement()->scopeField()->setCurrentIndex(1);
        QCOMPARE(pairs->index(0, AgreementTable::Percent).data().toString(), QStringLiteral("–"));
        press(Qt::Key_Escape);
        QVERIFY(!m_page->agreementShown());
    }

    // Lost: the figures for a paper, if they could only be read off the screen.
    void agreementIsExported() {
        m_page->setBatch(made_up::reviewBatch(3));
        m_page->setAgreement(made_up::agreementReport(), {});
        const auto report = made_up::agreementReport();
        const QByteArray csv = m_page->agreement()->pairs()->csv();
        const QList<QByteArray> lines = csv.trimmed().split('\n');
        QCOMPARE(lines.size(), 1 + 1 + qsizetype(report.pairs.size()));
        QCOMPARE(lines[0].trimmed(), QByteArray("who or when,units,judgements,percent,percent_low,percent_high,cohen,"
                                                "cohen_low,cohen_high,fleiss,fleiss_low,fleiss_high,alpha,alpha_low,"
                                                "alpha_high"));
        QVERIFY(lines[1].startsWith("everybody,"));
        for (const QByteArray& line : lines)
            QCOMPARE(line.trimmed().count(','), 14); // what is undefined is empty
        QVERIFY(!csv.contains("nan"));
        const Plot plot = m_page->agreement()->plot()->view()->plot();
        qsizetype defined = 0;
        for (const auto& period : report.rounds)
            defined += period.agreement.alpha ? 1 : 0;
        QVERIFY(defined > 0);
        QCOMPARE(qsizetype(plot.series.front().points.size()), defined);
        m_page->agreement()->timeField()->setCurrentIndex(1);
        QCOMPARE(qsizetype(m_page->agreement()->plot()->view()->plot().series.front().points.size()),
                 std::count_if(report.weeks.begin(), report.weeks.end(),
                               [](const auto& period) { return period.agreement.alpha.has_value(); }));
        QVERIFY(m_page->agreement()->plot()->view()->plot().x.days);
    }

    // Lost: the steps, on a small screen or with large text.
    void fitsSmallWindows() {
        m_page->resize(700, 520);
        m_page->setBatch(made_up::reviewBatch(3));
        const ReviewStepRow* row = m_page->contextView()->row(1);
        QVERIFY(row->textBlock()->width() >= 80);
        QVERIFY(row->textBlock()->geometry().right() < ReviewStepRow::columnLeft(0, 2, row->width()));
        QVERIFY(row->ratingBar()->geometry().right() < row->width());
    }
};

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    ReviewPageTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_review_page.moc"
