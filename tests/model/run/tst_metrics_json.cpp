// SPDX-License-Identifier: GPL-3.0-or-later
// What a run was worth: written, read, and read as older versions wrote it.
#include "model/run/metrics_json.h"

#include <QTest>

using namespace stepmark;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kFull =
    R"({"labels":412,"queued":2,"wrong_share":0.75,"state":"done","split":"test","problems":80,
    "step_auc":0.88,"step_auc_interval_95":[0.86,0.9],"step_auc_within":0.77,"step_auc_within_interval_95":[0.7,0.83],
    "best_of_n":[{"n":8,"prm":0.6,"orm":null,"majority":0.5,"any":0.9,"interval_95":{"prm":[0.5,0.7]}},
                 {"n":1,"prm":0.4,"orm":null,"majority":0.4,"any":0.4}],
    "steps":{"accuracy":0.8,"calibration_error":0.05,"brier":0.1,
             "reliability":[{"low":0.0,"count":3,"mean_score":0.2,"share_positive":0.25},{"low":0.5,"count":0}]},
    "loss_curve":[[0.5,0.9],[1.0,0.7]],"stages":[{"name":"train","seconds":3.5,"result":{"skipped_steps":3}},
    {"name":"score","seconds":1.5,"result":{"cache_note":"the disk is full"}}]})";

RunMetrics everything() {
    RunMetrics metrics;
    metrics.labels = 412;
    metrics.split = Split::Test;
    metrics.problems = 78;
    metrics.problems_in_split = 80;
    metrics.held_out = true;
    metrics.seen = RunMetrics::Seen{3, 2, 5};
    metrics.computed = RunMetrics::Computed{"bf16", "a processor", 2};
    metrics.step_auc = Figure{0.88, Interval{0.86, 0.9}};
    metrics.step_auc_within = Figure{0.77, {}};
    metrics.step_accuracy = 0.8;
    metrics.calibration_error = 0.05;
    metrics.brier = 0.1;
    metrics.mean_accuracy = 0.4;
    metrics.best_of_n = {{1, Figure{0.4, {}}, {}, Figure{0.4, {}}, Figure{0.4, {}}, 0},
                         {8, Figure{0.6, Interval{0.5, 0.7}}, {}, Figure{0.5, {}}, Figure{0.9, {}}, 3}};
    metrics.reliability = {{0, 0.5, 3, 0.2, 0.25}, {0.5, 1, 0, 0, 0}};
    metrics.loss = {{0.5, 0.9}, {1, 0.7}};
    return metrics;
}

} // namespace

class TestMetricsJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWasWritten() {
        const Json written = toJson(everything());
        const RunMetrics read = runMetricsFromText(written.dump());
        QCOMPARE(toJson(read).dump(), written.dump());
        QCOMPARE(read.seen->left_out, std::int64_t(5));
        QCOMPARE(read.problems_in_split, std::int64_t(80));
        QCOMPARE(read.computed->processor, std::string("a processor"));
        QCOMPARE(read.best_of_n[1].fewer, std::int64_t(3));
        QCOMPARE(read.best_of_n[1].prm->interval->high, 0.7);
        QCOMPARE(read.mean_accuracy, std::optional(0.4));
        QCOMPARE(read.reliability[0].share_positive, 0.25);
        QCOMPARE(read.held_out, std::optional(true));
    }

    /// Never 0 or "" for what was not measured.
    void whatIsNotKnownIsNull() {
        const Json json = toJson(RunMetrics{});
        for (const char* key : {"split", "labels", "held_out", "problems_seen", "precision", "processor", "step_auc",
                                "step_auc_interval_95", "mean_accuracy"})
            QVERIFY2(json.at(key).is_null(), key);
        QVERIFY(json["step_metrics"]["brier"].is_null());
        QVERIFY(json["best_of_n"].empty());
        QVERIFY(!json.contains("loss_curve"));
    }

    void partsMakeTheWhole() {
        const std::vector<StageReport> stages = {{Part::Queue, 0.5, {{"queued", 5}}},
                                                 {Part::Train, 3, {{"skipped_steps", 2}}},
                                                 {Part::Score, 1, {{"cache_note", "the disk is full"}}},
                                                 {Part::Evaluate, 1, nullptr}};
        RunMetrics metrics;
        takeStages(metrics, stagesFromJson(toJson(stages)));
        QCOMPARE(metrics.seconds, 5.5);
        QCOMPARE(metrics.skipped_steps, std::int64_t(2));
        QCOMPARE(metrics.cache_note, std::string("the disk is full"));
        QCOMPARE(stagesFromJson(Json::parse(R"([{"name":"dance"},7,{"name":"train","seconds":"x"}])")).size(),
                 std::size_t(1));
    }

    void readsAllThatAnEvaluationSays() {
        const RunMetrics round = runMetricsFromText(kFull);
        QCOMPARE(round.labels, std::int64_t(412));
        QCOMPARE(round.step_auc_within->value, 0.77);
        QCOMPARE(round.step_auc_within->interval->high, 0.83);
        QCOMPARE(round.best_of_n.size(), std::size_t(2));
        QCOMPARE(round.best_of_n[0].n, 1); // by N, whatever the order in the file
        QCOMPARE(round.best_of_n[1].prm->interval->low, 0.5);
        QCOMPARE(round.best_of_n[1].majority->value, 0.5);
        QVERIFY(!round.best_of_n[1].majority->interval);
        QVERIFY(!round.best_of_n[1].orm);
        QCOMPARE(round.reliability.size(), std::size_t(2));
        QCOMPARE(round.reliability[0].count, std::int64_t(3));
        QCOMPARE(round.reliability[1].high, 1.0);
        QCOMPARE(round.loss, (std::vector<LossPoint>{{0.5, 0.9}, {1.0, 0.7}}));
        QCOMPARE(round.seconds, 5.0);
        QCOMPARE(round.brier, std::optional(0.1));
        QCOMPARE(round.skipped_steps, std::int64_t{3});
        QCOMPARE(round.cache_note, std::string("the disk is full"));
    }

    void oddEvaluations_data() {
        QTest::addColumn<QByteArray>("json");
        for (const char* json :
             {"broken", "", "[]", "null", R"({"best_of_n":{"n":4}})", R"({"best_of_n":[7,null,{"n":"four"},{"n":-1}]})",
              R"({"steps":[1],"stages":7,"loss_curve":[[1],[1,"x"],3]})", R"({"steps":{"reliability":7}})",
              R"({"labels":"many","step_auc":"good","state":7,"split":[]})",
              R"({"step_auc":0.5,"step_auc_interval_95":[1]})"})
            QTest::addRow("%s", json) << QByteArray(json);
    }
    // Else one odd evaluation would empty or crash the history.
    void oddEvaluations() {
        QFETCH(QByteArray, json);
        const RunMetrics round = runMetricsFromText(json.toStdString());
        QVERIFY(!round.labels);
        QVERIFY(!round.split);
        QVERIFY(round.best_of_n.empty());
        QVERIFY(round.loss.empty());
        QVERIFY(!round.step_auc || !round.step_auc->interval);
    }
};

QTEST_APPLESS_MAIN(TestMetricsJson)
#include "tst_metrics_json.moc"
