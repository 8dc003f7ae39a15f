// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/imported_scores.h"

#include "storage/model_store.h"
#include "storage/score_store.h"

#include <nlohmann/json.hpp>

namespace stepmark::interchange {

namespace {

constexpr std::size_t kRowsAtOnce = 10'000; ///< rows in memory

storage::Connection& prepared(storage::Connection& scratch) {
    for (const char* sql :
         {"PRAGMA temp_store=FILE", "ATTACH DATABASE '' AS spill", // '': a file that nobody else sees
          "PRAGMA spill.journal_mode=OFF", "PRAGMA spill.synchronous=OFF", "PRAGMA spill.cache_size=-8192",
          "CREATE TABLE spill.soft (step_id INTEGER PRIMARY KEY, negative REAL NOT NULL, neutral REAL NOT NULL, "
          "positive REAL NOT NULL, times INTEGER NOT NULL) STRICT",
          "BEGIN"})
        scratch.execute(sql);
    return scratch;
}

/// One source, one model: a data set in several files is chosen by one name.
ModelId modelOf(storage::Project& project, const std::filesystem::path& file, const std::string& source) {
    storage::ModelStore models(project);
    for (const auto& known : models.list("scores")) {
        const auto config = nlohmann::json::parse(known.config, nullptr, false);
        if (config.is_object() && config.value("source", nlohmann::json()) == source)
            return known.id;
    }
    storage::ModelRecord record;
    record.kind = "scores";
    record.path = file == "-" ? source : std::filesystem::absolute(file).string();
    record.config = nlohmann::json{{"source", source}, {"from", "import"}}.dump();
    return models.add(record);
}

} // namespace

struct ImportedScores::Spill {
    storage::Connection scratch{":memory:"};
    storage::Statement add{prepared(scratch),
                           "INSERT INTO soft (step_id, negative, neutral, positive, times) VALUES (?, ?, ?, ?, 1) "
                           "ON CONFLICT (step_id) DO UPDATE SET negative = negative + excluded.negative, neutral = "
                           "neutral + excluded.neutral, positive = positive + excluded.positive, times = times + 1"};
};

ImportedScores::ImportedScores() = default;
ImportedScores::~ImportedScores() = default;

void ImportedScores::add(StepId step, const StepProbabilities& score) {
    if (!m_spill)
        m_spill = std::make_unique<Spill>();
    m_spill->add.run(step, static_cast<double>(score.negative), static_cast<double>(score.neutral),
                     static_cast<double>(score.positive));
}

void ImportedScores::store(storage::Project& project, const std::filesystem::path& file, const std::string& source) {
    if (!m_spill)
        return;
    storage::ScoreStore store(project);
    const ModelId model = modelOf(project, file, source);
    store.begin(model);
    storage::Statement all(m_spill->scratch, "SELECT step_id, negative / times, neutral / times, positive / times FROM "
                                             "soft ORDER BY step_id");
    all.run();
    std::vector<storage::StepScoreRow> rows;
    const auto write = [&] {
        store.writeSteps(model, rows);
        rows.clear();
    };
    while (all.next()) {
        rows.push_back({all.integer(0),
                        {static_cast<float>(all.real(1)), static_cast<float>(all.real(2)),
                         static_cast<float>(all.real(3))}});
        if (rows.size() == kRowsAtOnce)
            write();
    }
    write();
    store.finish(model);
}

} // namespace stepmark::interchange
