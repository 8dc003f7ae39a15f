// SPDX-License-Identifier: GPL-3.0-or-later
//
// Token ids against the `tokenizers` package. A base model has been trained on its tokenizer's ids: one other id, and
// its scores mean something else without anybody noticing.
#include "model/tokenizer/tokenizer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace stepmark;

namespace {

QJsonObject readObject(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QList<int> intList(const QJsonArray& array) {
    QList<int> list;
    for (const QJsonValue value : array)
        list.append(value.toInt());
    return list;
}

QList<int> encode(const Tokenizer& tokenizer, const QString& text) {
    const std::vector<std::int32_t> ids = tokenizer.encode(text.toStdString());
    return QList<int>(ids.begin(), ids.end());
}

/// The model of a golden case: the common one without the tokens that hold a lacking character, and with its changes.
QJsonObject modelOf(QJsonObject model, const QJsonObject& golden) {
    const auto lacks = [lacking = golden["lacking"].toArray()](const QString& token) {
        return std::any_of(lacking.begin(), lacking.end(),
                           [&](const QJsonValue& character) { return token.contains(character.toString()); });
    };
    QJsonObject vocab;
    const QJsonObject all = model["vocab"].toObject();
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (!lacks(it.key()))
            vocab[it.key()] = it.value();
    }
    QJsonArray merges;
    for (const QJsonValue value : model["merges"].toArray()) {
        const QString left = value[0].toString(), right = value[1].toString();
        if (!lacks(left) && !lacks(right))
            merges.append(golden["merges"] == "strings" ? QJsonValue(left + ' ' + right) : value);
    }
    model["vocab"] = vocab;
    model["merges"] = merges;
    const QJsonObject changes = golden["model"].toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        model[it.key()] = it.value();
    return model;
}

} // namespace

class TestTokenizerGolden : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfPreTokenizer_data();
    void everyKindOfPreTokenizer();
    void wholeModels_data();
    void wholeModels();
};

void TestTokenizerGolden::everyKindOfPreTokenizer_data() {
    QTest::addColumn<QJsonObject>("golden");
    QTest::addColumn<QJsonObject>("model");
    QTest::addColumn<QJsonArray>("texts");
    const QJsonObject file = readObject(STEPMARK_SOURCE_DIR "/tests/data/tokenizer/golden.json");
    const QJsonArray cases = file["cases"].toArray();
    QVERIFY(!cases.isEmpty());
    for (const QJsonValue value : cases)
        QTest::newRow(qPrintable(value["name"].toString()))
            << value.toObject() << file["model"].toObject() << file["texts"].toArray();
}

void TestTokenizerGolden::everyKindOfPreTokenizer() {
    QFETCH(QJsonObject, golden);
    QFETCH(QJsonObject, model);
    QFETCH(QJsonArray, texts);
    const QJsonObject json{{"added_tokens", golden["added_tokens"]},
                           {"normalizer", golden["normalizer"]},
                           {"pre_tokenizer", golden["pre_tokenizer"]},
                           {"model", modelOf(model, golden)}};
    const Tokenizer tokenizer = Tokenizer::fromJson(QJsonDocument(json).toJson().toStdString());
    const QJsonArray rows = golden["rows"].toArray();
    QCOMPARE(rows.size(), texts.size());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString text = texts[i].toString();
        const QList<int> ids = intList(rows[i][0].toArray());
        QVERIFY2(encode(tokenizer, text) == ids, qPrintable(QStringLiteral("%1: %2").arg(i).arg(
                                                     QString::fromUtf8(QJsonDocument(QJsonArray{text}).toJson()))));
        const QString decoded = rows[i].toArray().size() > 1 ? rows[i][1].toString() : text;
        const std::vector<std::int32_t> list(ids.begin(), ids.end());
        QCOMPARE(QString::fromStdString(tokenizer.decode(list)), decoded);
    }
}

// The same on whole models: those that come with Stepmark, and one that people use, where it is on this machine.
void TestTokenizerGolden::wholeModels_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QJsonObject>("golden");
    const QJsonObject shipped = readObject(STEPMARK_SOURCE_DIR "/tests/data/models/shipped.json");
    const QJsonArray models = shipped["models"].toArray();
    QCOMPARE(models.size(), 2);
    for (const QJsonValue model : models)
        QTest::newRow(qPrintable(model["name"].toString()))
            << STEPMARK_SOURCE_DIR "/resources/base/" + model["name"].toString() << model.toObject();
    const QString shared = qEnvironmentVariable("STEPMARK_SHARED_DIR", STEPMARK_SOURCE_DIR "/../shared");
    QJsonObject smollm2 = readObject(shared + "/models/golden_smollm2.json");
    smollm2["vocab_size"] = 49152;
    smollm2["eos_id"] = 2;
    QTest::newRow("SmolLM2") << qEnvironmentVariable("STEPMARK_MODEL_DIR") << smollm2;
}

void TestTokenizerGolden::wholeModels() {
    QFETCH(QString, folder);
    QFETCH(QJsonObject, golden);
    if (folder.isEmpty() || !golden.contains("tokens"))
        QSKIP("needs STEPMARK_MODEL_DIR and the shared golden file");
    const Tokenizer tokenizer = Tokenizer::load(folder.toStdString());
    QCOMPARE(tokenizer.vocabSize(), golden["vocab_size"].toInt());
    QCOMPARE(tokenizer.eosId(), golden["eos_id"].toInt());
    for (const QJsonValue row : golden["tokens"].toArray()) {
        const QList<int> ids = intList(row["ids"].toArray());
        QCOMPARE(encode(tokenizer, row["text"].toString()), ids);
    }
    for (const QJsonValue row : golden["logits"].toArray())
        QCOMPARE(encode(tokenizer, row["prompt"].toString()), intList(row["ids"].toArray()));
}

QTEST_APPLESS_MAIN(TestTokenizerGolden)
#include "tst_tokenizer_golden.moc"
