// SPDX-License-Identifier: GPL-3.0-or-later
// What rounds are compared by: intervals, loss curves, and the table that goes into a spreadsheet.
#include "model/domain/auc_interval.h"
#include "model/domain/csv.h"
#include "model/domain/round_summary.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace stepmark;

namespace {

/// `problems` problems of ten steps each; positives score higher by `shift` standard deviations.
std::vector<ScoredLabel> made(int problems, double shift) {
    std::mt19937_64 random(7);
    std::normal_distribution<double> noise;
    std::vector<ScoredLabel> samples;
    for (int problem = 0; problem < problems; ++problem) {
        const double level = noise(random);
        for (int step = 0; step < 10; ++step) {
            const bool positive = random() % 2 == 0;
            samples.push_back({problem + 1, level + noise(random) + (positive ? shift : 0), positive});
        }
    }
    return samples;
}

} // namespace

class TestRoundSummary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Else a lead would take noise for progress.
    void intervalsHoldTheFigureAndNarrowWithData() {
        const auto few = made(20, 0.8), many = made(400, 0.8);
        for (const auto* samples : {&few, &many}) {
            const auto overall = aucInterval(*samples), within = aucWithinGroupsInterval(*samples);
            QVERIFY(overall && within);
            QVERIFY(overall->low < *auc(*samples) && *auc(*samples) < overall->high);
            QVERIFY(within->low < *aucWithinGroups(*samples) && *aucWithinGroups(*samples) < within->high);
        }
        const auto width = [](const std::optional<Interval>& interval) { return interval->high - interval->low; };
        QVERIFY(width(aucInterval(many)) < width(aucInterval(few)) / 2);
        QVERIFY(width(aucWithinGroupsInterval(many)) < width(aucWithinGroupsInterval(few)) / 2);
        QCOMPARE(aucInterval(few, 3), aucInterval(few, 3)); // seeded
        QVERIFY(aucInterval(few, 3) != aucInterval(few, 4));
    }

    // The width must be the one of theory, not just some width: the standard error of an AUC with independent samples
    // (Hanley and McNeil 1982) at 0.5 is sqrt((n + 1) / (12 n+ n-)).
    void widthIsThatOfTheory() {
        std::mt19937_64 random(11);
        std::vector<ScoredLabel> samples;
        for (int i = 0; i < 4000; ++i) // a group each: independent
            samples.push_back({i + 1, static_cast<double>(random() % 1'000'003), i % 2 == 0});
        const auto interval = aucInterval(samples, 0, 1000);
        const double error = std::sqrt(4001.0 / (12.0 * 2000 * 2000));
        const double measured = (interval->high - interval->low) / (2 * 1.96);
        QVERIFY2(std::abs(measured / error - 1) < 0.12, qPrintable(QString::number(measured / error)));
    }

    void intervalsWithoutAMeaningAreNone() {
        QVERIFY(!aucInterval({}));
        QVERIFY(!aucWithinGroupsInterval({}));
        const std::vector<ScoredLabel> one_class = {{1, 0.2, true}, {2, 0.4, true}};
        QVERIFY(!aucInterval(one_class));
        QVERIFY(!aucWithinGroupsInterval(one_class));
        const std::vector<ScoredLabel> one_problem = {{1, 0.2, true}, {1, 0.4, false}};
        QVERIFY(!aucInterval(one_problem));
        const std::vector<ScoredLabel> with_nan = {
            {1, std::numeric_limits<double>::quiet_NaN(), false}, {1, 0.4, true}, {2, 0.1, false}, {2, 0.3, true}};
        QCOMPARE(aucInterval(with_nan)->high, 1.0);
    }

    void csvFields_data() {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("plain") << QByteArray("plain") << QByteArray("plain");
        QTest::newRow("empty") << QByteArray() << QByteArray();
        QTest::newRow("comma") << QByteArray("a,b") << QByteArray("\"a,b\"");
        QTest::newRow("quote") << QByteArray("say \"x\"") << QByteArray("\"say \"\"x\"\"\"");
        QTest::newRow("line feed") << QByteArray("a\nb") << QByteArray("\"a\nb\"");
        QTest::newRow("formula") << QByteArray("=HYPERLINK(1)") << QByteArray("'=HYPERLINK(1)");
        QTest::newRow("negative number") << QByteArray("-1.5e-3") << QByteArray("-1.5e-3");
        QTest::newRow("minus") << QByteArray("-x") << QByteArray("'-x");
    }
    // Else a spreadsheet would read another table, or run what a file says.
    void csvFields() {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, written);
        CsvWriter csv;
        csv.row({field.toStdString(), "next"});
        QCOMPARE(QByteArray::fromStdString(csv.text()), written + ",next\r\n");
    }

    void csvNumbersReadBack() {
        QCOMPARE(csvNumber(0.1), std::string("0.1"));
        QCOMPARE(csvNumber(1.0 / 3), std::string("0.3333333333333333"));
        QCOMPARE(csvNumber(std::nullopt), std::string());
        QCOMPARE(csvNumber(std::nan("")), std::string());
    }

    void tableHasAFieldForEveryColumn() {
        RoundSummary empty, full;
        full.number = 2;
        full.strategy = SelectionStrategy::ConvincingWrong;
        full.step_auc_within = Figure{0.75, Interval{0.7, 0.8}};
        full.best_of_n = {{1, Figure{0.5, Interval{0.4, 0.6}}, {}, {}, {}},
                          {8, Figure{0.625, Interval{0.5, 0.75}}, {}, Figure{0.5, Interval{0.4, 0.6}}, {}},
                          {16, {}, {}, Figure{0.9, Interval{0.8, 1}}, {}}};
        QCOMPARE(full.best()->n, 8);
        QVERIFY(!empty.best());
        RoundSummary no_model; // a vote needs none
        no_model.best_of_n = {{1, {}, {}, Figure{0.5, {}}, {}}, {4, {}, {}, Figure{0.7, {}}, Figure{0.9, {}}}};
        QCOMPARE(no_model.best()->n, 4);
        const std::vector<RoundSummary> rounds = {empty, full};
        const auto lines = QByteArray::fromStdString(roundsCsv(rounds)).split('\n');
        QCOMPARE(lines.size(), 4); // and what follows the last line's end
        const auto header = lines[0].trimmed().split(',');
        for (int row : {1, 2})
            QCOMPARE(lines[row].split(',').size(), header.size());
        const auto at = [&](const char* name) { return lines[2].trimmed().split(',')[header.indexOf(name)]; };
        QCOMPARE(at("step_auc_within_high"), QByteArray("0.8"));
        QCOMPARE(at("step_auc"), QByteArray());
        QCOMPARE(at("n"), QByteArray("8"));
        QCOMPARE(at("prm"), QByteArray("0.625"));
        QCOMPARE(at("majority_low"), QByteArray("0.4"));
    }
};

QTEST_APPLESS_MAIN(TestRoundSummary)
#include "tst_round_summary.moc"
