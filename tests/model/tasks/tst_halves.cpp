// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "model/tasks/examples.h"
#include "model/tasks/halves.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace stepmark;

namespace {

/// Groups of a wrong text and `right` right ones.
std::vector<TaskExample> claims(int groups, int right, const std::string& name) {
    std::vector<TaskExample> examples;
    for (int group = 0; group < groups; ++group)
        for (int i = 0; i <= right; ++i)
            examples.push_back(classificationExample(name + std::to_string(group) + " " + std::to_string(i), i > 0,
                                                     groupOf(name + std::to_string(group))));
    return examples;
}

Task claimTask(int groups, int right) {
    return {"claims", TaskKind::Classification, claims(groups, right, "train"), claims(50, right, "test")};
}

std::set<std::int64_t> groupsOf(const std::vector<TaskExample>& examples, const std::vector<std::size_t>& places) {
    std::set<std::int64_t> groups;
    for (const std::size_t place : places)
        groups.insert(examples[place].group);
    return groups;
}

int rightOf(const std::vector<TaskExample>& examples, const std::vector<std::size_t>& places) {
    return static_cast<int>(
        std::count_if(places.begin(), places.end(), [&](std::size_t place) { return examples[place].truth[0] == 1; }));
}

QString errorOf(const Task& task, const HalvesOptions& options = {}) {
    try {
        halvesOf(task, options);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class TestHalves : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsStayTogether() {
        const Task task = claimTask(400, 1);
        const Halves halves = halvesOf(task, {});
        QCOMPARE(halves.supervisor.size() + halves.student.size(), task.train.size());
        QVERIFY2(halves.supervisor.size() > 300 && halves.student.size() > 300,
                 qPrintable(QString::number(halves.supervisor.size())));
        QVERIFY(std::is_sorted(halves.supervisor.begin(), halves.supervisor.end()));
        const auto theirs = groupsOf(task.train, halves.student);
        for (const std::int64_t group : groupsOf(task.train, halves.supervisor))
            QVERIFY(!theirs.contains(group));
        QCOMPARE(halves.cut, std::int64_t(0));
        QCOMPARE(halves.test.size(), task.test.size());
    }

    void classesAreBalanced() {
        const Task task = claimTask(300, 3); // three right ones to a wrong one
        const Halves halves = halvesOf(task, {});
        for (const auto* half : {&halves.supervisor, &halves.student})
            QCOMPARE(2 * rightOf(task.train, *half), int(half->size()));
        QCOMPARE(2 * rightOf(task.test, halves.test), int(halves.test.size()));
        QCOMPARE(halves.cut, std::int64_t(600));
        QCOMPARE(halves.test_cut, std::int64_t(100));
        QCOMPARE(halves.supervisor.size() + halves.student.size() + 600, task.train.size());
    }

    // Seeds differ in the halves; what is measured by is the same.
    void seedsDraw() {
        const Task task = claimTask(200, 2);
        const Halves one = halvesOf(task, {.seed = 1}), again = halvesOf(task, {.seed = 1}),
                     two = halvesOf(task, {.seed = 2});
        QVERIFY(one.supervisor == again.supervisor && one.student == again.student);
        QVERIFY(one.supervisor != two.supervisor);
        QVERIFY(one.test == two.test);
    }

    void oneMoreRowMovesNoOther() {
        Task task{"pairs", TaskKind::Preference, {}, {preferenceExample("q", "a", "b")}};
        for (int i = 0; i < 200; ++i)
            task.train.push_back(preferenceExample("p" + std::to_string(i), "a", "b"));
        const Halves before = halvesOf(task, {});
        task.train.push_back(preferenceExample("another", "a", "b"));
        Halves after = halvesOf(task, {});
        std::erase(after.supervisor, std::size_t(200));
        std::erase(after.student, std::size_t(200));
        QVERIFY(before.supervisor == after.supervisor);
        QVERIFY(before.student == after.student);
    }

    void theCapTakesWholeGroups() {
        const Task task = claimTask(300, 1);
        const Halves halves = halvesOf(task, {.examples = 101});
        QCOMPARE(halves.supervisor.size() + halves.student.size(), std::size_t(100));
        QCOMPARE(halves.capped, std::int64_t(500));
        for (const auto* half : {&halves.supervisor, &halves.student})
            QCOMPARE(2 * groupsOf(task.train, *half).size(), half->size());
        const Halves more = halvesOf(task, {.examples = 201}); // the first hundred are among them
        for (const std::size_t place : halves.supervisor)
            QVERIFY(std::binary_search(more.supervisor.begin(), more.supervisor.end(), place));
        QCOMPARE(halvesOf(task, {.examples = 10'000}).capped, std::int64_t(0));
    }

    void tooLittle() {
        QVERIFY(errorOf(claimTask(1, 1)).contains("too few groups"));
        QVERIFY(errorOf(claimTask(100, 1), {.examples = 1}).contains("too few groups"));
        Task lopsided = claimTask(100, 0); // wrong ones, and one that is right
        lopsided.train.push_back(classificationExample("right", 1, 7));
        QVERIFY2(errorOf(lopsided).contains("of one class only"), qPrintable(errorOf(lopsided)));
    }
};

QTEST_GUILESS_MAIN(TestHalves)
#include "tst_halves.moc"
