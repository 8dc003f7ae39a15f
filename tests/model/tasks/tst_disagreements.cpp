// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "model/tasks/disagreements.h"
#include "model/tasks/figures.h"

#include <QTest>

using namespace stepmark;

namespace {

TaskExample example(std::int64_t group, const std::string& prompt, const std::vector<std::string>& texts,
                    std::vector<float> truth, bool below = false) {
    TaskExample one;
    one.group = group;
    one.prompt = prompt;
    int parent = StepTree::kNoParent;
    for (const std::string& text : texts) {
        one.items.push_back(one.tree.add(parent, text));
        if (below)
            parent = one.items.back();
    }
    one.truth = std::move(truth);
    return one;
}

} // namespace

class TestDisagreements : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itemsWithWhatLeadsToThem() {
        const std::vector<TaskExample> steps{example(1, "p", {"one", "two", "three"}, {1, 0, 1}, true)};
        const auto found =
            disagreements(TaskKind::Steps, steps, std::vector{0.9F, 0.8F, 0.2F}, std::vector{0.6F, 0.3F, 0.4F}, 10);
        QCOMPARE(found.count, 1);
        const StudyDisagreement& one = found.first.at(0);
        QCOMPARE(one.prompt, std::string("p"));
        QCOMPARE(one.text, std::string("one\ntwo"));
        QCOMPARE(one.truth + one.supervisor + one.student, std::string("010"));
        QCOMPARE(one.supervisor_probability, double(0.8F));
        QCOMPARE(one.student_probability, double(0.3F));
    }

    void choicesAsTheirAnswers() {
        const std::vector<TaskExample> pairs{example(1, "p", {"good", "bad"}, {1, 0}),
                                             example(2, "q", {"bad", "good"}, {0, 1})};
        const auto found = disagreements(TaskKind::Preference, pairs, std::vector{0.6F, 0.4F, 0.7F, 0.3F},
                                         std::vector{0.9F, 0.1F, 0.2F, 0.8F}, 10);
        QCOMPARE(found.count, 1);
        const StudyDisagreement& one = found.first.at(0);
        QCOMPARE(one.prompt, std::string("q"));
        QVERIFY(one.text.empty());
        QCOMPARE(one.truth + " " + one.supervisor + " " + one.student, std::string("good bad good"));
        QCOMPARE(one.student_probability, double(0.8F));
    }

    void atMostSoMany() {
        std::vector<TaskExample> texts;
        for (int i = 0; i < 5; ++i)
            texts.push_back(example(i, "", {"text " + std::to_string(i)}, {1}));
        const auto found =
            disagreements(TaskKind::Classification, texts, std::vector<float>(5, 0.9F), std::vector<float>(5, 0.1F), 2);
        QCOMPARE(found.count, 5);
        QCOMPARE(found.first.size(), std::size_t(2));
        QCOMPARE(found.first[1].text, std::string("text 1"));
        QVERIFY_EXCEPTION_THROWN(
            disagreements(TaskKind::Classification, texts, std::vector<float>(4), std::vector<float>(5), 2), Error);
    }

    // What studies measure by is balanced, the same each time.
    void testIsBalanced() {
        Task task{"t", TaskKind::Classification, {}, {}};
        for (int i = 0; i < 60; ++i) {
            const auto label = static_cast<float>(i % 3 == 0);
            task.train.push_back(example(i, "", {"text " + std::to_string(i)}, {label}));
            task.test.push_back(example(1000 + i, "", {"test " + std::to_string(i)}, {label}));
        }
        const Task studied = studiedTask(task);
        QCOMPARE(studied.train.size(), std::size_t(60));
        QCOMPARE(studied.test.size(), std::size_t(40));
        const auto truth = truthOf(studied.test);
        QCOMPARE(std::count(truth.begin(), truth.end(), 1.0F), 20);
        QCOMPARE(studiedTask(studied).test.size(), std::size_t(40));
    }
};

QTEST_GUILESS_MAIN(TestDisagreements)
#include "tst_disagreements.moc"
