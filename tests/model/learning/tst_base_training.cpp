// SPDX-License-Identifier: GPL-3.0-or-later
// A base trained in the test, on texts and on telling right from wrong.
#include "model/base/model_folder.h"
#include "model/domain/error.h"
#include "tests/model/learning/toy_training.h"

#include <QtTest/QtTest>

#include <cmath>

using namespace stepmark;
using namespace stepmark::test;
namespace fs = std::filesystem;

class TestBaseTraining : public ToyTraining {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        const CausalLmReport report = makeToyBase(path(""));
        QCOMPARE(report.steps, std::int64_t{60});
        QVERIFY2(report.loss < 3.0, std::to_string(report.loss).c_str());
        QVERIFY(std::abs(evaluateCausalLm(path("base"), toyTexts(path("")), 20) - report.loss) < 0.7);
        QCOMPARE(ModelFolder::open(path("base")).config.architectures.front(), std::string("LlamaForCausalLM"));
    }
    void branchesEqualTextsByThemselves();
    void aBaseLearnsToCheckWhatItReads();
};

// Texts that begin alike are fed once; the base must not learn anything else from them.
void TestBaseTraining::branchesEqualTextsByThemselves() {
    const std::vector<Document> texts = {{{65, 66, 67, 68}, {0, 0, 1, 2}, {}, {}},
                                         {{65, 66, 70, 71}, {0, 0, 1, 3}, {}, {}}};
    const Document tree{{65, 66, 67, 68, 70, 71}, {0, 0, 1, 2, 1, 3}, {-1, 0, 1, 2, 1, 4}, {}};
    const auto each = documentLosses(
        path("base"), [&](std::int64_t i) { return texts[static_cast<std::size_t>(i)]; }, 2);
    const auto together = documentLosses(
        path("base"), [&](std::int64_t) { return tree; }, 1);
    QCOMPARE(each.size(), std::size_t{2});
    QVERIFY2(std::abs(each[0] + each[1] - together.at(0)) < 0.02 * together[0], "bf16 products differ by about 0.01");
    const Document bad{{65, 66}, {}, {-1, 1}, {}};
    QVERIFY_EXCEPTION_THROWN(documentLosses(
                                 path("base"), [&](std::int64_t) { return bad; }, 1),
                             Error);
}

// Only then is the second loss worth its time; and a run that was broken off must not have forgotten its head.
void TestBaseTraining::aBaseLearnsToCheckWhatItReads() {
    const auto source = [](std::int64_t index) { // "ab" is right; from another letter on it has gone wrong
        Document document;
        std::mt19937 random(static_cast<unsigned>(index));
        bool wrong = false;
        for (int i = 0; i < 40; ++i) {
            const bool slip = random() % 50 == 0;
            wrong = wrong || slip;
            document.tokens.push_back(slip ? 'c' : i % 2 ? 'b' : 'a');
            document.loss_weights.push_back(wrong ? 0 : 1);
            document.wrong.push_back(wrong);
        }
        return document;
    };
    CausalLmOptions lm;
    lm.base = path("base");
    lm.tokenizer = path("tokenizer");
    lm.out = path("checking");
    lm.layers = 3;
    lm.steps = 80;
    lm.batch_tokens = 1024;
    lm.learning_rate = 1e-2;
    lm.check_weight = 1;
    lm.precision = Precision::Float32;
    std::stop_source stop;
    const auto stopsMidway = [&](const Progress& progress) {
        if (progress.done >= 40)
            stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(trainCausalLm(source, lm, stop.get_token(), stopsMidway), Cancelled);
    lm.resume = true;
    const CausalLmReport report = trainCausalLm(source, lm);
    QCOMPARE(report.steps, std::int64_t{80});
    QVERIFY2(report.check_loss < 0.2, std::to_string(report.check_loss).c_str());
    const ModelFolder folder = ModelFolder::open(path("checking"));
    QCOMPARE(folder.config.num_hidden_layers, std::int64_t{3});
    QVERIFY(!folder.weights.find("score.weight"));
}

QTEST_GUILESS_MAIN(TestBaseTraining)
#include "tst_base_training.moc"
