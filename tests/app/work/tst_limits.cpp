// SPDX-License-Identifier: GPL-3.0-or-later
// Why a claim does not come out: each suspicion is put to a test, and what is no more than chance is called that. Lost:
// a reader would buy more rows where the models are too small.
#include "app/work/limits.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <cmath>

using namespace stepmark;
using namespace stepmark::work;

namespace {

/// Ceilings of these figures; the weakest model's naive and randomly taught students at the others.
ReproducedStudy study(const std::vector<double>& ceilings, double naive, double random, bool half = false) {
    ReproducedStudy one{TaskKind::Classification, false, {}, half};
    one.study.task = "set";
    for (int model = 0; model < std::ssize(ceilings); ++model) {
        one.study.models.push_back({});
        one.study.results.figures.push_back({.role = StudyRole::Ceiling,
                                             .model = model,
                                             .figure = Figure{ceilings[static_cast<std::size_t>(model)], {}}});
        if (model == 0)
            continue;
        for (const auto& [method, value] : {std::pair{StudyMethod::Naive, naive}, {StudyMethod::Noise, random}})
            one.study.results.figures.push_back({.role = StudyRole::Student,
                                                 .model = model,
                                                 .supervisor = 0,
                                                 .method = method,
                                                 .figure = Figure{value + 0.01 * model, {}}});
    }
    return one;
}

const Limit* find(const std::vector<Limit>& limits, const std::string& code) {
    const auto found = std::ranges::find(limits, code, &Limit::code);
    return found == limits.end() ? nullptr : &*found;
}

} // namespace

class TestLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void suspicions_data() {
        QTest::addColumn<QString>("code");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("found");
        // Ceilings rise by 5, 6 and 4 points; random errors cost 10 less; half of the rows cost 8.
        QTest::newRow("size") << "size" << -0.05 << "they rise; 0 of 3 pairs have a gap";
        QTest::newRow("noise") << "noise" << 0.1 << "they can be learnt";
        QTest::newRow("data") << "data" << 0.08 << "more rows would help";
    }
    void suspicions() {
        QFETCH(QString, code);
        QFETCH(double, value);
        QFETCH(QString, found);
        const std::vector studies{study({0.6, 0.65, 0.71, 0.75}, 0.6, 0.7),
                                  study({0.52, 0.57, 0.63, 0.67}, 0, 0, true)};
        const auto limits = limitsOf(studies);
        const Limit* one = find(limits, code.toStdString());
        QVERIFY(one && one->value);
        QVERIFY2(std::abs(*one->value - value) < 1e-9, qPrintable(QString::number(*one->value)));
        QVERIFY2(QString::fromStdString(one->found).endsWith(found), one->found.c_str());
    }

    void whatMayBeChanceIsCalledThat() {
        const std::vector studies{study({0.6, 0.66, 0.6, 0.65}, 0.6, 0.6), study({0.6, 0.65, 0.61, 0.64}, 0, 0, true)};
        const auto limits = limitsOf(studies);
        for (const char* code : {"size", "data"}) {
            QVERIFY(find(limits, code) && !find(limits, code)->value);
            QVERIFY2(find(limits, code)->found.find("no more than chance") != std::string::npos,
                     find(limits, code)->found.c_str());
        }
    }

    void whatWasNotTriedIsLeftOut() {
        QVERIFY(limitsOf({}).empty());
        const std::vector studies{study({0.6, 0.65, 0.7, 0.75}, 0.6, 0.7)};
        QVERIFY(!find(limitsOf(studies), "data"));
    }
};

QTEST_APPLESS_MAIN(TestLimits)
#include "tst_limits.moc"
