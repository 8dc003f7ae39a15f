// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/ids.h"
#include "model/domain/rating.h"
#include "model/domain/split.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace stepmark::ui {

enum class DataKind { Solutions, Problems };
enum class DataSort { Problem, Score, Answer, Marks, LastMark };
enum class AnswerChoice { Any, Right, Wrong, Unknown };
enum class MarkChoice { Any, Marked, Unmarked };

/// What the user asks to see.
struct DataQuery {
    DataKind kind = DataKind::Solutions;
    QString search;
    std::optional<Split> split; ///< nullopt: all
    RoundId round = 0;          ///< queued by it; 0: all
    ProblemId problem = 0;      ///< only its solutions; 0: all
    AnswerChoice answer = AnswerChoice::Any;
    MarkChoice marks = MarkChoice::Any;
    bool flagged_only = false;
    std::optional<double> least_score, most_score; ///< 0 to 1
    std::optional<QString> source;
    DataSort sort = DataSort::Problem;
    bool descending = false;

    bool operator==(const DataQuery&) const = default;
    /// Something is left out.
    bool isFiltered() const;
};

/// What there is to choose from.
struct DataFacets {
    QStringList sources;
    std::vector<std::pair<RoundId, int>> rounds; ///< id and number, newest first
    bool has_scores = false;
    QString scored_by; ///< whose scores the lists show, for the tooltip
};

/// A row of the solutions' list.
struct SolutionItem {
    SolutionId id = 0;
    ProblemId problem = 0;
    QString problem_text; ///< its beginning
    Split split = Split::Train;
    std::optional<QString> answer;
    std::optional<bool> correct;
    std::optional<double> score; ///< 0 to 1
    qint64 steps = 0;
    qint64 marks = 0;
    bool flagged = false;
    QString source;
    QDateTime marked_at; ///< invalid where never
};

/// A row of the problems' list.
struct ProblemItem {
    ProblemId id = 0;
    QString text; ///< its beginning
    std::optional<QString> answer;
    Split split = Split::Train;
    QString subject;
    qint64 solutions = 0;
    qint64 right = 0;
    qint64 wrong = 0;
};

struct MarkView {
    QString who;
    Rating rating = Rating::Neutral;
};

struct StepDetail {
    StepId id = 0;
    QString text;
    std::optional<double> score; ///< the model's, 0 to 1
    std::vector<MarkView> marks; ///< everybody's, as they stand
    std::optional<Rating> label; ///< what they amount to
};

/// One thing that was done, in words.
struct HistoryLine {
    QDateTime when;
    QString who;
    QString what; ///< "marked step 3 wrong"
    std::optional<qint64> elapsed_ms;
    bool model_visible = false;
    bool undone = false; ///< a mark that no longer stands
};

/// A solution with all that is known of it.
struct SolutionDetail {
    SolutionItem item; ///< problem_text whole
    std::optional<QString> reference_answer;
    std::optional<QString> reference_solution;
    QString subject;
    std::vector<StepDetail> steps;
    std::vector<HistoryLine> history; ///< newest first
};

} // namespace stepmark::ui
