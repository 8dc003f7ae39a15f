// SPDX-License-Identifier: GPL-3.0-or-later
// A plan by several processes: as many as there may be, each as soon as it can, none twice.
#include "app/work/plan_workers.h"

#include "app/work/identity.h"
#include "model/domain/error.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace stepmark;
using work::Child;
using work::Json;
using work::PlanWorkers;
using work::Work;

namespace {

/// What the made-up processes do, and did.
struct Workshop {
    std::set<std::string> bad;         ///< nodes that fail
    std::map<std::string, int> rounds; ///< how often a node is looked at before it is over; otherwise once
    QStringList started;
    int running = 0, most = 0, stopped = 0;
};

class MadeUp : public Child {
public:
    MadeUp(Workshop& shop, std::string name)
        : m_shop(shop)
        , m_name(std::move(name))
        , m_left(shop.rounds.contains(m_name) ? shop.rounds[m_name] : 1) {
        m_shop.started << QString::fromStdString(m_name);
        m_shop.most = std::max(m_shop.most, ++m_shop.running);
    }
    ~MadeUp() override { --m_shop.running; }
    bool isOver(std::chrono::milliseconds) override { return --m_left <= 0; }
    Json result() override {
        if (m_shop.bad.contains(m_name))
            throw Error("no " + m_name);
        return {{"name", m_name}};
    }
    void stop() override { ++m_shop.stopped; }

private:
    Workshop& m_shop;
    std::string m_name;
    int m_left;
};

/// Three trainings, each with its evaluation.
Plan pairs() {
    std::vector<PlanNode> nodes;
    for (const char* number : {"1", "2", "3"}) {
        nodes.push_back({.name = std::string("t") + number, .part = Part::Train, .spec = {{"seed", number}}});
        nodes.push_back(
            {.name = std::string("e") + number, .part = Part::Evaluate, .inputs = {std::string("t") + number}});
    }
    Plan plan(std::move(nodes));
    plan.settle(work::codeVersion(), work::sha256);
    return plan;
}

struct Place {
    QTemporaryDir folder;
    storage::Project project =
        storage::Project::create(std::filesystem::path(folder.path().toStdString()) / "p.stepmark");
    std::stop_source stop;
    Work work{project, stop.get_token(), {}};
    const Plan plan = pairs();

    std::vector<std::string> run(Workshop& shop, int workers) {
        PlanWorkers all(work, plan, workers);
        all.run([&](const PlanNode& node) { return std::make_unique<MadeUp>(shop, node.name); });
        return all.errors();
    }
};

} // namespace

class TestPlanWorkers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asManyAsThereMayBe_data() {
        QTest::addColumn<int>("workers");
        QTest::addColumn<int>("most");
        QTest::newRow("one") << 1 << 1;
        QTest::newRow("two") << 2 << 2;
        QTest::newRow("more than there is to do") << 9 << 3; // an evaluation waits for its training
        QTest::newRow("none is one") << 0 << 1;
    }
    void asManyAsThereMayBe() {
        QFETCH(int, workers);
        Place place;
        Workshop shop;
        shop.rounds["t1"] = 3; // the others overtake it
        place.run(shop, workers);
        QTEST(shop.most, "most");
        QCOMPARE(shop.started.size(), 6);
        QCOMPARE(shop.running, 0);
        for (const char* number : {"1", "2", "3"})
            QVERIFY(shop.started.indexOf(QStringLiteral("t%1").arg(number)) <
                    shop.started.indexOf(QStringLiteral("e%1").arg(number)));
        place.run(shop, workers);
        QCOMPARE(shop.started.size(), 6); // all of it is there
    }

    void whatFailsIsTriedAgainAndNothingElse() {
        Place place;
        Workshop shop;
        shop.bad = {"t2", "e3"};
        const auto errors = place.run(shop, 2);
        QCOMPARE(errors[2], std::string("no t2"));
        QVERIFY(errors[3].empty()); // it was never begun
        QCOMPARE(errors[5], std::string("no e3"));
        QVERIFY(!shop.started.contains("e2"));
        shop.bad.clear();
        shop.started.clear();
        place.run(shop, 2);
        shop.started.sort();
        QCOMPARE(shop.started, (QStringList{"e2", "e3", "t2"}));
    }

    void allAreStoppedAndWaitedFor() {
        Place place;
        Workshop shop;
        shop.rounds = {{"t1", 1000}, {"t2", 1000}};
        PlanWorkers all(place.work, place.plan, 2);
        QVERIFY_EXCEPTION_THROWN(all.run([&](const PlanNode& node) -> std::unique_ptr<Child> {
            if (node.name == "t2")
                place.stop.request_stop();
            return std::make_unique<MadeUp>(shop, node.name);
        }),
                                 Cancelled);
        QCOMPARE(shop.stopped, 2);
        QCOMPARE(shop.running, 0);
        QCOMPARE(shop.started.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestPlanWorkers)
#include "tst_plan_workers.moc"
