// SPDX-License-Identifier: GPL-3.0-or-later
// By what a machine multiplies: the choice by what was measured, the file that keeps it, and OpenBLAS's cores.
#include "model/learning/blas_core.h"
#include "model/learning/products_p.h"
#include "model/learning/way.h"
#include "model/learning/way_cache.h"
#include "model/learning/ways_measured_p.h"

#include <QtTest/QtTest>

#include <filesystem>
#include <fstream>
#include <limits>

using namespace stepmark;
namespace fs = std::filesystem;

namespace {

constexpr double kFine = 1e-7, kFineBf16 = 2e-3;

MeasuredWay blas(const std::string& core, double gflops, double error = kFine) {
    return {{Way::Kind::Blas, core}, gflops, error};
}
MeasuredWay oneDnn(double gflops, double error = kFine) { return {{Way::Kind::OneDnn, {}}, gflops, error}; }
MeasuredWay bf16(double gflops, double error = kFineBf16) { return {{Way::Kind::Bf16, {}}, gflops, error}; }

const std::string kKey = "AMD EPYC; torch 1.13.1; 2 threads; 512x576x960";
const std::vector<MeasuredWay> kWays = {blas("Prescott", 43), blas("SkylakeX", 248), oneDnn(240), bf16(150)};

bool isAs(const at::Tensor& a, const at::Tensor& b) { return at::allclose(a, b, 1e-4, 1e-4); }

} // namespace

class TestWays : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    fs::path path(const char* name) const { return fs::path(m_dir.path().toStdString()) / name; }

private Q_SLOTS:
    void choice_data() {
        QTest::addColumn<std::vector<MeasuredWay>>("ways");
        QTest::addColumn<QString>("single");
        QTest::addColumn<bool>("bf16_pays");
        using Ways = std::vector<MeasuredWay>;
        const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
        const auto row = [](const char* name, const Ways& ways, const char* single, bool pays) {
            QTest::newRow(name) << ways << single << pays;
        };
        row("Emerald Rapids, taken for a Prescott",
            {blas("Prescott", 43), blas("Haswell", 150), blas("SkylakeX", 248), blas("Cooperlake", 291), oneDnn(252),
             bf16(165)},
            "OpenBLAS Cooperlake", false);
        row("Emerald Rapids at the other end of its figures",
            {blas("Prescott", 53), blas("SkylakeX", 245), blas("Cooperlake", 244), oneDnn(224), bf16(130)},
            "OpenBLAS SkylakeX", false);
        row("Emerald Rapids, MKL", {blas("", 240), bf16(165)}, "BLAS", false);
        row("EPYC with quick bf16", {blas("Cooperlake", 170), bf16(430)}, "OpenBLAS Cooperlake", true);
        row("EPYC, the least that was seen of bf16", {blas("Cooperlake", 170), bf16(200)}, "OpenBLAS Cooperlake", false);
        row("bf16 is quicker than the kernels of 2004 only", {blas("Prescott", 43), blas("SkylakeX", 248), bf16(148)},
            "OpenBLAS SkylakeX", false);
        row("a little quicker is not worth other digits", {blas("Zen", 100), blas("SkylakeX", 119), oneDnn(115)},
            "OpenBLAS Zen", false);
        row("nor does a little decide for bf16", {blas("Zen", 100), bf16(119)}, "OpenBLAS Zen", false);
        row("the reference BLAS, beside oneDNN", {blas("", 6), oneDnn(240)}, "oneDNN", false);
        row("nothing else", {blas("", 6)}, "BLAS", false);
        row("nothing measured", {}, "BLAS", false);
        row("quick and wrong", {blas("Prescott", 43), blas("SkylakeX", 900, 0.3), blas("Haswell", 150)},
            "OpenBLAS Haswell", false);
        row("quick and wrong in bf16", {blas("Haswell", 150), bf16(900, 0.3)}, "OpenBLAS Haswell", false);
        row("as exact as bf16 is wrong in float32", {blas("Haswell", 150), oneDnn(900, kFineBf16)}, "OpenBLAS Haswell",
            false);
        row("not a number", {blas("Haswell", 150), oneDnn(900, nan), bf16(900, nan)}, "OpenBLAS Haswell", false);
        row("infinitely wrong", {blas("Haswell", 150), oneDnn(900, inf)}, "OpenBLAS Haswell", false);
        row("infinitely quick", {blas("Haswell", 150), oneDnn(inf), bf16(inf)}, "OpenBLAS Haswell", false);
        row("the first is wrong", {blas("Prescott", 43, 0.3), oneDnn(20)}, "oneDNN", false);
        row("all of float32 is wrong", {blas("Prescott", 43, 0.3), oneDnn(20, 0.3)}, "OpenBLAS Prescott", false);
    }
    void choice() {
        QFETCH(std::vector<MeasuredWay>, ways);
        QFETCH(QString, single);
        QFETCH(bool, bf16_pays);
        const WayChoice chosen = choose(ways);
        QCOMPARE(QString::fromStdString(nameOf(chosen.single)), single);
        QCOMPARE(chosen.bf16_pays, bf16_pays);
    }

    void coresOfAProcessor() {
        using Cores = std::vector<std::string>;
        QCOMPARE(blas_core::coresFor({}), Cores{});
        QCOMPARE(blas_core::coresFor({.avx2 = true}), Cores{"Haswell"}); // Raptor Lake, Arrow Lake, Zen 3
        QCOMPARE(blas_core::coresFor({.avx2 = true, .avx512 = true}), (Cores{"Haswell", "SkylakeX"}));
        QCOMPARE(blas_core::coresFor({.avx2 = true, .avx512 = true, .avx512_bf16 = true}),
                 (Cores{"Haswell", "SkylakeX", "Cooperlake"}));
        QCOMPARE(blas_core::coresFor({.avx512 = true, .avx512_bf16 = true}), Cores{}); // the system saves no such state
    }

    void words() {
        QCOMPARE(QString::fromStdString(toText(kWays)),
                 "OpenBLAS Prescott 43, OpenBLAS SkylakeX 248, oneDNN 240, oneDNN bf16 150 GFLOP/s");
        QVERIFY(toText(std::vector{blas("Haswell", 900, 1)}).find("wrong results") != std::string::npos);
    }

    void whatIsKeptComesBack() {
        const std::string text = way_cache::withEntry("", kKey, kWays);
        QVERIFY(way_cache::find(text, kKey) == kWays);
        QVERIFY(!way_cache::find(text, "another processor"));
        const std::string both = way_cache::withEntry(text, "another", {blas("Zen", 90)});
        QVERIFY(way_cache::find(both, kKey) == kWays);
        QVERIFY(way_cache::find(way_cache::withEntry(both, kKey, {oneDnn(1)}), kKey) == std::vector{oneDnn(1)});
        std::string many = text;
        for (int i = 0; i < 100; ++i)
            many = way_cache::withEntry(many, std::to_string(i), kWays);
        QVERIFY(many.size() < 64 * text.size());
        QVERIFY(way_cache::find(many, "99") && !way_cache::find(many, kKey));
    }

    void aHostileFileIsNone_data() {
        QTest::addColumn<QByteArray>("ways");
        const auto row = [](const char* name, const char* ways) { QTest::newRow(name) << QByteArray(ways); };
        row("empty", "[]");
        row("no list", "7");
        row("a null", "[null]");
        row("unknown kind", R"([{"kind":"gpu","core":"","gflops":1,"error":0}])");
        row("core is no text", R"([{"kind":"blas","core":7,"gflops":1,"error":0}])");
        row("speed is no number", R"([{"kind":"blas","core":"Zen","gflops":"1","error":0}])");
        row("speed is negative", R"([{"kind":"blas","core":"Zen","gflops":-1,"error":0}])");
        row("speed is beyond all", R"([{"kind":"blas","core":"Zen","gflops":1e300,"error":0}])");
        row("speed is infinite", R"([{"kind":"blas","core":"Zen","gflops":1e999,"error":0}])");
        row("error is negative", R"([{"kind":"blas","core":"Zen","gflops":1,"error":-1}])");
        row("no error", R"([{"kind":"blas","core":"Zen","gflops":1}])");
        row("a key twice", R"([{"kind":"blas","core":"Zen","core":"Haswell","gflops":1,"error":0}])");
        row("one of two", R"([{"kind":"blas","core":"Zen","gflops":1,"error":0},{}])");
    }
    void aHostileFileIsNone() {
        QFETCH(QByteArray, ways);
        const std::string text =
            R"({"version":1,"machines":[{"key":"K","ways":)" + ways.toStdString() + R"(}]})";
        QVERIFY(!way_cache::find(text, "K"));
        QVERIFY(way_cache::find(way_cache::withEntry(text, "K", kWays), "K") == kWays);
    }

    void whatIsNoFileIsNone() {
        for (const std::string& text :
             {std::string(), std::string("{"), std::string("[]"), std::string("\0\xff", 2), std::string(100'000, '['),
              std::string(R"({"version":2,"machines":[]})"), std::string(R"({"version":1,"machines":{}})")})
            QVERIFY(!way_cache::find(text, "K"));
        QVERIFY(!way_cache::read(path("absent"), kKey));
        QVERIFY(!way_cache::read(m_dir.path().toStdString(), kKey)); // a folder
        QVERIFY(!way_cache::read("/dev/zero", kKey));                // would never end
        const fs::path large = path("large");
        std::ofstream(large) << way_cache::withEntry("", kKey, kWays) << std::string(2 << 20, ' ');
        QVERIFY(!way_cache::read(large, kKey));
    }

    void aFileIsWrittenOrNot() {
        const fs::path file = path("cache") / "stepmark" / "machine.json";
        QVERIFY(way_cache::keep(file, kKey, kWays));
        QVERIFY(way_cache::read(file, kKey) == kWays);
        QVERIFY(!way_cache::keep("/proc/stepmark/machine.json", kKey, kWays));
        QVERIFY(!way_cache::keep({}, kKey, kWays));
    }

    /// Each way of this machine, on the shapes and strides that the network has: as plain sums in double.
    void everyWayMultipliesAsTheFirst() {
        const at::Tensor x = at::randn({37, 53}), w = at::randn({29, 53}), dy = at::randn({37, 29});
        const auto exact = [](const at::Tensor& a, const at::Tensor& b) {
            return at::mm(a.to(at::kDouble), b.to(at::kDouble)).to(at::kFloat);
        };
        for (const Way& way : products::ways()) {
            if (way.kind == Way::Kind::Bf16)
                continue;
            QVERIFY2(products::takeWay(way), nameOf(way).c_str());
            QVERIFY2(isAs(products::product(x, w.t()), exact(x, w.t())), nameOf(way).c_str());
            QVERIFY2(isAs(products::product(dy, w), exact(dy, w)), nameOf(way).c_str());
            QVERIFY2(isAs(products::product(dy.t(), x), exact(dy.t(), x)), nameOf(way).c_str());
            const at::Tensor part = x.narrow(1, 7, 20), of_w = w.narrow(1, 7, 20); // rows with something between
            QVERIFY2(isAs(products::product(part, of_w.t()), exact(part, of_w.t())), nameOf(way).c_str());
            at::Tensor sum = at::ones({29, 53});
            products::addProduct(sum, dy.t(), x);
            QVERIFY2(isAs(sum, 1 + exact(dy.t(), x)), nameOf(way).c_str());
            const at::Tensor one = at::randn({1, 53});
            QVERIFY2(isAs(products::product(one, w.t()), exact(one, w.t())), nameOf(way).c_str());
        }
        QVERIFY(products::takeWay(products::ways().front()));
    }

    void theMachineIsMeasured() {
        const std::vector<ProductShape> shapes = {{64, 96, 80}, {64, 80, 96}};
        const std::vector<Way> ways = products::ways();
        const std::vector<MeasuredWay> all = measured(ways, shapes);
        QCOMPARE(all.size(), ways.size());
        for (const MeasuredWay& one : all)
            QVERIFY2(isRight(one), toText(std::vector{one}).c_str());
        QVERIFY(products::takeWay(ways.front()));
    }

    void aCoreThatIsNoneIsNotTaken() {
        const std::string core = blas_core::asLoaded();
        if (core.empty())
            QSKIP("another library than OpenBLAS multiplies here");
        QVERIFY(blas_core::works(core));
        QVERIFY(!blas_core::works("no such core"));
        QVERIFY(!blas_core::take("no such core"));
        QVERIFY(blas_core::take(core));
        QVERIFY(!products::isPossible({Way::Kind::Blas, "no such core"})); // a file of another machine, or forged
    }
};

QTEST_GUILESS_MAIN(TestWays)
#include "tst_ways.moc"
