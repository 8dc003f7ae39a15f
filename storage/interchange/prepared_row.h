// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "storage/interchange/import.h"
#include "storage/interchange/prm800k_row.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stepmark::interchange {

/// What a row is known by when it comes again: a judgement is the same wherever it stands, a sample is another one in
/// another file. `source`: ImportOptions::source or the file's name. `part`: which of the row's records it is, from 0.
QByteArray rowFingerprint(const formats::Record& row, const nlohmann::json& original, const std::string& source,
                          std::size_t part);

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

    formats::Record row; ///< its steps and places have moved into what follows
    const formats::Format* format = nullptr;
    std::int64_t line = 0;                    ///< of the file
    bool is_first = true;                     ///< of the row's records
    std::vector<std::string> ignored;         ///< fields of the row; with its first record
    bool split_given = false;                 ///< by the options or the row
    std::int64_t text_hash = 0;               ///< textHash of the problem's text
    QByteArray fingerprint;                   ///< empty where there is no solution
    std::vector<Node> nodes;                  ///< the solution's, then what was offered beside them
    int leaf = -1;                            ///< -1: no steps
    std::vector<storage::Alternative> offers; ///< by place, the human one last; `step` is a node
    std::vector<Judgement> ratings;           ///< in the order in which they were made; a node may be there twice
    std::int64_t after_error = 0;             ///< of them: of steps of the solution behind its first wrong one
    std::vector<std::pair<int, StepProbabilities>> scores; ///< of nodes: soft labels
    std::int64_t marks = 0;                                ///< how many nodes those are about
    std::string extra = "{}";

    /// For a row that must come back as it is (PRM800K): what it says and the row itself, both without what they list,
    /// and the patch where the project says the same of problem and solution.
    std::optional<Prm800kRow> prm800k;
    nlohmann::json original;
    Prm800kPatch patch;

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

/// `original`: the whole row; `part`: which of its records this is, from 0.
PreparedRow prepareRow(formats::Record row, nlohmann::json original, const RowDefaults& defaults, std::size_t part = 0);

/// Whether the row's solution is right, given the problem's answer; nullopt where nobody knows.
std::optional<bool> correctness(const PreparedRow& row, const std::optional<std::string>& answer,
                                const AnswerGrader& grader);

} // namespace stepmark::interchange
