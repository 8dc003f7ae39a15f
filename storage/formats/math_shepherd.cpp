// SPDX-License-Identifier: GPL-3.0-or-later
// https://huggingface.co/datasets/peiyi9979/Math-Shepherd: `label` is `input` with a sign for each step mark. A step is
// "+" where one of several completions from there reached the right answer: a machine's label, also behind a "-".
#include "storage/formats/marked_steps.h"
#include "storage/formats/parts.h"

#include "model/domain/error.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"input"}, {"label"}, {"task", Cell::Value, true}, {"split"}};

bool fits(const json& row) {
    return hasText(row, "input") && hasText(row, "label") &&
           row["input"].get_ref<const std::string&>().find(kStepMark) != std::string::npos;
}

// The signs that stand in `label` where `input` has its marks.
json signsIn(const std::string& label, const std::vector<std::string>& pieces) {
    json signs = json::array();
    std::size_t at = 0;
    const auto skipBlanks = [&] { at = std::min(label.find_first_not_of(" \t\r\n", at), label.size()); };
    for (const std::string& piece : pieces) {
        skipBlanks();
        if (label.compare(at, piece.size(), piece) != 0)
            throw Error("field \"label\" is not \"input\" with a sign for each mark: it differs in step " +
                        std::to_string(signs.size() + 1) + ".");
        at += piece.size();
        skipBlanks();
        signs.push_back(label.substr(at, 1));
        at = std::min(at + 1, label.size());
    }
    skipBlanks();
    if (at < label.size())
        throw Error("field \"label\" goes on behind the last step of \"input\".");
    return signs;
}

void parse(const json& row, const ReadOptions& options, std::vector<Record>& records) {
    const std::string input = text(row, "input");
    auto pieces = piecesOf(input, kStepMark);
    if (pieces.empty() || !trimmed(input).ends_with(kStepMark))
        throw Error("field \"input\" has no step mark (" + std::string(kStepMark) + ") at its end.");
    const json signs = signsIn(text(row, "label"), pieces);
    Record record = markedRecord(std::move(pieces), row);
    setLabels(record, readLabels(signs, "label", kSigns, options.labels), "label");
    if (record.pass)
        record.pass->labeler = "Math-Shepherd";
    record.source = "Math-Shepherd";
    records.push_back(std::move(record));
}

std::optional<json> write(const Outgoing& out, Losses& lost, std::size_t& written) {
    const auto marked = markedRow(out, lost, written);
    if (!marked)
        return std::nullopt;
    std::string signs;
    std::size_t from = 0;
    for (const bool right : marked->labels) {
        const std::size_t mark = marked->input.find(kStepMark, from);
        signs.append(marked->input, from, mark - from).append(right ? "+" : "-");
        from = mark + kStepMark.size();
    }
    json row{{"input", marked->input}, {"label", signs}};
    if (const auto task = out.extra.find("task"); task != out.extra.end())
        row["task"] = *task;
    setSplit(row, out, Split::Train);
    return row;
}

} // namespace

const Format kMathShepherd{
    .word = "math-shepherd",
    .title = "Math-Shepherd",
    .extensions = kJsonFiles,
    .alphabet = &kSigns,
    .separator = kStepMark,
    .after_error = AfterError::Judged,
    .labels_of = LabelsOf::Machine,
    .fields = kFields,
    .fits = fits,
    .parse = parse,
    .example = "{\"input\": \"1 + 1 Step 1: One and one. \xD0\xBA\xD0\xB8\\nStep 2: It is 3. \xD0\xBA\xD0\xB8\", "
               "\"label\": \"1 + 1 Step 1: One and one. +\\nStep 2: It is 3. -\", \"task\": \"GSM8K\"}",
    .write = write};

} // namespace stepmark::formats
