// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/step_file.h"

#include "model/domain/error.h"
#include "storage/interchange/json_lines.h"

namespace stepmark::work {

namespace {

StepRow stepRow(Json json) {
    StepRow row;
    row.problem = textField(json, "problem");
    const auto steps = json.find("steps");
    if (steps == json.end() || !steps->is_array())
        throw Error("the field \"steps\" (a list of texts) is missing.");
    for (const Json& step : *steps) {
        if (!step.is_string())
            throw Error("every step must be a text.");
        row.steps.push_back(step);
    }
    row.row = std::move(json);
    return row;
}

} // namespace

const std::string& textField(const Json& row, const char* name) {
    const auto field = row.find(name);
    if (field == row.end() || !field->is_string())
        throw Error("the field \"" + std::string(name) + "\" (a text) is missing.");
    return field->get_ref<const std::string&>();
}

std::vector<StepRow> readStepFile(const std::filesystem::path& path, const std::stop_token& stop) {
    std::vector<StepRow> rows;
    interchange::JsonLines lines(path, stop);
    while (auto json = lines.nextOrdered()) {
        throwIfStopped(stop);
        try {
            rows.push_back(stepRow(std::move(*json)));
        } catch (const Error& error) {
            throw Error(lines.at(error.what()));
        }
        rows.back().line = lines.line();
    }
    return rows;
}

void writeJsonLines(files::OutputFile& out, const std::vector<Json>& rows) {
    for (const Json& row : rows)
        out.write(row.dump() + '\n');
    out.commit();
}

} // namespace stepmark::work
