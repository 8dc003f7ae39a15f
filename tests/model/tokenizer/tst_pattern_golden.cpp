// SPDX-License-Identifier: GPL-3.0-or-later
//
// Expressions that PCRE2 by itself reads otherwise than Oniguruma, against what the `tokenizers` package makes of them.
// One word cut elsewhere gives other tokens, and scores that mean something else.
#include "model/domain/error.h"
#include "model/tokenizer/pattern.h"
#include "model/tokenizer/pre_tokenizer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace stepmark;

class TestPatternGolden : public QObject {
    Q_OBJECT

    QJsonObject m_golden;

private Q_SLOTS:
    void initTestCase();
    void splits_data();
    void splits();
    void refused_data();
    void refused();
};

void TestPatternGolden::initTestCase() {
    QFile file(STEPMARK_SOURCE_DIR "/tests/data/tokenizer/patterns.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_golden = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY(m_golden["patterns"].toArray().size() > 80 && m_golden["texts"].toArray().size() > 40);
}

void TestPatternGolden::splits_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QJsonArray>("golden");
    for (const QJsonValue row : m_golden["patterns"].toArray())
        QTest::newRow(qPrintable(row["pattern"].toString())) << row["pattern"].toString() << row["splits"].toArray();
}

void TestPatternGolden::splits() {
    QFETCH(QString, pattern);
    QFETCH(QJsonArray, golden);
    const Pattern compiled(pattern.toStdString(), "tokenizer.json");
    const QJsonArray texts = m_golden["texts"].toArray();
    QCOMPARE(golden.size(), texts.size());
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const std::string text = texts[i].toString().toStdString();
        std::vector<std::string_view> pieces;
        splitBy(text, compiled.findAll(text), SplitBehavior::Isolated, false, pieces);
        QJsonArray found;
        for (const std::string_view piece : pieces)
            found.append(QString::fromUtf8(piece.data(), static_cast<qsizetype>(piece.size())));
        QVERIFY2(found == golden[i].toArray(),
                 qPrintable(QStringLiteral("%1\n%2\n%3")
                                .arg(texts[i].toString(), QString::fromUtf8(QJsonDocument(found).toJson()),
                                     QString::fromUtf8(QJsonDocument(golden[i].toArray()).toJson()))));
    }
}

void TestPatternGolden::refused_data() {
    QTest::addColumn<QString>("pattern");
    for (const QJsonValue row : m_golden["refused"].toArray())
        QTest::newRow(qPrintable(row.toString())) << row.toString();
}

// What PCRE2 cannot say is not read as something else.
void TestPatternGolden::refused() {
    QFETCH(QString, pattern);
    try {
        const Pattern compiled(pattern.toStdString(), "folder/tokenizer.json");
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(pattern), error.what());
        QVERIFY2(QString(error.what()).contains("folder/tokenizer.json"), error.what());
    }
}

QTEST_APPLESS_MAIN(TestPatternGolden)
#include "tst_pattern_golden.moc"
