// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/annotation.h"
#include "storage/project.h"

#include <span>
#include <vector>

namespace stepmark::storage {

using stepmark::Purpose;

/// An annotation as stored, with what PRM800K's rows hold beyond it.
struct StoredAnnotation : Annotation {
    Purpose purpose = Purpose::Label;
    int phase = 2; ///< PRM800K's phase: 1 alternatives were generated step by step, 2 one solution was generated before
    std::string patch =
        "[]"; ///< JSON Patch (RFC 6902) from what the tables say to the imported row; [] where nothing differs
};

/// One of the completions that the labeler was offered at one place of the solution, or wrote.
struct Alternative {
    int place = 0;    ///< 0-based step number
    int position = 0; ///< order as offered, 0-based; 0 for the human one
    StepId step = 0;
    bool human = false;  ///< written by the labeler
    bool chosen = false; ///< the solution goes on from it
    std::optional<bool> flagged;
};

/// Tables annotation and alternative. Thread rule: that of its Project.
class AnnotationStore {
public:
    explicit AnnotationStore(Project& project);
    ~AnnotationStore();
    AnnotationStore(const AnnotationStore&) = delete;
    AnnotationStore& operator=(const AnnotationStore&) = delete;

    /// A labeler starts on a solution. If they left one open on it, that one goes on.
    StoredAnnotation begin(SolutionId solution, LabelerId labeler, RoundId round = 0, Purpose purpose = Purpose::Label);
    /// Adds one as it is (import): created_at is kept, or set to now where empty.
    AnnotationId add(const StoredAnnotation& annotation);
    /// Ends the pass. Ends it again with other values if it had ended (the labeler went back). `detail`: why, of a bad
    /// problem or one given up.
    void finish(AnnotationId id, FinishReason reason, std::int64_t total_ms, bool flagged = false,
                const std::string& note = {}, const std::string& detail = {});
    void setPatch(AnnotationId id, const std::string& json_patch);
    std::optional<StoredAnnotation> find(AnnotationId id) const;
    /// In order of id; solution 0: all.
    std::vector<StoredAnnotation> list(SolutionId solution = 0) const;

    void addAlternatives(AnnotationId id, std::span<const Alternative> alternatives);
    /// In the place of those there were.
    void setAlternatives(AnnotationId id, std::span<const Alternative> alternatives);
    /// By place, the human one last, then position. Empty where only the solution itself was shown.
    std::vector<Alternative> alternatives(AnnotationId id) const;

private:
    struct Statements;
    Connection& m_connection;
    std::unique_ptr<Statements> m_statements;
};

} // namespace stepmark::storage
