// SPDX-License-Identifier: GPL-3.0-or-later
// A run as a graph: what comes before what, and under which name its result is kept.
#include "model/domain/error.h"
#include "model/run/round_course.h"

#include <QTest>

using namespace stepmark;
using Json = nlohmann::ordered_json;

namespace {

/// "b:a,c d" is node b, which stands on a and c, and node d.
std::vector<PlanNode> nodesOf(const QString& text) {
    std::vector<PlanNode> nodes;
    for (const QString& word : text.split(' ', Qt::SkipEmptyParts)) {
        PlanNode& node = nodes.emplace_back();
        node.name = word.section(':', 0, 0).toStdString();
        node.part = Part::Train;
        for (const QString& input : word.section(':', 1).split(',', Qt::SkipEmptyParts))
            node.inputs.push_back(input.toStdString());
    }
    return nodes;
}

QString namesOf(const Plan& plan) {
    QString names;
    for (const PlanNode& node : plan.nodes())
        names += QString::fromStdString(node.name);
    return names;
}

/// A digest that can be read.
const Digest kAsItIs = [](std::string_view text) { return std::string(text); };

Plan settled(std::vector<PlanNode> nodes, const char* code = "1") {
    Plan plan(std::move(nodes));
    plan.settle(code, kAsItIs);
    return plan;
}

QString errorOf(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class TestPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachComesAfterWhatItStandsOn_data() {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("order");
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("as they are") << "a b:a c:b"
                                     << "abc";
        QTest::newRow("the other way round") << "c:b b:a a"
                                             << "abc";
        QTest::newRow("two that stand on one") << "d:b,c b:a c:a a e"
                                               << "abcde";
        QTest::newRow("on their own") << "b a"
                                      << "ba";
    }
    void eachComesAfterWhatItStandsOn() {
        QFETCH(QString, given);
        QTEST(namesOf(Plan(nodesOf(given))), "order");
    }

    void unsoundPlansAreRefused_data() {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("says");
        QTest::newRow("a name twice") << "a b a"
                                      << "\"a\" twice";
        QTest::newRow("an input that is not there") << "a:x"
                                                    << "\"x\", which is none of it";
        QTest::newRow("on itself") << "a:a"
                                   << "\"a\" waits for itself";
        QTest::newRow("a circle") << "a:c b:a c:b"
                                  << "waits for itself";
    }
    void unsoundPlansAreRefused() {
        QFETCH(QString, given);
        QFETCH(QString, says);
        const QString error = errorOf([&] { Plan(nodesOf(given)); });
        QVERIFY2(error.contains(says), qPrintable(error));
    }

    void identityIsOfWhatComesOut_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<bool>("same");
        for (const char* change : {"part", "spec", "reads", "input's spec", "another input", "code"})
            QTest::newRow(change) << change << false;
        for (const char* change : {"nothing", "names", "folder", "order of keys"})
            QTest::newRow(change) << change << true;
    }
    /// Else a result would be taken for one that it is not, or the same be worked out twice.
    void identityIsOfWhatComesOut() {
        QFETCH(QString, change);
        auto nodes = nodesOf("a x b:a");
        for (PlanNode& node : nodes)
            node.spec = {{"seed", 1}, {"epochs", 2}};
        nodes[1].part = Part::Score;
        const std::string before = settled(nodes).nodes().back().identity;
        if (change == "part")
            nodes[2].part = Part::Evaluate;
        else if (change == "spec")
            nodes[2].spec["seed"] = 2;
        else if (change == "reads")
            nodes[2].reads = "other ratings";
        else if (change == "input's spec")
            nodes[0].spec["seed"] = 2;
        else if (change == "another input")
            nodes[2].inputs = {"x"};
        else if (change == "names")
            nodes[0].name = nodes[2].inputs[0] = "c";
        else if (change == "folder")
            nodes[2].folder = "/elsewhere";
        else if (change == "order of keys")
            nodes[2].spec = {{"epochs", 2}, {"seed", 1}};
        QTEST(settled(nodes, change == "code" ? "2" : "1").nodes().back().identity == before, "same");
    }

    /// Else a newer program would do a round's finished parts again.
    void whatIsSettledStaysSettled() {
        Plan plan = settled(nodesOf("a b:a"));
        const Plan before = plan;
        plan.settle("2", kAsItIs);
        QVERIFY(plan == before);
    }

    void failureStopsWhatStandsOnItAndNothingElse() {
        using Of = PlanState::Of;
        const Plan plan(nodesOf("a b:a c:b d:a e f:c,d"));
        PlanState state(plan);
        QCOMPARE(state.next(), std::optional<std::size_t>(0));
        state.begin(0);
        QCOMPARE(state.next(), std::optional<std::size_t>(4)); // e, which stands on nothing
        state.finish(0);
        QCOMPARE(state.next(), std::optional<std::size_t>(1));
        state.fail(1);
        for (const auto& [node, of] : {std::pair(1, Of::Failed), {2, Of::Blocked}, {3, Of::Waiting}, {5, Of::Blocked}})
            QVERIFY(state.of(static_cast<std::size_t>(node)) == of);
        state.finish(3);
        state.finish(4);
        QVERIFY(!state.next());
    }

    void comesBackAsItWasWritten() {
        auto nodes = nodesOf("a b:a");
        nodes[1].spec = {{"seed", 7}};
        nodes[1].reads = "round 3";
        nodes[1].folder = "/models/round-3";
        const RoundCourse course{settled(nodes), "/models/round-2", "/models/round-3", "2026-03-02T09:30:00.000Z"};
        const RoundCourse read = roundCourseFromText(toText(course));
        QVERIFY(read.plan == course.plan);
        QCOMPARE(read.chooser, course.chooser);
        QCOMPARE(read.out, course.out);
        QCOMPARE(read.saved_at, course.saved_at);
    }

    void oddRecordsAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        for (
            const char* text :
            {"", "[]", "{}", R"({"plan":7,"chooser":"","out":"","saved_at":""})",
             R"({"plan":["train"],"chooser":"","out":"","saved_at":""})",
             R"({"plan":[{"name":"1","part":"dance","spec":null,"inputs":[],"reads":"","folder":null,"identity":"x"}],)"
             R"("chooser":"","out":"","saved_at":""})",
             R"({"plan":[{"name":"1","part":"train","spec":null,"inputs":["2"],"reads":"","folder":null,)"
             R"("identity":"x"}],"chooser":"","out":"","saved_at":""})",
             R"({"plan":[],"chooser":1,"out":"","saved_at":""})"})
            QTest::addRow("%s", text) << QByteArray(text);
    }
    void oddRecordsAreRefused() {
        QFETCH(QByteArray, text);
        QVERIFY(!errorOf([&] { roundCourseFromText(text.toStdString()); }).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestPlan)
#include "tst_plan.moc"
