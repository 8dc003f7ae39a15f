// SPDX-License-Identifier: GPL-3.0-or-later
// Heads of any number of classes on rows that do not change.
#include "model/domain/error.h"
#include "model/learning/head_fit_p.h"

#include <QtTest/QtTest>

#include <random>

using namespace stepmark;

class TestHeadFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyNumberOfClasses_data();
    void anyNumberOfClasses();
    void refusals();
};

void TestHeadFit::anyNumberOfClasses_data() {
    QTest::addColumn<int>("classes");
    for (const int classes : {2, 3, 5, 11})
        QTest::addRow("%d classes", classes) << classes;
}

void TestHeadFit::anyNumberOfClasses() {
    QFETCH(int, classes);
    std::mt19937 random(static_cast<unsigned>(classes));
    std::normal_distribution<float> noise(0, 0.2f);
    HeadData data;
    for (int i = 0; i < 40 * classes; ++i) {
        HeadRows& rows = i % 5 == 0 ? data.validation : data.train;
        const int y = static_cast<int>(random() % static_cast<unsigned>(classes));
        for (int column = 0; column < classes; ++column)
            rows.x.push_back((column == y ? 1.0f : 0.0f) + noise(random));
        rows.y.push_back(y);
        rows.groups.push_back(i / 10);
    }
    ProgressThrottle throttle({});
    const HeadResult result = fitHead(data, {.width = classes, .classes = classes}, {}, throttle);
    QCOMPARE(result.weight.size(0), std::int64_t{classes});
    QCOMPARE(result.bias.size(0), std::int64_t{classes});
    const at::Tensor logits = at::linear(data.validation.features(classes), result.weight, result.bias);
    const double right = logits.argmax(1).eq(data.validation.classes()).to(at::kFloat).mean().item<double>();
    QVERIFY2(right > 0.9, std::to_string(right).c_str());
    QVERIFY(result.report.epochs.front().validation_loss && result.report.epochs.front().validation_auc > 0.9);
    // Rows that say nothing: the head says how often each class occurs, weighted.
    at::Tensor y = at::arange(classes), w = at::arange(1, classes + 1).to(at::kFloat);
    const auto [weight, bias] = fitLogistic(at::zeros({classes, 4}), y, w, classes, 0.1, {});
    QVERIFY((bias.softmax(0) - w / w.sum()).abs().max().item<double>() < 1e-3);
    QVERIFY(weight.abs().max().item<double>() < 1e-6);
}

void TestHeadFit::refusals() {
    HeadData data;
    data.train = {{0, 1, 2}, {0, 1, 3}, {1, 2, 3}};
    ProgressThrottle throttle({});
    QVERIFY_EXCEPTION_THROWN(fitHead(data, {.width = 1, .classes = 3}, {}, throttle), Error); // class 3 of three
    QVERIFY_EXCEPTION_THROWN(fitHead(data, {.width = 1, .classes = 1}, {}, throttle), Error);
}

QTEST_GUILESS_MAIN(TestHeadFit)
#include "tst_head_fit.moc"
