// SPDX-License-Identifier: GPL-3.0-or-later
// https://huggingface.co/datasets/openbmb/UltraInteract_pair: a conversation and two answers to it, of which one led to
// the right result: two solutions, no labels of steps. UltraInteract_sft: one solution. The rollouts on its problems:
// several lists of steps, each right or wrong by its answer.
#include "storage/formats/parts.h"
#include "storage/formats/turns.h"

#include "model/domain/error.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"trajectory"},
                             {"chosen"},
                             {"rejected"},
                             {"instruction"},
                             {"response"},
                             {"prompt"},
                             {"steps"},
                             {"correctness"},
                             {"reference"},
                             {"task", Cell::Value, true},
                             {"dataset", Cell::Value, true},
                             {"id", Cell::Value, true},
                             {"parent_id", Cell::Value, true},
                             {"split"}};

bool isPair(const json& row) { return has(row, "trajectory") && hasText(row, "chosen") && hasText(row, "rejected"); }

bool isRollouts(const json& row) {
    const json* steps = field(row, "steps");
    return hasText(row, "prompt") && has(row, "reference") && steps && steps->is_array() && !steps->empty() &&
           steps->front().is_array();
}

bool isOne(const json& row) { return hasText(row, "instruction") && hasText(row, "response") && has(row, "parent_id"); }

bool fits(const json& row) { return isPair(row) || isRollouts(row) || isOne(row); }

Record recordFrom(std::string problem, const json& row) {
    Record record = recordOf(std::move(problem), row);
    record.source = "UltraInteract";
    record.problem.answer = textOrNumber(row, "reference");
    return record;
}

void addPair(const json& row, const ReadOptions& options, std::vector<Record>& records) {
    const auto turns = turnsOf(row, "trajectory");
    if (turns.empty() || !turns.front().of_user)
        throw Error("field \"trajectory\" does not begin with the problem.");
    std::vector<std::string> before; // what an answer brought back stands with it
    for (std::size_t i = 1; i < turns.size(); ++i) {
        if (turns[i].of_user && !before.empty())
            before.back() += "\n" + turns[i].text;
        else
            before.push_back(turns[i].text);
    }
    for (const char* name : {"chosen", "rejected"}) {
        Record record = recordFrom(turns.front().text, row);
        setSolution(record, text(row, name), options);
        record.steps.insert(record.steps.begin(), before.begin(), before.end());
        record.correct = std::string_view(name) == "chosen";
        records.push_back(std::move(record));
    }
}

void addRollouts(const json& row, std::vector<Record>& records) {
    const json* correct = field(row, "correctness");
    const json& solutions = list(row, "steps");
    if (correct && (!correct->is_array() || correct->size() != solutions.size()))
        throw Error("field \"correctness\" must be a list with " + entries(solutions.size()) + ", one a solution.");
    for (std::size_t i = 0; i < solutions.size(); ++i) {
        Record record = recordFrom(text(row, "prompt"), row);
        setSteps(record, json{{"steps", solutions[i]}}, "steps");
        if (correct)
            record.correct = maybeFlag(json{{"correctness", (*correct)[i]}}, "correctness");
        records.push_back(std::move(record));
    }
}

void parse(const json& row, const ReadOptions& options, std::vector<Record>& records) {
    if (isPair(row))
        return addPair(row, options, records);
    if (isRollouts(row))
        return addRollouts(row, records);
    Record record = recordFrom(text(row, "instruction"), row);
    setSolution(record, text(row, "response"), options);
    records.push_back(std::move(record));
}

} // namespace

const Format kUltraInteract{
    .word = "ultrainteract",
    .title = "UltraInteract",
    .extensions = kJsonFiles,
    .alphabet = &kNoLabels,
    .labels_of = LabelsOf::Machine,
    .fields = kFields,
    .fits = fits,
    .parse = parse,
    .example = R"({"task": "Math_CoT", "dataset": "g", "trajectory": [{"from": "user", "value": "1 + 1"}], )"
               R"("chosen": "It is 2.", "rejected": "It is 3.", "id": "a", "parent_id": ""})"};

} // namespace stepmark::formats
