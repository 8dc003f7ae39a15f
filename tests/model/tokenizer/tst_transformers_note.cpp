// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which folders transformers 5 reads otherwise than they are written: found by comparing its AutoTokenizer (5.24) with
// the `tokenizers` package (0.23.3) on these combinations.
#include "model/tokenizer/transformers_note.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace stepmark;

namespace {

void writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Qwen2's tokenizer.json but for how it cuts digits. (In plain strings: moc stumbles over such raw ones.)
QByteArray split(const QByteArray& digits, const QByteArray& model = "{}",
                 const QByteArray& form = "{\"type\":\"NFC\"}") {
    const QByteArray pattern = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\\\r\\\\n\\\\p{L}\\\\p{N}]?\\\\p{L}+|" + digits +
                               "| ?[^\\\\s\\\\p{L}\\\\p{N}]+[\\\\r\\\\n]*|\\\\s*[\\\\r\\\\n]+|\\\\s+(?!\\\\S)|\\\\s+";
    return "{\"normalizer\":" + form + ",\"model\":" + model +
           ",\"pre_tokenizer\":{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Split\",\"behavior\":\"Isolated\","
           "\"invert\":false,\"pattern\":{\"Regex\":\"" +
           pattern + "\"}},{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"use_regex\":false}]}}";
}

} // namespace

class TestTransformersNote : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void said_data();
    void said();
};

void TestTransformersNote::said_data() {
    QTest::addColumn<QString>("model_type");
    QTest::addColumn<QString>("tokenizer_class");
    QTest::addColumn<QByteArray>("tokenizer");
    QTest::addColumn<QString>("builds");
    const QByteArray qwen2 = split("\\\\p{N}"), llama3 = split("\\\\p{N}{1,3}", R"({"ignore_merges":true})", "null");
    const QByteArray gpt2 = R"({"normalizer":null,"pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false}})";
    const QByteArray digits =
        R"({"normalizer":null,"pre_tokenizer":{"type":"Sequence","pretokenizers":[)"
        R"({"type":"Digits","individual_digits":true},{"type":"ByteLevel","add_prefix_space":false}]}})";
    const auto row = [](const char* name, const char* type, const char* by, const QByteArray& tokenizer,
                        const char* builds) {
        QTest::newRow(name) << QString(type) << QString(by) << tokenizer << QString(builds);
    };
    row("Qwen2.5", "qwen2", "Qwen2Tokenizer", qwen2, "");
    row("Qwen2 with groups of digits", "qwen2", "PreTrainedTokenizerFast", split("\\\\p{N}{1,3}"), "Qwen2Tokenizer");
    row("Qwen2 without NFC", "qwen2", "", split("\\\\p{N}", "{}", "null"), "Qwen2Tokenizer");
    row("Qwen2 that ignores merges", "qwen2", "", split("\\\\p{N}", R"({"ignore_merges":true})"), "Qwen2Tokenizer");
    row("Qwen2 with GPT-2's words", "qwen2", "GPT2Tokenizer", gpt2, "Qwen2Tokenizer");
    row("Llama 3", "llama", "PreTrainedTokenizerFast", llama3, "");
    row("Llama with its own class", "llama", "LlamaTokenizer", llama3, "");
    row("Llama without a class", "llama", "", digits, "");
    row("SmolLM2's digits", "llama", "GPT2Tokenizer", digits, "GPT2Tokenizer");
    row("the same, fast", "llama", "GPT2TokenizerFast", digits, "GPT2Tokenizer");
    row("GPT-2's own", "llama", "GPT2Tokenizer", gpt2, "");
    row("Qwen2's class elsewhere", "llama", "Qwen2TokenizerFast", llama3, "Qwen2Tokenizer");
    row("Qwen2's own elsewhere", "llama", "Qwen2TokenizerFast", qwen2, "");
    const QByteArray characters = R"(,"model":{"type":"BPE","byte_fallback":true}})";
    const QByteArray blank = R"({"type":"Replace","pattern":{"String":" "},"content":"\u2581"})";
    const QByteArray llama2 =
        R"({"normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"\u2581"},)" + blank +
        R"(]},"pre_tokenizer":null)" + characters;
    const QByteArray first = R"({"normalizer":null,"pre_tokenizer":{"type":"Metaspace","replacement":"\u2581",)"
                             R"("prepend_scheme":"first","split":false})" +
                             characters;
    QByteArray always = first;
    always.replace("first", "always");
    const QByteArray gemma =
        "{\"normalizer\":" + blank +
        R"(,"pre_tokenizer":{"type":"Split","pattern":{"String":" "},"behavior":"MergedWithPrevious",)"
        R"("invert":false})" +
        characters;
    row("Llama 2", "llama", "LlamaTokenizerFast", llama2, "LlamaTokenizer");
    row("Llama 2, plain class", "llama", "PreTrainedTokenizerFast", llama2, "");
    row("Llama 2 in Mistral", "mistral", "LlamaTokenizer", llama2, "");
    row("Llama 2's blank always", "llama", "LlamaTokenizer", always, "LlamaTokenizer");
    row("Llama 2's blank first", "llama", "LlamaTokenizer", first, "");
    row("Gemma", "gemma3_text", "GemmaTokenizer", gemma, "");
    row("Gemma without a class", "gemma3_text", "", gemma, "");
    row("Gemma's class on Llama 2", "gemma3_text", "", llama2, "GemmaTokenizer");
    row("Llama's class on Gemma", "gemma3_text", "LlamaTokenizer", gemma, "LlamaTokenizer");
    row("Qwen3 without a class", "qwen3", "", llama3, "Qwen2Tokenizer");
    row("Qwen3's own without a class", "qwen3", "", qwen2, "");
}

// A user whose tokens differ from those of the training gets worse scores, and no message from anybody.
void TestTransformersNote::said() {
    QFETCH(QString, model_type);
    QFETCH(QString, tokenizer_class);
    QFETCH(QByteArray, tokenizer);
    QFETCH(QString, builds);
    QTemporaryDir folder;
    writeFile(folder.filePath("tokenizer.json"), tokenizer);
    if (!tokenizer_class.isEmpty())
        writeFile(folder.filePath("tokenizer_config.json"),
                  ("{\"tokenizer_class\":\"" + tokenizer_class + "\"}").toUtf8());
    const QString note =
        QString::fromStdString(transformersNote(folder.path().toStdString(), model_type.toStdString()));
    QCOMPARE(note.isEmpty(), builds.isEmpty());
    QVERIFY2(builds.isEmpty() || (note.contains(builds) && note.contains("PreTrainedTokenizerFast")), qPrintable(note));
}

QTEST_APPLESS_MAIN(TestTransformersNote)
#include "tst_transformers_note.moc"
