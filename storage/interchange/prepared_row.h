// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/interchange/import_row.h"
#include "storage/interchange/prm800k_row.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepmark::interchange {

/// What a row is known by when it comes again: a judgement is the same wherever it stands, a sample is another one in
/// another file. `source`: ImportOptions::source or the file's name.
QByteArray rowFingerprint(const ImportRow& row, const nlohmann::json& original, const std::string& source);

/// A row with all that can be worked out without the project, so that storing it is inserting rows. Its steps are the
/// nodes of a tree of their own, each after its parent.
struct PreparedRow {
    struct Node {
        int parent = -1; ///< -1: a first step
        int depth = 0;
        std::string text;
        std::int64_t hash = 0; ///< textHash
    };

    /// A rating of a node.
    struct Judgement {
        int node = 0;
        Rating rating = Rating::Neutral;
        bool beside = false; ///< the row says something else of the node, too (Opinion)
    };

    ImportRow row;                               ///< its steps and places have moved into what follows
    bool split_given = false;                    ///< by the options or the row
    std::int64_t text_hash = 0;                  ///< textHash of the problem's text
    QByteArray fingerprint;                      ///< empty where there is no solution
    std::vector<Node> nodes;                     ///< the solution's, then what was offered beside them
    int leaf = -1;                               ///< -1: no steps
    std::vector<storage::Alternative> offers;    ///< by place, the human one last; `step` is a node
    std::vector<Judgement> ratings;              ///< in the order in which they were made
    std::int64_t marks = 0;                      ///< how many nodes those are about
    std::string extra = "{}";

    /// For a row that must come back as it is (PRM800K): what it says, and its patch where the project says the same of
    /// problem and solution.
    std::optional<Prm800kRow> prm800k;
    nlohmann::json original;
    std::string patch = "[]";

    /// Whether the final answer equals `graded`; nullopt: not graded.
    std::optional<bool> verdict;
    std::optional<std::string> graded;
};

/// Defaults that depend on the file and the options.
struct RowDefaults {
    const ImportOptions& options;
    std::string file; ///< its name
    std::string source() const { return options.source.empty() ? file : options.source; }
    std::string labeler() const { return options.labeler.empty() ? file : options.labeler; }
};

PreparedRow prepareRow(ImportRow row, nlohmann::json original, const RowDefaults& defaults);

/// Whether the row's solution is right, given the problem's answer; nullopt where nobody knows.
std::optional<bool> correctness(const PreparedRow& row, const std::optional<std::string>& answer,
                                const AnswerGrader& grader);

} // namespace stepmark::interchange
