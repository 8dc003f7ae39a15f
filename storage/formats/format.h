// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/step_splitting.h"
#include "storage/formats/alphabet.h"
#include "storage/formats/outgoing.h"
#include "storage/formats/record.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark::formats {

/// How a field is written where there are only texts (a cell of CSV).
enum class Cell {
    Value,  ///< as it stands
    Texts,  ///< a list of texts: JSON, or one a line
    Labels, ///< a list of labels: JSON, or with commas, semicolons or blanks between them
};

struct Field {
    std::string_view name;
    Cell cell = Cell::Value;
    bool kept = false; ///< stays with the solution as it is, beside what it means
};

enum class IndexBase { None, Zero, One };        ///< of the steps that labels name by number
enum class AfterError { Unsaid, Judged };        ///< labels behind the first error
enum class LabelsOf { Unsaid, People, Machine }; ///< who made the labels
std::string_view toText(LabelsOf who);           ///< "unsaid", "people", "machine"

/// What the user says of how rows are to be read.
struct ReadOptions {
    StepRule step_rule = StepRule::Auto;          ///< how a text of steps without marks of its own is split
    LabelMeaning labels = LabelMeaning::AsFormat; ///< of numbers, where the format leaves it open
    std::optional<double> threshold;              ///< scores from here on are right, the others wrong; else no ratings
    std::vector<std::string> ignore;              ///< fields that are not to be understood
};

/// One form of rows, declared. Its parser throws Error naming the field, without file and line. Any thread.
struct Format {
    std::string_view word;                        ///< of the command line: "prm800k"
    std::string_view title;                       ///< of the dialog: "PRM800K"
    std::span<const std::string_view> extensions; ///< "jsonl"
    const Alphabet* alphabet = nullptr;
    IndexBase base = IndexBase::None;
    std::string_view separator; ///< between the steps of a text; empty: steps are a list, or split by rule
    AfterError after_error = AfterError::Unsaid;
    LabelsOf labels_of = LabelsOf::Unsaid;
    std::span<const Field> fields;                     ///< that it knows
    bool (*fits)(const nlohmann::json& row) = nullptr; ///< whether a row is of this form
    void (*parse)(const nlohmann::json& row, const ReadOptions& options, std::vector<Record>& records) = nullptr;
    std::string_view example; ///< a row of it, for tests, help and fuzzing
    /// A solution as a row; nullptr where it is not written, or from passes (interchange/export.h).
    WriteRow write = nullptr;
};

/// All formats, in the order in which a row is tried for them: the strictest first.
std::span<const Format* const> all();
/// nullptr for another word.
const Format* find(std::string_view word);
/// The format of a row; Error naming the row's fields where none fits. `cells`: the row is one of CSV.
const Format& detect(const nlohmann::json& row, bool cells = false);

/// What a row says.
struct Parsed {
    std::vector<Record> records;      ///< mostly one
    std::vector<std::string> ignored; ///< its fields that the format does not know
};
/// Error where a field that the format does not know looks like steps or labels: they would be lost silently.
Parsed read(const Format& format, const nlohmann::json& row, const ReadOptions& options);

/// A row of texts (CSV) with its lists made lists, as the format declares them.
nlohmann::json fromCells(const Format& format, nlohmann::json row);

extern const Format kJsonl, kCsv, kPrm800k, kGsm8k, kMath, kMath500, kMathShepherd, kProcessBench, kPrmBench, kMrGsm8k,
    kTrl, kOpenR, kOpenRlhf, kRlhflow, kActPrm, kUltraInteract;

} // namespace stepmark::formats
