// SPDX-License-Identifier: GPL-3.0-or-later
// The cache of hidden states: what is in it is right, whatever happened to the file.
#include "model/domain/error.h"
#include "model/learning/hidden_cache.h"
#include "model/learning/text_hash_p.h"

#include <QtCore/QProcess>
#include <QtTest/QtTest>

#include <cmath>
#include <csignal>
#include <filesystem>
#include <limits>
#include <memory>

#include <sys/resource.h>

using namespace stepmark;
namespace fs = std::filesystem;

class TestHiddenCache : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsStates();
    void survivesDamage_data();
    void survivesDamage();
    void refusesOthers();
    void sharesItsFile();
    void processesShareAndDie();
    void aTornPieceIsCutByTheNextWriter();
    void fullDiskCostsNothingButTime();
    void unwritableCostsNothingButTime();
    void whatIsNotFiniteIsNotKept();
    void keysTellPathsApart();

private:
    static constexpr int kChildStates = 3000;
    friend int appendAsChild(const char* folder);
    static std::vector<float> state(int i) { return {static_cast<float>(i), 0.5f, -2.0f, 1.0f / 3}; }
    static StepKey key(int i) { return {static_cast<std::uint64_t>(i) * 77, 5}; }
    static void fill(const QTemporaryDir& folder, int count) {
        HiddenCache cache(folder.path().toStdString(), "base", 4);
        for (int i = 0; i < count; ++i)
            cache.append(key(i), state(i));
        cache.flush();
    }
    static void verify(const HiddenCache& cache, int i) {
        std::vector<float> read(4);
        QVERIFY(cache.read(key(i), read));
        QVERIFY(std::abs(read[0] - static_cast<float>(i)) <= static_cast<float>(i) / 256);
        QCOMPARE(read[2], -2.0f);
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
}

// Two jobs on one base at once: each takes what the other has computed, neither waits or is turned away.
void TestHiddenCache::sharesItsFile() {
    QTemporaryDir folder;
    HiddenCache one(folder.path().toStdString(), "base", 4), two(folder.path().toStdString(), "base", 4);
    for (int i = 0; i < 20; ++i) {
        one.append(key(i), state(i));
        two.append(key(10 + i), state(10 + i)); // half of them both
    }
    one.flush();
    two.flush();
    one.refresh();
    for (const HiddenCache* cache : {&one, &two}) {
        QCOMPARE(cache->size(), std::int64_t{30});
        for (int i = 0; i < 30; ++i)
            verify(*cache, i);
    }
    QCOMPARE(fs::file_size(file(folder)), std::uintmax_t{16 + 30 * 32}); // none is there twice
    QVERIFY(one.problem().empty() && two.problem().empty());
}

// The same with processes, killed at any moment: what the last ones leave is what one alone would have left.
void TestHiddenCache::processesShareAndDie() {
    QTemporaryDir folder;
    std::vector<std::unique_ptr<QProcess>> children;
    const auto start = [&] {
        children.push_back(std::make_unique<QProcess>());
        children.back()->start(QCoreApplication::applicationFilePath(),
                               {QStringLiteral("--append-child"), folder.path()});
        QVERIFY(children.back()->waitForStarted());
    };
    std::error_code none;
    for (int kills = 0; kills < 8; ++kills) {
        start();
        start();
        const std::uintmax_t before = fs::exists(file(folder), none) ? fs::file_size(file(folder)) : 0;
        QTRY_VERIFY_WITH_TIMEOUT((fs::exists(file(folder), none) && fs::file_size(file(folder)) > before) ||
                                     children.back()->state() == QProcess::NotRunning,
                                 60'000);
        for (auto& child : children)
            child->kill();
        for (auto& child : children)
            child->waitForFinished();
        children.clear();
    }
    start();
    start();
    for (auto& child : children) {
        QVERIFY(child->waitForFinished(120'000));
        QCOMPARE(child->exitCode(), 0);
    }
    HiddenCache cache(folder.path().toStdString(), "base", 4);
    QCOMPARE(cache.size(), std::int64_t{kChildStates});
    for (int i = 0; i < kChildStates; ++i)
        verify(cache, i);
    QCOMPARE((fs::file_size(file(folder)) - 16) % 32, std::uintmax_t{0});
}

void TestHiddenCache::aTornPieceIsCutByTheNextWriter() {
    QTemporaryDir folder;
    fill(folder, 5);
    HiddenCache open(folder.path().toStdString(), "base", 4);
    QFile raw(QString::fromStdString(file(folder).string()));
    QVERIFY(raw.open(QIODevice::Append) && raw.write(QByteArray(13, 'x')) == 13); // another was killed as it wrote
    raw.close();
    open.append(key(5), state(5));
    open.flush();
    HiddenCache again(folder.path().toStdString(), "base", 4);
    QCOMPARE(again.size(), std::int64_t{6});
    verify(again, 5);
}

void TestHiddenCache::fullDiskCostsNothingButTime() {
    QTemporaryDir folder;
    fill(folder, 5);
    struct rlimit before {
    }, tight{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    tight = before;
    tight.rlim_cur = 16 + 7 * 32 + 9; // not even a whole record
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    HiddenCache cache(folder.path().toStdString(), "base", 4);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
    for (int i = 0; i < 20; ++i)
        cache.append(key(i), state(i));
    cache.flush();
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY2(cache.problem().find("base.hidden") != std::string::npos, cache.problem().c_str());
    QCOMPARE(fs::file_size(file(folder)), std::uintmax_t{16 + 5 * 32});
    for (int i = 0; i < 20; ++i)
        verify(cache, i); // from memory
    cache.flush();        // there is room again
    QVERIFY2(cache.problem().empty(), cache.problem().c_str());
    std::signal(SIGXFSZ, handler);
    HiddenCache again(folder.path().toStdString(), "base", 4);
    QCOMPARE(again.size(), std::int64_t{20});
}

void TestHiddenCache::unwritableCostsNothingButTime() {
    HiddenCache cache("/proc/nowhere", "base", 4);
    QVERIFY(cache.problem().find("/proc/nowhere/base.hidden") != std::string::npos);
    for (int i = 0; i < 3; ++i)
        cache.append(key(i), state(i));
    cache.flush();
    for (int i = 0; i < 3; ++i)
        verify(cache, i);
}

// A cache of an earlier version may hold what a broken base made.
void TestHiddenCache::whatIsNotFiniteIsNotKept() {
    QTemporaryDir folder;
    const float nan = std::nanf(""), infinity = std::numeric_limits<float>::infinity();
    {
        HiddenCache cache(folder.path().toStdString(), "base", 4);
        for (const float bad : {nan, infinity, -infinity, std::numeric_limits<float>::max()}) // bf16 rounds the last up
            QVERIFY(!cache.append(key(1), std::vector<float>{1, bad, 2, 3}));
        QCOMPARE(cache.size(), std::int64_t{0});
        QVERIFY(cache.append(key(2), state(2)));
    }
    QFile raw(QString::fromStdString(file(folder).string()));
    QVERIFY(raw.open(QIODevice::Append));
    std::string record(16 + 4 * 2, '\0');
    record[16 + 1] = '\x7f'; // 0x7fc0, little endian
    record[16] = '\xc0';
    const std::uint64_t checksum = TextHash().addBytes(record.data(), record.size()).value()[0];
    record.append(reinterpret_cast<const char*>(&checksum), 8);
    QCOMPARE(raw.write(record.data(), static_cast<qint64>(record.size())), static_cast<qint64>(record.size()));
    raw.close();
    QCOMPARE(HiddenCache(folder.path().toStdString(), "base", 4).size(), std::int64_t{1});
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

/// Adds all states, to the disk in small parts.
int appendAsChild(const char* folder) {
    HiddenCache cache(folder, "base", 4);
    for (int i = 0; i < TestHiddenCache::kChildStates; ++i) {
        cache.append(TestHiddenCache::key(i), TestHiddenCache::state(i));
        if (i % 29 == 0)
            cache.flush();
    }
    cache.flush();
    return cache.problem().empty() ? 0 : 1;
}

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--append-child")
        return appendAsChild(argv[2]);
    QCoreApplication application(argc, argv);
    TestHiddenCache test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hidden_cache.moc"
