// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files come from strangers: whatever their bytes, a reader takes them or says in an Error what is wrong. Under
// sanitizers (./bootstrap.sh check) a read beyond the end is found, too. STEPMARK_FUZZ sets how many inputs a reader
// gets besides its corpus; what broke one is kept as a file, to be added to tests/fuzz/corpus.
#include "model/domain/error.h"
#include "tests/fuzz/mutation.h"
#include "tests/fuzz/readers.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <set>
#include <stdexcept>
#include <typeinfo>

using namespace stepmark;
using namespace stepmark::test;

// CLN keeps 26 bytes of its static data to itself in a way that the leak checker sometimes does not follow.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libcln"; }

namespace {

std::vector<std::string> corpusOf(const Reader& reader) {
    std::vector<std::string> texts = reader.seeds();
    const QDir folder(QStringLiteral(STEPMARK_SOURCE_DIR "/tests/fuzz/corpus/") + reader.name);
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            texts.push_back(file.readAll().toStdString());
    }
    return texts;
}

/// Empty: nothing is wrong.
std::string faultOf(const Reader& reader, const std::string& text) {
    try {
        reader.read(text);
    } catch (const Error& error) {
        return *error.what() ? "" : "an Error that says nothing";
    } catch (const std::exception& error) {
        return std::string("threw ") + typeid(error).name() + ": " + error.what();
    }
    return {};
}

/// What is read at this moment, on disk: a crash leaves it.
class Kept {
public:
    explicit Kept(const Reader& reader)
        : m_file(QStringLiteral(STEPMARK_BINARY_DIR "/fuzz-%1").arg(QString::fromLatin1(reader.name))) {
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            qFatal("%s cannot be written", qPrintable(m_file.fileName()));
    }
    void keep(const std::string& text) {
        m_file.seek(0);
        m_file.resize(0);
        m_file.write(text.data(), static_cast<qint64>(text.size()));
    }
    QByteArray path() const { return m_file.fileName().toUtf8(); }
    void forget() { m_file.remove(); }

private:
    QFile m_file;
};

} // namespace

class TestFuzz : public QObject {
    Q_OBJECT

    static void rows() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < readers().size(); ++i)
            QTest::newRow(readers()[i].name) << static_cast<int>(i);
    }

private Q_SLOTS:
    void corpus_data() { rows(); }
    void corpus() {
        QFETCH(const int, index);
        const Reader& reader = readers()[static_cast<std::size_t>(index)];
        const auto texts = corpusOf(reader);
        QVERIFY(texts.size() > 4);
        for (const std::string& text : texts)
            QCOMPARE(faultOf(reader, text), std::string());
    }

    void mutations_data() { rows(); }
    void mutations() {
        QFETCH(const int, index);
        const Reader& reader = readers()[static_cast<std::size_t>(index)];
        const auto texts = corpusOf(reader);
        const int count =
            qEnvironmentVariableIsSet("STEPMARK_FUZZ") ? qEnvironmentVariableIntValue("STEPMARK_FUZZ") : 300;
        Kept kept(reader);
        int taken = 0;
        for (int number = 0; number < count; ++number) {
            const std::string text = mutated(texts, static_cast<std::uint64_t>(number));
            kept.keep(text);
            const std::string fault = faultOf(reader, text);
            QVERIFY2(fault.empty(), (fault + ", by what is in " + kept.path().toStdString()).c_str());
            ++taken;
        }
        QCOMPARE(taken, count);
        kept.forget();
    }

    /// A fault must be seen: what a reader may not do is done here.
    void faultsAreFound() {
        const auto none = [] { return std::vector<std::string>(); };
        const Reader says{"", [](std::string_view) { throw Error("why"); }, none};
        const Reader other{"", [](std::string_view) { throw std::out_of_range("at"); }, none};
        const Reader silent{"", [](std::string_view) { throw Error(""); }, none};
        QVERIFY(faultOf(says, "").empty());
        QVERIFY(!faultOf(other, "").empty());
        QVERIFY(!faultOf(silent, "").empty());
    }

    void mutationsDifferAndRepeat() {
        const std::vector<std::string> texts = {"{\"a\": [1, 2]}", "x"};
        std::set<std::string> seen;
        for (std::uint64_t number = 0; number < 200; ++number) {
            QCOMPARE(mutated(texts, number), mutated(texts, number));
            seen.insert(mutated(texts, number));
        }
        QVERIFY(seen.size() > 150);
    }
};

QTEST_APPLESS_MAIN(TestFuzz)
#include "tst_fuzz.moc"
