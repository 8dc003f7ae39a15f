// SPDX-License-Identifier: GPL-3.0-or-later
// What is there is not done again, what is interrupted goes on, what fails stops only what stands on it.
#include "app/work/plan_run.h"

#include "app/work/identity.h"
#include "model/domain/error.h"
#include "storage/artifact_store.h"
#include "storage/transaction.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace stepmark;
using work::Json;
using work::PlanRun;
using work::Work;

namespace {

struct Place {
    QTemporaryDir folder;
    storage::Project project =
        storage::Project::create(std::filesystem::path(folder.path().toStdString()) / "p.stepmark");
    std::stop_source stop;
    std::vector<Part> reported;

    /// Does the plan, whose nodes say their names; those of `bad` fail. What was done, in order.
    QString run(const Plan& plan, const std::set<std::string>& bad = {}) {
        QString done;
        Work work{project, stop.get_token(), [this](const Progress& at) { reported.push_back(at.part); }};
        PlanRun run(work, plan);
        try {
            run.run([&](Work&, const PlanNode& node, const PlanRun::Keep&) {
                if (bad.contains(node.name))
                    throw Error("no " + node.name);
                done += QString::fromStdString(node.name);
                return Json{{"name", node.name}};
            });
        } catch (const std::exception& error) {
            done += QStringLiteral(" (%1)").arg(error.what());
        }
        return done;
    }
};

/// a, b on a, c on b, d on a.
Plan diamond(int seed = 1) {
    Plan plan({{.name = "a", .part = Part::Generate, .spec = {{"seed", seed}}},
               {.name = "b", .part = Part::Train, .inputs = {"a"}},
               {.name = "c", .part = Part::Evaluate, .inputs = {"b"}},
               {.name = "d", .part = Part::Queue, .inputs = {"a"}}});
    plan.settle(work::codeVersion(), work::sha256);
    return plan;
}

} // namespace

class TestPlanRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsThereIsNotDoneAgain() {
        Place place;
        QCOMPARE(place.run(diamond()), QStringLiteral("abcd"));
        QCOMPARE(place.reported, (std::vector{Part::Generate, Part::Train, Part::Evaluate, Part::Queue}));
        QCOMPARE(place.run(diamond()), QString());
        QCOMPARE(place.run(diamond(2)), QStringLiteral("abcd")); // another seed, another plan
        const Plan plan = diamond();
        Work work{place.project, {}, {}};
        QCOMPARE(PlanRun(work, plan).resultOf(Part::Evaluate).dump(), std::string(R"({"name":"c"})"));
        QVERIFY(PlanRun(work, plan).resultOf(Part::Score).is_null());
    }

    void failureStopsWhatStandsOnIt() {
        Place place;
        QCOMPARE(place.run(diamond(), {"b"}), QStringLiteral("ad (no b)"));
        QCOMPARE(place.run(diamond(), {"c"}), QStringLiteral("b (no c)")); // and what is there stays there
        QCOMPARE(place.run(diamond()), QStringLiteral("c"));
    }

    void interruptedPlanGoesOn() {
        Place place;
        Work work{place.project, place.stop.get_token(), {}};
        const Plan plan = diamond();
        PlanRun run(work, plan);
        QVERIFY_EXCEPTION_THROWN(run.run([&](Work& one, const PlanNode& node, const PlanRun::Keep&) {
            if (node.name == "b")
                place.stop.request_stop();
            throwIfStopped(one.stop);
            return Json{{"name", node.name}};
        }),
                                 Cancelled);
        place.stop = {};
        QCOMPARE(place.run(plan), QStringLiteral("bcd"));
    }

    /// Else a queue or a model would be there twice, or be taken for done and be there not at all.
    void resultIsKeptWithWhatItIsOf() {
        Place place;
        const Plan plan = diamond();
        for (const bool breaks : {true, false}) {
            Work work{place.project, {}, {}};
            PlanRun run(work, plan);
            const auto act = [&] {
                run.run([&](Work&, const PlanNode& node, const PlanRun::Keep& keep) {
                    storage::Transaction transaction(place.project);
                    const std::string before = place.project.setting(node.name).value_or("");
                    place.project.setSetting(node.name, before + "x");
                    keep({{"node", node.name}});
                    if (breaks && node.name == "b")
                        throw Error("the disk is full");
                    transaction.commit();
                    return Json{{"not", "this one"}};
                });
            };
            if (breaks)
                QVERIFY_EXCEPTION_THROWN(act(), Error);
            else
                act();
            QCOMPARE(run.resultOf(Part::Train).is_null(), breaks);
        }
        for (const char* name : {"a", "b", "c", "d"})
            QCOMPARE(place.project.setting(name).value_or(""), std::string("x"));
        const auto kept = storage::ArtifactStore(place.project).find(plan.nodes()[1].identity);
        QCOMPARE(kept.value().result, std::string(R"({"node":"b"})"));
        QVERIFY(kept->part == Part::Train);
    }

    void identityIsASha256() {
        QCOMPARE(work::sha256("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(diamond().nodes()[0].identity.size(), std::size_t(64));
    }
};

QTEST_GUILESS_MAIN(TestPlanRun)
#include "tst_plan_run.moc"
