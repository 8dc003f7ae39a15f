// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/score_sources.h"

#include "model/domain/error.h"
#include "storage/score_store.h"
#include "storage/statement.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace stepmark::storage {

namespace {

std::string inQuotes(const std::string& text) { return "'" + text + "'"; }

/// The source that an import named; nullopt for scores that no import brought.
std::optional<std::string> importedName(const ModelRecord& record) {
    const auto config = nlohmann::json::parse(record.config, nullptr, false);
    if (record.kind != "scores" || !config.is_object() || !config.contains("source"))
        return std::nullopt;
    return config["source"].is_string() ? config["source"].get<std::string>() : std::string();
}

ScoreSource sourceOf(const ModelRecord& record) {
    ScoreSource source{.model = record.id, .path = record.path};
    if (const auto name = importedName(record)) {
        source.imported = true;
        source.name = *name;
    }
    if (source.name.empty())
        source.name = std::filesystem::path(record.path).filename().string();
    return source;
}

std::string listed(const std::vector<ScoreSource>& sources) {
    std::string text;
    for (const ScoreSource& source : sources)
        text += (text.empty() ? "" : ", ") + inQuotes(source.name);
    return text;
}

} // namespace

bool isImported(const ModelRecord& model) { return importedName(model).has_value(); }

std::vector<ScoreSource> scoreSources(Project& project) {
    Statement count(project.connection(), "SELECT COUNT(*) FROM step_score WHERE model_id = ?");
    const ScoreStore scores(project);
    std::vector<ScoreSource> sources;
    for (const ModelRecord& record : ModelStore(project).list("scores")) {
        if (!scores.hasFinished(record.id))
            continue;
        sources.push_back(sourceOf(record));
        count.run(record.id).next();
        sources.back().steps = count.integer(0);
        count.finish();
    }
    return sources;
}

std::optional<ScoreSource> findScoreSource(Project& project, std::string_view name) {
    std::optional<ScoreSource> found;
    auto sources = scoreSources(project);
    for (auto source = sources.rbegin(); source != sources.rend(); ++source)
        if (source->path == name)
            return std::move(*source);
    for (ScoreSource& source : sources) {
        if (source.name != name)
            continue;
        if (found)
            throw Error("Several score sources are called " + inQuotes(std::string(name)) +
                        ": name the one that is meant by its path, " + inQuotes(found->path) + " or " +
                        inQuotes(source.path) + ".");
        found = std::move(source);
    }
    return found;
}

ScoreSource scoreSource(Project& project, std::string_view name) {
    if (auto found = findScoreSource(project, name))
        return *std::move(found);
    const auto sources = scoreSources(project);
    throw Error("The project has no score source " + inQuotes(std::string(name)) +
                (sources.empty() ? ", and no other: 'stepmarkctl import' or 'stepmarkctl score --scores FILE' brings "
                                   "step scores in."
                                 : ": it has " + listed(sources) + "."));
}

} // namespace stepmark::storage
