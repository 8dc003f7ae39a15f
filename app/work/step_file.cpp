// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/step_file.h"

#include "model/domain/error.h"

#include <QFile>
#include <QSaveFile>

namespace stepmark::work {

namespace {
constexpr qint64 kLongestLine = 64 << 20;

[[noreturn]] void refuse(const std::filesystem::path& path, std::int64_t line, const std::string& why) {
    throw Error(path.string() + ", line " + std::to_string(line) + ": " + why);
}
} // namespace

void readJsonLines(const std::filesystem::path& path, const std::stop_token& stop,
                   const std::function<void(std::int64_t, nlohmann::ordered_json)>& row) {
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly))
        throw Error("Cannot read " + path.string() + ": " + file.errorString().toStdString() + ".");
    for (std::int64_t line = 1; !file.atEnd(); ++line) {
        throwIfStopped(stop);
        const QByteArray text = file.readLine(kLongestLine);
        if (text.size() >= kLongestLine - 1)
            refuse(path, line, "the line is longer than 64 MB; is this a JSON Lines file?");
        if (text.trimmed().isEmpty())
            continue;
        auto json = nlohmann::ordered_json::parse(text.begin(), text.end(), nullptr, false);
        if (!json.is_object())
            refuse(path, line, "this is no JSON object; write one object a line.");
        row(line, std::move(json));
    }
}

std::vector<StepRow> readStepFile(const std::filesystem::path& path, const std::stop_token& stop) {
    std::vector<StepRow> rows;
    readJsonLines(path, stop, [&](std::int64_t line, nlohmann::ordered_json json) {
        StepRow row;
        row.line = line;
        if (!json.contains("problem") || !json["problem"].is_string())
            refuse(path, line, "the field 'problem' (a text) is missing.");
        if (!json.contains("steps") || !json["steps"].is_array())
            refuse(path, line, "the field 'steps' (a list of texts) is missing.");
        row.problem = json["problem"];
        for (const auto& step : json["steps"]) {
            if (!step.is_string())
                refuse(path, line, "every step must be a text.");
            row.steps.push_back(step);
        }
        row.row = std::move(json);
        rows.push_back(std::move(row));
    });
    return rows;
}

void writeJsonLines(const std::filesystem::path& path, const std::vector<nlohmann::ordered_json>& rows) {
    QSaveFile file(QString::fromStdString(path.string()));
    const auto fail = [&] {
        throw Error("Cannot write " + path.string() + ": " + file.errorString().toStdString() + ".");
    };
    if (!file.open(QIODevice::WriteOnly))
        fail();
    for (const auto& row : rows)
        if (const std::string text = row.dump() + "\n"; file.write(text.data(), static_cast<qint64>(text.size())) < 0)
            fail();
    if (!file.commit())
        fail();
}

} // namespace stepmark::work
