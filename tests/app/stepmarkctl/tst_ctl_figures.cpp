// SPDX-License-Identifier: GPL-3.0-or-later
//
// A figure means what it says: held out is what no model has seen, labels are those that were spent on this model, and
// what nothing stands behind is null.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;
using Json = nlohmann::json;

class TestCtlFigures : public QObject {
    Q_OBJECT

    Workplace m_place;
    QString m_by_round;
    QString m_by_hand;

    static Json run(const QStringList& arguments) {
        const CtlResult result = ctl(arguments);
        if (result.code != 0)
            qWarning("%s: %s", qPrintable(arguments.join(QLatin1Char(' '))), qPrintable(result.err));
        return result.code == 0 ? result.json : Json();
    }
    /// What `rounds` says of a round, without what only a clock or a path decides.
    static Json roundOf(const QString& project, std::size_t number) {
        Json round = run({"rounds", project})["rounds"].at(number - 1);
        for (const char* other : {"created_at", "seconds", "spec"}) // by hand there is no one spec
            round.erase(other);
        return round;
    }
    static QByteArray text(const Json& json) { return QByteArray::fromStdString(json.dump(1)); }
    static int labelsOfEvaluation(const QString& project) { return run({"evaluate", project})["labels"]; }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(!run({"sample", m_place.project(), "--problems", "30", "--samples", "4", "--held-out-samples", "4"})
                     .is_null());
        m_by_round = m_place.file("by-round.stepmark");
        m_by_hand = m_place.file("by-hand.stepmark");
        QVERIFY(QFile::copy(m_place.project(), m_by_round));
        QVERIFY(QFile::copy(m_place.project(), m_by_hand));
    }

    /// Else who works by separate commands would have no history, or other figures in it.
    void loopByCommandsIsARound() {
        const QStringList same{"--precision", "float32"}; // auto may choose one way here and the other there
        for (const QString& number : {QStringLiteral("1"), QStringLiteral("2")}) {
            const QStringList choices{"--count", "24", "--per-problem", "2", "--seed", number};
            QVERIFY(!run(QStringList{"round", m_by_round, "--oracle", "--mode", "head"} + choices + same).is_null());
            if (number == QLatin1String("2"))
                QVERIFY(!run(QStringList{"score", m_by_hand} + same).is_null()); // by the newest model
            QVERIFY(!run(QStringList{"queue", m_by_hand} + choices).is_null());
            const Json label = run({"label", m_by_hand, "--oracle"});
            QCOMPARE(label["solutions"].get<int>(), 24);
            const Json trained = run(QStringList{"train", m_by_hand, "--kind", "prm", "--mode", "head", "--seed",
                                                 number, "--out", m_place.file(QStringLiteral("by-hand-") + number)} +
                                     same);
            QCOMPARE(run({"rounds", m_by_hand})["rounds"].back()["state"].get<std::string>(), std::string("queued"));
            const Json evaluated =
                run(QStringList{"evaluate", m_by_hand, "--seed", number} + same); // scores first, as a round does
            QCOMPARE(text(evaluated["model"]), text(trained["model"]));
            QCOMPARE(text(evaluated["labels"]), text(trained["ratings"]));
            QCOMPARE(text(evaluated["labels_by_sign"]), text(trained["labels_by_sign"]));
        }
        for (const std::size_t number : {1, 2}) {
            const Json by_round = roundOf(m_by_round, number), by_hand = roundOf(m_by_hand, number);
            QCOMPARE(text(by_hand), text(by_round));
            QCOMPARE(by_hand["state"].get<std::string>(), std::string("done"));
            QVERIFY(by_hand["held_out"] == true);
            QVERIFY(by_hand["labels"].get<int>() > 0 && by_hand["step_auc"].is_number());
            for (const QString& project : {m_by_hand, m_by_round}) // as long as its parts took
                QVERIFY(run({"rounds", project})["rounds"].at(number - 1)["seconds"].get<double>() > 0);
        }
        // Looking at it again, another way, does not change the round.
        const Json before = roundOf(m_by_hand, 2);
        QVERIFY(!run({"evaluate", m_by_hand, "--by", "min", "--seed", "9"}).is_null());
        QCOMPARE(text(roundOf(m_by_hand, 2)), text(before));
    }

    /// evaluate scores what it evaluates, and no more: the pool has to be scored before somebody can queue by the
    /// model.
    void queueSaysWhatIsToBeScored() {
        const QString project = m_place.file("unscored.stepmark");
        QVERIFY(QFile::copy(m_place.project(), project));
        QVERIFY(!run({"label", project, "--oracle", "--split", "train", "--per-problem", "1"}).is_null());
        const QString model = m_place.file("unscored-model");
        QVERIFY(!run({"train", project, "--kind", "prm", "--mode", "head", "--out", model}).is_null());
        QVERIFY(!run({"evaluate", project}).is_null());
        const CtlResult queue = ctl({"queue", project});
        QCOMPARE(queue.code, 1);
        QVERIFY2(queue.err.contains("'stepmarkctl score' with --checkpoint " + model), qPrintable(queue.err));
        QVERIFY(!run({"score", project, "--checkpoint", model}).is_null());
        QVERIFY(!run({"queue", project}).is_null());
    }

    /// What is labelled later was not spent on this model.
    void labelsAreTheModels() {
        const int spent = labelsOfEvaluation(m_by_hand);
        const Json plan = run({"train", m_by_hand, "--kind", "prm", "--mode", "head", "--seed", "2", "--plan"});
        QCOMPARE(plan["ratings"].get<int>(), spent); // and the plan counts what the training will
        const int before = run({"status", m_by_hand})["ratings"];
        QVERIFY(!run({"score", m_by_hand}).is_null());
        QVERIFY(!run({"queue", m_by_hand, "--count", "6", "--seed", "5"}).is_null());
        const int labelled = run({"label", m_by_hand, "--oracle"})["ratings"];
        QCOMPARE(run({"status", m_by_hand})["ratings"].get<int>(), before + labelled);
        QCOMPARE(labelsOfEvaluation(m_by_hand), spent);
    }

    /// A problem that was trained on is not held out by being moved, and comes back where it was.
    void movedProblemsAreNotHeldOut() {
        const Json before = run({"evaluate", m_by_hand});
        QCOMPARE(before["problems_seen"]["left_out"].get<int>(), 0);
        QCOMPARE(before["problems_in_split"].get<int>(), 10);
        const QStringList moving{"split", m_by_hand, "--share", "0.4", "--seed", "3"};
        const Json preview = run(moving + QStringList{"--plan"});
        const int moved = preview["moved"];
        QVERIFY(moved > 0 && preview["trained_on"].get<int>() > 0);
        QCOMPARE(preview["problems"].size(), static_cast<std::size_t>(moved));
        QVERIFY(!preview["warnings"].empty());
        QCOMPARE(run({"evaluate", m_by_hand})["problems_in_split"].get<int>(), 10); // nothing was moved
        Json split = run(moving);
        split["plan"] = true; // the same counts as the preview
        QCOMPARE(text(split), text(preview));

        const Json after = run({"evaluate", m_by_hand});
        QCOMPARE(after["problems_in_split"].get<int>(), 10 + moved);
        QVERIFY(after["problems_seen"]["training"].get<int>() >= preview["trained_on"].get<int>());
        QVERIFY(after["problems_seen"]["left_out"].get<int>() > 0);
        QVERIFY(!after["warnings"].empty());
        QVERIFY(after["held_out"] == true); // what is left

        const Json back = run({"split", m_by_hand, "--to", "train"});
        QCOMPARE(back["moved"].get<int>(), moved);
        const Json again = run({"evaluate", m_by_hand});
        for (const char* figure : {"step_auc", "step_auc_within", "best_of_n", "problems_in_split", "held_out"})
            QCOMPARE(text(again[figure]), text(before[figure]));
        QCOMPARE(ctl({"split", m_by_hand, "--to", "train"}).code, 1); // there is nothing to go back
    }

    void trainingSplitSaysWhatItIs() {
        const Json trained_on = run({"evaluate", m_by_hand, "--split", "train"});
        QVERIFY(trained_on["held_out"] == false);
        QVERIFY(trained_on["problems_seen"]["training"].get<int>() > 0);
        QVERIFY2(trained_on["warnings"].at(0).get<std::string>().find("no held-out figures") != std::string::npos,
                 trained_on["warnings"].dump().c_str());
    }

    /// Where a model comes from is not always known; that is said, not assumed.
    void foreignModelsAreUnknown() {
        const QString fresh = m_place.file("fresh.stepmark");
        QVERIFY(QFile::copy(m_place.project(), fresh));
        const Json evaluated = run({"evaluate", fresh, "--checkpoint", m_place.file("by-hand-1")});
        for (const char* unknown : {"held_out", "labels", "problems_seen", "labels_by_sign"})
            QVERIFY2(evaluated[unknown].is_null(), unknown);
        QVERIFY(!evaluated["warnings"].empty());
        QVERIFY(evaluated["step_auc"].is_number());
    }

    void nothingToTrainOnIsAskedFor() {
        const QString fresh = m_place.file("emptied.stepmark");
        QVERIFY(QFile::copy(m_place.project(), fresh));
        const QStringList all{"split", fresh, "--share", "1", "--to", "validation"};
        QVERIFY(!run(all + QStringList{"--plan"})["warnings"].empty());
        const CtlResult refused = ctl(all);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("--yes"), qPrintable(refused.err));
        QCOMPARE(run(all + QStringList{"--yes"})["left_in_train"].get<int>(), 0);
        QCOMPARE(run({"split", fresh, "--to", "train"})["left_in_train"].get<int>(), 20);
    }

    /// The figure of four samples is none of a hundred.
    void moreThanThereAreIsRefused() {
        const CtlResult many = ctl({"evaluate", m_by_hand, "--n", "1,100"});
        QCOMPARE(many.code, 1);
        QVERIFY2(many.err.contains("100") && many.err.contains("4"), qPrintable(many.err));
        for (const Json& row : run({"evaluate", m_by_hand, "--n", "1,4"})["best_of_n"])
            QVERIFY(row["problems_with_fewer"].is_number_integer());
    }

    /// With what it was computed decides a figure's last digits.
    void resultsSayHowTheyCameAbout() {
        const Json score = run({"score", m_by_hand, "--again"}), evaluated = run({"evaluate", m_by_hand});
        for (const char* fact : {"precision", "device", "processor", "products"})
            for (const Json& result : {score, evaluated})
                QVERIFY2(result[fact].is_string(), fact);
        for (const Json& way : score["measured"].is_null() ? Json::array() : score["measured"])
            QVERIFY2(way["right"].get<bool>() && way["gflops"].get<double>() > 0, text(way).constData());
        // Measured once: other work on the machine must not decide by what the next run multiplies.
        const Json again = run({"score", m_by_hand, "--again"});
        for (const char* fact : {"precision", "products", "measured"})
            QCOMPARE(text(again[fact]), text(score[fact]));
        QCOMPARE(text(evaluated["measured"]), text(score["measured"]));
        QVERIFY(score["threads"].get<int>() > 0);
        QCOMPARE(text(evaluated["threads"]), text(score["threads"]));
        QVERIFY(evaluated["seed"].is_number());
        QVERIFY(evaluated["step_metrics"]["auc_within_pooling"].get<std::string>().starts_with("pairs"));
        QVERIFY(evaluated["step_metrics"]["auc_within_pairs"].get<int>() > 0);
        // Some with this and some with that: neither is true of all.
        QVERIFY(!run({"score", m_by_hand, "--again", "--split", "test", "--precision", "float32"}).is_null());
        const bool mixed = score["precision"] != "float32";
        QCOMPARE(run({"evaluate", m_by_hand})["precision"].is_null(), mixed);
    }

    void finishedJobsAreAtTheirEnd() {
        for (const Json& job : run({"jobs", m_by_hand})["jobs"])
            if (job["state"] == "done")
                QVERIFY2(job["total"].is_number() && job["done"] == job["total"], job.dump().c_str());
    }

    void processBenchOverNothing_data() {
        QTest::addColumn<QByteArray>("labels");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QStringList>("null");
        QTest::addColumn<QStringList>("numbers");
        const QStringList fitted{"threshold", "f1", "accuracy_error", "accuracy_correct"};
        QTest::newRow("no right one") << QByteArray("0000000000") << QStringList{} << fitted << QStringList{};
        QTest::newRow("no wrong one") << QByteArray("----------") << QStringList{} << fitted << QStringList{};
        QTest::newRow("no right one, threshold given")
            << QByteArray("0000000000") << QStringList{"--threshold", "0.5"}
            << QStringList{"f1", "accuracy_correct", "fitted_on", "f1_on_fitted_part"}
            << QStringList{"threshold", "accuracy_error"};
        QTest::newRow("both") << QByteArray("0-0-0-0-0-0-0-0-0-0-") << QStringList{"--fit-share", "0.5"}
                              << QStringList{} << fitted;
    }
    void processBenchOverNothing() {
        QFETCH(const QByteArray, labels);
        QFETCH(const QStringList, options);
        QFETCH(const QStringList, null);
        QFETCH(const QStringList, numbers);
        QByteArray rows;
        for (int i = 0; i < labels.size(); ++i)
            rows +=
                QStringLiteral("{\"id\":\"row-%1\",\"problem\":\"%1 + 1?\",\"steps\":[\"%1 + 1 = 3.\"],\"label\":%2}\n")
                    .arg(i)
                    .arg(labels[i] == '-' ? "-1" : "0.0")
                    .toUtf8();
        const Json result = run(QStringList{"evaluate", "--processbench", m_place.file("rows.jsonl", rows),
                                            "--checkpoint", m_place.file("by-hand-1")} +
                                options);
        for (const QString& name : null) {
            QVERIFY2(result.contains(name.toStdString()) && result[name.toStdString()].is_null(), qPrintable(name));
            QVERIFY2(result["reasons"].contains(name.toStdString()), qPrintable(name));
        }
        for (const QString& name : numbers)
            QVERIFY2(result[name.toStdString()].is_number(), qPrintable(name));
        if (options.contains(QStringLiteral("--threshold")))
            return;
        const Json& which = result["fitted_on"]["which"];
        QCOMPARE(which.size(), result["fitted_on"]["rows"].get<std::size_t>());
        QCOMPARE(which.size() + result["rows"].get<std::size_t>(), static_cast<std::size_t>(labels.size()));
        for (const Json& id : which)
            QVERIFY(id.get<std::string>().starts_with("row-"));
    }

    /// No steps, no score: a 0 would say that they are wrong.
    void predictionOfNothingIsNull() {
        const QString out = m_place.file("out.jsonl");
        const QString in =
            m_place.file("in.jsonl", "{\"problem\":\"p\",\"steps\":[]}\n{\"problem\":\"p\",\"steps\":[\"a\"]}\n");
        const Json result = run({"predict", "--checkpoint", m_place.file("by-hand-1"), in, out});
        QVERIFY(result["precision"].is_string());
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(Json::parse(file.readLine().toStdString())["score"].is_null());
        QVERIFY(Json::parse(file.readLine().toStdString())["score"].is_number());
    }

    void agreementSaysItsDistance() {
        const Json agreement = run({"agreement", m_by_hand});
        QVERIFY(agreement["step_agreement"]["alpha_distance"].get<std::string>().starts_with("ordinal"));
        const std::string places = agreement["first_error_agreement"]["alpha_distance"];
        QVERIFY(places.find("none as the last place") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestCtlFigures)
#include "tst_ctl_figures.moc"
