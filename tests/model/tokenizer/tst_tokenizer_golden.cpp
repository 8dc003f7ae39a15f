// SPDX-License-Identifier: GPL-3.0-or-later
//
// Token ids against the `tokenizers` package. A base model has been trained on its tokenizer's ids: one other id, and
// its scores mean something else without anybody noticing.
#include "model/tokenizer/tokenizer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <span>

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

/// The tokenizer of a golden case.
Tokenizer tokenizerOf(const QJsonObject& golden, const QJsonObject& model) {
    const QJsonObject json{{"added_tokens", golden["added_tokens"]},
                           {"normalizer", golden["normalizer"]},
                           {"pre_tokenizer", golden["pre_tokenizer"]},
                           {"decoder", golden["decoder"]},
                           {"model", modelOf(model, golden)}};
    return Tokenizer::fromJson(QJsonDocument(json).toJson().toStdString());
}

const char* const kGoldenFiles[] = {"golden.json", "sentencepiece.json"};

QJsonObject goldenFile(const char* name) {
    return readObject(QStringLiteral(STEPMARK_SOURCE_DIR "/tests/data/tokenizer/") + name);
}

QString sharedFolder() { return qEnvironmentVariable("STEPMARK_SHARED_DIR", STEPMARK_SOURCE_DIR "/../shared"); }

/// The first steps of PRM800K's phase 1, alternatives among them; empty where it is not on this machine.
std::vector<std::string> realSteps(std::size_t count) {
    QFile file(sharedFolder() + "/data/prm800k/phase1_train.jsonl");
    std::vector<std::string> texts;
    if (!file.open(QIODevice::ReadOnly))
        return texts;
    while (texts.size() < count && !file.atEnd())
        for (const QJsonValue step : QJsonDocument::fromJson(file.readLine())["label"]["steps"].toArray())
            for (const QJsonValue completion : step["completions"].toArray())
                texts.push_back(completion["text"].toString().toStdString());
    texts.resize(count);
    return texts;
}

/// FNV-1a over the ids, each plus 1, with 0 between texts.
QString hashOf(const Tokenizer& tokenizer, std::span<const std::string> texts) {
    quint64 hash = 0xCBF29CE484222325u;
    const auto take = [&](quint64 number) { hash = (hash ^ number) * 0x100000001B3u; };
    for (const std::string& text : texts) {
        for (const std::int32_t id : tokenizer.encode(text))
            take(static_cast<quint64>(id) + 1);
        take(0);
    }
    return QStringLiteral("%1").arg(hash, 16, 16, QLatin1Char('0'));
}

} // namespace

class TestTokenizerGolden : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfPreTokenizer_data();
    void everyKindOfPreTokenizer();
    void wholeModels_data();
    void wholeModels();
    void twoThousandSteps_data();
    void twoThousandSteps();
};

void TestTokenizerGolden::everyKindOfPreTokenizer_data() {
    QTest::addColumn<QJsonObject>("golden");
    QTest::addColumn<QJsonObject>("model");
    QTest::addColumn<QJsonArray>("texts");
    for (const char* name : kGoldenFiles) {
        const QJsonObject file = goldenFile(name);
        const QJsonArray cases = file["cases"].toArray();
        QVERIFY(cases.size() > 10);
        for (const QJsonValue value : cases)
            QTest::newRow(qPrintable(value["name"].toString()))
                << value.toObject() << file["model"].toObject() << file["texts"].toArray();
    }
}

void TestTokenizerGolden::everyKindOfPreTokenizer() {
    QFETCH(QJsonObject, golden);
    QFETCH(QJsonObject, model);
    QFETCH(QJsonArray, texts);
    const Tokenizer tokenizer = tokenizerOf(golden, model);
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
    QJsonObject smollm2 = readObject(sharedFolder() + "/models/golden_smollm2.json");
    smollm2["vocab_size"] = 49152;
    smollm2["eos_id"] = 2;
    QTest::newRow("SmolLM2") << qEnvironmentVariable("STEPMARK_MODEL_DIR") << smollm2;
    QJsonObject gemma3 = readObject(sharedFolder() + "/models/golden_gemma3.json");
    gemma3["vocab_size"] = 262144;
    gemma3["eos_id"] = 1;
    gemma3["bos_id"] = 2; // every prompt begins with it
    QTest::newRow("Gemma 3") << qEnvironmentVariable("STEPMARK_GEMMA_DIR") << gemma3;
}

void TestTokenizerGolden::wholeModels() {
    QFETCH(QString, folder);
    QFETCH(QJsonObject, golden);
    if (folder.isEmpty() || !golden.contains("tokens"))
        QSKIP("needs STEPMARK_MODEL_DIR (of Gemma: STEPMARK_GEMMA_DIR) and the shared golden file");
    const Tokenizer tokenizer = Tokenizer::load(folder.toStdString());
    QCOMPARE(tokenizer.vocabSize(), golden["vocab_size"].toInt());
    QCOMPARE(tokenizer.eosId(), golden["eos_id"].toInt());
    for (const QJsonValue row : golden["tokens"].toArray()) {
        const QList<int> ids = intList(row["ids"].toArray());
        QCOMPARE(encode(tokenizer, row["text"].toString()), ids);
    }
    QCOMPARE(tokenizer.beginsWithBos(), golden.contains("bos_id"));
    for (const QJsonValue row : golden["logits"].toArray()) {
        QList<int> ids = encode(tokenizer, row["prompt"].toString());
        if (tokenizer.beginsWithBos())
            ids.prepend(tokenizer.bosId().value_or(-1));
        QCOMPARE(ids, intList(row["ids"].toArray()));
    }
}

void TestTokenizerGolden::twoThousandSteps_data() {
    QTest::addColumn<QJsonObject>("golden");
    QFile file(STEPMARK_SOURCE_DIR "/tests/data/tokenizer/steps.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(rows.size() > 10);
    for (const QJsonValue row : rows)
        QTest::newRow(qPrintable(row["name"].toString())) << row.toObject();
}

// What people write is not what one thinks of.
void TestTokenizerGolden::twoThousandSteps() {
    QFETCH(QJsonObject, golden);
    static const std::vector<std::string> texts = realSteps(2000);
    if (texts.empty())
        QSKIP("needs PRM800K among the shared data");
    const QString name = golden["name"].toString();
    const bool smollm2 = name == "SmolLM2";
    const QString folder = qEnvironmentVariable(smollm2 ? "STEPMARK_MODEL_DIR" : "STEPMARK_GEMMA_DIR");
    if (folder.isEmpty() && (smollm2 || name == "Gemma 3"))
        QSKIP("needs STEPMARK_MODEL_DIR (of Gemma: STEPMARK_GEMMA_DIR)");
    const QJsonObject file = goldenFile("sentencepiece.json");
    QJsonObject made;
    for (const QJsonValue one : file["cases"].toArray())
        if (one["name"] == name)
            made = one.toObject();
    const Tokenizer tokenizer =
        made.isEmpty() ? Tokenizer::load(folder.toStdString()) : tokenizerOf(made, file["model"].toObject());
    const QJsonArray hashes = golden["hashes"].toArray();
    QCOMPARE(hashes.size(), 20);
    for (qsizetype i = 0; i < hashes.size(); ++i)
        QCOMPARE(hashOf(tokenizer, std::span(texts).subspan(static_cast<std::size_t>(i) * 100, 100)),
                 hashes[i].toString());
}

QTEST_APPLESS_MAIN(TestTokenizerGolden)
#include "tst_tokenizer_golden.moc"
