// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "model/run/progress.h"

#include <QTest>

using namespace stepmark;

class TestProgress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A loop that reports every row must neither flood the window nor hide the end of a stage.
    void atMostTenASecond() {
        std::vector<Progress> seen;
        ProgressThrottle throttle([&](const Progress& one) { seen.push_back(one); });
        const auto start = std::chrono::steady_clock::now();
        for (int i = 1; i <= 100'000; ++i)
            throttle.report({.stage = Stage::Importing, .done = i, .total = 100'000});
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        QVERIFY(static_cast<double>(seen.size()) <= 2 + 10 * seconds.count());
        QCOMPARE(seen.front().done, 1);
        QCOMPARE(seen.back().done, 100'000);
    }

    void everyStageIsSeen() {
        std::vector<Stage> stages;
        ProgressThrottle throttle([&](const Progress& one) { stages.push_back(one.stage); });
        for (const Stage stage : {Stage::Scoring, Stage::Scoring, Stage::Choosing, Stage::Choosing, Stage::Training})
            throttle.report({.stage = stage, .done = 1});
        throttle.report({.stage = Stage::Training, .epoch = 2, .done = 1});
        QCOMPARE(stages, (std::vector<Stage>{Stage::Scoring, Stage::Choosing, Stage::Training, Stage::Training}));
    }

    void nobodyListens() {
        ProgressThrottle throttle(nullptr);
        throttle.report({.stage = Stage::Importing, .done = 1, .total = 1});
    }

    /// Cancel must reach the work: whoever pressed it is waiting.
    void stopping() {
        std::stop_source source;
        throwIfStopped(source.get_token());
        throwIfStopped({});
        source.request_stop();
        QVERIFY_EXCEPTION_THROWN(throwIfStopped(source.get_token()), Cancelled);
        QVERIFY_EXCEPTION_THROWN(throwIfStopped(source.get_token()), Error);
    }
};

QTEST_APPLESS_MAIN(TestProgress)
#include "tst_progress.moc"
