// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/safetensors.h"

#include "model/base/finite.h"
#include "model/domain/error.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>

#include <cstring>
#include <filesystem>
#include <limits>

using namespace stepmark;

namespace {

TensorView viewOf(const std::string& name, DType dtype, std::vector<std::int64_t> shape, const QByteArray& bytes) {
    return {name, dtype, std::move(shape), reinterpret_cast<const std::byte*>(bytes.constData()),
            static_cast<std::size_t>(bytes.size())};
}

void writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray fileOf(const QByteArray& header, qsizetype data_bytes) {
    const quint64 length = qToLittleEndian(static_cast<quint64>(header.size()));
    return QByteArray(reinterpret_cast<const char*>(&length), 8) + header + QByteArray(data_bytes, '\1');
}

/// A header padded to a multiple of 8, so that alignment is not what fails.
QByteArray padded(QByteArray header) { return header.append((8 - header.size() % 8) % 8, ' '); }

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void writerRefuses_data();
    void writerRefuses();
    void badFiles_data();
    void badFiles();
    void asOthersWrite();
    void shards();
    void badIndexes_data();
    void badIndexes();
    void links();
    void pretrainedModel();
};

// Weights that come back changed, or in a file that other programs cannot read, are a lost training run.
void TestSafetensors::roundTrip() {
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.filePath("model.safetensors").toStdString());
    const QByteArray a("\1\2\3\4\5\6\7\10\11\12\13\14", 12), b("\1\2\3", 3), c("12345678", 8);
    const std::vector<TensorView> tensors{viewOf("z.bytes", DType::U8, {3}, b), viewOf("a\"é", DType::BF16, {2, 3}, a),
                                          viewOf("scalar", DType::I64, {}, c), viewOf("empty", DType::F32, {0, 7}, {})};
    for (int i = 0; i < 2; ++i) // the second time over the first
        writeSafetensors(path, tensors, {{"format", "pt"}, {"made by", "a test"}});

    const SafetensorsReader reader = SafetensorsReader::openFolder(folder.path().toStdString());
    QCOMPARE(reader.tensors().size(), std::size_t{4});
    QCOMPARE(reader.metadata().at("made by"), "a test");
    for (const TensorView& wanted : tensors) {
        const TensorView& found = reader.at(wanted.name);
        QCOMPARE(found.dtype, wanted.dtype);
        QCOMPARE(found.shape, wanted.shape);
        QCOMPARE(found.bytes, wanted.bytes);
        QCOMPARE(std::memcmp(found.data, wanted.data, wanted.bytes), 0);
        QCOMPARE(reinterpret_cast<std::uintptr_t>(found.data) % dtypeSize(found.dtype), std::uintptr_t{0});
    }
    QCOMPARE(reader.at("scalar").elementCount(), 1);
    QCOMPARE(reader.at("empty").elementCount(), 0);
    QVERIFY(!reader.find("scala"));
    QVERIFY_EXCEPTION_THROWN((void)reader.at("scala"), Error);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"model.safetensors"});
}

// What cannot be written must not leave half a file behind.
void TestSafetensors::writerRefuses_data() {
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("path");
    QTest::newRow("two of a name") << QStringList{"a", "a"} << 2 << "x.safetensors";
    QTest::newRow("no name") << QStringList{""} << 2 << "x.safetensors";
    QTest::newRow("reserved name") << QStringList{"__metadata__"} << 2 << "x.safetensors";
    QTest::newRow("shape does not fit") << QStringList{"a"} << 3 << "x.safetensors";
    QTest::newRow("negative shape") << QStringList{"a"} << -2 << "x.safetensors";
    QTest::newRow("name is not UTF-8") << QStringList{QString(QChar(0xDC80))} << 2 << "x.safetensors";
    QTest::newRow("no folder") << QStringList{"a"} << 2 << "absent/x.safetensors";
    QTest::newRow("a folder is in the way") << QStringList{"a"} << 2 << "folder";
}

void TestSafetensors::writerRefuses() {
    QFETCH(QStringList, names);
    QFETCH(int, rows);
    QFETCH(QString, path);
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath("folder/full"));
    const QByteArray bytes(8, '\1');
    std::vector<TensorView> tensors;
    for (const QString& name : names)
        tensors.push_back(viewOf(name == QChar(0xDC80) ? "\xFF" : name.toStdString(), DType::F32, {rows}, bytes));
    QVERIFY_EXCEPTION_THROWN(writeSafetensors(folder.filePath(path).toStdString(), tensors), Error);
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{"folder"});
}

// Model files come from the internet. A faulty or hostile one must end in a message, never in a crash or in foreign
// memory.
void TestSafetensors::badFiles_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const QByteArray& file, const char* says) {
        QTest::newRow(name) << file << QString(says);
    };
    const auto header = [&row](const char* name, const QByteArray& text, const char* says, qsizetype data = 16) {
        row(name, fileOf(padded(text), data), says);
    };
    const auto tensor = [&header](const char* name, const QByteArray& dtype, const QByteArray& shape,
                                  const QByteArray& offsets, const char* says) {
        header(name, R"({"a":{"dtype":)" + dtype + ",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}", says);
    };
    row("empty", "", "no safetensors file");
    row("five bytes", "12345", "no safetensors file");
    row("header beyond the bound", QByteArray(16, '\xFF'), "never read");
    row("header beyond the end", fileOf("{}", 0).replace(0, 1, "\3"), "ends within its header");
    row("pickle", QByteArray("PK\3\4\0\0\0\0archive/data.pkl", 24), "ends within its header");
    row("zip of torch.save", QByteArray("PK\3\4\0\0\10\10archive/data.pkl", 24), "never read");
    header("not JSON", "{", "not valid JSON");
    header("not UTF-8", "{\"\xFF\":{}}", "not valid JSON");
    header("a list", "[]", "not an object");
    header("nested", QByteArray(5000, '[') + QByteArray(5000, ']'), "nested deeper");
    header(
        "duplicate",
        R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}})",
        "occurs twice");
    header("duplicate field", R"({"a":{"dtype":"F32","dtype":"F32","shape":[4],"data_offsets":[0,16]}})",
           "occurs twice");
    header("tensor is a number", R"({"a":1})", "has no dtype");
    header("no shape", R"({"a":{"dtype":"F32","data_offsets":[0,16]}})", "has no dtype, shape");
    header("no name", R"({"":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", "name is empty");
    header("long name", "{\"" + QByteArray(2000, 'a') + R"(":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})",
           "longer than");
    header("metadata is a list", R"({"__metadata__":[]})", "__metadata__", 0);
    header("metadata with a number", R"({"__metadata__":{"a":1}})", "not a string", 0);
    tensor("unknown type beyond the end", R"("F8_E4M3")", "[32]", "[0,32]", "not within");
    tensor("hole before an unknown type", R"("F8_E4M3")", "[8]", "[8,16]", "hole");
    tensor("type is a number", "4", "[4]", "[0,16]", "element type");
    tensor("shape is a number", R"("F32")", "4", "[0,16]", "not a list");
    tensor("negative dimension", R"("F32")", "[-4]", "[0,16]", "not a whole number");
    tensor("dimension is a fraction", R"("F32")", "[4.0]", "[0,16]", "not a whole number");
    tensor("dimension beyond 64 bits", R"("F32")", "[36893488147419103232]", "[0,16]", "not a whole number");
    tensor("dimension beyond 63 bits", R"("F32")", "[18446744073709551615]", "[0,16]", "too large");
    tensor("product overflows", R"("F32")", "[4294967296,4294967296,4294967296]", "[0,16]", "does not fit");
    tensor("product times size overflows to 16", R"("F32")", "[4611686018427387908]", "[0,16]", "does not fit");
    tensor("nine dimensions", R"("F32")", "[1,1,1,1,1,1,1,1,4]", "[0,16]", "at most 8");
    tensor("one offset", R"("F32")", "[4]", "[0]", "not a pair");
    tensor("offsets backwards", R"("F32")", "[4]", "[16,0]", "not within");
    tensor("offsets beyond the end", R"("F32")", "[8]", "[0,32]", "not within");
    tensor("huge offsets", R"("F32")", "[4]", "[9223372036854775792,9223372036854775807]", "not within");
    tensor("size does not fit", R"("F32")", "[3]", "[0,16]", "does not fit");
    tensor("hole at the beginning", R"("F32")", "[2]", "[8,16]", "hole");
    tensor("rest at the end", R"("F32")", "[2]", "[0,8]", "belong to no tensor");
    header("no tensor for the data", "{}", "belong to no tensor");
    header(
        "overlap",
        R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}})",
        "overlaps");
    header(
        "the same bytes twice",
        R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})",
        "overlaps");
    header("cut off", R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", "not within", 15);
}

void TestSafetensors::badFiles() {
    QFETCH(QByteArray, file);
    QFETCH(QString, says);
    QTemporaryDir folder;
    writeFile(folder.filePath("model.safetensors"), file);
    try {
        (void)SafetensorsReader::openFolder(folder.path().toStdString());
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(says), error.what());
        QVERIFY2(QString(error.what()).contains("model.safetensors"), error.what());
    }
}

// The format asks for neither padding nor alignment (MLX writes none), metadata may be null, and a tensor of a type
// that is not known here hurts nobody who does not ask for it.
void TestSafetensors::asOthersWrite() {
    QTemporaryDir folder;
    const QByteArray header =
        R"({"__metadata__":null,"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[2],"data_offsets":[1,9]},"c":{"dtype":"F8_E8M0","shape":[3],"data_offsets":[9,12]}})";
    const float values[2] = {1.5f, std::numeric_limits<float>::infinity()};
    QByteArray file(8, '\0');
    file[0] = static_cast<char>(header.size());
    QVERIFY(header.size() < 256);
    file += header + "A" + QByteArray(reinterpret_cast<const char*>(values), 8) + "xyz";
    writeFile(folder.filePath("model.safetensors"), file);
    const SafetensorsReader reader = SafetensorsReader::openFolder(folder.path().toStdString());
    QVERIFY(reader.metadata().empty());
    QCOMPARE(reader.tensors().size(), std::size_t{2});
    const TensorView& b = reader.at("b");
    QCOMPARE(std::memcmp(b.data, values, sizeof values), 0);
    QCOMPARE(nonFinite(b).count, 1);
    QCOMPARE(nonFinite(b).first, 1);
    QVERIFY(!reader.find("c"));
    try {
        (void)reader.at("c");
        QFAIL("read");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains("F8_E8M0"), error.what());
    }
    const SafetensorsReader renamed = reader.renamed([](const std::string& name) { return "x." + name; });
    QCOMPARE(renamed.at("x.b").data, b.data);
    QVERIFY(!renamed.find("b"));
    QVERIFY_EXCEPTION_THROWN((void)reader.renamed([](const std::string&) { return "same"; }), Error);
}

// Larger models come in several files: each tensor must be found in its own.
void TestSafetensors::shards() {
    QTemporaryDir folder;
    const auto root = std::filesystem::path(folder.path().toStdString());
    const QByteArray one("AAAA"), two("BBBB");
    const std::vector<TensorView> first{viewOf("x", DType::F32, {1}, one)}, second{viewOf("b", DType::F32, {1}, two)};
    writeSafetensors(root / "model-1.safetensors", first);
    writeSafetensors(root / "model-2.safetensors", second);
    writeFile(folder.filePath("model.safetensors.index.json"),
              R"({"metadata":{"total_size":8},"weight_map":{"x":"model-1.safetensors","b":"model-2.safetensors"}})");
    const SafetensorsReader reader = SafetensorsReader::openFolder(root);
    QCOMPARE(reader.tensors().size(), std::size_t{2});
    QCOMPARE(reader.tensors().front().name, "b");
    QCOMPARE(static_cast<char>(*reader.at("x").data), 'A');
    QCOMPARE(static_cast<char>(*reader.at("b").data), 'B');
}

// An index names files: it must not lead out of the folder, nor promise what is not there.
void TestSafetensors::badIndexes_data() {
    QTest::addColumn<QByteArray>("index");
    QTest::addColumn<QString>("says");
    const auto map = [](const char* name, const QByteArray& entries, const char* says) {
        QTest::newRow(name) << R"({"weight_map":{)" + entries + "}}" << QString(says);
    };
    QTest::newRow("not JSON") << QByteArray("{") << "not valid JSON";
    QTest::newRow("a list") << QByteArray("[]") << "no weight_map";
    QTest::newRow("no map") << QByteArray(R"({"metadata":{}})") << "no weight_map";
    map("empty map", "", "no weight_map");
    map("number", R"("x":1)", "not a file name");
    map("path", R"("x":"sub/one.safetensors")", "plain name");
    map("absolute", R"("x":"/etc/passwd")", "plain name");
    map("parent", R"("x":"../one.safetensors")", "plain name");
    map("backslash", R"("x":"..\\one.safetensors")", "plain name");
    map("dots", R"("x":"..")", "plain name");
    map("hidden", R"("x":".one.safetensors")", "plain name");
    map("nothing", R"("x":"")", "plain name");
    map("NUL", R"("x":"one\u0000.safetensors")", "plain name");
    map("pickle", R"("x":"pytorch_model.bin")", "plain name");
    map("tensor twice", R"("x":"one.safetensors","x":"two.safetensors")", "occurs twice");
    map("missing shard", R"("x":"one.safetensors","y":"one.safetensors","z":"three.safetensors")", "three.safetensors");
    map("tensor is elsewhere", R"("x":"one.safetensors","y":"one.safetensors","q":"two.safetensors")", "is not in");
    map("tensors the index lacks", R"("x":"one.safetensors")", "holds 2 tensors");
    map("in both shards", R"("x":"one.safetensors","y":"one.safetensors","z":"two.safetensors")", "holds 2 tensors");
    map("one tensor in two shards", R"("x":"one.safetensors","y":"one.safetensors","z":"copy.safetensors")",
        "is not in");
    map("shard is a folder", R"("x":"folder.safetensors")", "regular file");
}

void TestSafetensors::badIndexes() {
    QFETCH(QByteArray, index);
    QFETCH(QString, says);
    QTemporaryDir folder;
    const auto root = std::filesystem::path(folder.path().toStdString());
    const QByteArray bytes("AAAA");
    const std::vector<TensorView> one{viewOf("x", DType::F32, {1}, bytes), viewOf("y", DType::F32, {1}, bytes)};
    const std::vector<TensorView> two{viewOf("x", DType::F32, {1}, bytes), viewOf("z", DType::F32, {1}, bytes)};
    writeSafetensors(root / "one.safetensors", one);
    writeSafetensors(root / "two.safetensors", two);
    writeSafetensors(root / "copy.safetensors", one);
    std::filesystem::create_directory(root / "folder.safetensors");
    writeFile(folder.filePath("model.safetensors.index.json"), index);
    try {
        (void)SafetensorsReader::openFolder(root);
        QFAIL("accepted");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(says), error.what());
    }
}

// A link in a downloaded folder could show any file of the user; the links of Hugging Face's own cache must work.
void TestSafetensors::links() {
    QTemporaryDir folder;
    const auto root = std::filesystem::path(folder.path().toStdString());
    const QByteArray bytes("AAAA");
    const std::vector<TensorView> tensors{viewOf("x", DType::F32, {1}, bytes)};
    const auto snapshot = root / "models--x" / "snapshots" / "0123", blobs = root / "models--x" / "blobs";
    std::filesystem::create_directories(snapshot);
    std::filesystem::create_directories(blobs);
    writeSafetensors(blobs / "abcdef", tensors);
    std::filesystem::create_symlink("../../blobs/abcdef", snapshot / "model.safetensors");
    QVERIFY(SafetensorsReader::openFolder(snapshot).find("x"));
    const auto below = snapshot / "part" / "deeper"; // a repository may hold several models
    std::filesystem::create_directories(below);
    std::filesystem::create_symlink("../../../../blobs/abcdef", below / "model.safetensors");
    QVERIFY(SafetensorsReader::openFolder(below).find("x"));
    std::filesystem::create_directory_symlink(snapshot, root / "link");
    QVERIFY(SafetensorsReader::openFolder(root / "link").find("x"));

    const auto neighbour = root / "models--y" / "snapshots" / "4567"; // whose repository this is not
    std::filesystem::create_directories(neighbour);
    std::filesystem::create_symlink("../../../models--x/blobs/abcdef", neighbour / "model.safetensors");
    QVERIFY_EXCEPTION_THROWN((void)SafetensorsReader::openFolder(neighbour), Error);

    const auto other = root / "other";
    std::filesystem::create_directories(other);
    std::filesystem::create_symlink(blobs / "abcdef", other / "model.safetensors");
    QVERIFY_EXCEPTION_THROWN((void)SafetensorsReader::openFolder(other), Error);
    std::filesystem::remove(other / "model.safetensors");
    std::filesystem::create_symlink("nowhere", other / "model.safetensors");
    QVERIFY_EXCEPTION_THROWN((void)SafetensorsReader::openFolder(other), Error);
    std::filesystem::remove(other / "model.safetensors");
    QVERIFY_EXCEPTION_THROWN((void)SafetensorsReader::openFolder(other), Error);
    QVERIFY_EXCEPTION_THROWN((void)SafetensorsReader::openFolder(other / "absent"), Error);
}

// A file that people use.
void TestSafetensors::pretrainedModel() {
    if (!qEnvironmentVariableIsSet("STEPMARK_MODEL_DIR"))
        QSKIP("STEPMARK_MODEL_DIR is not set: no pretrained model to read.");
    const SafetensorsReader reader =
        SafetensorsReader::openFolder(qEnvironmentVariable("STEPMARK_MODEL_DIR").toStdString());
    const TensorView& embedding = reader.at("model.embed_tokens.weight");
    QCOMPARE(embedding.shape.size(), std::size_t{2});
    QCOMPARE(embedding.bytes, static_cast<std::size_t>(embedding.elementCount()) * dtypeSize(embedding.dtype));
}

QTEST_APPLESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
