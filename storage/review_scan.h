// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/agreement.h"
#include "model/domain/label_errors.h"
#include "model/domain/review.h"
#include "storage/project.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stepmark::storage {

class Statement;
struct StepWord;

/// Finds what there is to review, and what labelers agree on, by one walk through the project in slices: whoever drives
/// it can do other things in between, and give up at any time. Holds no statement and no lock from one slice to the
/// next; what is written meanwhile may or may not be seen. Screening (candidates for the job) is left out; answers to
/// quality control count for agreement, but are no labels that others could disagree with. Agreement is that of people;
/// who says two things of a step agrees with nobody on it, and is a disagreement by themselves.
///
/// Model opinions: for each rating the newest model that has scored the step and cannot have learnt the rating, as far
/// as known (ModelSight); only where there is none, one that may have been trained on it.
class ReviewScan {
public:
    static constexpr int kSlice = 4000; ///< rating events a slice, some ten milliseconds

    /// Looks at the next slice; false once everything has been looked at. One thread, that of the project.
    bool advance(Project& project, int events = kSlice);
    /// How much has been looked at, in [0, 1].
    double share() const;

    /// After the end: by kind, within a kind the heaviest first.
    std::vector<ReviewItem> takeItems();
    /// After the end: steps with the standing ratings of two or more labelers; value: the rating.
    std::vector<JudgedUnit> takeSteps() { return std::move(m_steps); }
    /// After the end: solutions (equal ones as one) finished by two or more; value: place of the first error.
    std::vector<JudgedUnit> takeFirstErrors() { return std::move(m_first_errors); }

private:
    struct Model {
        ModelId id = 0;
        bool foreign = false;
        std::string created_at;
        std::optional<std::set<ProblemId>> trained_on; ///< nullopt: not known
    };
    /// A rating that the model is against, until the thresholds are known.
    struct Suspect {
        ReviewItem item;
        StepProbabilities p;
    };
    enum class Stage { Begin, Steps, FirstErrors, End };

    void begin(Project& project);
    void readSteps(Project& project, int events);
    void closeStep(Statement& score, StepId step, const std::vector<StepWord>& words);
    void suspect(Statement& score, StepId step, const StepWord& word);
    void readFirstErrors(Project& project, int leaves);
    void add(ReviewItem item);

    Stage m_stage = Stage::Begin;
    std::set<LabelerId> m_machines;
    StepId m_step = 0, m_last_step = 0;
    std::size_t m_leaf = 0;
    std::vector<StepId> m_leaves;
    std::vector<Model> m_models; ///< newest first
    Settlements m_settlements;
    LabelErrors m_errors;
    std::vector<Suspect> m_suspects;
    std::vector<ReviewItem> m_items;
    std::vector<JudgedUnit> m_steps;
    std::vector<JudgedUnit> m_first_errors;
};

} // namespace stepmark::storage
