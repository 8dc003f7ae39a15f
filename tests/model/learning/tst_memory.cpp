// SPDX-License-Identifier: GPL-3.0-or-later
// A model that does not fit is refused before it is read, and the message says what would.
#include "model/domain/error.h"
#include "model/learning/memory.h"
#include "tests/model/learning/tiny_model.h"

#include <QtTest/QtTest>

using namespace stepmark;

namespace {

constexpr std::int64_t kBillion = 1'000'000'000;

/// As wide as a model of 7 billion weights, whose sizes people know.
ModelConfig sevenBillion() {
    ModelConfig config = test::tinyConfig();
    config.vocab_size = 32000;
    config.hidden_size = 4096;
    config.intermediate_size = 11008;
    config.num_hidden_layers = 32;
    config.num_attention_heads = config.num_key_value_heads = 32;
    config.head_dim = 128;
    config.tie_word_embeddings = false;
    return config;
}

WeightNeed need(WeightUse use, std::int64_t element_bytes) {
    return {
        .config = sevenBillion(), .use = use, .head_would_do = use != WeightUse::Read, .element_bytes = element_bytes};
}

} // namespace

class TestMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bytes();
    void sentences_data();
    void sentences();
    void whatIsNamedFits();
    void aModelThatFits();
};

// 6.6 billion weights without the language model's head: 16 bytes each to train them in float32, 18 in bf16.
void TestMemory::bytes() {
    const auto near = [](std::int64_t bytes, double gigabytes) {
        return std::abs(static_cast<double>(bytes) / 1e9 - gigabytes) < 0.1;
    };
    QVERIFY(near(bytesOf(need(WeightUse::Read, 2)), 6.607 * 2 + 0.53 + 0.3));
    QVERIFY(near(bytesOf(need(WeightUse::Read, 4)), 6.607 * 4 + 0.53 + 0.3));
    QVERIFY(near(bytesOf(need(WeightUse::TrainAll, 4)), 6.607 * 16 + 0.53 + 0.3));
    QVERIFY(near(bytesOf(need(WeightUse::TrainAll, 2)), 6.607 * 18 + 0.53 + 0.3));
    WeightNeed generator = need(WeightUse::Read, 2);
    generator.language_model = true;
    QVERIFY(near(bytesOf(generator), 6.738 * 2 + 0.53 + 0.3));
}

void TestMemory::sentences_data() {
    QTest::addColumn<int>("use");
    QTest::addColumn<int>("element_bytes");
    QTest::addColumn<int>("gigabytes");
    QTest::addColumn<QStringList>("says");
    QTest::addColumn<QStringList>("does_not_say");
    const auto row = [](const char* name, WeightUse use, int element, int free, const QStringList& says,
                        const QStringList& not_says) {
        QTest::newRow(name) << static_cast<int>(use) << element << free << says << not_says;
    };
    row("all weights", WeightUse::TrainAll, 2, 64,
        {"all weights of m", "119.8 GB", "64.0 GB are free", "--mode head (14.0 GB)", "the lowest 16 of its 32 layers",
         "million weights"},
        {"bf16"});
    row("all weights, little", WeightUse::TrainAll, 2, 8, {"the lowest 1 of its 32 layers"}, {"--mode head", "bf16"});
    row("a head in float32", WeightUse::TrainHead, 4, 16,
        {"a head on m", "--precision bf16 (14.0 GB)", "--layers 18, of 32"}, {"--mode"});
    row("reading", WeightUse::Read, 2, 8, {"Reading with m", "14.0 GB", "the lowest 17 of"}, {"--mode", "bf16"});
    row("nothing", WeightUse::Read, 2, 0, {"0.0 GB are free", "other programs are closed"}, {"layers", "million"});
}

void TestMemory::sentences() {
    QFETCH(int, use);
    QFETCH(int, element_bytes);
    QFETCH(int, gigabytes);
    QFETCH(QStringList, says);
    QFETCH(QStringList, does_not_say);
    const QString why = QString::fromStdString(
        whyTooLarge(need(static_cast<WeightUse>(use), element_bytes), gigabytes * kBillion, "m"));
    for (const QString& part : says)
        QVERIFY2(why.contains(part), qPrintable(why));
    for (const QString& part : does_not_say)
        QVERIFY2(!why.contains(part), qPrintable(why));
}

// Advice that fails in its turn is worse than none.
void TestMemory::whatIsNamedFits() {
    const std::int64_t free = 40 * kBillion;
    WeightNeed asked = need(WeightUse::TrainAll, 2);
    const QString why = QString::fromStdString(whyTooLarge(asked, free, "m"));
    const auto layers = QRegularExpression("lowest (\\d+) of").match(why).captured(1).toInt();
    QVERIFY2(layers > 0, qPrintable(why));
    asked.config.num_hidden_layers = layers;
    QVERIFY(bytesOf(asked) <= free);
    asked.config.num_hidden_layers = layers + 1;
    QVERIFY(bytesOf(asked) > free);
    asked = need(WeightUse::TrainHead, 2);
    QVERIFY(whyTooLarge(asked, free, "m").empty());
}

void TestMemory::aModelThatFits() {
    const auto free = freeMemory();
    QVERIFY(free && *free > 0); // of this machine, which runs the test
    requireMemory({.config = test::tinyConfig()}, "m");
    WeightNeed absurd = need(WeightUse::TrainAll, 4);
    absurd.config.num_hidden_layers = 1024;
    absurd.config.hidden_size = absurd.config.intermediate_size = 65536;
    QVERIFY_EXCEPTION_THROWN(requireMemory(absurd, "m"), Error);
}

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
