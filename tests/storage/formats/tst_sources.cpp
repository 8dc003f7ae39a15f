// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/format.h"
#include "storage/formats/sources/record_source.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <fstream>
#include <thread>

using namespace stepmark;
using namespace stepmark::formats;

namespace {

QByteArray gzipped(const QByteArray& bytes) {
    QByteArray packed(qsizetype(compressBound(uLong(bytes.size())) + 64), '\0');
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

struct Read {
    std::vector<nlohmann::json> rows;
    std::vector<std::int64_t> lines;
    QString error;
};

Read readAll(const std::filesystem::path& path) {
    Read all;
    try {
        const auto source = RecordSource::open(path);
        for (RawRecord raw; source->next(raw);) {
            try {
                all.rows.push_back(source->parse(raw));
            } catch (const Error& error) {
                throw source->errorAt(error.what(), raw);
            }
            all.lines.push_back(raw.line);
        }
    } catch (const Error& error) {
        all.error = QString::fromUtf8(error.what());
    }
    return all;
}

} // namespace

class Sources : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }

    // Lost: rows, by the wrapping that they came in.
    void everySourceGivesTheSameRows_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<std::vector<int>>("lines");
        const QByteArray one = "{\"problem\":\"a \\\"[{,]}\\\" b\",\"n\":\"1\"}",
                         two = "{\"n\":\"2\",\"problem\":\"x\\ny; z, \\\"q\\\"\"}";
        const auto add = [](const char* name, const QByteArray& bytes, std::vector<int> lines) {
            QTest::newRow(name) << bytes << lines;
            QTest::newRow((QByteArray(name) + ", gzipped").constData()) << gzipped(bytes) << lines;
        };
        add("lines", one + "\n" + two + "\n", {1, 2});
        add("lines, the last without end", one + "\n" + two, {1, 2});
        add("lines with blanks and returns", "\xEF\xBB\xBF" + one + "\r\n\r\n  \n" + two + "\r\n", {1, 4});
        add("array", "[" + one + "," + two + "]", {1, 1});
        add("array over lines", "\n[\n  " + one + ",\n  " + two + "\n]\n", {3, 4});
        add("array with a mark", "\xEF\xBB\xBF[" + one + "\n,\n" + two + "] ", {1, 3});
        add("CSV", "problem,n\n\"a \"\"[{,]}\"\" b\",1\n\"x\ny; z, \"\"q\"\"\",2\n", {2, 3});
        add("CSV with semicolons", "n;problem\r\n1;\"a \"\"[{,]}\"\" b\"\r\n2;\"x\ny; z, \"\"q\"\"\"\r\n", {2, 3});
        add("CSV with tabs", "n\tproblem\n\n1\t\"a \"\"[{,]}\"\" b\"\n2\t\"x\ny; z, \"\"q\"\"\"", {3, 4});
    }
    void everySourceGivesTheSameRows() {
        QFETCH(QByteArray, bytes);
        QFETCH(std::vector<int>, lines);
        const Read all = readAll(write("in", bytes));
        QCOMPARE(all.error, QString());
        QCOMPARE(all.rows.size(), std::size_t(2));
        QVERIFY(all.rows[0] == nlohmann::json({{"problem", "a \"[{,]}\" b"}, {"n", "1"}}));
        QVERIFY(all.rows[1] == nlohmann::json({{"problem", "x\ny; z, \"q\""}, {"n", "2"}}));
        QCOMPARE((std::vector<int>(all.lines.begin(), all.lines.end())), lines);
    }

    // Lost: the rest of a file that is cut off, without a word.
    void brokenSourcesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("array, cut off") << QByteArray("[{\"a\": 1},\n{\"a\": ") << "\"]\" is missing";
        QTest::newRow("array without end") << QByteArray("[{\"a\": 1}") << "\"]\" is missing";
        QTest::newRow("array, a comma too many") << QByteArray("[{\"a\": 1},]") << "an element";
        QTest::newRow("array, two commas") << QByteArray("[{\"a\": 1},,{\"a\": 1}]") << "an element";
        QTest::newRow("array of numbers") << QByteArray("[1, 2]") << "JSON object";
        QTest::newRow("array with a tail") << QByteArray("[{\"a\": 1}]\n{\"a\": 2}") << "line 2";
        QTest::newRow("array, a NUL between") << QByteArray("[{\"a\": 1},\0{\"a\": 2}]", 21) << "NUL";
        QTest::newRow("lines, a NUL") << QByteArray("{\"a\": 1}\n{\"a\": 2}\0{\"a\": 3}\n", 27) << "line 2";
        QTest::newRow("CSV, a cell too few") << QByteArray("a,b\n1,2\n1\n") << "line 3";
        QTest::newRow("CSV, a cell too many") << QByteArray("a,b\n1,2,3\n") << "3 cells";
        QTest::newRow("CSV, an open quote") << QByteArray("a,b\n1,\"2\n1,2\n") << "never closed";
        QTest::newRow("CSV, text behind a quote") << QByteArray("a,b\n\"1\"x,2\n") << "closing quote";
        QTest::newRow("CSV, a column twice") << QByteArray("a,a\n1,2\n") << "twice";
        QTest::newRow("CSV, no UTF-8") << QByteArray("a,b\n1,\xC3\x28\n") << "UTF-8";
        QTest::newRow("CSV, a NUL") << QByteArray("a,b\n1,2\0\n", 9) << "NUL";
        QTest::newRow("gzipped, cut off")
            << gzipped(QByteArray(5000, ' ') + "{\"a\": 1}").left(30) << "not copied whole";
        QTest::newRow("gzipped, damaged")
            << QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\x03\xff\xff\xff\xff\xff", 15) << "damaged";
        QTest::newRow("gzipped, a tail") << gzipped("{\"a\": 1}\n") + "garbage"
                                         << "damaged";
    }
    void brokenSourcesAreRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const Read all = readAll(write("in", bytes));
        QVERIFY2(all.error.contains(says), qPrintable(all.error));
        QVERIFY(all.error.contains("in\""));
    }

    // Lost: a record at the border of two reads, or of two gzip members.
    void longFilesAreReadWhole() {
        QByteArray lines, array = "[";
        for (int i = 0; i < 60000; ++i) {
            const QByteArray row = "{\"a\": \"" + QByteArray(i % 97, 'x') + "\", \"i\": " + QByteArray::number(i) + "}";
            lines += row + "\n";
            array += (i == 0 ? "" : ", ") + row;
        }
        array += "]";
        const qsizetype middle = lines.size() / 2;
        for (const QByteArray& bytes :
             {lines, array, gzipped(lines), gzipped(array), gzipped(lines.left(middle)) + gzipped(lines.mid(middle))}) {
            const Read all = readAll(write("long", bytes));
            QCOMPARE(all.error, QString());
            QCOMPARE(all.rows.size(), std::size_t(60000));
            for (int i = 0; i < 60000; ++i)
                QCOMPARE(all.rows[std::size_t(i)]["i"].get<int>(), i);
        }
    }

    // Lost: what comes through a pipe, if its beginning was read away to look at it.
    void pipesAreRead() {
        const auto path = std::filesystem::path(m_folder.filePath("pipe").toStdString());
        QCOMPARE(mkfifo(path.c_str(), 0600), 0);
        std::jthread writer([&] {
            std::ofstream out(path, std::ios::binary);
            out << "{\"a\": 1}\n" << std::flush << "{\"a\": 2}\n";
        });
        const Read all = readAll(path);
        QCOMPARE(all.error, QString());
        QCOMPARE(all.rows.size(), std::size_t(2));
    }

    // Lost: a list, in the only form that CSV has for it.
    void cellsBecomeLists() {
        const auto read = [](const char* labels, const char* steps) {
            return fromCells(kCsv, {{"problem", "p"}, {"steps", steps}, {"labels", labels}, {"answer", " "}});
        };
        QVERIFY(read("[1, -1]", "[\"a\", \"b\"]")["steps"] == nlohmann::json({"a", "b"}));
        QVERIFY(read("[1, -1]", "")["labels"] == nlohmann::json({1, -1}));
        QVERIFY(read("1, -1", "a\r\n\nb, c")["steps"] == nlohmann::json({"a", "b, c"}));
        QVERIFY(read("+;-", "")["labels"] == nlohmann::json({"+", "-"}));
        QVERIFY(read("true false", "")["labels"] == nlohmann::json({"true", "false"}));
        QVERIFY(read("", "")["labels"].is_null() && read("", "")["answer"].is_null());
    }

private:
    std::filesystem::path write(const char* name, const QByteArray& bytes) {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return file.fileName().toStdString();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(Sources)
#include "tst_sources.moc"
