// SPDX-License-Identifier: GPL-3.0-or-later
// Batches whose loss or gradients are no numbers: skipped now and then, the end of a run where they are all.
#include "model/base/finite.h"
#include "model/domain/error.h"
#include "tests/model/learning/broken_model.h"
#include "tests/model/learning/some_trees.h"
#include "tests/model/learning/training_folder.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

constexpr char kPoison = 'Z'; ///< a byte that occurs in one tree only, and its token is the byte

LabelledTree poisoned(LabelledTree tree) {
    tree.problem_text += kPoison;
    return tree;
}

void requireFiniteFolder(const fs::path& folder) {
    const SafetensorsReader reader = SafetensorsReader::openFolder(folder);
    for (const TensorView& tensor : reader.tensors())
        requireFinite(reader, tensor);
}

/// A base with one token too large to compute with: what holds it is not finite, the rest is.
void writePoisonable(const fs::path& from, const fs::path& to, const ModelConfig& config) {
    fs::remove_all(to);
    fs::copy(from, to);
    rewriteWeights(to, DType::F32, [&](const std::string& name, std::vector<float>& values) {
        if (name == "model.embed_tokens.weight")
            for (std::int64_t h = 0; h < config.hidden_size; ++h)
                values[static_cast<std::size_t>(kPoison * config.hidden_size + h)] = 1e30f;
    });
}

} // namespace

class TestSkippedSteps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        writeRandomBase(m_folder.path("base"), tinyConfig());
        writePoisonable(m_folder.path("base"), m_folder.path("poisonable"), tinyConfig());
    }
    void aBatchNowAndThenIsSkipped();
    void skippingSurvivesResuming();
    void tenInARowEndTheRun_data();
    void tenInARowEndTheRun();
    void validationThatIsNotFiniteHasNoFigures();

private:
    TrainingFolder m_folder;
};

void TestSkippedSteps::aBatchNowAndThenIsSkipped() {
    auto trees = someTrees(30);
    trees[11] = poisoned(trees[11]);
    TrainOptions train = m_folder.options(m_folder.path("poisonable"), "skipped");
    train.epochs = 3;
    std::string detail;
    const TrainReport report = trainPrm(trees, train, {}, [&](const Progress& progress) { detail += progress.note; });
    QCOMPARE(report.skipped_steps, std::int64_t{3}); // once an epoch
    QVERIFY(report.optimizer_steps > 3);
    for (const EpochReport& epoch : report.epochs)
        QVERIFY(epoch.train_loss && std::isfinite(*epoch.train_loss));
    QVERIFY2(detail.find("steps skipped") != std::string::npos && detail.find("the loss") != std::string::npos,
             detail.c_str());
    requireFiniteFolder(train.out);
    QVERIFY(bytesOf(train.out / "stepmark.json").find("\"skipped_steps\": 3") != std::string::npos);
}

// Nor may what was skipped be forgotten, or tried again, when the run goes on.
void TestSkippedSteps::skippingSurvivesResuming() {
    auto trees = someTrees(20);
    trees[3] = poisoned(trees[3]);
    TrainOptions whole = m_folder.options(m_folder.path("poisonable"), "whole"),
                 parts = m_folder.options(m_folder.path("poisonable"), "parts");
    whole.epochs = parts.epochs = 2;
    const TrainReport expected = trainPrm(trees, whole);
    parts.resume = true;
    parts.save_every_s = 0;
    TrainReport report;
    for (int after = 1;; after += 2) {
        std::stop_source stop;
        int reports = 0;
        try {
            report = trainPrm(trees, parts, stop.get_token(), [&](const Progress& progress) {
                if (progress.stage == Stage::Training && ++reports == after)
                    stop.request_stop();
            });
            break;
        } catch (const Cancelled&) {
            if (fs::exists(m_folder.path("parts.run/state")))
                requireFinite(
                    SafetensorsReader::openFile(m_folder.path("parts.run/state/state.safetensors")),
                    SafetensorsReader::openFile(m_folder.path("parts.run/state/state.safetensors")).tensors().front());
        }
    }
    QCOMPARE(report.skipped_steps, expected.skipped_steps);
    QCOMPARE(report.optimizer_steps, expected.optimizer_steps);
    QCOMPARE(bytesOf(parts.out / "model.safetensors"), bytesOf(whole.out / "model.safetensors"));
}

void TestSkippedSteps::tenInARowEndTheRun_data() {
    QTest::addColumn<int>("trees");
    QTest::addColumn<QString>("says");
    QTest::newRow("many batches") << 60 << "10 optimizer steps in a row";
    QTest::newRow("fewer batches than ten") << 4 << "No optimizer step";
}
void TestSkippedSteps::tenInARowEndTheRun() {
    QFETCH(int, trees);
    QFETCH(QString, says);
    auto all = someTrees(trees);
    for (LabelledTree& tree : all)
        tree = poisoned(tree);
    TrainOptions train = m_folder.options(m_folder.path("poisonable"), "ended");
    train.save_every_s = 0;
    train.epochs = 1;
    try {
        trainPrm(all, train);
        QFAIL("nothing was learnt");
    } catch (const Error& error) {
        const QString text = QString::fromUtf8(error.what());
        QVERIFY2(text.contains(says) && text.contains("epoch 1") && text.contains("the loss") &&
                     text.contains("--learning-rate"),
                 qPrintable(text));
    }
    QVERIFY(!fs::exists(train.out));
    QVERIFY(!fs::exists(m_folder.path("ended.run/state"))); // there was no good state to go on from
}

void TestSkippedSteps::validationThatIsNotFiniteHasNoFigures() {
    auto trees = someTrees(20);
    trees[2].split = trees[3].split = Split::Validation;
    trees[2] = poisoned(trees[2]);
    for (const TrainMode mode : {TrainMode::Full}) {
        TrainOptions train = m_folder.options(m_folder.path("poisonable"), "validated");
        train.mode = mode;
        train.epochs = 2;
        const TrainReport report = trainPrm(trees, train);
        QCOMPARE(report.best_epoch, 2); // none is known to be better
        for (const EpochReport& epoch : report.epochs) {
            QVERIFY(!epoch.validation_loss && !epoch.validation_auc && !epoch.validation_auc_within);
            QCOMPARE(epoch.validation_note, std::string("not finite (NaN or infinite) for 1 of 2 validation problems"));
        }
    }
}

QTEST_GUILESS_MAIN(TestSkippedSteps)
#include "tst_skipped_steps.moc"
