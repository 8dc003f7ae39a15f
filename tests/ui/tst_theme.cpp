// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QApplication>
#include <QTest>

using namespace stepmark::ui;

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    // Without it people with weak sight, or a poor screen in the sun, could not read some text.
    void everyTextIsReadable_data() {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        const auto add = [](const char* name, const Palette& p) {
            const std::pair<const char*, QColor> texts[] = {{"ink", p.ink},
                                                            {"dim", p.dim},
                                                            {"accent", p.accent},
                                                            {"negative", p.negative},
                                                            {"neutral", p.neutral},
                                                            {"positive", p.positive},
                                                            {"chart_second", p.chart_second},
                                                            {"chart_third", p.chart_third}};
            const std::pair<const char*, QColor> grounds[] = {
                {"ground", p.ground}, {"card", p.card}, {"accent_soft", p.accent_soft}};
            for (const auto& [text, text_color] : texts) {
                for (const auto& [ground, ground_color] : grounds)
                    QTest::addRow("%s: %s on %s", name, text, ground) << text_color << ground_color;
            }
            QTest::addRow("%s: negative on its soft", name) << p.negative << p.negative_soft;
            QTest::addRow("%s: neutral on its soft", name) << p.neutral << p.neutral_soft;
            QTest::addRow("%s: positive on its soft", name) << p.positive << p.positive_soft;
            QTest::addRow("%s: text on accent", name) << p.on_accent << p.accent;
            QTest::addRow("%s: dim on line (disabled button)", name) << p.dim << p.line;
        };
        add("light", lightPalette());
        add("dark", darkPalette());
    }
    void everyTextIsReadable() {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        QVERIFY2(contrastRatio(text, ground) >= 4.5, qPrintable(QString::number(contrastRatio(text, ground))));
    }

    // Without it the edges of fields and the focus ring could vanish for some (WCAG 1.4.11 asks for 3:1).
    void controlsHaveVisibleEdges() {
        for (const Palette* p : {&lightPalette(), &darkPalette()}) {
            QVERIFY(contrastRatio(p->strong_line, p->card) >= 3);
            QVERIFY(contrastRatio(p->strong_line, p->ground) >= 3);
            QVERIFY(contrastRatio(p->accent, p->card) >= 3);
        }
    }

    void contrastIsThatOfWcag() {
        QCOMPARE(qRound(contrastRatio(Qt::black, Qt::white)), 21);
        QCOMPARE(qRound(contrastRatio(Qt::white, Qt::white)), 1);
    }

    // Without it View > Dark would need a restart.
    void switchesWhileItRuns() {
        PlainLabel label(QStringLiteral("text"), Type::Body, Tone::Dim);
        label.show();
        Theme::instance().setMode(ThemeMode::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Window), lightPalette().ground);
        Theme::instance().setMode(ThemeMode::Dark);
        QVERIFY(Theme::instance().isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), darkPalette().ground);
        label.ensurePolished();
        QCOMPARE(label.palette().color(QPalette::WindowText), darkPalette().dim);
        Theme::instance().setMode(ThemeMode::Light);
        QVERIFY(!Theme::instance().isDark());
    }

    // Without it readers of small print would have to leave.
    void textGrowsWithinBounds() {
        const int before = Theme::instance().font(Type::Reading).pixelSize();
        Theme::instance().setTextScale(1.5);
        QCOMPARE(Theme::instance().font(Type::Reading).pixelSize(), before * 3 / 2);
        Theme::instance().setTextScale(100);
        QCOMPARE(Theme::instance().textScale(), 2.0);
        Theme::instance().setTextScale(1.0);
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
