// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/tokenizer.h"

#include "model/domain/error.h"

#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <string>
#include <thread>

using namespace stepmark;

namespace {

/// A small tokenizer.json with some part of it replaced; bytes of ASCII letters, space and newline have tokens.
std::string withPart(const QByteArray& part, const QByteArray& replacement) {
    QByteArray json = R"({
        "added_tokens": [{"id": 60, "content": "<|end|>", "special": true}],
        "normalizer": null,
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "use_regex": true},
        "model": {"type": "BPE", "vocab": {VOCAB}, "merges": ["t h", "th e", "Ġ the"]}
    })";
    QByteArray vocab = R"("Ġ": 50, "Ċ": 51, "th": 52, "the": 53, "Ġthe": 54)";
    for (char letter = 'a'; letter <= 'z'; ++letter)
        vocab += QByteArray(", \"") + letter + "\": " + QByteArray::number(letter - 'a');
    json.replace("VOCAB", vocab);
    if (!part.isEmpty()) {
        Q_ASSERT(json.contains(part));
        json.replace(part, replacement);
    }
    return json.toStdString();
}

Tokenizer small() {
    return Tokenizer::fromJson(withPart({}, {}), R"({"bos_token": null, "eos_token": {"content": "<|end|>"}})");
}

using Ids = std::vector<std::int32_t>;

} // namespace

class TestTokenizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vocabulary();
    void badFiles_data();
    void badFiles();
    void badConfigs_data();
    void badConfigs();
    void missingFiles();
    void brokenUtf8_data();
    void brokenUtf8();
    void decode();
    void longWords();
    void catastrophicPattern();
    void threads();
    void speed();
};

// A wrong id of the end of text makes a generator run on for ever.
void TestTokenizer::vocabulary() {
    const Tokenizer tokenizer = small();
    QCOMPARE(tokenizer.vocabSize(), 61);
    QCOMPARE(tokenizer.eosId(), 60);
    QVERIFY(!tokenizer.bosId());
    QVERIFY(!tokenizer.padId());
    QVERIFY(tokenizer.isSpecial(60) && !tokenizer.isSpecial(53) && !tokenizer.isSpecial(-1) &&
            !tokenizer.isSpecial(99));
    QCOMPARE(tokenizer.tokenToId("Ġthe"), 54);
    QCOMPARE(tokenizer.idToToken(54), "Ġthe");
    QVERIFY(!tokenizer.tokenToId("zzz"));
    QVERIFY(!tokenizer.idToToken(55));
    QCOMPARE(tokenizer.encode("the the<|end|>\n"), (Ids{53, 54, 60, 51}));

    // A token that only tokenizer_config.json calls special is recognised in a text as well, as in transformers.
    const Tokenizer named = Tokenizer::fromJson(withPart({}, {}), R"({"pad_token": "the"})");
    QCOMPARE(named.padId(), 53);
    QVERIFY(named.isSpecial(53));
    QCOMPARE(named.encode("athea"), (Ids{0, 53, 0}));

    // Of these two transformers makes tokens behind the vocabulary: nothing that a text of ours could hold.
    const Tokenizer lacking = Tokenizer::fromJson(
        withPart({}, {}), R"({"pad_token": {"content": "<pad>"}, "unk_token": "<unk>", "eos_token": "<|end|>"})");
    QVERIFY(!lacking.padId());
    QCOMPARE(lacking.eosId(), 60);
    QCOMPARE(lacking.vocabSize(), 61);
}

// A tokenizer that is read wrongly ruins all that is trained with it: what is not understood must be refused.
void TestTokenizer::badFiles_data() {
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QByteArray>("replacement");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* part, const QByteArray& replacement, const char* says) {
        QTest::newRow(name) << QByteArray(part) << replacement << QString(says);
    };
    const char* pre = R"({"type": "ByteLevel", "add_prefix_space": false, "use_regex": true})";
    const char* model = R"("type": "BPE")";
    const char* merges = R"(["t h", "th e", "Ġ the"])";
    const char* added = R"([{"id": 60, "content": "<|end|>", "special": true}])";
    const auto split = [](const QByteArray& expression) {
        return R"({"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": ")" + expression +
               R"("}, "behavior": "Isolated", "invert": false}, {"type": "ByteLevel", "use_regex": false}]})";
    };
    row("cut off", R"("merges": )", "", "not valid JSON");
    row("not an object", "{\n", "[{\n", "not valid JSON");
    row("nested too deep", "null", QByteArray(100, '[') + QByteArray(100, ']'), "nested deeper");
    row("token twice", R"("Ġ": 50)", R"("Ġ": 50, "Ġ": 55)", "occurs twice");
    row("id twice", R"("Ġ": 50)", R"("Ġ": 51)", "two tokens have the id 51");
    row("negative id", R"("Ġ": 50)", R"("Ġ": -1)", "not a whole number");
    row("huge id", R"("Ġ": 50)", R"("Ġ": 4000000000)", "not a whole number");
    row("id is text", R"("Ġ": 50)", R"("Ġ": "50")", "not a whole number");
    row("id is a fraction", R"("Ġ": 50)", R"("Ġ": 50.5)", "not a whole number");
    row("no merges", R"("merges")", R"("merged")", "no merges");
    row("merge of one", merges, R"(["th"])", "not two tokens");
    row("merge of three", merges, R"(["t h e"])", "not two tokens");
    row("merge is a number", merges, "[7]", "neither");
    row("merge of unknown", merges, R"([["t", "Q"]])", "not in the vocabulary");
    row("merge makes unknown", merges, R"(["q q"])", "not in the vocabulary");
    row("WordPiece", model, R"("type": "WordPiece")", "not supported");
    row("dropout", model, R"("dropout": 0.1)", "dropout");
    row("end of word", model, R"("end_of_word_suffix": "</w>")", "end_of_word_suffix");
    row("byte fallback", model, R"("byte_fallback": true)", "byte_fallback");
    row("flag is text", model, R"("ignore_merges": "yes")", "neither true nor false");
    row("missing unk", model, R"("unk_token": "<unk>")", "not in the vocabulary");
    row("no pre-tokenizer", pre, "null", "neither byte-level");
    row("Metaspace without byte fallback", pre, R"({"type": "Metaspace"})", "neither byte-level");
    row("ByteLevel not last", pre,
        R"({"type": "Sequence", "pretokenizers": [{"type": "ByteLevel"}, {"type": "Digits"}]})", "before its end");
    row("flag of the pre-tokenizer", pre, R"({"type": "ByteLevel", "use_regex": 1})", "neither true nor false");
    row("faulty expression", pre, split("(a"), "not supported");
    row("expression ends in a backslash", pre, split("a\\\\"), "backslash");
    row("class in a class", pre, split("[a[bc]]"), "class within a class");
    row("intersection", pre, split("[a-z&&b]"), "&&");
    row("repeated interval", pre, split("a{1,3}+"), "{n,m}+");
    row("hex digits", pre, split("\\\\h"), "\\h");
    row("huge expression", pre, split(QByteArray(70'000, 'a')), "longer than 64 KB");
    row("nested groups", pre, split(QByteArray(1000, '(') + QByteArray(1000, ')')), "not supported");
    row("unknown behavior", pre, R"({"type": "Split", "pattern": {"Regex": "a"}, "behavior": "Kept", "invert": false})",
        "behavior");
    row("no pattern", pre, R"({"type": "Split", "pattern": {}, "behavior": "Isolated"})", "no pattern");
    row("lowercase", "null", R"({"type": "Lowercase"})", "Lowercase");
    row("added token without id", added, R"([{"content": "x"}])", "the id of the added token");
    row("added token without content", added, R"([{"id": 60}])", "no content");
    row("added token is no object", added, "[5]", "not an object");
    row("huge added token", added, R"([{"id": 60, "content": ")" + QByteArray(600, 'x') + "\"}]", "512 bytes");
    row("added token has another's id", added, R"([{"id": 50, "content": "<x>"}])", "contradicts");
    row("added token with another id", added, R"([{"id": 60, "content": "the"}])", "contradicts");
}

void TestTokenizer::badFiles() {
    QFETCH(QByteArray, part);
    QFETCH(QByteArray, replacement);
    QFETCH(QString, says);
    try {
        (void)Tokenizer::fromJson(withPart(part, replacement), {}, "folder/tokenizer.json");
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(says), error.what());
        QVERIFY2(QString(error.what()).contains("folder/tokenizer.json"), error.what());
    }
}

// An end-of-text token that is not there would be looked for in vain by every generator.
void TestTokenizer::badConfigs_data() {
    QTest::addColumn<QByteArray>("config");
    QTest::newRow("unknown token") << QByteArray(R"({"eos_token": "</s>"})");
    QTest::newRow("number") << QByteArray(R"({"eos_token": 2})");
    QTest::newRow("object of an unknown token") << QByteArray(R"({"bos_token": {"content": "<s>"}})");
    QTest::newRow("pad is a number") << QByteArray(R"({"pad_token": 2})");
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("cut off") << QByteArray("{");
}

void TestTokenizer::badConfigs() {
    QFETCH(QByteArray, config);
    QVERIFY_EXCEPTION_THROWN((void)Tokenizer::fromJson(withPart({}, {}), config.toStdString()), Error);
}

// The message must name the file that is missing: a user cannot guess what a base's folder needs.
void TestTokenizer::missingFiles() {
    QTemporaryDir folder;
    try {
        (void)Tokenizer::load(folder.path().toStdString());
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY(QString(error.what()).contains("tokenizer.json"));
    }
    QFile file(folder.filePath("tokenizer.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(withPart({}, {})));
    file.close();
    const Tokenizer tokenizer = Tokenizer::load(folder.path().toStdString());
    QCOMPARE(tokenizer.encode("the"), Ids{53});
    QVERIFY(!tokenizer.eosId());
}

// Broken bytes come with scraped data; they must neither crash nor make two readers see different texts.
void TestTokenizer::brokenUtf8_data() {
    QTest::addColumn<QByteArray>("broken");
    QTest::addColumn<QByteArray>("repaired");
    const QByteArray r = "\xEF\xBF\xBD";
    QTest::newRow("lone continuation") << QByteArray("a\x80z") << "a" + r + "z";
    QTest::newRow("cut off") << QByteArray("a\xE2\x82") << "a" + r;
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << r + r;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << r + r + r;
    QTest::newRow("above U+10FFFF") << QByteArray("\xF4\x90\x80\x80") << r + r + r + r;
    QTest::newRow("good around") << QByteArray("\xC3\xA9\xFF\xF0\x9F\x98\x80\xF0\x9F")
                                 << QByteArray("\xC3\xA9") + r + "\xF0\x9F\x98\x80" + r;
}

void TestTokenizer::brokenUtf8() {
    QFETCH(QByteArray, broken);
    QFETCH(QByteArray, repaired);
    // Bytes without a token become the unk_token, one each, so that the repaired bytes can be counted.
    const Tokenizer tokenizer = Tokenizer::fromJson(withPart("\"type\": \"BPE\"", "\"unk_token\": \"z\""));
    QCOMPARE(tokenizer.encode(broken.toStdString()), tokenizer.encode(repaired.toStdString()));
    QVERIFY(!tokenizer.encode(broken.toStdString()).empty());
}

// What a model writes is shown to people: always a valid text, with or without its control tokens.
void TestTokenizer::decode() {
    const Tokenizer tokenizer = small();
    const Ids ids{53, 54, 60, 51, 55, -1, 100'000};
    QCOMPARE(tokenizer.decode(ids), std::string("the the<|end|>\n"));
    QCOMPARE(tokenizer.decode(ids, true), std::string("the the\n"));
    QCOMPARE(tokenizer.tokenBytes(54), std::string(" the"));
    QCOMPARE(tokenizer.tokenBytes(55), std::string());
    QCOMPARE(tokenizer.decode({}), std::string());
    const Tokenizer bytes = Tokenizer::fromJson(withPart(R"("Ġ": 50)", R"("Ġ": 50, "Ã": 55, "©": 56)"));
    const Ids half{55}, whole{55, 56};
    QCOMPARE(bytes.decode(half), std::string("\xEF\xBF\xBD"));
    QCOMPARE(bytes.decode(whole), std::string("é"));
    QCOMPARE(bytes.encode("é"), whole);
}

// One odd line of a data set must not stop an import for hours: a word of a million letters takes about a second. (What
// is quadratic in it runs into Qt Test's limit of five minutes.)
void TestTokenizer::longWords() {
    // Merges that lead in a circle ("ab", "ba") besides.
    std::string json = withPart(R"("Ġ": 50)", R"("Ġ": 50, "aa": 55, "aaaa": 56, "ab": 57, "ba": 58)");
    const std::string merges = R"(["t h", "th e", "Ġ the"])";
    json.replace(json.find(merges), merges.size(), R"(["a a", "aa aa", "a b", "b a"])");
    const Tokenizer tokenizer = Tokenizer::fromJson(json);
    const Ids ids = tokenizer.encode(std::string(1'000'003, 'a'));
    QCOMPARE(ids.size(), std::size_t{250'002});
    QCOMPARE(ids.front(), 56);
    QCOMPARE(ids[250'000], 55);
    QCOMPARE(ids.back(), 0);
    for (const std::string& text :
         {std::string(1'000'000, ' '), std::string(1'000'000, '\n'), std::string(300'000, '"')})
        (void)tokenizer.encode(text + "b");
}

// A hostile expression must end in a message, not in a hang.
void TestTokenizer::catastrophicPattern() {
    const Tokenizer tokenizer = Tokenizer::fromJson(
        withPart(R"({"type": "ByteLevel", "add_prefix_space": false, "use_regex": true})",
                 R"({"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": "(?:a|a|aa)+b"},
                     "behavior": "Isolated", "invert": false}, {"type": "ByteLevel", "use_regex": false}]})"));
    QVERIFY_EXCEPTION_THROWN((void)tokenizer.encode(std::string(200, 'a') + "cb\n"), Error);
    QCOMPARE(tokenizer.encode("the"), Ids{54}); // ByteLevel puts a space in front unless told not to
}

// Scoring tokenizes on several threads: the shared cache must not mix words up.
void TestTokenizer::threads() {
    const Tokenizer tokenizer = small();
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&tokenizer, &wrong, t] {
            for (int i = 0; i < 3000; ++i) {
                const std::string text = "the " + std::string(static_cast<std::size_t>(i % 50 + t), 'x') + " the";
                const Ids ids = tokenizer.encode(text);
                wrong += tokenizer.decode(ids) != text || ids.front() != 53 || ids.back() != 54;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

// All of PRM800K phase 1 is 4 MB as a step tree: tokenizing it must not be what a user waits for.
void TestTokenizer::speed() {
    const Tokenizer tokenizer = small();
    std::string text;
    for (int i = 0; text.size() < 4'000'000; ++i)
        text += "the quick fox number " + std::string(1, static_cast<char>('a' + i % 26)) + "th jumps over\n";
    const Ids ids = tokenizer.encode(text);
    QCOMPARE(tokenizer.decode(ids), text);
}

QTEST_APPLESS_MAIN(TestTokenizer)
#include "tst_tokenizer.moc"
