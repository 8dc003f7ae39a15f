// SPDX-License-Identifier: GPL-3.0-or-later
// https://github.com/RLHFlow/RLHF-Reward-Modeling: the user says problem and steps, the assistant a sign after each. A
// machine's labels, by the answers that completions from there reached.
#include "storage/formats/parts.h"
#include "storage/formats/turns.h"

#include "model/domain/error.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"conversations", Cell::Value}, {"messages", Cell::Value}, {"split"}};

const char* nameOf(const json& row) { return firstOf(row, {"conversations", "messages"}); }

bool isSign(const json& value) {
    const std::string letter = letterOf(value);
    return letter == "+" || letter == "-";
}

// The second turn is a judgement.
bool fits(const json& row) {
    const char* name = nameOf(row);
    const json* turns = name ? field(row, name) : nullptr;
    if (!turns || !turns->is_array() || turns->size() < 2 || !(*turns)[1].is_object())
        return false;
    const char* said = firstOf((*turns)[1], {"content", "value"});
    return said && isSign((*turns)[1][said]);
}

void parse(const json& row, const ReadOptions& options, std::vector<Record>& records) {
    const char* name = nameOf(row);
    if (!name)
        name = "conversations";
    std::vector<std::string> steps;
    json signs = json::array();
    for (const Turn& turn : turnsOf(row, name)) {
        if (turn.of_user) {
            steps.push_back(trimmed(turn.text));
            continue;
        }
        if (signs.size() + 1 != steps.size())
            throw Error(std::string("field \"") + name + "\" has not one answer to each step.");
        signs.push_back(turn.text);
    }
    if (steps.empty())
        throw Error("the solution has no steps.");
    auto [problem, first] = partProblem(steps.front(), "the first turn");
    steps.front() = std::move(first);
    Record record = recordOf(std::move(problem), row);
    setSteps(record, std::move(steps));
    setLabels(record, readLabels(signs, name, kSigns, options.labels), name);
    if (record.pass)
        record.pass->labeler = "RLHFlow";
    record.source = "RLHFlow";
    records.push_back(std::move(record));
}

} // namespace

const Format kRlhflow{
    .word = "rlhflow",
    .title = "RLHFlow",
    .extensions = kJsonFiles,
    .alphabet = &kSigns,
    .after_error = AfterError::Judged,
    .labels_of = LabelsOf::Machine,
    .fields = kFields,
    .fits = fits,
    .parse = parse,
    .example = R"({"conversations": [{"role": "user", "content": "1 + 1 Step 1: One and one."}, {"role": "assistant", )"
               R"("content": "+"}, {"role": "user", "content": "Step 2: It is 3."}, {"role": "assistant", )"
               R"("content": "-"}]})"};

} // namespace stepmark::formats
