// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/finite.h"

#include "model/domain/error.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cstring>
#include <limits>
#include <vector>

using namespace stepmark;

namespace {

TensorView viewOf(const std::string& name, DType dtype, const QByteArray& bytes) {
    return {name,
            dtype,
            {static_cast<std::int64_t>(static_cast<std::size_t>(bytes.size()) / dtypeSize(dtype))},
            reinterpret_cast<const std::byte*>(bytes.constData()),
            static_cast<std::size_t>(bytes.size())};
}

} // namespace

class TestFinite : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsThem_data();
    void findsThem();
    void largeIsFinite_data();
    void largeIsFinite();
    void othersAreNotLookedAt();
    void rows();
    void namesFileAndTensor_data();
    void namesFileAndTensor();
};

void TestFinite::findsThem_data() {
    QTest::addColumn<int>("dtype");
    QTest::addColumn<uint>("bits");
    QTest::addColumn<int>("place");
    const struct {
        const char* name;
        DType dtype;
        uint bits;
    } values[] = {{"F32 infinity", DType::F32, 0x7f800000u},
                  {"F32 -infinity", DType::F32, 0xff800000u},
                  {"F32 NaN", DType::F32, 0x7fc00000u},
                  {"F32 NaN, all ones", DType::F32, 0xffffffffu},
                  {"F32 NaN, lowest bit", DType::F32, 0x7f800001u},
                  {"BF16 infinity", DType::BF16, 0x7f80u},
                  {"BF16 NaN", DType::BF16, 0x7fc0u},
                  {"BF16 NaN, all ones", DType::BF16, 0xffffu},
                  {"F16 infinity", DType::F16, 0xfc00u},
                  {"F16 NaN", DType::F16, 0x7e00u},
                  {"F16 NaN, lowest bit", DType::F16, 0x7c01u}};
    for (const auto& value : values)
        for (const int place : {0, 4095, 4096, 9999}) // about the borders of what is looked at together
            QTest::addRow("%s at %d", value.name, place) << static_cast<int>(value.dtype) << value.bits << place;
}

void TestFinite::findsThem() {
    QFETCH(int, dtype);
    QFETCH(uint, bits);
    QFETCH(int, place);
    const auto type = static_cast<DType>(dtype);
    const auto size = static_cast<qsizetype>(dtypeSize(type));
    QByteArray bytes(10'000 * size, '\0');
    QCOMPARE(nonFinite(viewOf("w", type, bytes)).count, std::int64_t{0});
    std::memcpy(bytes.data() + place * size, &bits, static_cast<std::size_t>(size));
    const NonFinite one = nonFinite(viewOf("w", type, bytes));
    QCOMPARE(one.count, std::int64_t{1});
    QCOMPARE(one.first, std::int64_t{place});
    std::memcpy(bytes.data() + 9998 * size, &bits, static_cast<std::size_t>(size));
    QCOMPARE(nonFinite(viewOf("w", type, bytes)).count, std::int64_t{2});
}

void TestFinite::largeIsFinite_data() {
    QTest::addColumn<int>("dtype");
    QTest::addColumn<uint>("bits");
    QTest::newRow("F32 highest") << static_cast<int>(DType::F32) << 0x7f7fffffu;
    QTest::newRow("F32 lowest") << static_cast<int>(DType::F32) << 0xff7fffffu;
    QTest::newRow("BF16 highest") << static_cast<int>(DType::BF16) << 0x7f7fu;
    QTest::newRow("F16 highest") << static_cast<int>(DType::F16) << 0x7bffu;
    QTest::newRow("BF16 whose bits are an infinity as F16") << static_cast<int>(DType::BF16) << 0x7c00u;
}

void TestFinite::largeIsFinite() {
    QFETCH(int, dtype);
    QFETCH(uint, bits);
    const auto type = static_cast<DType>(dtype);
    QByteArray bytes(static_cast<qsizetype>(8 * dtypeSize(type)), '\0');
    std::memcpy(bytes.data(), &bits, dtypeSize(type));
    QCOMPARE(nonFinite(viewOf("w", type, bytes)).count, std::int64_t{0});
}

void TestFinite::othersAreNotLookedAt() {
    QCOMPARE(nonFinite(viewOf("w", DType::I64, QByteArray(80, '\xff'))).count, std::int64_t{0});
    QCOMPARE(nonFinite(viewOf("w", DType::F32, {})).count, std::int64_t{0});
}

void TestFinite::rows() {
    std::vector<float> row(37, 1.0f);
    QVERIFY(allFinite(row) && allFinite(std::span<const float>()));
    for (const float bad : {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
        row[36] = bad;
        QVERIFY(!allFinite(row));
    }
    std::vector<std::uint16_t> half(37, 0x3f80u);
    QVERIFY(allFinite(half));
    half[5] = 0xff80u;
    QVERIFY(!allFinite(half));
}

void TestFinite::namesFileAndTensor_data() {
    QTest::addColumn<bool>("sharded");
    QTest::newRow("one file") << false;
    QTest::newRow("shards") << true;
}

// Whoever fetched three of four shards whole must know which to fetch again.
void TestFinite::namesFileAndTensor() {
    QFETCH(bool, sharded);
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QByteArray good(400, '\0'), bad = good;
    const float infinity = std::numeric_limits<float>::infinity();
    std::memcpy(bad.data() + 4 * 17, &infinity, 4);
    const std::vector<TensorView> first{viewOf("a", DType::F32, good)}, second{viewOf("b.weight", DType::F32, bad)};
    if (sharded) {
        writeSafetensors(path / "model-1.safetensors", first);
        writeSafetensors(path / "model-2.safetensors", second);
        QFile index(folder.filePath("model.safetensors.index.json"));
        QVERIFY(index.open(QIODevice::WriteOnly));
        index.write(R"({"weight_map": {"a": "model-1.safetensors", "b.weight": "model-2.safetensors"}})");
        index.close();
    } else {
        writeSafetensors(path / "model.safetensors", std::vector<TensorView>{first[0], second[0]});
    }
    const SafetensorsReader reader = SafetensorsReader::openFolder(path);
    requireFinite(reader, reader.at("a"));
    try {
        requireFinite(reader, reader.at("b.weight"));
        QFAIL("an infinite weight was taken");
    } catch (const Error& error) {
        const QString text = QString::fromUtf8(error.what());
        QVERIFY2(text.contains(folder.filePath(sharded ? "model-2.safetensors" : "model.safetensors")),
                 qPrintable(text));
        QVERIFY2(text.contains("\"b.weight\"") && text.contains("1 of its 100") && text.contains("index 17"),
                 qPrintable(text));
    }
}

QTEST_GUILESS_MAIN(TestFinite)
#include "tst_finite.moc"
