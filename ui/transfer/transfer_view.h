// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/rating.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace stepmark::ui {

/// What the user asks to be read.
struct ImportChoice {
    QStringList files;
    QString format; ///< stepmarkctl's word; empty: by content
    QString split;  ///< empty: as the rows say
    QString source; ///< empty: as the rows or the file say
};

/// A row as it would be read.
struct PreviewItem {
    qint64 line = 0;
    QString problem;
    std::optional<QString> reference_answer;
    bool has_solution = false;
    QStringList steps;
    std::vector<std::optional<Rating>> labels; ///< of the steps; may be empty
    std::optional<QString> final_answer;
    QString split;
    QString source;
    bool repeated = false; ///< in the project already
};

/// What stepmarkctl says of a file before it is imported.
struct FilePreview {
    QString file;
    QString format; ///< its word; empty: none fits
    qint64 rows = 0;
    bool whole_file = false;
    qint64 estimated_rows = 0;
    qint64 problems = 0, solutions = 0, steps = 0, ratings = 0, repeated = 0, without_answer = 0;
    std::vector<PreviewItem> sample;
    QString error;
    qint64 error_line = 0;
    QString error_text;
};

/// What the user asks to be written.
struct ExportChoice {
    QString file;
    QString format;  ///< its word: "prm800k"
    QString neutral; ///< "positive", "negative", "drop"
    QString split;   ///< empty: all
};

/// What an export has to write from.
struct ExportCounts {
    qint64 rows = 0;
    qint64 positive = 0, neutral = 0, negative = 0;
    qint64 not_held = 0; ///< labels and solutions that the format has no place for
};

/// How an import or export ended that did not go well.
struct TransferError {
    QString message;
    qint64 line = 0; ///< of the file, 0 where it is not about one
    QString text;    ///< beginning of that line
};

} // namespace stepmark::ui
