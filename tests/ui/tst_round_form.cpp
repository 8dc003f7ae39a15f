// SPDX-License-Identifier: GPL-3.0-or-later
// The next round: what is chosen, and what it will take.
#include "tests/ui/rounds_page_fixture.h"
#include "ui/rounds/advanced_fields.h"
#include "ui/rounds/estimate_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

using namespace stepmark;
using namespace stepmark::ui;

class RoundFormTest : public RoundsPageFixture {
    Q_OBJECT
private:
    QLineEdit* field(const QString& name) const {
        for (QLineEdit* edit : m_page->findChildren<QLineEdit*>())
            if (edit->accessibleName() == name)
                return edit;
        return nullptr;
    }

private Q_SLOTS:
    void init() { openPage(); }

    // Without it the round would be another than the form says.
    void formTellsWhatItShows() {
        m_page->setReady();
        RoundSpec wanted;
        wanted.selection = {SelectionStrategy::Uncertainty, 75, 0.6, 2, 12345};
        wanted.rule = ScoreRule::Mean;
        wanted.neutral = NeutralPolicy::AsNegative;
        wanted.samples = 16;
        wanted.generator = "/models/generator";
        wanted.train.mode = TrainMode::Full;
        wanted.train.epochs = 3;
        wanted.train.learning_rate = 2.5e-5;
        wanted.train.base = "/models/base";
        wanted.orm = true;
        wanted.train.too_long = TooLong::Skip;
        wanted.train.after_error = true;
        wanted.train.class_weights = true;
        m_page->setDefaults(wanted);
        std::optional<RoundSpec> got;
        connect(m_page.get(), &RoundsPage::startRound, this, [&got](const RoundSpec& request) { got = request; });
        QTest::keyClick(m_page->form()->startButton(), Qt::Key_Space);
        QVERIFY(got);
        QCOMPARE(*got, wanted);
        m_page->showNoProject();
        QVERIFY(!m_page->form()->startButton()->isEnabled());
    }

    void learningRates_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("rate"); // negative: refused
        QTest::newRow("empty") << QString() << 0.0;
        QTest::newRow("scientific") << QStringLiteral("2e-5") << 2e-5;
        QTest::newRow("decimal") << QStringLiteral(" 0.001 ") << 0.001;
        QTest::newRow("zero") << QStringLiteral("0") << -1.0;
        QTest::newRow("one") << QStringLiteral("1") << -1.0;
        QTest::newRow("negative") << QStringLiteral("-0.1") << -1.0;
        QTest::newRow("word") << QStringLiteral("small") << -1.0;
        QTest::newRow("nan") << QStringLiteral("nan") << -1.0;
    }
    // Without it a slip would be found out hours later, or never.
    void learningRates() {
        QFETCH(QString, text);
        QFETCH(double, rate);
        RoundSpec full;
        full.train.mode = TrainMode::Full;
        m_page->setReady();
        m_page->setDefaults(full);
        field(QStringLiteral("Learning rate"))->setText(text);
        QCOMPARE(m_page->form()->problem().isEmpty(), rate >= 0);
        QCOMPARE(m_page->form()->startButton()->isEnabled(), rate >= 0);
        if (rate >= 0)
            QCOMPARE(m_page->form()->spec().train.learning_rate, rate);
    }

    // Without it a round would lack the second opinions and the gold that the lead asked for.
    void controlOfLabelersIsAskedFor() {
        RoundSpec request = firstRound();
        request.control = {0.25, 3, 12};
        m_page->setDefaults(request);
        QVERIFY(m_page->form()->spec().control == request.control);
        m_page->setDefaults(firstRound());
        QCOMPARE(m_page->form()->spec().control.overlap_share, 0.0);
        QCOMPARE(m_page->form()->spec().control.gold_items, 0);
    }

    // Without it gold made since the project was opened would not be proposed; or a proposal would undo a choice.
    void proposalsFollowWhatWasNotChosen() {
        RoundSpec first = firstRound(), later = first;
        later.control = {0.1, 2, 10};
        later.selection.seed = 3;
        m_page->setDefaults(first);
        m_page->propose(later);
        QCOMPARE(m_page->form()->spec(), later); // nothing was chosen
        RoundSpec chosen = later;
        chosen.selection.count = 77;
        auto* count = m_page->form()->findChildren<QSpinBox*>().front();
        for (auto* spin : m_page->form()->findChildren<QSpinBox*>())
            if (spin->accessibleName() == QStringLiteral("Solutions to queue"))
                count = spin;
        count->setValue(77);
        later.control = {0.1, 2, 20};
        later.selection.seed = 4;
        m_page->propose(later);
        chosen.control = later.control; // nothing in it was chosen
        QCOMPARE(m_page->form()->spec(), chosen);
        for (auto* spin : m_page->form()->findChildren<QSpinBox*>())
            if (spin->accessibleName() == QStringLiteral("Gold items each"))
                spin->setValue(5);
        later.control = {0.3, 4, 30};
        m_page->propose(later);
        chosen.control.gold_items = 5;
        QCOMPARE(m_page->form()->spec(), chosen);
    }

    // Without it the user would set what has no effect.
    void fieldsWithoutEffectCannotBeFilledIn() {
        m_page->setDefaults(firstRound()); // a head, no new candidates
        QVERIFY(!field(QStringLiteral("Learning rate"))->isEnabled());
        QVERIFY(!field(QStringLiteral("Generator"))->isEnabled());
        field(QStringLiteral("Learning rate"))->setText(QStringLiteral("nonsense"));
        QVERIFY(m_page->form()->problem().isEmpty());
        RoundSpec full;
        full.train.mode = TrainMode::Full;
        full.samples = 2;
        m_page->setDefaults(full);
        QVERIFY(field(QStringLiteral("Learning rate"))->isEnabled());
        QVERIFY(field(QStringLiteral("Generator"))->isEnabled());
    }

    // Without it what is chosen once in a year would stand among what is chosen every week; or be hidden where it is
    // set.
    void advancedChoicesWaitBehindAButton() {
        AdvancedFields* advanced = m_page->form()->advanced();
        QVERIFY(!advanced->tooLongField()->isVisible());
        advanced->button()->setFocus();
        QTest::keyClick(advanced->button(), Qt::Key_Space);
        QVERIFY(advanced->tooLongField()->isVisible());
        QTest::keyClick(advanced->tooLongField(), Qt::Key_End);
        QTest::keyClick(advanced->afterErrorField(), Qt::Key_Space);
        QTest::keyClick(advanced->classWeightsField(), Qt::Key_Space);
        const RoundSpec request = m_page->form()->spec();
        QCOMPARE(request.train.too_long, std::optional(TooLong::Fail));
        QVERIFY(request.train.after_error && request.train.class_weights);
        RoundsPage other;
        other.setReady();
        other.showTab(RoundsPage::Tab::NextRound);
        other.setDefaults(request);
        QVERIFY(other.form()->advanced()->tooLongField()->isVisibleTo(&other));
    }

    // Without it somebody who does not know the paper could not choose.
    void everyFieldSaysWhatItMeans() {
        int fields = 0;
        for (QWidget* widget : m_page->form()->findChildren<QWidget*>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || widget->window() != m_page.get() ||
                qobject_cast<QPushButton*>(widget) || widget->focusProxy() ||
                widget->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            ++fields;
            QVERIFY(!widget->accessibleName().isEmpty());
        }
        QVERIFY2(fields >= 14, qPrintable(QString::number(fields)));
    }

    // Without it each key typed would start a computation, or a page that nobody looks at would.
    void estimatesAreAskedForWhatIsSeen() {
        QSignalSpy wanted(m_page.get(), &RoundsPage::estimateWanted);
        QSignalSpy unwanted(m_page.get(), &RoundsPage::estimateUnwanted);
        m_page->showNoProject();
        QCOMPARE(unwanted.count(), 1);
        m_page->setReady();
        QCOMPARE(wanted.count(), 1);
        m_page->setReady(); // the same again
        QCOMPARE(wanted.count(), 1);
        RoundSpec other = firstRound();
        other.selection.count = 77;
        m_page->setDefaults(other);
        QCOMPARE(wanted.last()[0].value<RoundSpec>().selection.count, 77);
        m_page->hide();
        QCOMPARE(unwanted.count(), 2);
        const auto before = wanted.count();
        m_page->setDefaults(firstRound());
        QCOMPARE(wanted.count(), before);
        m_page->show();
        QCOMPARE(wanted.count(), before + 1);
        m_page->setJob(made_up::runningRound());
        QCOMPARE(unwanted.count(), 3);
    }

    void estimateIsShown() {
        m_page->setReady();
        m_page->setEstimate(made_up::estimate());
        const QString summary = m_page->estimatePanel()->summary();
        for (const char* part : {"2 min 10 s", "never measured", "69.1 MB", "52.0 GB are free", "910.0 MB of memory"})
            QVERIFY2(summary.contains(QLatin1String(part)), qPrintable(summary));
        RoundEstimate full = made_up::estimate();
        full.free_bytes = 1000;
        m_page->setEstimate(full);
        QStringList texts;
        for (const QLabel* label : m_page->estimatePanel()->findChildren<QLabel*>())
            texts.append(label->text());
        QVERIFY(texts.join(u' ').contains(QStringLiteral("not enough room")));
        QVERIFY(texts.contains(QStringLiteral("never measured")));
        m_page->setEstimateFailed(QStringLiteral("/x is no base model."));
        QCOMPARE(m_page->estimatePanel()->summary(), QStringLiteral("/x is no base model."));
    }
};

QTEST_MAIN(RoundFormTest)
#include "tst_round_form.moc"
