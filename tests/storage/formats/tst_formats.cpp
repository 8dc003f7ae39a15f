// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/lost_labels.h"
#include "tests/storage/formats/rows.h"

#include <QTest>

#include <set>

using namespace stepmark;
using namespace stepmark::formats;
using namespace stepmark::formats::test;

class Formats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: a format that the table names and nobody can use.
    void everyFormatIsDeclared_data() {
        QTest::addColumn<const Format*>("format");
        for (const Format* format : all())
            QTest::newRow(std::string(format->word).c_str()) << format;
    }
    void everyFormatIsDeclared() {
        QFETCH(const Format*, format);
        QVERIFY(!format->title.empty() && !format->extensions.empty() && format->alphabet && !format->fields.empty());
        QCOMPARE(find(format->word), format);
        std::set<std::string_view> names;
        for (const Field& field : format->fields)
            QVERIFY2(names.insert(field.name).second, std::string(field.name).c_str());
        const auto row = parseObject(format->example);
        const Parsed parsed = read(*format, row, {});
        QVERIFY(!parsed.records.empty());
        QCOMPARE(parsed.records.front().problem.text, std::string("1 + 1"));
        if (format != &kCsv) // the source tells it
            QCOMPARE(&detect(row), format);
        const bool labelled = !format->alphabet->letters.empty() || format->base != IndexBase::None;
        QCOMPARE(parsed.records.front().pass.has_value(), labelled);
    }

    // Lost: the program, on a row that somebody broke.
    void brokenRowsAreRefusedOrRead_data() { everyFormatIsDeclared_data(); }
    void brokenRowsAreRefusedOrRead() {
        QFETCH(const Format*, format);
        const std::string good(format->example);
        int read_again = 0;
        const auto tryRow = [&](const std::string& text) {
            try {
                const auto row = parseObject(text);
                read_again += static_cast<int>(read(*format, row, {}).records.size());
            } catch (const Error&) {
            }
        };
        for (std::size_t i = 0; i < good.size(); ++i) {
            tryRow(good.substr(0, i));
            for (const char c : {'\0', '"', '0', '[', '{', ',', '\x80'}) {
                std::string bad = good;
                bad[i] = c;
                tryRow(bad);
            }
        }
        const auto row = parseObject(good);
        for (const auto& item : row.items())
            for (const nlohmann::json& value :
                 {nlohmann::json(), nlohmann::json(7), nlohmann::json("x"), nlohmann::json::array(),
                  nlohmann::json::array({nullptr}), nlohmann::json::object(), nlohmann::json(true)}) {
                auto bad = row;
                bad[item.key()] = value;
                tryRow(bad.dump());
            }
        QVERIFY(read_again > 0);
    }

    // Lost: which solutions are candidates.
    void referencesAreNoCandidates_data() {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("answer");
        QTest::newRow("MATH")
            << QByteArray(
                   R"({"problem": "p", "level": "Level 1", "type": "Algebra", "solution": "We add.\n\nSo $9+8=\\boxed{17}$."})")
            << "17";
        QTest::newRow("MATH-500")
            << QByteArray(
                   R"({"problem": "p", "solution": "$\\boxed{16}$.", "answer": "16", "subject": "Algebra", "level": 1, "unique_id": "test/a/0.json"})")
            << "16";
        QTest::newRow("GSM8K") << QByteArray(R"({"question": "p", "answer": "a\n#### 5"})") << "5";
        QTest::newRow("plain") << QByteArray(R"({"problem": "p", "answer": 7, "reference_solution": "a"})") << "7";
    }
    void referencesAreNoCandidates() {
        QFETCH(QByteArray, row);
        QFETCH(QString, answer);
        const Record record = only(row.toStdString());
        QVERIFY(!record.has_solution);
        QVERIFY(record.problem.reference_solution.has_value());
        QCOMPARE(QString::fromStdString(record.problem.answer.value_or("")), answer);
    }

    void ultraInteractRowsHoldSeveralSolutions() {
        auto row = parseObject(
            R"({"trajectory": [{"from": "user", "value": "p"}, {"from": "assistant", "value": "a"}, {"from": "user", "value": "seen"}], "chosen": "right", "rejected": "wrong", "id": "1", "parent_id": "0"})");
        auto records = read(detect(row), row, {}).records;
        QCOMPARE(records.size(), std::size_t(2));
        QCOMPARE(records[0].steps, (std::vector<std::string>{"a\nseen", "right"}));
        QCOMPARE(records[0].correct, std::optional(true));
        QCOMPARE(records[1].correct, std::optional(false));
        QVERIFY(!records[0].pass);
        row = parseObject(
            R"({"prompt": "p", "reference": 2, "dataset": "d", "steps": [["a", "b"], ["c"]], "correctness": [true, false]})");
        records = read(detect(row), row, {}).records;
        QCOMPARE(records.size(), std::size_t(2));
        QCOMPARE(records[0].problem.answer, std::optional<std::string>("2"));
        QCOMPARE(records[1].correct, std::optional(false));
    }

    // Lost: a field, without a word.
    void unknownFieldsAreNamed() {
        const auto row = parseObject(R"({"problem": "p", "steps": ["a"], "temperature": 1, "labels": [9], "x": null})");
        const Parsed parsed = read(kJsonl, row, {.ignore = {"labels"}});
        QCOMPARE(parsed.ignored, (std::vector<std::string>{"labels", "temperature"}));
        QVERIFY(!parsed.records[0].pass);
        QVERIFY(parsed.records[0].extra.contains("temperature"));
        QVERIFY(looksLikeStepsOrLabels("step_labels", nlohmann::json::array({1})));
        QVERIFY(looksLikeStepsOrLabels("is_label", true));
        QVERIFY(!looksLikeStepsOrLabels("labeler", "ann"));
        QVERIFY(!looksLikeStepsOrLabels("level", 3));
        QVERIFY(!looksLikeStepsOrLabels("steps_count", 3));
        QVERIFY(!looksLikeStepsOrLabels("label", nullptr));
    }

    void slipsAreNamed_data() {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("meant"); // empty: another field
        QTest::newRow("swapped") << QByteArray("lables") << QByteArray("labels");
        QTest::newRow("an answer") << QByteArray("anwser") << QByteArray("answer");
        QTest::newRow("a letter too few") << QByteArray("anser") << QByteArray("answer");
        QTest::newRow("several") << QByteArray("answers") << QByteArray();
        QTest::newRow("far off") << QByteArray("level") << QByteArray();
    }
    // Lost: the labels of a file, or its answers, to a slip at the name of their field.
    void slipsAreNamed() {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, meant);
        const auto row =
            parseObject("{\"problem\": \"p\", \"steps\": [\"a\"], \"" + field.toStdString() + "\": \"4\"}");
        QString said;
        try {
            read(kJsonl, row, {});
        } catch (const Error& error) {
            said = QString::fromStdString(error.what());
        }
        QVERIFY2(meant.isEmpty() ? said.isEmpty() : said.contains("is \"" + meant + "\" meant"), qPrintable(said));
    }

    // Lost: a value, silently, on its way through the parser.
    void strictJson_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("a key twice") << QByteArray(R"({"a": 1, "a": 2})") << "\"a\" is there twice";
        QTest::newRow("a key twice, below") << QByteArray(R"({"b": [{"a": 1, "a": 1}]})") << "twice";
        QTest::newRow("a record behind a NUL") << QByteArray("{\"a\": 1}\0{\"a\": 2}", 17) << "NUL";
        QTest::newRow("2^64 - 1") << QByteArray(R"({"a": 18446744073709551615})") << "too large";
        QTest::newRow("2^63") << QByteArray(R"({"a": 9223372036854775808})") << "too large";
        QTest::newRow("2^64") << QByteArray(R"({"a": 18446744073709551616})") << "too large";
        QTest::newRow("-2^63 - 1") << QByteArray(R"({"a": -9223372036854775809})") << "too large";
        QTest::newRow("too deep") << "{\"a\": " + QByteArray(100, '[') + QByteArray(100, ']') + "}"
                                  << "nested";
        QTest::newRow("no UTF-8") << QByteArray("{\"a\": \"\xC3\x28\"}") << "UTF-8";
        QTest::newRow("two values") << QByteArray("{} {}") << "not valid JSON";
        QTest::newRow("a list") << QByteArray("[1]") << "array";
        QTest::newRow("nothing") << QByteArray() << "not valid JSON";
    }
    void strictJson() {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        try {
            parseObject(text.toStdString());
            QFAIL("nothing was wrong");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
        }
        QCOMPARE(parseObject(R"({"b": [1, {"a": -9223372036854775808}], "a": {}})").dump(),
                 std::string(R"({"a":{},"b":[1,{"a":-9223372036854775808}]})"));
        QCOMPARE(parseOrderedObject(R"({"b": 1.5, "a": [[], "x"]})").dump(), std::string(R"({"b":1.5,"a":[[],"x"]})"));
    }
};

QTEST_GUILESS_MAIN(Formats)
#include "tst_formats.moc"
