// SPDX-License-Identifier: GPL-3.0-or-later
// The labeler's rhythm: what a mark and a look at one's marks cost must not grow with what is there. Counted in
// instructions of SQLite's machine, which no other program on the computer changes.
#include "storage/connection.h"
#include "tests/storage/passes.h"

#include <QTest>

#include <sqlite3.h>

#include <array>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::fixture;

namespace {

/// Instructions that SQLite runs for `action`.
template <typename Action>
int instructionsOf(Project& project, Action action) {
    int count = 0;
    auto* handle = static_cast<sqlite3*>(project.connection().sqliteHandle());
    const auto one_more = [](void* sum) { return ++*static_cast<int*>(sum), 0; };
    sqlite3_progress_handler(handle, 1, one_more, &count);
    action();
    sqlite3_progress_handler(handle, 0, nullptr, nullptr);
    return count;
}

} // namespace

class TestWorkAMark : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void staysAsItIs() {
        const Folder folder;
        auto project = folder.project();
        if (!project.connection().sqliteHandle())
            QSKIP("Qt's SQLite is not the system's.");
        RatingStore ratings(project);
        const LabelerId ann = LabelerStore(project).named("ann").id;
        std::vector<Stored> stored;
        std::vector<AnnotationId> passes;
        int marks = 0;
        const auto mark = [&](std::size_t solution, std::size_t step) {
            RatingEvent event;
            event.annotation = passes[solution];
            event.step = stored[solution].steps[step];
            event.rating = Rating::Positive;
            ratings.append(event);
            ++marks;
        };
        const auto grow = [&](int solutions, int times) {
            Transaction transaction(project);
            for (int i = 0; i < solutions; ++i) {
                stored.push_back(addSolution(project, "p" + std::to_string(stored.size()), {"1", "2", "3", "4"}));
                passes.push_back(begin(project, stored.back().solution, "ann"));
                for (int k = 0; k < 4 * times; ++k)
                    mark(stored.size() - 1, static_cast<std::size_t>(k % 4));
            }
            transaction.commit();
        };
        std::array<int, 2> to_mark{}, to_look{};
        for (const bool many : {false, true}) {
            grow(many ? 500 : 5, 5);
            to_mark[many] = instructionsOf(project, [&] { mark(1, 0); });
            to_look[many] = instructionsOf(project, [&] { ratings.current(ann, stored[2].solution); });
        }
        QCOMPARE(marks, 505 * 20 + 2);
        QVERIFY(to_mark[0] > 0 && to_look[0] > 0);
        QVERIFY2(to_mark[1] < 2 * to_mark[0],
                 qPrintable(QStringLiteral("%1, then %2").arg(to_mark[0]).arg(to_mark[1])));
        QVERIFY2(to_look[1] < 2 * to_look[0],
                 qPrintable(QStringLiteral("%1, then %2").arg(to_look[0]).arg(to_look[1])));
    }
};

QTEST_GUILESS_MAIN(TestWorkAMark)
#include "tst_work_a_mark.moc"
