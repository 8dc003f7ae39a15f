// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/formulas.h"
#include "ui/math/math_engine.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stepmark::ui;

class FormulasTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Formulas::instance().reset(); }

    // Without it formulas would never come, or come again and again.
    void eachIsMadeOnce() {
        if (mathJaxFolder().isEmpty())
            QSKIP("MathJax is not installed");
        Formulas& formulas = Formulas::instance();
        QSignalSpy made(&formulas, &Formulas::made);
        const FormulaSource half{QStringLiteral("\\frac12"), false};
        const FormulaSource broken{QStringLiteral("\\frac{"), false};
        QVERIFY(!formulas.find(half));
        const FormulaWish first = formulas.wish({half, broken});
        const FormulaWish second = formulas.wish({half});
        QVERIFY(first && second);
        QTRY_COMPARE_WITH_TIMEOUT(made.size(), 2, 60'000);
        QVERIFY(formulas.find(half) && !formulas.find(half)->isBroken());
        QVERIFY(formulas.find(broken) && formulas.find(broken)->isBroken());
        QVERIFY(!formulas.wish({half, broken}));   // nothing is missing
        QVERIFY(!formulas.find({half.tex, true})); // another picture
        QCOMPARE(formulas.count().kept, 2);
        QVERIFY(formulas.count().hits >= 4);
    }

    // Without it the next solution would show LaTeX first.
    void textsAheadAreMade() {
        if (mathJaxFolder().isEmpty())
            QSKIP("MathJax is not installed");
        Formulas& formulas = Formulas::instance();
        const FormulaWish wish =
            formulas.wishAhead({QStringLiteral("Let $x$ be $y$."), QStringLiteral("costs $5 and $6")});
        QTRY_COMPARE_WITH_TIMEOUT(formulas.count().kept, 2, 60'000);
        QVERIFY(formulas.find({QStringLiteral("x"), false}) && formulas.find({QStringLiteral("y"), false}));
    }

    // Without it the engine would work for pages long left.
    void withdrawnWishesAreDropped() {
        if (mathJaxFolder().isEmpty())
            QSKIP("MathJax is not installed");
        Formulas& formulas = Formulas::instance();
        std::vector<FormulaSource> many;
        for (int i = 0; i < 200; ++i)
            many.push_back({QStringLiteral("x_{%1}").arg(i), false});
        FormulaWish gone = formulas.wish(many);
        gone.reset();
        const FormulaWish kept = formulas.wish({{QStringLiteral("y"), false}});
        QTRY_VERIFY_WITH_TIMEOUT(formulas.find({QStringLiteral("y"), false}), 60'000);
        QVERIFY(formulas.count().kept <= 2); // one may have been in work
    }

    // Without it a program without MathJax would say nothing, or say it at every formula.
    void withoutMathJaxItSaysSoOnce_data() {
        QTest::addColumn<bool>("half");
        QTest::newRow("no file at all") << false;
        QTest::newRow("files that do not run") << true;
    }
    void withoutMathJaxItSaysSoOnce() {
        QFETCH(bool, half);
        const QTemporaryDir folder;
        if (half) {
            QFile file(folder.filePath(QStringLiteral("core.js")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("this is no script");
        }
        Formulas& formulas = Formulas::instance();
        formulas.reset(folder.path());
        QSignalSpy unavailable(&formulas, &Formulas::unavailable);
        const FormulaWish wish = formulas.wish({{QStringLiteral("x"), false}});
        QTRY_COMPARE_WITH_TIMEOUT(unavailable.size(), 1, 60'000);
        QVERIFY(unavailable.at(0).at(0).toString().contains(folder.path()) || half);
        QVERIFY(!formulas.wish({{QStringLiteral("y"), false}}));
        QVERIFY(!formulas.find({QStringLiteral("x"), false}));
        QCOMPARE(unavailable.size(), 1);
    }
};

QTEST_MAIN(FormulasTest)
#include "tst_formulas.moc"
