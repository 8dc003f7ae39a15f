// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels' tables: one runs only where every instruction set it was compiled for is there, and all compute the
// same.
#include "model/learning/kernels.h"

#include <QtTest/QtTest>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#ifdef STEPMARK_X86_KERNELS
#include "model/learning/kernels_features.h"
#endif

using namespace stepmark;

namespace {

const char* g_missing = "";
bool allButTheMissing(const char* feature) { return std::strcmp(feature, g_missing) != 0; }

std::vector<const kernels::Table*> runnable() {
    std::vector<const kernels::Table*> tables{&kernels::baselineTable()};
    if (&kernels::table() != tables.front())
        tables.push_back(&kernels::table());
    return tables;
}

} // namespace

class TestKernels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCompiledFeatureIsAskedFor_data();
    void everyCompiledFeatureIsAskedFor();
    void flagsAreInTheList_data();
    void flagsAreInTheList();
    void tablesAgree();
    void whatIsNotFiniteStaysSo();
};

void TestKernels::everyCompiledFeatureIsAskedFor_data() {
    QTest::addColumn<QString>("missing");
    QTest::addColumn<QString>("chosen");
#ifdef STEPMARK_X86_KERNELS
    QTest::newRow("none") << ""
                          << "avx512";
    for (const kernels::Feature& feature : kernels::kAvx512Features) {
        const auto* in_avx2 = std::find_if(std::begin(kernels::kAvx2Features), std::end(kernels::kAvx2Features),
                                           [&](auto& one) { return std::strcmp(one.name, feature.name) == 0; });
        QTest::newRow(feature.name) << feature.name
                                    << (!feature.allowed    ? "avx512"
                                        : !in_avx2->allowed ? "avx2"
                                                            : "baseline");
    }
    QTest::newRow("the one that was forgotten") << "avx512dq"
                                                << "avx2";
#else
    QTest::newRow("none") << ""
                          << "baseline";
#endif
}

// An instruction that a processor does not know ends the program with SIGILL in the middle of a night's training.
void TestKernels::everyCompiledFeatureIsAskedFor() {
    QFETCH(QString, missing);
    QFETCH(QString, chosen);
    const QByteArray name = missing.toUtf8();
    g_missing = name.constData();
    QCOMPARE(QString::fromLatin1(kernels::fastest(allButTheMissing).name), chosen);
    g_missing = "";
}

void TestKernels::flagsAreInTheList_data() {
    QTest::addColumn<QString>("flag");
    QTest::addColumn<bool>("wide");
    for (const QString& flag : QStringLiteral(STEPMARK_AVX2_FLAGS).split(' ', Qt::SkipEmptyParts))
        QTest::newRow(qPrintable("avx2 " + flag)) << flag << false;
    for (const QString& flag : QStringLiteral(STEPMARK_AVX512_FLAGS).split(' ', Qt::SkipEmptyParts))
        QTest::newRow(qPrintable("avx512 " + flag)) << flag << true;
    if (QStringLiteral(STEPMARK_AVX512_FLAGS).isEmpty())
        QTest::newRow("no such kernels in this build") << "" << false;
}

// Whoever adds a flag to the build must add its instruction set to those the processor is asked for.
void TestKernels::flagsAreInTheList() {
    QFETCH(QString, flag);
    QFETCH(bool, wide);
    if (flag.isEmpty())
        QSKIP("this processor family has the baseline's kernels only");
#ifdef STEPMARK_X86_KERNELS
    bool listed = false;
    for (const kernels::Feature& feature : wide ? kernels::kAvx512Features : kernels::kAvx2Features)
        listed = listed || (feature.allowed && flag == QStringLiteral("-m") + QString::fromLatin1(feature.name));
    QVERIFY(listed);
#else
    Q_UNUSED(wide);
#endif
}

void TestKernels::tablesAgree() {
    std::mt19937 random(3);
    std::normal_distribution<float> normal;
    constexpr std::int64_t kRows = 5, kWidth = 67; // no multiple of any vector
    std::vector<float> x(kRows * kWidth), weight(kWidth);
    for (auto* values : {&x, &weight})
        for (float& value : *values)
            value = normal(random);
    std::vector<std::uint8_t> mask(kRows * kWidth, 1);
    for (std::size_t i = 0; i < mask.size(); i += 3)
        mask[i] = 0;
    std::vector<std::vector<float>> norms, softmaxes;
    for (const kernels::Table* table : runnable()) {
        std::vector<float> y(x.size()), rstd(kRows), scores = x;
        table->rms_norm_f32(x.data(), weight.data(), y.data(), rstd.data(), kRows, kWidth, 1e-5f);
        table->softmax_f32(scores.data(), mask.data(), kRows, kRows, kWidth, 0.5f);
        norms.push_back(y);
        softmaxes.push_back(scores);
        for (std::int64_t row = 0; row < kRows; ++row) {
            double sum = 0, squares = 0;
            for (std::int64_t k = 0; k < kWidth; ++k) {
                const auto at = static_cast<std::size_t>(row * kWidth + k);
                sum += static_cast<double>(scores[at]);
                squares += static_cast<double>(x[at]) * static_cast<double>(x[at]);
                QVERIFY(mask[at] || scores[at] == 0.0f);
            }
            QVERIFY(std::abs(sum - 1) < 1e-5);
            QVERIFY(std::abs(static_cast<double>(rstd[static_cast<std::size_t>(row)]) -
                             1 / std::sqrt(squares / kWidth + 1e-5)) < 1e-5);
        }
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        QVERIFY(std::abs(norms.back()[i] - norms.front()[i]) < 1e-5f);
        QVERIFY(std::abs(softmaxes.back()[i] - softmaxes.front()[i]) < 1e-6f);
    }
}

// A row that is too large for float32 must not come out as zeros, which the layers after it take for an answer.
void TestKernels::whatIsNotFiniteStaysSo() {
    const float infinity = std::numeric_limits<float>::infinity();
    for (const kernels::Table* table : runnable()) {
        for (const float bad : {1e30f, infinity, -infinity, std::nanf("")}) {
            std::vector<float> x(40, 1.0f), weight(40, 1.0f), y(40), rstd(1);
            x[7] = bad;
            table->rms_norm_f32(x.data(), weight.data(), y.data(), rstd.data(), 1, 40, 1e-5f);
            QVERIFY(std::none_of(y.begin(), y.end(), [](float value) { return std::isfinite(value); }));
        }
        for (const float bad : {infinity, std::nanf("")}) {
            std::vector<float> scores(40, 1.0f);
            std::vector<std::uint8_t> mask(40, 1);
            scores[7] = bad;
            table->softmax_f32(scores.data(), mask.data(), 1, 1, 40, 1.0f);
            QVERIFY(std::isnan(scores[0]) && std::isnan(scores[7]));
        }
        std::vector<float> low(40, -infinity);
        const std::vector<std::uint8_t> mask(40, 1);
        table->softmax_f32(low.data(), mask.data(), 1, 1, 40, 1.0f);
        QVERIFY(std::isnan(low[0]));
    }
}

QTEST_GUILESS_MAIN(TestKernels)
#include "tst_kernels.moc"
