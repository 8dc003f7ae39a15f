// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/ids.h"
#include "model/domain/quality.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <optional>
#include <vector>

namespace stepmark::ui {

/// One who may sit down.
struct Person {
    QString name;
    LabelerState state = LabelerState::Admitted;
};

/// A row of the labelers' table.
struct LabelerRow {
    LabelerId id = 0;
    QString name;
    bool machine = false;   ///< else a person
    bool from_file = false; ///< known by an import only
    LabelerState state = LabelerState::Admitted;
    QString note; ///< of the event that brought the state
    int screening_served = 0;
    int screening_answered = 0;
    int screening_right = 0;
    GoldTally gold;
    int gold_skipped = 0;
    Standing standing = Standing::Unknown;
    qint64 solutions = 0;
    qint64 ratings = 0;
    std::optional<qint64> step_ms;
    QDateTime last_active; ///< invalid: never
};

/// A row of the gold items' table.
struct GoldRow {
    std::int64_t id = 0;
    bool screening = false;
    QString problem;
    QString origin; ///< whose judgement it is
    int steps = 0;
    int first_error = 0; ///< 1-based, 0 for none
    int answered = 0;
    int right = 0;
};

/// What the labelers page shows.
struct LabelersView {
    std::vector<LabelerRow> labelers;
    std::vector<GoldRow> gold; ///< in service
    QualityRules rules;
};

} // namespace stepmark::ui
