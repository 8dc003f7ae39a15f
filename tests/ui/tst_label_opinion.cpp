// SPDX-License-Identifier: GPL-3.0-or-later
// What could lead a labeler stays out of sight until it is asked for.
#include "tests/ui/label_page_fixture.h"

#include <cmath>

using namespace stepmark;
using namespace stepmark::ui;

class LabelOpinionTest : public LabelPageFixture {
    Q_OBJECT
private Q_SLOTS:
    void init() { openPage(); }

    // Without it the labeler could be led before they think.
    void whatCouldLeadIsHiddenUntilAsked() {
        LabelTask pens = made_up::pens(1);
        pens.reference_solution = QStringLiteral("6 boxes of 12 are $72$.");
        m_page->setTask(pens);
        QVERIFY(side()->referenceShown().isEmpty());
        QVERIFY(side()->referenceSolutionShown().isEmpty());
        QVERIFY(side()->whyShown().isEmpty());
        press(Qt::Key_R);
        QCOMPARE(side()->referenceShown(), QStringLiteral("72"));
        QCOMPARE(side()->referenceSolutionShown(), *pens.reference_solution);
        press(Qt::Key_W);
        QVERIFY(side()->whyShown().contains(QStringLiteral("0.93")));
        press(Qt::Key_R);
        QVERIFY(side()->referenceShown().isEmpty());
        press(Qt::Key_R);
        QVERIFY(!side()->referenceSolutionShown().isEmpty());
        m_page->setTask(made_up::pens(2)); // the next one starts hidden again
        QVERIFY(side()->referenceShown().isEmpty());
        QVERIFY(side()->referenceSolutionShown().isEmpty());
        press(Qt::Key_R); // a problem without one shows none
        QVERIFY(side()->referenceSolutionShown().isEmpty());
    }

    // A model's thoughts are no steps; who wants to read them can.
    void thinkingIsFolded() {
        m_page->setTask(made_up::pens(1));
        press(Qt::Key_T);
        QVERIFY(side()->thinkingShown().isEmpty()); // there is none
        LabelTask task = made_up::pens(2);
        task.thinking = QStringLiteral("Hm, 5 pens?");
        m_page->setTask(task);
        QVERIFY(side()->thinkingShown().isEmpty());
        press(Qt::Key_T);
        QCOMPARE(side()->thinkingShown(), task.thinking);
        QCOMPARE(view()->rowCount(), static_cast<int>(task.steps.size()));
        press(Qt::Key_T);
        QVERIFY(side()->thinkingShown().isEmpty());
    }

    // Without it nobody could tell later which marks the model may have led.
    void modelsOpinionIsRecorded() {
        m_page->setTask(made_up::pens(1));
        press(Qt::Key_3);
        QVERIFY(!m_marks.back().model_visible);
        press(Qt::Key_M);
        QVERIFY(view()->row(0)->state().opinion);
        press(Qt::Key_M);
        QVERIFY(!view()->row(0)->state().opinion);
        press(Qt::Key_3);
        QVERIFY(m_marks.back().model_visible); // seen is seen
    }

    // Without it nobody could tell where the model says the error is, nor how sure it is.
    void opinionNamesTheLikeliestFirstError() {
        m_page->setTask(made_up::pens(1));
        QVERIFY(!side()->opinionShown().contains(QStringLiteral("%")));
        press(Qt::Key_M);
        // 0.98 · 0.95 · 0.58 = 0.54 for the third of the steps, 0.98 · 0.95 · 0.42 · 0.69 · 0.56 for no error.
        QCOMPARE(side()->opinionShown(), QStringLiteral("All steps right: 15 %. Likeliest first error: step 3, 54 %."));
        QVERIFY(view()->row(2)->state().predicted);
        QVERIFY(!view()->row(3)->state().predicted);
        QVERIFY(std::abs(view()->row(2)->state().first_error.value() - 0.54) < 0.001);
    }

    // Without it the model's word would lead where a labeler's care is measured.
    void qualityControlHasNoOpinion_data() {
        QTest::addColumn<int>("purpose");
        QTest::newRow("quality control") << int(Purpose::QualityControl);
        QTest::newRow("screening") << int(Purpose::Screening);
    }
    void qualityControlHasNoOpinion() {
        QFETCH(int, purpose);
        LabelTask task = made_up::pens(1);
        task.purpose = static_cast<Purpose>(purpose);
        m_page->setTask(task);
        press(Qt::Key_M);
        for (int row = 0; row < 5; ++row)
            QVERIFY(!view()->row(row)->state().opinion);
        const QString said = side()->opinionShown();
        QVERIFY(said.startsWith(QStringLiteral("Held back")));
        press(Qt::Key_3);
        QVERIFY(!m_marks.back().model_visible);
        LabelTask other = made_up::pens(2); // others are held back too and say the same: it does not tell them apart
        other.opinion_withheld = true;
        m_page->setTask(other);
        press(Qt::Key_M);
        QCOMPARE(side()->opinionShown(), said);
        QVERIFY(!view()->row(0)->state().opinion);
    }
};

QTEST_MAIN(LabelOpinionTest)
#include "tst_label_opinion.moc"
