// SPDX-License-Identifier: GPL-3.0-or-later
// A family of models for a study. One that is trained again, or of another recipe than its neighbours, makes a figure
// that means nothing.
#include "app/work/ladder.h"
#include "model/base/model_folder.h"
#include "model/domain/error.h"

#include <QtCore/QTemporaryDir>

#include <QtTest/QtTest>

using namespace stepmark;
using namespace stepmark::work;

class TestLadder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsGrow();
    void whatIsThereIsKept();
    void anotherRecipeIsInTheWay();
    void aStoppedOneGoesOn();
    void refusals_data();
    void refusals();
};

namespace {

LadderRequest requestFor(const QTemporaryDir& files) {
    LadderRequest request;
    request.out = std::filesystem::path(files.path().toStdString()) / "ladder";
    request.sizes = 2;
    request.steps = 3;
    request.compute.precision = Precision::Float32;
    return request;
}

} // namespace

void TestLadder::stepsGrow() {
    for (std::size_t i = 1; i < ladderSteps().size(); ++i) {
        const LadderStep &small = ladderSteps()[i - 1], &large = ladderSteps()[i];
        QVERIFY(large.width * large.width * large.layers > 1.5 * small.width * small.width * small.layers);
        QCOMPARE(large.width % large.heads, std::int64_t{0});
    }
}

void TestLadder::whatIsThereIsKept() {
    QTemporaryDir files;
    const LadderRequest request = requestFor(files);
    const Json first = trainLadder(request, {}, {});
    QCOMPARE(first["models"].size(), std::size_t{2});
    QVERIFY(!first["models"][1]["known"].get<bool>() && first["models"][1]["steps"] == 3);
    QCOMPARE(ModelFolder::open(request.out / ladderSteps()[1].name).config.hidden_size, ladderSteps()[1].width);
    bool trained = false;
    LadderRequest more = request;
    more.sizes = 3;
    const Json second = trainLadder(more, {}, [&](const Progress& at) { trained |= at.note != ladderSteps()[2].name; });
    QVERIFY(!trained); // but the third
    QVERIFY(second["models"][0]["known"].get<bool>() && !second["models"][2]["known"].get<bool>());
    QCOMPARE(second["models"][1]["loss"], first["models"][1]["loss"]);
}

void TestLadder::anotherRecipeIsInTheWay() {
    QTemporaryDir files;
    LadderRequest request = requestFor(files);
    trainLadder(request, {}, {});
    request.steps = 4;
    try {
        trainLadder(request, {}, {});
        QFAIL("trained over it");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains("steps differs"), error.what());
    }
}

void TestLadder::aStoppedOneGoesOn() {
    QTemporaryDir files;
    LadderRequest request = requestFor(files);
    request.steps = 6;
    std::stop_source stop;
    QVERIFY_EXCEPTION_THROWN(trainLadder(request, stop.get_token(),
                                         [&](const Progress& at) {
                                             if (at.done >= 2)
                                                 stop.request_stop();
                                         }),
                             Cancelled);
    const Json gone_on = trainLadder(request, {}, {});
    QTemporaryDir others;
    LadderRequest whole = requestFor(others);
    whole.steps = 6;
    QCOMPARE(gone_on["models"][0]["loss"], trainLadder(whole, {}, {})["models"][0]["loss"]);
}

void TestLadder::refusals_data() {
    QTest::addColumn<int>("sizes");
    QTest::newRow("one is no ladder") << 1;
    QTest::newRow("more than there are") << 6;
}

void TestLadder::refusals() {
    QFETCH(int, sizes);
    QTemporaryDir files;
    LadderRequest request = requestFor(files);
    request.sizes = sizes;
    QVERIFY_EXCEPTION_THROWN(trainLadder(request, {}, {}), Error);
}

QTEST_GUILESS_MAIN(TestLadder)
#include "tst_ladder.moc"
