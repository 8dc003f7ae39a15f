// SPDX-License-Identifier: GPL-3.0-or-later
//
// --plan says what the command would do, all of it, and does nothing: a plan that ends well where the command would
// not, or lists half of it, is worse than none.
#include "tests/app/stepmarkctl/interrupting.h"

using namespace stepmark::test;
using nlohmann::json;

class TestCtlPlan : public QObject {
    Q_OBJECT

    Workplace m_place;

    static QStringList stages(const json& plan) {
        QStringList names;
        for (const json& stage : plan["stages"])
            names << QString::fromStdString(stage["name"].get<std::string>());
        return names;
    }
    static json good(const CtlResult& result) {
        if (result.code != 0)
            qFatal("%s", qPrintable(result.err));
        return result.json;
    }
    QByteArray bytes() const {
        QFile file(m_place.project());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() {
        const json planned = good(ctl(
            {"sample", m_place.project(), "--problems", "24", "--samples", "4", "--held-out-samples", "4", "--plan"}));
        QVERIFY(!QFile::exists(m_place.project()));
        QCOMPARE(planned["held_out"].get<int>(), 8);
        QCOMPARE(planned["solutions"].get<int>(), 96);
        const json made =
            good(ctl({"sample", m_place.project(), "--problems", "24", "--samples", "4", "--held-out-samples", "4"}));
        QVERIFY(made["problems"] == planned["problems"]);
        QVERIFY(made["held_out"] == planned["held_out"]);
        QCOMPARE(ctl({"sample", m_place.project(), "--plan"}).code, 1); // it is there already
    }

    // Lost: of the first round the plan knew the queue only.
    void theFirstRoundIsPlannedWhole() {
        const json plan =
            good(ctl({"round", m_place.project(), "--oracle", "--count", "6", "--mode", "head", "--plan"}));
        QCOMPARE(stages(plan), (QStringList{"queue", "label", "train", "score", "evaluate"}));
        QCOMPARE(plan["unknown"].size(), std::size_t(5)); // nothing tells how long
        QVERIFY(plan["seconds"].is_null());
    }

    // What is planned is what is done.
    void stagesAreThoseOfTheRound() {
        const QStringList round{"round", m_place.project(), "--oracle", "--count", "6", "--mode", "head"};
        for (int i = 0; i < 2; ++i) {
            const QStringList planned = stages(good(ctl(round + QStringList{"--plan"})));
            QCOMPARE(stages(good(ctl(round))), planned);
        }
    }

    // Lost: with --plan, --resume spoke of another round.
    void whatIsLeftIsPlanned() {
        const CtlResult none = ctl({"round", m_place.project(), "--resume", "--plan"});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.err.contains("round 2, is done"), qPrintable(none.err));
        QProcess process;
        startUntil(process, {"round", m_place.project(), "--oracle", "--count", "6", "--mode", "full"},
                   beginOf("train"));
        kill(process);
        const json left = good(ctl({"round", m_place.project(), "--resume", "--plan"}));
        QCOMPARE(left["round"].get<int>(), 3);
        QCOMPARE(left["done"].dump(), std::string(R"(["score","queue","label"])"));
        QCOMPARE(stages(left), (QStringList{"train", "score", "evaluate"}));
        const json fresh =
            good(ctl({"round", m_place.project(), "--oracle", "--count", "6", "--mode", "head", "--plan"}));
        QCOMPARE(fresh["notes"][0]["code"].get<std::string>(), std::string("gives_up"));
        const json next = good(ctl({"round", m_place.project(), "--oracle", "--count", "6", "--mode", "head"}));
        QVERIFY2(next["warnings"].dump().find("Round 3 was not finished and is given up") != std::string::npos,
                 next["warnings"].dump().c_str());
        QVERIFY2(ctl({"round", m_place.project(), "--resume"}).err.contains("round 4, is done"), "");
    }

    void generating() {
        const QStringList more{"generate", m_place.project(), "--samples", "3", "--split", "validation"};
        QCOMPARE(ctl(more + QStringList{"--plan"}).code, 1); // nothing is in there
        const QStringList train{"generate", m_place.project(), "--samples", "2", "--max-tokens",
                                "48",       "--split",         "train"};
        const json before = good(ctl(train + QStringList{"--plan"}));
        QCOMPARE(before["solutions"].get<int>(), 32);
        const json made = good(ctl(train));
        QCOMPARE(made["solutions"].get<int>() + made["unfinished"].get<int>(), 32);
        const json after = good(ctl(train + QStringList{"--plan"}));
        QCOMPARE(after["solutions"].get<int>(), 0);
        QCOMPARE(after["known"].get<int>(), 32);
    }

    void evaluating() {
        const QByteArray before = bytes();
        const json plan = good(ctl({"evaluate", m_place.project(), "--plan"}));
        QCOMPARE(bytes(), before);
        const json done = good(ctl({"evaluate", m_place.project()}));
        for (const char* key : {"model", "split", "held_out", "problems_in_split", "problems_seen"})
            QVERIFY2(plan[key] == done[key], key);
        QCOMPARE(plan["steps"].get<int>(), 0); // all of it is scored
    }

    void files() {
        const QString model = m_place.file("p.models/round-1");
        const QString rows =
            m_place.file("rows.jsonl", R"({"problem":"1 + 1?","steps":["We add.","It is 2."],"label":-1}
{"problem":"1 + 2?","steps":["We add.","It is 4."],"label":1}
)");
        const QString out = m_place.file("out.jsonl");
        const QStringList predict{"predict", rows, out, "--checkpoint", model};
        const json plan = good(ctl(predict + QStringList{"--plan"}));
        QVERIFY(!QFile::exists(out));
        const json done = good(ctl(predict));
        for (const char* key : {"rows", "steps", "too_long_steps"})
            QVERIFY2(plan[key] == done[key], key);
        QVERIFY(plan["tokens"].get<int>() > 0 && plan["seconds"].is_number());
        const QStringList bench{"evaluate", "--processbench", rows, "--checkpoint", model, "--fit-share", "0.9"};
        const json bench_plan = good(ctl(bench + QStringList{"--plan"}));
        QCOMPARE(bench_plan["rows"].get<int>(), 2);
        QVERIFY(bench_plan["rows_to_fit"] == good(ctl(bench))["fitted_on"]["rows"]);
    }
};

QTEST_GUILESS_MAIN(TestCtlPlan)
#include "tst_ctl_plan.moc"
