// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/rating.h"
#include "model/domain/split.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace stepmark::ui {

/// A form of rows, as it is declared.
struct FormatItem {
    QString word;  ///< stepmarkctl's: "prm800k"
    QString title; ///< in the user's language: "PRM800K"
    QStringList extensions;
    bool numbers_open = false;  ///< the user can say what its numbers as labels mean
    bool written = false;       ///< it can be exported
    bool holds_neutral = false; ///< a neutral mark stays one in it
    QString note;               ///< what to know before exporting it; may be empty
};

/// What the user asks to be read. Empty, nullopt: as the rows, else the format or the file say.
struct ImportChoice {
    QStringList files;
    QString format; ///< stepmarkctl's word, as all that follow
    std::optional<Split> split;
    QString source;    ///< of the solutions
    QString labels;    ///< what numbers as labels mean: "binary", "ternary", "scores"
    QString labels_of; ///< "people", "machine"
    QString labeler;
    QString steps;                   ///< how a text is split: "newline", "blank-line", "numbered"
    std::optional<double> threshold; ///< scores from here on are right, the others wrong; nullopt: they stay scores
    QStringList ignore;              ///< fields that are not to be understood
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
    std::optional<Split> split;
    QString source;
    bool repeated = false; ///< in the project already
};

/// Names and how often.
using NamedCounts = std::vector<std::pair<QString, qint64>>;

/// What was found in a file.
struct FileCounts {
    QString file;
    QString format;    ///< its word; empty: none fits
    QString labels_of; ///< "people", "machine"; empty: nobody says
    qint64 problems = 0, solutions = 0, steps = 0, ratings = 0;
    qint64 positive = 0, neutral = 0, negative = 0; ///< of the ratings
    qint64 after_error = 0;                         ///< of the ratings: behind a first error
    qint64 scored = 0;                              ///< steps with a score instead of a rating
    qint64 references = 0;                          ///< reference solutions
    qint64 thinking_folded = 0;                     ///< of the solutions
    qint64 repeated = 0;                            ///< rows that the project has
    NamedCounts ignored;                            ///< fields that the format does not know: in how many rows
    NamedCounts unused;                             ///< why labels come to nothing: how many
};

/// What stepmarkctl says of a file before it is imported.
struct FilePreview : FileCounts {
    qint64 rows = 0;
    bool whole_file = false;
    qint64 estimated_rows = 0;
    qint64 without_answer = 0;
    bool asks_labels = false; ///< 0 and 1 only: what 0 means must be told
    std::vector<PreviewItem> sample;
    QString error;
    qint64 error_line = 0;
    QString error_text;
};

/// What it says afterwards: what is new.
struct ImportedFile : FileCounts {
    qint64 rows = 0;       ///< read
    qint64 standing = 0;   ///< as many more marks stand now, as the project counts them
    qint64 split_kept = 0; ///< rows whose problem keeps the split that it had
};

/// What the user asks to be written.
struct ExportChoice {
    QString file;
    QString format;  ///< its word: "prm800k"
    QString neutral; ///< "positive", "negative", "drop"
    std::optional<Split> split; ///< nullopt: all
    bool replace = false; ///< the user has said so of what stands at `file`
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
