// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/artifact_store.h"

#include "storage/statement.h"

namespace stepmark::storage {

ArtifactStore::ArtifactStore(Project& project)
    : m_connection(project.connection()) {}

void ArtifactStore::add(const Artifact& artifact) {
    const auto folder = artifact.folder.empty() ? std::nullopt : std::optional(artifact.folder.string());
    Statement(m_connection, "INSERT INTO artifact (identity, part, spec, result, folder, seconds, created_at) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?)")
        .run(artifact.identity, toText(artifact.part), artifact.spec, artifact.result, folder, artifact.seconds,
             artifact.created_at.empty() ? nowUtc() : artifact.created_at);
}

std::optional<Artifact> ArtifactStore::find(std::string_view identity) const {
    Statement statement(m_connection, "SELECT identity, part, spec, result, folder, seconds, created_at FROM artifact "
                                      "WHERE identity = ?");
    if (!statement.run(identity).next())
        return std::nullopt;
    return Artifact{statement.text(0), partFromText(statement.text(1)).value_or(Part::None),
                    statement.text(2), statement.text(3),
                    statement.text(4), statement.real(5),
                    statement.text(6)};
}

} // namespace stepmark::storage
