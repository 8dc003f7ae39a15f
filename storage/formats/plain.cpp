// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/parts.h"
#include "storage/thinking_field.h"

#include "model/domain/error.h"

namespace stepmark::formats {

using nlohmann::json;

namespace {

constexpr Field kFields[] = {{"problem"},
                             {"question"},
                             {"problem_id"},
                             {"answer"},
                             {"reference_solution"},
                             {"split"},
                             {"subject"},
                             {"steps", Cell::Texts},
                             {"solution"},
                             {"candidate"},
                             {"final_answer"},
                             {"correct"},
                             {"source"},
                             {"generator"},
                             {"labels", Cell::Labels},
                             {"ratings", Cell::Labels},
                             {"labeler"},
                             {"labels_mean"},
                             {"thinking", Cell::Value, true},
                             {"step_scores", Cell::Labels},
                             {"soft_labels", Cell::Labels}};

constexpr std::string_view kCsvFiles[] = {"csv"};

bool fits(const json& row) { return hasText(row, "problem") || hasText(row, "question"); }

bool noCsv(const json&) { return false; } // the file tells, not the row

const Alphabet kScoresOnly{{}, true};

// A problem by itself; what it calls its final answer is then the reference.
Record problemOnly(Record record, const json& row) {
    if (const char* lost = firstOf(row, {"labels", "ratings", "step_scores", "soft_labels"}))
        throw Error(std::string("field \"") + lost +
                    "\" judges steps, but the row has none: \"steps\" or \"solution\" is missing.");
    if (!record.problem.answer)
        record.problem.answer = textOrNumber(row, "final_answer");
    return record;
}

/// Fewer labels than steps judge the first of them, where the row itself lists its steps. One for several steps may be
/// of the whole solution as well, and the steps of a text that was split are not the writer's: neither is guessed.
void requireOneAStep(const Record& record, const json& row, const char* name) {
    const std::size_t given = row[name].is_array() ? row[name].size() : 0, steps = record.steps.size();
    if (given == 0 || given >= steps || (given > 1 && has(row, "steps")))
        return;
    throw Error("field \"" + std::string(name) + "\" has " + entries(given) + " for " + std::to_string(steps) +
                " steps" +
                (given == 1 ? ": the first step's, or the whole solution's?" : " that the text was split into.") +
                " Give one a step, null where there is none; \"correct\" says whether a solution's answer is right.");
}

void setJudgements(Record& record, const json& row, const ReadOptions& options) {
    if (const char* scores = firstOf(row, {"step_scores", "soft_labels"}))
        setLabels(record, row, scores, kScoresOnly, {}, Count::Equal);
    if (const char* labels = firstOf(row, {"labels", "ratings"})) {
        if (has(row, "labels") && has(row, "ratings"))
            throw Error("the row has \"labels\" and \"ratings\": which of them are meant?");
        ReadOptions told = options;
        if (const auto word = maybeText(row, "labels_mean")) {
            const auto meaning = labelMeaningFromText(*word);
            if (!meaning)
                throw Error("field \"labels_mean\" is \"" + *word + "\": known are binary, ternary and scores.");
            told.labels = *meaning;
        }
        requireOneAStep(record, row, labels);
        setLabels(record, row, labels, kAnyLabels, told, Count::UpTo);
    }
    if (record.pass)
        record.pass->labeler = maybeText(row, "labeler").value_or("");
}

void parse(const json& row, const ReadOptions& options, std::vector<Record>& records) {
    Record record = recordOf(has(row, "problem") ? text(row, "problem") : text(row, "question"), row);
    record.problem.key = textOrNumber(row, "problem_id").value_or("");
    record.problem.answer = textOrNumber(row, "answer");
    record.problem.reference_solution = maybeText(row, "reference_solution");
    record.problem.subject = maybeText(row, "subject").value_or("");
    const auto solution = maybeText(row, "solution");
    if (has(row, "steps")) {
        setSteps(record, row, "steps");
    } else if (solution) {
        setSolution(record, *solution, options);
    } else {
        records.push_back(problemOnly(std::move(record), row));
        return;
    }
    if (auto given = textOrNumber(row, "final_answer"))
        record.final_answer = std::move(given);
    record.correct = maybeFlag(row, "correct");
    record.source = maybeText(row, "source").value_or(maybeText(row, "generator").value_or(""));
    record.candidate = maybeInteger(row, "candidate");
    setJudgements(record, row, options);
    records.push_back(std::move(record));
}

// A 0 beside no -1 could be wrong as well: such a row says what it means.
void writeLabels(const Outgoing& out, json& row, std::size_t& written) {
    json labels = json::array();
    bool rated = false, neutral = false;
    for (const auto& label : out.labels) {
        labels.push_back(label ? json(static_cast<int>(*label)) : json());
        rated = rated || label;
        neutral = neutral || label == Rating::Neutral;
    }
    if (!rated)
        return;
    row["labels"] = std::move(labels);
    if (neutral)
        row["labels_mean"] = "ternary";
    written = out.labels.size();
}

std::optional<json> write(const Outgoing& out, Losses&, std::size_t& written) {
    const Problem& problem = out.problem;
    json row{{"problem", problem.text}, {"split", toText(problem.split)}};
    const auto set = [&row](const char* name, const auto& value) {
        if (value)
            row[name] = *value;
    };
    const auto setText = [&row](const char* name, const std::string& value) {
        if (!value.empty())
            row[name] = value;
    };
    setText("problem_id", problem.key);
    set("answer", problem.answer);
    set("reference_solution", problem.reference_solution);
    setText("subject", problem.subject);
    if (out.steps.empty())
        return row;
    row["steps"] = out.steps;
    set("final_answer", out.final_answer);
    set("correct", out.correct);
    set("candidate", out.candidate);
    setText("source", out.source);
    if (const auto thinking = out.extra.find(storage::kThinkingField);
        thinking != out.extra.end() && thinking->is_string()) // imported fields are kept as they came
        setText(storage::kThinkingField, thinking->get<std::string>());
    writeLabels(out, row, written);
    return row;
}

constexpr std::string_view kExample =
    R"({"problem": "1 + 1", "answer": "2", "steps": ["One and one.", "It is 2."], "labels": [1, -1]})";

} // namespace

const Format kJsonl{.word = "jsonl",
                    .title = "Plain JSON lines",
                    .extensions = kJsonFiles,
                    .alphabet = &kAnyLabels,
                    .after_error = AfterError::Judged,
                    .fields = kFields,
                    .fits = fits,
                    .parse = parse,
                    .example = kExample,
                    .write = write};

const Format kCsv{.word = "csv",
                  .title = "CSV",
                  .extensions = kCsvFiles,
                  .alphabet = &kAnyLabels,
                  .after_error = AfterError::Judged,
                  .fields = kFields,
                  .fits = noCsv,
                  .parse = parse,
                  .example = kExample,
                  .write = write};

} // namespace stepmark::formats
