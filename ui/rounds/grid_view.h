// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/figure.h"
#include "model/domain/ids.h"
#include "model/domain/split.h"
#include "model/run/train_options.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace stepmark::ui {

/// What comparing trainings would take.
struct GridEstimate {
    qint64 runs = 0;
    qint64 missing = 0; ///< trainings and evaluations that are not there yet, two a run at most
    int workers = 1, threads = 1;
    std::optional<qint64> peak_bytes, free_bytes; ///< memory: of one training, and free
    std::optional<double> seconds;                ///< of the trainings, one after the other; nullopt: none is missing
    QStringList notes;
};

/// A field of a training that a grid can vary. Other: one that this window has no words for.
enum class GridField { Base, Mode, LearningRate, Epochs, Seed, Other };

/// One of them as a column: what it is called where the window has no words, and each row's value.
struct GridColumn {
    GridField field = GridField::Other;
    QString key; ///< of the spec: "weight_decay"
};

/// A training and what it was worth.
struct GridRow {
    TrainOptions options;         ///< as they were asked for
    QStringList values;           ///< of the columns, as the spec says them; one each
    std::optional<ModelId> model; ///< nullopt: it was not trained
    QString folder;
    std::optional<Figure> step_auc, step_auc_within, prm;
    std::optional<double> brier;
    std::optional<qint64> labels; ///< it was trained on
    std::optional<double> seconds;
    QString error; ///< why it is not done; empty: it is
};

/// A comparison that came to its end.
struct GridResult {
    JobId job = 0;
    QDateTime when;
    std::optional<Split> split; ///< that they were compared on
    int n = 0;                  ///< of "best of n"; 0: none has a value
    std::vector<GridColumn> columns;
    std::vector<GridRow> rows;
};

} // namespace stepmark::ui
