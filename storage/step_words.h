// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/opinion.h"
#include "storage/project.h"
#include "storage/statement.h"

#include <string>
#include <vector>

namespace stepmark::storage {

/// A labeler's last word on a step, or both of two opinions.
struct StepWord {
    LabelerId labeler = 0;
    Opinion opinion;
    std::optional<Rating> rating; ///< nullopt where there is none, or two
    std::string created_at;
    AnnotationId annotation = 0;
    SolutionId solution = 0;
    std::int64_t round = 0; ///< its number
    ProblemId problem = 0;
    bool unsure = false;
    bool control = false; ///< of a quality-control item: no label that others could disagree with
};

/// Goes through the rated steps in order of their ids, with what everybody says of each. Screening (candidates for the
/// job) is left out. Thread rule: that of the Project.
class StepWords {
public:
    enum class Which {
        All,
        Contested ///< those with different ratings, or one that somebody was unsure of: few of many
    };
    /// Begins behind step `after`.
    explicit StepWords(Project& project, StepId after = 0, Which which = Which::All);

    /// The next step; false at the end.
    bool next();
    StepId step() const { return m_step; }
    const std::vector<StepWord>& words() const { return m_words; }
    int events() const { return m_events; } ///< looked at so far, of all steps

private:
    void take();

    Statement m_statement;
    bool m_more = false; ///< the statement stands on the first event of the step to come
    StepId m_step = 0;
    std::vector<StepWord> m_words;
    int m_events = 0;
};

} // namespace stepmark::storage
