// SPDX-License-Identifier: GPL-3.0-or-later
// What the form asks for is the grid that is run.
#include "model/run/grid_choice.h"
#include "model/run/grid_spec.h"

#include <QTest>

using namespace stepmark;

class TestGridChoice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsTheGridThatIsRun() {
        const GridChoice choice{.modes = {TrainMode::Full},
                                .bases = {"", "/models/b"},
                                .learning_rates = {1e-5, 2e-5},
                                .epochs = {3},
                                .seeds = {1, 2, 9007199254740993ULL}};
        const GridSpec grid = gridFromText(toJson(choice).dump());
        QCOMPARE(std::int64_t(grid.runs.size()), combinations(choice));
        QCOMPARE(combinations(choice), std::int64_t(12));
        std::size_t at = 0;
        for (const auto& base : choice.bases)
            for (const double rate : choice.learning_rates)
                for (const std::uint64_t seed : choice.seeds) {
                    const TrainOptions& options = grid.runs[at++].spec.options;
                    QCOMPARE(options.base, base);
                    QCOMPARE(options.learning_rate, rate);
                    QCOMPARE(options.seed, seed);
                    QCOMPARE(options.epochs, 3);
                    QCOMPARE(options.mode, TrainMode::Full);
                }
    }

    /// Else a field that is the same everywhere would be a column of the table.
    void onlyWhatVariesIsCompared() {
        QCOMPARE(toJson(GridChoice{}).dump(), std::string(R"({"train":{"mode":"head","seed":0},"over":{}})"));
        const GridChoice modes{.modes = {TrainMode::Head, TrainMode::Full}, .seeds = {}};
        QCOMPARE(toJson(modes).dump(), std::string(R"({"train":{},"over":{"mode":["head","full"]}})"));
        QCOMPARE(combinations(modes), std::int64_t(2));
    }
};

QTEST_APPLESS_MAIN(TestGridChoice)
#include "tst_grid_choice.moc"
