// SPDX-License-Identifier: GPL-3.0-or-later
// Sampling: the cache changes nothing, seeds give the same texts, solutions end where they should.
#include "model/domain/error.h"
#include "model/learning/decoder_p.h"
#include "model/learning/generate.h"
#include "model/learning/sampling_p.h"
#include "model/learning/training_core_p.h"
#include "tests/model/learning/tiny_model.h"

#include <ATen/core/grad_mode.h>

#include <QtTest/QtTest>

#include <cmath>
#include <limits>
#include <map>
#include <numeric>

using namespace stepmark;
using namespace stepmark::test;

class TestGenerate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cacheEqualsRecomputing_data();
    void cacheEqualsRecomputing();
    void neighboursChangeNoBit_data();
    void neighboursChangeNoBit();
    void samplesBelongToSeedAndProblem();
    void samplesAreTheSameInAnyCompany_data();
    void samplesAreTheSameInAnyCompany();
    void samplingFollowsTheProbabilities();
    void topPCutsTheTail();
    void logitsThatChooseNothing_data();
    void logitsThatChooseNothing();
    void temperatureOfAnySize();
    void optionsThatAreNoNumbers_data();
    void optionsThatAreNoNumbers();
    void finalAnswerLines_data();
    void finalAnswerLines();
};

void TestGenerate::cacheEqualsRecomputing_data() {
    QTest::addColumn<QString>("type");
    QTest::newRow("llama") << "llama";
    QTest::newRow("qwen2") << "qwen2";
}

// Candidates would come from another model than the one that was trained.
void TestGenerate::cacheEqualsRecomputing() {
    QFETCH(QString, type);
    const at::NoGradGuard no_graph;
    Transformer model = Transformer::random(tinyConfig(type.toStdString()), 5, {at::kCPU, at::kFloat});
    const TokenHead head = TokenHead::languageModel(model, nullptr, false, 0);
    std::mt19937 random(1);
    std::vector<std::vector<std::int32_t>> texts(3);
    for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t n = 0; n < 7 + 5 * i; ++n)
            texts[i].push_back(static_cast<std::int32_t>(random() % 256));
    Decoder decoder(model, head, 4, 64);
    const std::vector<std::int64_t> slots{0, 2, 3};
    for (std::size_t i = 0; i < texts.size(); ++i)
        decoder.place(slots[i], *decoder.prefill(texts[i], {}));
    for (int step = 0; step < 12; ++step) {
        std::vector<std::int32_t> tokens;
        for (auto& text : texts) {
            tokens.push_back(static_cast<std::int32_t>(random() % 256));
            text.push_back(tokens.back());
        }
        const at::Tensor cached = decoder.step(slots, tokens, {});
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const at::Tensor whole = decoder.prefill(texts[i], {})->logits;
            QVERIFY((cached[static_cast<std::int64_t>(i)] - whole).abs().max().item<double>() < 1e-4);
        }
    }
}

void TestGenerate::neighboursChangeNoBit_data() {
    QTest::addColumn<bool>("bf16");
    QTest::newRow("float32") << false;
    QTest::newRow("bf16") << true;
}

// A killed run would end with other samples than one that was not: what shares the batch then differs.
void TestGenerate::neighboursChangeNoBit() {
    QFETCH(bool, bf16);
    const at::NoGradGuard no_graph;
    ModelConfig config = tinyConfig("llama");
    config.max_position_embeddings = 2048;
    Transformer model = Transformer::random(config, 5, {at::kCPU, bf16 ? at::kBFloat16 : at::kFloat});
    const TokenHead head = TokenHead::languageModel(model, nullptr, false, 0);
    std::mt19937 random(2);
    const auto text = [&](std::size_t length) {
        std::vector<std::int32_t> tokens(length);
        for (auto& token : tokens)
            token = static_cast<std::int32_t>(random() % 256);
        return tokens;
    };
    const auto prompt = text(40), rest = text(30);
    /// What follows each token of `rest`, in slot `slot` beside sequences of these lengths in the slots given.
    const auto logits = [&](std::int64_t slot, const std::map<std::int64_t, std::size_t>& others,
                            std::int64_t capacity) {
        Decoder decoder(model, head, 16, capacity);
        std::vector<std::int64_t> slots;
        for (const auto& [other, length] : others)
            decoder.place(other, *decoder.prefill(text(length), {}));
        decoder.place(slot, *decoder.prefill(prompt, {}));
        for (std::int64_t one = 0; one < 16; ++one)
            if (one == slot || others.contains(one))
                slots.push_back(one);
        std::vector<at::Tensor> all;
        for (const std::int32_t token : rest) {
            std::vector<std::int32_t> tokens = text(slots.size());
            const auto own = std::find(slots.begin(), slots.end(), slot) - slots.begin();
            tokens[static_cast<std::size_t>(own)] = token;
            all.push_back(decoder.step(slots, tokens, {})[own].clone());
        }
        return at::stack(all);
    };
    const at::Tensor alone = logits(0, {}, 80);
    QVERIFY(at::equal(logits(13, {}, 80), alone));
    QVERIFY(at::equal(logits(3, {{0, 5}, {1, 44}, {7, 12}}, 80), alone));
    QVERIFY(at::equal(logits(9, {{0, 300}, {15, 1100}}, 1200), alone)); // far longer ones, in a larger cache
    std::map<std::int64_t, std::size_t> full;
    for (std::int64_t slot = 1; slot < 16; ++slot)
        full[slot] = static_cast<std::size_t>(3 * slot);
    QVERIFY(at::equal(logits(0, full, 80), alone));
}

void TestGenerate::samplesBelongToSeedAndProblem() {
    QTemporaryDir folder;
    const std::filesystem::path base = folder.path().toStdString() + "/base";
    writeByteTokenizer(folder.path().toStdString());
    CausalLmOptions lm;
    lm.config = tinyConfig();
    lm.tokenizer = folder.path().toStdString();
    lm.out = base;
    lm.steps = 1;
    lm.precision = Precision::Float32;
    trainCausalLm([](std::int64_t) { return Document{std::vector<std::int32_t>(100, 65), {}}; }, lm);
    GenerateOptions options;
    options.samples = 3;
    options.max_tokens = 15;
    options.temperature = 1;
    options.precision = Precision::Float32;
    options.batch = 64;
    const std::vector<std::string> both{"one", "two"}, single{"two"};
    const auto first = Generator(base, options).generate(both);
    options.batch = 2;
    const auto again = Generator(base, options).generate(both);
    const auto alone = Generator(base, options).generate(single);
    options.seed = 1;
    const auto other = Generator(base, options).generate(both);
    for (std::size_t s = 0; s < 3; ++s) {
        QCOMPARE(first[1][s].text, again[1][s].text);
        QCOMPARE(first[1][s].text, alone[0][s].text);
        QVERIFY(first[1][s].text != other[1][s].text);
    }
    QVERIFY(first[0][0].text != first[0][1].text);
    QCOMPARE(first[0][0].finished, false);
    const std::vector<std::string> too_long{std::string(2000, 'x'), "short"};
    const auto mixed = Generator(base, options).generate(too_long);
    QVERIFY(mixed[0][0].text.empty() && !mixed[0][0].finished && !mixed[1][0].text.empty());
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(Generator(base, options).generate(both, stop.get_token()), Cancelled);
}

void TestGenerate::samplesAreTheSameInAnyCompany_data() {
    QTest::addColumn<int>("precision");
    QTest::newRow("float32") << static_cast<int>(Precision::Float32);
    QTest::newRow("bf16") << static_cast<int>(Precision::BFloat16);
}

// Adding a problem would draw the others again, and going on with a run would not give what one run gives.
void TestGenerate::samplesAreTheSameInAnyCompany() {
    QFETCH(int, precision);
    GenerateOptions options;
    options.samples = 5;
    options.max_tokens = 40;
    options.temperature = 1.2; // what is drawn hangs on the last bit now and then
    options.batch = 16;
    options.precision = static_cast<Precision>(precision);
    Generator generator(STEPMARK_SOURCE_DIR "/resources/base/stepmark-generator", options);
    std::vector<std::string> problems;
    for (int i = 0; i < 12; ++i)
        problems.push_back("Today Tom has " + std::to_string(i + 3) + " apples. Anna has 3 more apples than Tom. " +
                           (i % 3 ? "Ben has 2 times as many apples as Anna. " : "") + "How many apples does " +
                           (i % 3 ? "Ben" : "Anna") + " have?");
    const auto texts = [](const std::vector<std::vector<GeneratedSolution>>& of, std::size_t problem) {
        QStringList list;
        for (const GeneratedSolution& one : of[problem])
            list << QString::fromStdString(one.text);
        return list;
    };
    const auto together = generator.generate(problems);
    for (const std::size_t problem : {std::size_t(0), std::size_t(5), std::size_t(11)})
        QCOMPARE(texts(generator.generate(std::vector{problems[problem]}), 0), texts(together, problem));
    std::vector<std::string> backwards(problems.rbegin(), problems.rend());
    backwards.insert(backwards.begin() + 4, "Today Kim has 5 pens. How many pens does Kim have?");
    const auto other = generator.generate(backwards);
    for (std::size_t i = 0; i < problems.size(); ++i)
        QCOMPARE(texts(other, i < 4 ? i : i + 1), texts(together, problems.size() - 1 - i));
    // Three of the first problem's samples and all of the second's are there already.
    std::map<std::size_t, QStringList> given;
    const auto left = generator.generate(
        problems, {}, {}, [&](std::size_t problem, const auto& solutions) { given[problem] = texts({solutions}, 0); },
        std::vector{3, 5});
    QVERIFY(left[2].empty()); // who is called keeps them
    QCOMPARE(given[0], texts(together, 0).mid(3));
    QVERIFY(given[1].isEmpty());
    QCOMPARE(given[2], texts(together, 2));
}

void TestGenerate::samplingFollowsTheProbabilities() {
    const std::vector<float> logits{0.0f, 1.0f, 2.0f};
    SampleRandom random(1, "p", 0);
    std::vector<int> counts(3, 0);
    for (int i = 0; i < 20000; ++i)
        ++counts[static_cast<std::size_t>(sampleToken(logits, 0.5, 1.0, random))];
    const double total = 1 + std::exp(2.0) + std::exp(4.0);
    QVERIFY(std::abs(counts[2] / 20000.0 - std::exp(4.0) / total) < 0.01);
    QVERIFY(std::abs(counts[0] / 20000.0 - 1 / total) < 0.01);
    QCOMPARE(sampleToken(logits, 0, 1.0, random), 2);
}

void TestGenerate::topPCutsTheTail() {
    const std::vector<float> logits{0.0f, 0.1f, 5.0f, 4.9f};
    SampleRandom random(1, "p", 0);
    for (int i = 0; i < 2000; ++i)
        QVERIFY(sampleToken(logits, 1.0, 0.9, random) >= 2);
}

void TestGenerate::logitsThatChooseNothing_data() {
    QTest::addColumn<QList<float>>("logits");
    const float infinity = std::numeric_limits<float>::infinity(), nan = std::nanf("");
    QTest::newRow("none") << QList<float>{};
    QTest::newRow("NaN") << QList<float>{nan, nan};
    QTest::newRow("one NaN, last") << QList<float>{1, 2, nan};
    QTest::newRow("one NaN, first") << QList<float>{nan, 1, 2};
    QTest::newRow("infinity") << QList<float>{1, infinity, 2};
    QTest::newRow("all -infinity") << QList<float>{-infinity, -infinity};
}

// They ended the program with signal 11 before.
void TestGenerate::logitsThatChooseNothing() {
    QFETCH(QList<float>, logits);
    const std::vector<float> values(logits.begin(), logits.end());
    SampleRandom random(1, "p", 0);
    for (const double temperature : {0.0, 0.7})
        for (const double top_p : {1.0, 0.5})
            QVERIFY_EXCEPTION_THROWN(sampleToken(values, temperature, top_p, random), Error);
}

void TestGenerate::temperatureOfAnySize() {
    const std::vector<float> logits{-3e38f, 1.0f, 3e38f, 2.0f};
    SampleRandom random(1, "p", 0);
    for (const double temperature : {1e-320, 1e-300, 1e-40, 1e-9, 1.0})
        for (const double top_p : {1.0, 0.01})
            QCOMPARE(sampleToken(logits, temperature, top_p, random), 2);
}

void TestGenerate::optionsThatAreNoNumbers_data() {
    QTest::addColumn<double>("temperature");
    QTest::addColumn<double>("top_p");
    const double infinity = std::numeric_limits<double>::infinity(), nan = std::nan("");
    QTest::newRow("temperature NaN") << nan << 1.0;
    QTest::newRow("temperature infinite") << infinity << 1.0;
    QTest::newRow("temperature negative") << -0.1 << 1.0;
    QTest::newRow("top-p NaN") << 0.7 << nan;
    QTest::newRow("top-p 0") << 0.7 << 0.0;
    QTest::newRow("top-p above 1") << 0.7 << 1.1;
}

void TestGenerate::optionsThatAreNoNumbers() {
    QFETCH(double, temperature);
    QFETCH(double, top_p);
    QTemporaryDir folder;
    const std::filesystem::path base = folder.path().toStdString() + "/base";
    writeRandomBase(base, tinyConfig());
    QVERIFY_EXCEPTION_THROWN(Generator(base, {.temperature = temperature, .top_p = top_p}), Error);
}

void TestGenerate::finalAnswerLines_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("states");
    QTest::newRow("empty") << "" << false;
    QTest::newRow("newlines") << "\n\n" << false;
    QTest::newRow("step") << "2 + 2 = 4\n" << false;
    QTest::newRow("gsm8k") << "2 + 2 = 4\n#### 4\n" << true;
    QTest::newRow("gsm8k, line not complete") << "#### 4" << false;
    QTest::newRow("prm800k heading") << "so 4.\n\n# Answer\n" << false;
    QTest::newRow("prm800k") << "so 4.\n\n# Answer\n\n4\n" << true;
    QTest::newRow("boxed") << "so \\boxed{4}.\n" << true;
    QTest::newRow("sentence") << "The answer is 4.\n" << true;
    QTest::newRow("A:") << "A: 4\n" << true;
}

void TestGenerate::finalAnswerLines() {
    QFETCH(QString, text);
    QFETCH(bool, states);
    QCOMPARE(statesFinalAnswer(text.toStdString()), states);
}

QTEST_GUILESS_MAIN(TestGenerate)
#include "tst_generate.moc"
