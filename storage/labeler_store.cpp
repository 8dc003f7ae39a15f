// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/labeler_store.h"

#include "model/domain/error.h"
#include "storage/statement.h"
#include "storage/transaction.h"

namespace stepmark::storage {

LabelerStore::LabelerStore(Project& project)
    : m_connection(project.connection()) {}

Labeler LabelerStore::named(const std::string& name, const std::string& kind) {
    if (name.empty())
        throw Error("A labeler needs a name.");
    Statement select(m_connection, "SELECT id, name, kind FROM labeler WHERE name = ?");
    const auto found = [&]() -> std::optional<Labeler> {
        if (!select.run(name).next())
            return std::nullopt;
        Labeler labeler{select.integer(0), select.text(1), select.text(2)};
        select.finish();
        return labeler;
    };
    if (const auto known = found())
        return *known;
    Transaction transaction(m_connection);
    if (const auto known = found()) { // somebody else was faster
        transaction.commit();
        return *known;
    }
    Statement insert(m_connection, "INSERT INTO labeler (name, kind, created_at) VALUES (?, ?, ?)");
    insert.run(name, kind, nowUtc());
    const Labeler labeler{insert.insertedId(), name, kind};
    transaction.commit();
    return labeler;
}

std::optional<Labeler> LabelerStore::find(LabelerId id) const {
    Statement statement(m_connection, "SELECT id, name, kind FROM labeler WHERE id = ?");
    if (!statement.run(id).next())
        return std::nullopt;
    return Labeler{statement.integer(0), statement.text(1), statement.text(2)};
}

std::vector<Labeler> LabelerStore::list() const {
    Statement statement(m_connection, "SELECT id, name, kind FROM labeler ORDER BY id");
    statement.run();
    std::vector<Labeler> labelers;
    while (statement.next())
        labelers.push_back({statement.integer(0), statement.text(1), statement.text(2)});
    return labelers;
}

} // namespace stepmark::storage
