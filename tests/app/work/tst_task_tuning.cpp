// SPDX-License-Identifier: GPL-3.0-or-later
// A base that reads a task's text first must not see its labels, and must be made once.
#include "app/work/task_tuning.h"
#include "model/domain/error.h"
#include "model/learning/causal_lm.h"
#include "tests/model/learning/tiny_model.h"

#include <QtCore/QTemporaryDir>

#include <QtTest/QtTest>

#include <cmath>

using namespace stepmark;
using namespace stepmark::work;
using namespace stepmark::test;

namespace {

Task someTask(bool turned = false) {
    Task task;
    for (int i = 0; i < 60; ++i) {
        TaskExample example;
        example.group = i;
        example.items = {
            example.tree.add(StepTree::kNoParent, "the cat number " + std::to_string(i) + " sat on the mat")};
        example.truth = {(i % 2 == 0) != turned ? 1.f : 0.f};
        task.train.push_back(example);
    }
    return task;
}

} // namespace

class TestTaskTuning : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheText();
    void refusals();
};

void TestTaskTuning::readsTheText() {
    QTemporaryDir files;
    const std::filesystem::path root(files.path().toStdString());
    writeRandomBase(root / "base", tinyConfig());
    TuneRequest request;
    request.base = root / "base";
    request.out = root / "tuned";
    request.epochs = 8;
    request.compute.precision = Precision::Float32;
    request.name = "task-1";
    const LearnCost cost = tuneCost(someTask(), request, {});
    QVERIFY(cost.seconds > 0 && cost.peak_bytes > 0 && !std::filesystem::exists(request.out));
    const Tuned tuned = tuneOnText(someTask(), request, {}, {});
    QVERIFY(std::abs(static_cast<double>(cost.tokens - tuned.tokens)) < 0.1 * static_cast<double>(tuned.tokens));
    QVERIFY(!tuned.known && tuned.tokens > 1000);
    const Tokenizer tokenizer = Tokenizer::load(root / "base");
    const auto text = [&](std::int64_t) {
        return Document{tokenizer.encode("the cat number 7 sat on the mat\n"), {}, {}, {}};
    };
    QVERIFY(evaluateCausalLm(root / "tuned", text, 1) < evaluateCausalLm(root / "base", text, 1));
    QVERIFY(tuneOnText(someTask(), request, {}, {}).known);
    request.out = root / "turned";
    QCOMPARE(tuneOnText(someTask(true), request, {}, {}).loss, tuned.loss); // labels are nothing to it
    request.out = root / "some";
    request.examples = 15;
    const std::int64_t some = tuneOnText(someTask(), request, {}, {}).tokens;
    QVERIFY(some > tuned.tokens / 8 && some < tuned.tokens / 2);
}

void TestTaskTuning::refusals() {
    QTemporaryDir files;
    const std::filesystem::path root(files.path().toStdString());
    writeRandomBase(root / "base", tinyConfig());
    TuneRequest request;
    request.base = root / "base";
    request.out = root / "tuned";
    QVERIFY_EXCEPTION_THROWN(tuneOnText({}, request, {}, {}), Error);
    request.name = "one";
    tuneOnText(someTask(), request, {}, {});
    request.name = "another";
    QVERIFY_EXCEPTION_THROWN(tuneOnText(someTask(), request, {}, {}), Error); // it is of another task
}

QTEST_GUILESS_MAIN(TestTaskTuning)
#include "tst_task_tuning.moc"
