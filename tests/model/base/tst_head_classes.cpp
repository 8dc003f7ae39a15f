// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/head_classes.h"

#include "model/domain/error.h"

#include <QtTest>

#include <algorithm>

using namespace stepmark;

namespace {

std::vector<std::string> namesOf(const QString& names) {
    std::vector<std::string> list;
    for (const QString& name : names.split('|'))
        list.push_back(name.toStdString());
    return list;
}

/// "-0+" for negative, neutral, positive.
std::vector<Rating> ratingsOf(const QString& signs) {
    std::vector<Rating> list;
    for (const QChar sign : signs)
        list.push_back(sign == '-' ? Rating::Negative : sign == '0' ? Rating::Neutral : Rating::Positive);
    return list;
}

} // namespace

class TestHeadClasses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void orderChangesNothing();
};

// A head read by the places of its rows alone scores other people's models upside down, and nobody notices.
void TestHeadClasses::reads_data() {
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("rows");
    QTest::addColumn<bool>("assumed");
    const auto row = [](const char* names, const char* told, const char* rows, bool assumed = false) {
        QTest::addRow("%s told %s", names, told) << QString(names) << QString(told) << QString(rows) << assumed;
    };
    row("negative|neutral|positive", "", "-0+");
    row("positive|negative|neutral", "", "+-0");
    row("wrong|right", "", "-+");
    row("Correct|Incorrect", "", "+-");
    row("GOOD|Bad", "", "+-");
    row("True|False", "", "+-");
    row("+|-", "", "+-");
    row("-|+", "", "-+");
    row("no error|error", "", "+-");
    row("-1|0|1", "", "-0+");
    row("1|-1|0", "", "+-0");
    row("+1|-1", "", "+-");
    row("LABEL_0|LABEL_1", "", "-+", true);
    row("LABEL_1|LABEL_0", "", "+-", true);
    row("label_0|label_1", "", "-+", true);
    row("0|1", "", "-+", true);
    row("class 1|class 0", "", "+-", true);
    row("LABEL_0|LABEL_1", "+-", "+-");
    row("LABEL_0|LABEL_1|LABEL_2", "-0+", "-0+");
    row("LABEL_2|LABEL_0|LABEL_1", "-0+", "+-0");
    row("0|1|2", "0-+", "0-+");
    row("tak|nie", "+-", "+-");
    row("wrong|right", "-+", "-+");
}

void TestHeadClasses::reads() {
    QFETCH(QString, names);
    QFETCH(QString, told);
    QFETCH(QString, rows);
    QFETCH(bool, assumed);
    const HeadClasses classes = readHeadClasses(namesOf(names), ratingsOf(told), "folder");
    QCOMPARE(classes.rows, ratingsOf(rows));
    QCOMPARE(classes.assumed, assumed);
    QCOMPARE(classes.rows[classes.rowOf(Rating::Positive)], Rating::Positive);
}

// What the names do not say is asked for, never guessed.
void TestHeadClasses::refuses_data() {
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* names, const char* told, const char* says) {
        QTest::addRow("%s told %s", names, told) << QString(names) << QString(told) << QString(says);
    };
    row("LABEL_0|LABEL_1|LABEL_2", "", "--classes negative,neutral,positive");
    row("0|1|2", "", "--classes");
    row("LABEL_1|LABEL_2", "", "--classes negative,positive");
    row("tak|nie", "", "\"tak\", \"nie\"");
    row("positive|nie", "", "--classes");
    row("wrong|incorrect", "", "mean the same");
    row("negative|neutral", "", "none is wrong or right");
    row("good|right|wrong", "", "mean the same");
    row("LABEL_0|LABEL_1", "-0+", "each once");
    row("LABEL_0|LABEL_1|LABEL_2", "-+", "each once");
    row("LABEL_0|LABEL_1|LABEL_2", "-++", "each once");
    row("wrong|right", "+-", "says something else");
    row("one", "", "1 classes");
    row("a|b|c|d", "", "4 classes");
}

void TestHeadClasses::refuses() {
    QFETCH(QString, names);
    QFETCH(QString, told);
    QFETCH(QString, says);
    try {
        (void)readHeadClasses(namesOf(names), ratingsOf(told), "the folder");
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(says), error.what());
        QVERIFY2(QString(error.what()).contains("the folder"), error.what());
    }
}

void TestHeadClasses::orderChangesNothing() {
    for (const char* names : {"negative|neutral|positive", "-1|0|1", "bad|ambiguous|good"}) {
        const auto list = namesOf(names);
        std::vector<std::size_t> order{0, 1, 2};
        do {
            const HeadClasses classes = readHeadClasses({list[order[0]], list[order[1]], list[order[2]]}, {}, "");
            for (std::size_t row = 0; row < 3; ++row)
                QCOMPARE(classOf(classes.rows[row]), static_cast<int>(order[row]));
        } while (std::next_permutation(order.begin(), order.end()));
    }
}

QTEST_APPLESS_MAIN(TestHeadClasses)
#include "tst_head_classes.moc"
