// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/processbench.h"

#include "model/domain/error.h"
#include "storage/formats/fields.h"
#include "storage/formats/format.h"
#include "storage/interchange/json_lines.h"

namespace stepmark::interchange {

std::vector<ProcessBenchRow> readProcessBench(const std::filesystem::path& path) {
    JsonLines lines(path);
    std::vector<ProcessBenchRow> rows;
    while (const auto row = lines.next()) {
        try {
            formats::Record parsed =
                std::move(formats::read(formats::kProcessBench, *row, {}).records.front());
            rows.push_back({formats::textOrNumber(*row, "id").value_or(std::to_string(lines.line())),
                            std::move(parsed.problem.text), std::move(parsed.steps),
                            static_cast<int>(formats::maybeInteger(*row, "label").value_or(-1))});
        } catch (const Error& error) {
            throw Error(lines.at(error.what()));
        }
    }
    if (rows.empty())
        throw Error("\"" + path.string() + "\" is empty: there is nothing to read.");
    return rows;
}

} // namespace stepmark::interchange
