// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/labeler_store.h"

#include "model/domain/error.h"
#include "storage/gold_store.h"
#include "storage/hidden.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <cmath>
#include <cstdlib>

namespace stepmark::storage {

namespace {

constexpr const char* kSelectLabelers = "SELECT id, name, kind, machine FROM labeler ";

Labeler labelerOf(const Statement& row) { return {row.integer(0), row.text(1), row.text(2), row.flag(3)}; }

bool isMachine(const std::string& kind) { return kind == "oracle" || kind == "scores"; }

} // namespace

LabelerStore::LabelerStore(Project& project)
    : m_project(project)
    , m_connection(project.connection()) {}

Labeler LabelerStore::named(const std::string& name, const std::string& kind) {
    if (name.empty())
        throw Error("A labeler needs a name.");
    Statement select(m_connection, std::string(kSelectLabelers) + "WHERE name = ?");
    const auto found = [&]() -> std::optional<Labeler> {
        if (!select.run(name).next())
            return std::nullopt;
        Labeler labeler = labelerOf(select);
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
    Statement hidden(m_connection, "SELECT id FROM labeler_row WHERE name = ?");
    if (hidden.run(name).next()) { // an import under way knows them already
        const Labeler labeler{hidden.integer(0), name, kind, isMachine(kind)};
        hidden.finish();
        unhide(m_connection, Kind::Labeler, labeler.id);
        Statement(m_connection, "UPDATE labeler_row SET kind = ?, machine = ? WHERE id = ?")
            .run(kind, labeler.machine, labeler.id);
        transaction.commit();
        return labeler;
    }
    Statement insert(m_connection, "INSERT INTO labeler_row (name, kind, machine, created_at) VALUES (?, ?, ?, ?)");
    insert.run(name, kind, isMachine(kind), nowUtc());
    const Labeler labeler{insert.insertedId(), name, kind, isMachine(kind)};
    transaction.commit();
    return labeler;
}

std::optional<Labeler> LabelerStore::find(LabelerId id) const {
    Statement statement(m_connection, std::string(kSelectLabelers) + "WHERE id = ?");
    return statement.run(id).next() ? std::optional(labelerOf(statement)) : std::nullopt;
}

std::vector<Labeler> LabelerStore::list() const {
    Statement statement(m_connection, std::string(kSelectLabelers) + "ORDER BY id");
    statement.run();
    std::vector<Labeler> labelers;
    while (statement.next())
        labelers.push_back(labelerOf(statement));
    return labelers;
}

Labeler LabelerStore::sitDown(const std::string& name, const std::string& kind, bool as_person) {
    Transaction transaction(m_connection);
    Statement known(m_connection, "SELECT id FROM labeler WHERE name = ? AND kind <> 'import'");
    const bool is_new = !known.run(name).next();
    known.finish();
    Labeler labeler = named(name, kind);
    if (is_new) {
        labeler.kind = kind;
        labeler.machine = isMachine(kind) && !as_person;
        Statement(m_connection, "UPDATE labeler_row SET kind = ?, machine = ? WHERE id = ?")
            .run(kind, labeler.machine, labeler.id);
        const int wanted = qualityRules(m_project).screening_items;
        if (!labeler.machine && wanted > 0 && GoldStore(m_project).inService(Purpose::Screening) >= wanted)
            setState(labeler.id, LabelerState::Screening);
    }
    transaction.commit();
    return labeler;
}

void LabelerStore::setMachine(LabelerId id, bool machine) {
    Statement(m_connection, "UPDATE labeler_row SET machine = ? WHERE id = ?").run(machine, id);
}

std::set<LabelerId> machines(Connection& connection) {
    Statement statement(connection, "SELECT id FROM labeler WHERE machine = 1");
    statement.run();
    std::set<LabelerId> ids;
    while (statement.next())
        ids.insert(statement.integer(0));
    return ids;
}

LabelerState labelerState(Connection& connection, LabelerId id) {
    Statement statement(connection, "SELECT state FROM labeler_event WHERE labeler_id = ? ORDER BY id DESC LIMIT 1");
    if (!statement.run(id).next())
        return LabelerState::Admitted;
    return labelerStateFromText(statement.text(0)).value_or(LabelerState::Admitted);
}

LabelerState LabelerStore::state(LabelerId id) const { return labelerState(m_connection, id); }

void LabelerStore::setState(LabelerId id, LabelerState state, const std::string& note) {
    Statement(m_connection, "INSERT INTO labeler_event (labeler_id, state, note, created_at) VALUES (?, ?, ?, ?)")
        .run(id, toText(state), note, nowUtc());
}

std::vector<LabelerEvent> LabelerStore::history(LabelerId id) const {
    Statement statement(m_connection,
                        "SELECT state, note, created_at FROM labeler_event WHERE labeler_id = ? ORDER BY id");
    statement.run(id);
    std::vector<LabelerEvent> events;
    while (statement.next())
        events.push_back({labelerStateFromText(statement.text(0)).value_or(LabelerState::Admitted), statement.text(1),
                          statement.text(2)});
    return events;
}

QualityRules qualityRules(const Project& project) {
    QualityRules rules;
    if (const auto items = project.setting("screening_items"))
        rules.screening_items = std::atoi(items->c_str());
    if (const auto percent = project.setting("gold_threshold_percent"))
        rules.threshold = std::atoi(percent->c_str()) / 100.0;
    if (const auto neutral = project.setting("gold_neutral"))
        rules.neutral = neutralMatchFromText(*neutral).value_or(rules.neutral);
    return rules;
}

void setQualityRules(Project& project, const QualityRules& rules) {
    const long percent = std::lround(rules.threshold * 100);
    if (percent < 1 || percent > 100)
        throw Error("The share of gold items that a labeler must get right lies between 1 % and 100 %.");
    if (rules.screening_items < 0 || rules.screening_items > 10'000)
        throw Error("A screening has between 0 (none) and 10,000 items.");
    Transaction transaction(project);
    project.setSetting("screening_items", std::to_string(rules.screening_items));
    project.setSetting("gold_threshold_percent", std::to_string(percent));
    project.setSetting("gold_neutral", std::string(toText(rules.neutral)));
    transaction.commit();
}

} // namespace stepmark::storage
