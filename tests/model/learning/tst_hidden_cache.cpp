// SPDX-License-Identifier: GPL-3.0-or-later
// The cache of hidden states: what is in it is right, whatever happened to the file.
#include "model/domain/error.h"
#include "model/learning/hidden_cache.h"

#include <QtTest/QtTest>

#include <filesystem>
#include <optional>

using namespace stepmark;
namespace fs = std::filesystem;

class TestHiddenCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsStates();
    void survivesDamage_data();
    void survivesDamage();
    void refusesOthers();
    void keysTellPathsApart();

private:
    static std::vector<float> state(int i) { return {static_cast<float>(i), 0.5f, -2.0f, 1.0f / 3}; }
    static StepKey key(int i) { return {static_cast<std::uint64_t>(i) * 77, 5}; }
    static void fill(const QTemporaryDir& folder, int count) {
        HiddenCache cache(folder.path().toStdString(), "base", 4);
        for (int i = 0; i < count; ++i)
            cache.append(key(i), state(i));
        cache.flush();
    }
    static fs::path file(const QTemporaryDir& folder) { return folder.path().toStdString() + "/base.hidden"; }
};

void TestHiddenCache::keepsStates() {
    QTemporaryDir folder;
    fill(folder, 100);
    HiddenCache cache(folder.path().toStdString(), "base", 4);
    QCOMPARE(cache.size(), std::int64_t{100});
    cache.append(key(7), state(3)); // there already: kept as it was
    cache.append(key(100), state(100));
    std::vector<float> read(4);
    for (int i = 0; i <= 100; ++i) { // number 100 is not on the disk yet
        QVERIFY(cache.read(key(i), read));
        QCOMPARE(read[0], static_cast<float>(i));
        QVERIFY(std::abs(read[3] - 1.0f / 3) < 2e-3f);
    }
    QVERIFY(!cache.read(key(1000), read));
}

void TestHiddenCache::survivesDamage_data() {
    QTest::addColumn<int>("cut");
    QTest::addColumn<int>("flip");
    QTest::addColumn<int>("left");
    QTest::newRow("record torn") << 5 << -1 << 9;
    QTest::newRow("two records torn") << 40 << -1 << 8;
    QTest::newRow("only a piece of the header") << 330 << -1 << 0;
    QTest::newRow("a bit in the middle") << 0 << 16 + 3 * 32 + 20 << 9;
    QTest::newRow("a bit at the end") << 0 << 16 + 9 * 32 + 20 << 9;
}

// A kill, a full disk or a bad sector must cost computing again, never a wrong score.
void TestHiddenCache::survivesDamage() {
    QFETCH(int, cut);
    QFETCH(int, flip);
    QFETCH(int, left);
    QTemporaryDir folder;
    fill(folder, 10);
    const auto bytes = fs::file_size(file(folder));
    QCOMPARE(bytes, std::uintmax_t{16 + 10 * 32});
    fs::resize_file(file(folder), bytes - std::min<std::uintmax_t>(static_cast<std::uintmax_t>(cut), bytes));
    if (flip >= 0) {
        QFile raw(QString::fromStdString(file(folder).string()));
        QVERIFY(raw.open(QIODevice::ReadWrite) && raw.seek(flip));
        const char byte = raw.read(1).at(0) ^ 4;
        raw.seek(flip);
        raw.write(&byte, 1);
    }
    for (int round = 0; round < 2; ++round) {
        HiddenCache cache(folder.path().toStdString(), "base", 4);
        QCOMPARE(cache.size(), std::int64_t{round == 0 ? left : 10});
        std::vector<float> read(4);
        for (int i = 0; i < 10; ++i) {
            if (cache.read(key(i), read))
                QCOMPARE(read[0], static_cast<float>(i));
            cache.append(key(i), state(i));
        }
        cache.flush();
    }
}

void TestHiddenCache::refusesOthers() {
    QTemporaryDir folder;
    fill(folder, 3);
    QVERIFY_EXCEPTION_THROWN(HiddenCache(folder.path().toStdString(), "base", 8), Error);
    HiddenCache open(folder.path().toStdString(), "base", 4);
    QVERIFY_EXCEPTION_THROWN(HiddenCache(folder.path().toStdString(), "base", 4), Error);
    QVERIFY_EXCEPTION_THROWN(HiddenCache("/proc/nowhere", "base", 4), Error);
}

void TestHiddenCache::keysTellPathsApart() {
    StepTree one, two;
    const int a = one.add(-1, "ab");
    one.add(a, "c");
    const int b = two.add(-1, "a");
    two.add(b, "bc");
    const auto keys = stepKeys("p", one), others = stepKeys("p", two), elsewhere = stepKeys("q", one);
    QVERIFY(keys[0] != others[0] && keys[1] != others[1] && keys[1] != elsewhere[1] && keys[0] != keys[1]);
    QVERIFY(keys == stepKeys("p", one));
}

QTEST_GUILESS_MAIN(TestHiddenCache)
#include "tst_hidden_cache.moc"
