// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/annotation.h"
#include "model/domain/quality.h"
#include "storage/project.h"

#include <set>
#include <vector>

namespace stepmark::storage {

/// Something that became of a labeler.
struct LabelerEvent {
    LabelerState state = LabelerState::Admitted;
    std::string note;
    std::string created_at; ///< ISO 8601, UTC
};

/// Tables labeler and labeler_event. Thread rule: that of its Project.
class LabelerStore {
public:
    explicit LabelerStore(Project& project);
    /// The labeler of that name, made if there is none. kind: "human", "oracle", "scores", "import" (known by ratings
    /// in a file only). Who is made as "oracle" or "scores" is a machine.
    Labeler named(const std::string& name, const std::string& kind = "human");
    std::optional<Labeler> find(LabelerId id) const;
    std::vector<Labeler> list() const;

    /// Somebody begins to label under that name: a person (or program) from now on, also where only a file named them.
    /// A person who is new to a project with enough screening items begins with the screening. `as_person`: a machine
    /// that plays one, to rehearse.
    Labeler sitDown(const std::string& name, const std::string& kind = "human", bool as_person = false);
    /// Where a file's labels were taken for somebody's that they are not.
    void setMachine(LabelerId id, bool machine);
    /// Admitted where nothing ever happened to them.
    LabelerState state(LabelerId id) const;
    void setState(LabelerId id, LabelerState state, const std::string& note = {});
    std::vector<LabelerEvent> history(LabelerId id) const; ///< oldest first

private:
    Project& m_project;
    Connection& m_connection;
};

/// The same for other stores of the project.
LabelerState labelerState(Connection& connection, LabelerId id);
/// All that are machines.
std::set<LabelerId> machines(Connection& connection);

/// How strict the project is; kept in its settings.
QualityRules qualityRules(const Project& project);
/// Error for a threshold or a number of items outside of what makes sense.
void setQualityRules(Project& project, const QualityRules& rules);

} // namespace stepmark::storage
