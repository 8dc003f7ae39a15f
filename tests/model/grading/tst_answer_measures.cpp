// SPDX-License-Identifier: GPL-3.0-or-later
// Times of day in words, currencies by their codes, measures in several units, angles, letters that are units.
#include "model/grading/answer_equivalence.h"

#include <QtTest>

using namespace stepmark;

class TestAnswerMeasures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pairs_data();
    void pairs();
};

// Columns: equal in the same form, equal in meaning.
void TestAnswerMeasures::pairs_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("reference");
    QTest::addColumn<bool>("form");
    QTest::addColumn<bool>("meaning");
    const auto row = [](const char* given, const char* reference, bool form, bool meaning) {
        QTest::addRow("%s | %s", given, reference) << given << reference << form << meaning;
    };
    const auto same = [&row](const char* given, const char* reference) { row(given, reference, true, true); };
    const auto differ = [&row](const char* given, const char* reference) { row(given, reference, false, false); };
    const auto meaning = [&row](const char* given, const char* reference) { row(given, reference, false, true); };
    // times of day in words
    same("noon", "12 PM");
    same("Noon.", "12:00 p.m.");
    same("\\text{noon}", "12 PM");
    same("12 noon", "12:00 PM");
    same("midnight", "12 AM");
    same("12:00 midnight", "midnight");
    differ("noon", "midnight");
    differ("noon", "12 AM");
    differ("midnight", "12 PM");
    differ("afternoon", "12 PM");
    same("7 o'clock PM", "7 PM");
    same("7 o’clock", "7");
    same("7 o'clock in PM", "7 o'clock in PM");
    differ("7 o'clock PM", "7 AM");
    same("下午3点", "3 PM");
    same("下午3点", "15:00");
    same("下午3点半", "3:30 PM");
    same("下午 3:05", "15:05");
    same("15点30分", "3:30 PM");
    same("上午9点", "9 AM");
    same("早上8点整", "8 AM");
    same("晚上8点", "20:00");
    same("中午12点", "noon");
    same("中午1点", "13:00");
    same("凌晨12点", "midnight");
    same("3点", "3");
    differ("下午3点", "上午3点");
    differ("下午3点", "3:30 PM");
    differ("晚上12点", "12 PM"); // midnight, by most; nobody can tell
    differ("上午15点", "3 PM");
    differ("3小时", "3 PM");
    // currencies by their codes
    same("USD 20", "\\$20");
    same("USD20", "$20");
    same("US\\$20", "\\$20");
    same("US$20", "20 USD");
    same("EUR 1,250.50", "€1250.5");
    same("CNY 5", "5元");
    same("USD 20", "20");
    differ("USD 20", "EUR 20");
    differ("USD 20", "\\$2");
    // an inequality without a name
    same("≤5", "\\le 5");
    same("\\leqslant 5", "≤ 5");
    same("<5", "\\lt 5");
    differ("≤5", "≥5");
    differ("≤5", "<5");
    differ("≤5", "5");
    differ("≤5", "x ≤ 5");
    // one measure in several units
    same("5 ft 3 in", "63 inches");
    same("5 ft 3 in", "5.25 ft");
    same("5 feet, 3 inches", "5 ft 3 in");
    same("5\\text{ ft }3\\text{ in}", "63\\text{ inches}");
    same("1 h 30 min", "90 minutes");
    same("1h30min", "1.5 hours");
    same("1 hour and 30 minutes", "5400 seconds");
    same("1 h 90 min", "2 h 30 min");
    same("1小时30分钟", "90分钟");
    same("2 lb 3 oz", "35 oz");
    same("5 dollars and 25 cents", "\\$5.25");
    differ("5 ft 3 in", "5 ft 4 in");
    differ("1 h 30 min", "90");
    differ("1 h 30 min", "1, 30");
    differ("1 h 30 min", "90 cm");
    differ("3 in 5 ft", "63 in");       // the smaller first is no measure
    differ("3 boys and 2 girls", "3, 2");
    differ("5 ft 3 kg", "5 ft 3 in");
    // angles: the other measure is another form
    meaning("30^\\circ", "\\pi/6");
    meaning("30 degrees", "\\frac{\\pi}{6}");
    meaning("-45^\\circ", "-\\frac{\\pi}{4}");
    meaning("\\frac{\\pi}{6} \\text{ radians}", "30^\\circ");
    same("\\pi/6 radians", "\\frac{\\pi}{6}");
    same("30^\\circ", "30");
    same("30 degrees", "30°");
    differ("30", "\\frac{\\pi}{6}");
    differ("30^\\circ", "\\frac{\\pi}{3}");
    differ("1 radian", "1^\\circ");
    differ("1 radian", "1 degree");
    // a letter as a unit
    same("5 m", "5");
    same("5 m²", "5");
    same("5 m^2", "5");
    same("$\\frac{1}{2} L$", "0.5");
    same("5 m", "500 cm");
    same("5 L", "5000 mL");
    same("5 g", "0.005 kg");
    same("30 s", "30 seconds");
    same("5 m", "5m");  // the product is looked at first
    differ("5m", "5");  // and without a blank it is nothing else
    differ("x m", "x");
    differ("5 m", "5 cm");
    differ("5 L", "5 mL");
    differ("5 m", "5 g");
    differ("5 m^2", "5 m^3");
    differ("5 m^2", "500 cm");
    differ("5 x", "5");
    // two kinds
    differ("5 kg", "5 cm");
    differ("5 dollars", "5 hours");
    same("5 pounds", "£5");
    same("75 degrees", "75°F");
}

void TestAnswerMeasures::pairs() {
    QFETCH(QString, given);
    QFETCH(QString, reference);
    QFETCH(bool, form);
    QFETCH(bool, meaning);
    const auto a = given.toStdString(), b = reference.toStdString();
    QCOMPARE(answersEqual(a, b), form);
    QCOMPARE(answersEqual(b, a), form);
    QCOMPARE(answersEqual(a, b, AnswerMatch::SameMeaning), meaning);
    QCOMPARE(answersEqual(b, a, AnswerMatch::SameMeaning), meaning);
}

QTEST_APPLESS_MAIN(TestAnswerMeasures)
#include "tst_answer_measures.moc"
