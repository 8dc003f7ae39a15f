// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/readers.h"

#include "model/base/model_config.h"
#include "model/base/safetensors_header.h"
#include "model/domain/error.h"
#include "model/domain/final_answer.h"
#include "model/grading/answer_equivalence.h"
#include "model/tokenizer/tokenizer.h"
#include "storage/formats/format.h"
#include "storage/formats/sources/record_source.h"
#include "ui/math/split_math.h"

#include <QDir>
#include <QFile>
#include <QString>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace stepmark::test {

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

/// The files of that name below the source tree's models.
std::vector<std::string> modelFiles(const QString& name) {
    std::vector<std::string> texts;
    const QDir others(QStringLiteral(STEPMARK_SOURCE_DIR "/tests/data/models/others"));
    for (const QString& model : others.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (const QString path = others.filePath(model + "/" + name); QFile::exists(path))
            texts.push_back(contentOf(path).toStdString());
    return texts;
}

/// As an import does it: records of a source, each read as the format that fits; of one that fits none as all of them.
void readImport(std::string_view bytes) {
    static const std::string path = (QDir::tempPath() + "/stepmark-fuzz-import").toStdString();
    std::ofstream(path, std::ios::binary) << bytes;
    const auto source = formats::RecordSource::open(path);
    for (formats::RawRecord record; source->next(record);) {
        const auto row = source->parse(record);
        for (const formats::Format* format : formats::all()) {
            try {
                (void)formats::read(*format, source->hasCells() ? formats::fromCells(*format, row) : row, {});
            } catch (const Error&) { // this one says no; the next may crash
            }
        }
        (void)formats::detect(row, source->hasCells());
    }
}

std::vector<std::string> importSeeds() {
    std::vector<std::string> rows;
    for (const formats::Format* format : formats::all())
        if (!format->example.empty())
            rows.emplace_back(format->example);
    rows.push_back("[" + rows.front() + "," + rows.back() + "]");
    return rows;
}

void readSafetensors(std::string_view bytes) {
    const auto header = parseSafetensorsHeader(std::as_bytes(std::span(bytes)), "fuzz");
    std::size_t sum = 0;
    for (const TensorView& tensor : header.tensors) // what it says of the file must lie in the file
        for (const std::byte byte : std::span(tensor.data, tensor.bytes))
            sum += static_cast<std::size_t>(byte);
    (void)sum;
}

void readIndex(std::string_view bytes) { (void)parseShardIndex(bytes, "fuzz"); }

void readConfig(std::string_view bytes) { validateModelConfig(parseModelConfig(bytes)); }

void readTokenizer(std::string_view bytes) {
    const auto tokenizer = Tokenizer::fromJson(bytes);
    (void)tokenizer.decode(tokenizer.encode("A caf\xC3\xA9 sells 24 cups,\n\nthen <|endoftext|> 1,000 more.\xFF"));
}

void readAnswer(std::string_view bytes) {
    const std::string_view given = bytes.substr(0, bytes.find('\n'));
    const std::string_view reference = bytes.substr(std::min(bytes.size(), given.size() + 1));
    for (const auto match : {AnswerMatch::SameForm, AnswerMatch::SameMeaning})
        if (answersEqual(given, reference, match) != answersEqual(reference, given, match))
            throw std::logic_error("equal one way only");
    (void)extractFinalAnswer(bytes);
}

void readLatex(std::string_view bytes) {
    const QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    for (const auto form : {ui::TextForm::Prose, ui::TextForm::Answer}) {
        int at = 0;
        for (const ui::TextSpan& span : ui::splitMath(text, form)) { // nothing of the text is lost or said twice
            if (span.start != at || span.length < 0 || span.inner_start < span.start ||
                span.inner_start + span.inner_length > span.end())
                throw std::logic_error("spans do not follow one another");
            at = span.end();
        }
        if (at != text.size())
            throw std::logic_error("the text's end is in no span");
    }
}

std::vector<std::string> none() { return {}; }
std::vector<std::string> safetensorsSeeds() { return modelFiles("model.safetensors"); }
std::vector<std::string> indexSeeds() { return modelFiles("model.safetensors.index.json"); }
std::vector<std::string> configSeeds() { return modelFiles("config.json"); }
std::vector<std::string> tokenizerSeeds() {
    return {
        contentOf(QStringLiteral(STEPMARK_SOURCE_DIR "/resources/base/stepmark-base/tokenizer.json")).toStdString()};
}

constexpr Reader kReaders[] = {
    {"import", readImport, importSeeds},
    {"safetensors", readSafetensors, safetensorsSeeds},
    {"index", readIndex, indexSeeds},
    {"config", readConfig, configSeeds},
    {"tokenizer", readTokenizer, tokenizerSeeds},
    {"answer", readAnswer, none},
    {"latex", readLatex, none},
};

} // namespace

std::span<const Reader> readers() { return kReaders; }

} // namespace stepmark::test
