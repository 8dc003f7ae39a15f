// SPDX-License-Identifier: GPL-3.0-or-later
//
// A lead without a display reviews and measures agreement by these words.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;
using nlohmann::json;

namespace {

QByteArray row(const char* labeler, const std::string& problem, const std::vector<int>& ratings) {
    json steps = json::array();
    for (std::size_t i = 0; i < ratings.size(); ++i)
        steps.push_back(
            {{"completions", {{{"text", "Step " + std::to_string(i)}, {"rating", ratings[i]}, {"flagged", false}}}},
             {"human_completion", nullptr},
             {"chosen_completion", 0}});
    const bool error = ratings.back() < 0;
    const json whole{
        {"labeler", labeler},
        {"timestamp", "2026-11-24T08:00:00"},
        {"generation", nullptr},
        {"is_quality_control_question", false},
        {"is_initial_screening_question", false},
        {"question", {{"problem", problem}, {"ground_truth_answer", "42"}}},
        {"label", {{"steps", steps}, {"total_time", 1000}, {"finish_reason", error ? "found_error" : "solution"}}}};
    return QByteArray::fromStdString(whole.dump()) + '\n';
}

/// Two labelers on twelve problems, who differ on the last step of the first two.
void fill(const Workplace& place) {
    QByteArray rows;
    for (int i = 0; i < 12; ++i) {
        const std::string problem = "Problem " + std::to_string(i);
        rows += row("ann", problem, {1, i % 3 - 1});
        rows += row("bob", problem, {1, i < 2 ? 1 : i % 3 - 1});
    }
    QCOMPARE(ctl({"new", place.project()}).code, 0);
    const CtlResult imported = ctl({"import", place.project(), place.file("rows.jsonl", rows)});
    QVERIFY2(imported.code == 0, qPrintable(imported.err));
}

} // namespace

class TestCtlReview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreement() {
        const Workplace place;
        fill(place);
        const CtlResult result = ctl({"agreement", place.project(), "--replicates", "200"});
        QCOMPARE(result.code, 0);
        const json& steps = result.json["step_agreement"];
        QVERIFY(steps["units"] == 24);
        QVERIFY(std::abs(steps["percent"]["value"].get<double>() - 22.0 / 24) < 1e-12);
        QVERIFY(steps["percent"]["low"].get<double>() < 22.0 / 24);
        QCOMPARE(steps["pairs"].size(), std::size_t(1));
        QCOMPARE(steps["pairs"][0]["labelers"].dump(), std::string(R"(["ann","bob"])"));
        QVERIFY(steps["weeks"].size() == 1);
        QVERIFY(result.json["first_error_agreement"]["units"] == 12);
    }

    /// A script must not take "undefined" for a number.
    void undefinedIsNull() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        const CtlResult result = ctl({"agreement", place.project()});
        QCOMPARE(result.code, 0);
        for (const char* figure : {"percent", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha"})
            QVERIFY2(result.json["step_agreement"].contains(figure) && result.json["step_agreement"][figure].is_null(),
                     figure);
    }

    void reviewAndSettle() {
        const Workplace place;
        fill(place);
        CtlResult list = ctl({"review", place.project(), "--kind", "disagreement"});
        QCOMPARE(list.code, 0);
        QVERIFY(list.json["open"]["disagreement"] == 2);
        const json first = list.json["items"][0];
        QVERIFY(first["weight"] == 1.0);
        QVERIFY(first["text"] == "Step 1");
        QCOMPARE(first["said"].dump(), std::string(R"([{"labeler":"ann","rating":-1},{"labeler":"bob","rating":1}])"));
        const QString step = QString::number(first["step"].get<std::int64_t>());
        CtlResult settled = ctl({"settle", place.project(), "--step", step, "--rating", "-1", "--reviewer", "lead",
                                 "--reason", "2 + 2 is 4"});
        QVERIFY2(settled.code == 0, qPrintable(settled.err));
        QCOMPARE(settled.json["overridden"].get<int>(), 1); // bob's
        QCOMPARE(settled.json["labels_out"].get<int>(), 0);
        list = ctl({"review", place.project()});
        QVERIFY(list.json["open"]["disagreement"] == 1);
        QVERIFY(list.json["settled"]["disagreement"] == 1);
        QCOMPARE(list.json["items"].size(), std::size_t(1));
        QCOMPARE(ctl({"review", place.project(), "--all", "--limit", "5"}).json["items"].size(), std::size_t(2));
        QCOMPARE(ctl({"settle", place.project(), "--step", step, "--undo", "--reviewer", "lead"}).code, 0);
        QVERIFY(ctl({"review", place.project()}).json["open"]["disagreement"] == 2);
        QCOMPARE(ctl({"check", place.project()}).code, 0);
    }

    // Lost: ratings of later steps that a reviewer did not know to be without use from then on.
    void settlingSaysWhatItLeavesOut() {
        const Workplace place;
        fill(place);
        const json status = ctl({"status", place.project()}).json;
        const CtlResult wrong = ctl({"settle", place.project(), "--step", "1", "--rating", "-1", "--reviewer", "lead"});
        QVERIFY2(wrong.code == 0, qPrintable(wrong.err));
        QCOMPARE(wrong.json["overridden"].get<int>(), 2);
        QCOMPARE(wrong.json["labels_out"].get<int>(), 1); // of the step behind it
        QVERIFY(wrong.json["notes"].dump().find("behind a wrong step") != std::string::npos);
        QVERIFY(ctl({"status", place.project()}).json["ratings"] == status["ratings"]); // nothing is deleted
        const CtlResult back = ctl({"settle", place.project(), "--step", "1", "--undo", "--reviewer", "lead"});
        QCOMPARE(back.json["labels_in"].get<int>(), 1);
    }

    void statusCountsBySplit() {
        const Workplace place;
        fill(place);
        QCOMPARE(ctl({"split", place.project(), "--share", "0.4"}).code, 0);
        const json status = ctl({"status", place.project()}).json;
        QCOMPARE(status["splits"].size(), std::size_t(2));
        for (const char* key : {"problems", "solutions", "ratings"})
            QCOMPARE(status["splits"][0][key].get<int>() + status["splits"][1][key].get<int>(), status[key].get<int>());
        QCOMPARE(status["splits"][0]["split"].get<std::string>(), std::string("train"));
        QVERIFY(status["splits"][1]["rated_problems"] == status["splits"][1]["problems"]);
    }

    void badUse_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("nobody") << QStringList{"--step", "1", "--keep"} << 2 << "--reviewer";
        QTest::newRow("nothing said") << QStringList{"--step", "1", "--reviewer", "x"} << 2 << "--keep";
        QTest::newRow("two things said") << QStringList{"--step", "1", "--reviewer", "x", "--keep", "--rating", "1"}
                                         << 2 << "--undo";
        QTest::newRow("no such rating") << QStringList{"--step", "1", "--reviewer", "x", "--rating", "2"} << 2
                                        << "--rating";
        QTest::newRow("no such step") << QStringList{"--step", "99", "--reviewer", "x", "--rating", "1"} << 1
                                      << "no step 99";
        QTest::newRow("no subject") << QStringList{"--reviewer", "x", "--keep"} << 1 << "needs a step";
        QTest::newRow("nothing to undo") << QStringList{"--step", "1", "--reviewer", "x", "--undo"} << 1
                                         << "taken back";
    }
    void badUse() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, says);
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        const CtlResult result = ctl(QStringList{"settle", place.project()} + arguments);
        QCOMPARE(result.code, code);
        QVERIFY2((result.err + result.out).contains(says), qPrintable(result.err));
    }
};

QTEST_GUILESS_MAIN(TestCtlReview)
#include "tst_ctl_review.moc"
