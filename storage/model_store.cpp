// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/model_store.h"

#include "model/domain/error.h"
#include "storage/statement.h"

#include <algorithm>
#include <utility>

namespace stepmark::storage {

namespace {

constexpr const char* kSelectModels =
    "SELECT id, kind, path, base, round_id, config, metrics, data_fingerprint, created_at, aside FROM model ";

ModelRecord modelOf(const Statement& row) {
    return {row.integer(0), row.text(1), row.text(2), row.text(3), row.integer(4),
            row.text(5),    row.text(6), row.text(7), row.text(8), row.flag(9)};
}

/// One name for each place, through symbolic links and dots.
std::filesystem::path realPath(const std::filesystem::path& path) {
    std::error_code error;
    auto real = std::filesystem::weakly_canonical(path, error);
    if (error)
        real = std::filesystem::absolute(path).lexically_normal();
    return real.has_filename() ? real : real.parent_path(); // "folder/" is "folder"
}

std::optional<ModelRecord> one(Statement& statement) {
    return statement.next() ? std::optional(modelOf(statement)) : std::nullopt;
}

std::vector<ModelRecord> recordsOf(Statement& statement) {
    std::vector<ModelRecord> records;
    while (statement.next())
        records.push_back(modelOf(statement));
    return records;
}

} // namespace

ModelStore::ModelStore(Project& project)
    : m_connection(project.connection()) {}

ModelId ModelStore::add(const ModelRecord& record) {
    if (record.kind != "prm" && record.kind != "orm" && record.kind != "generator" && record.kind != "scores")
        throw Error("\"" + record.kind +
                    "\" is no kind of model: write \"prm\", \"orm\", \"generator\" or \"scores\".");
    Statement insert(m_connection,
                     "INSERT INTO model (kind, path, base, round_id, config, metrics, data_fingerprint, created_at, "
                     "aside) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.run(record.kind, record.path, record.base, idOrNull(record.round), record.config, record.metrics,
               record.data_fingerprint, record.created_at.empty() ? nowUtc() : record.created_at, record.aside);
    return insert.insertedId();
}

std::optional<ModelRecord> ModelStore::find(ModelId id) const {
    Statement statement(m_connection, std::string(kSelectModels) + "WHERE id = ?");
    return one(statement.run(id));
}

std::optional<ModelRecord> ModelStore::findByPath(const std::filesystem::path& path) const {
    const auto wanted = realPath(path);
    auto models = list();
    const auto place = std::find_if(models.rbegin(), models.rend(),
                                    [&](const ModelRecord& model) { return realPath(model.path) == wanted; });
    return place == models.rend() ? std::nullopt : std::optional(std::move(*place));
}

std::optional<ModelRecord> ModelStore::latest(std::string_view kind) const {
    Statement statement(m_connection,
                        std::string(kSelectModels) + "WHERE kind = ? AND aside = 0 ORDER BY id DESC LIMIT 1");
    return one(statement.run(kind));
}

std::vector<ModelRecord> ModelStore::list(std::string_view kind) const {
    Statement statement(m_connection, std::string(kSelectModels) + "WHERE (? = '' OR kind = ?) ORDER BY id");
    return recordsOf(statement.run(kind, kind));
}

std::vector<ModelRecord> ModelStore::judges() const {
    Statement statement(m_connection, std::string(kSelectModels) + "WHERE kind IN ('prm', 'scores') AND (aside = 0 OR "
                                                                   "listed = 1) ORDER BY id DESC");
    return recordsOf(statement.run());
}

void ModelStore::setMetrics(ModelId id, const std::string& json) {
    Statement(m_connection, "UPDATE model SET metrics = ? WHERE id = ?").run(json, id);
}

} // namespace stepmark::storage
