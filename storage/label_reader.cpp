// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/label_reader.h"

#include "model/domain/opinion.h"
#include "storage/decision_store.h"
#include "storage/statement.h"

#include <algorithm>
#include <array>

namespace stepmark::storage {

namespace {

// Answers to quality control and screening tell of the labeler, they are no labels (Lightman et al., appendix B
// discards them, too). They are few: the set is made once, and the index over all other events needs no look at the
// table.
constexpr const char* kNoControl =
    "AND rating_event.id NOT IN (SELECT control.id FROM annotation JOIN rating_event AS control "
    "ON control.annotation_id = annotation.id WHERE annotation.purpose <> 'label') ";

// Walks rating events by step, labeler and age, and gives each step's consensus of the labelers' last words to `sink`.
class LabelReader {
public:
    LabelReader(Connection& connection, const TreeFilter& filter, ProblemId problem)
        : m_labelers(filter.labelers)
        , m_statement(connection,
                      problem != 0
                          ? std::string("SELECT rating_event.step_id, labeler_id, rating, beside FROM rating_event "
                                        "JOIN step ON step.id = rating_event.step_id WHERE step.problem_id = ? ") +
                                kNoControl + "ORDER BY rating_event.step_id, labeler_id, rating_event.id"
                          : std::string("SELECT step_id, labeler_id, rating, beside FROM rating_event WHERE ? = 0 ") +
                                kNoControl + "ORDER BY step_id, labeler_id, id") {
        m_statement.run(problem);
    }

    std::unordered_map<StepId, Rating> read() {
        while (m_statement.next()) {
            const StepId step = m_statement.integer(0);
            const LabelerId labeler = m_statement.integer(1);
            if (step != m_step)
                closeStep(step);
            if (labeler != m_labeler)
                closeLabeler(labeler);
            m_opinion.add(m_statement.isNull(2) ? std::nullopt
                                                : ratingFromInt(static_cast<int>(m_statement.integer(2))),
                          m_statement.flag(3));
        }
        closeStep(0);
        return std::move(m_labels);
    }

private:
    void closeLabeler(LabelerId next) {
        const bool counts =
            m_labelers.empty() || std::find(m_labelers.begin(), m_labelers.end(), m_labeler) != m_labelers.end();
        if (const auto rating = m_opinion.rating(); rating && counts)
            m_ratings.push_back(*rating);
        m_opinion = {};
        m_labeler = next;
    }
    void closeStep(StepId next) {
        closeLabeler(0);
        if (const auto label = consensus(m_ratings))
            m_labels[m_step] = *label;
        m_ratings.clear();
        m_step = next;
    }

    const std::vector<LabelerId>& m_labelers;
    Statement m_statement;
    StepId m_step = 0;
    LabelerId m_labeler = 0;
    Opinion m_opinion; ///< the labeler's of the step
    std::vector<Rating> m_ratings;
    std::unordered_map<StepId, Rating> m_labels;
};

} // namespace

std::optional<Rating> consensus(std::span<const Rating> ratings) {
    std::array<int, 3> votes{};
    for (const Rating rating : ratings)
        ++votes[static_cast<std::size_t>(classOf(rating))];
    const auto most = std::max_element(votes.begin(), votes.end()); // the first of equals: the more negative
    return *most == 0 ? std::nullopt : std::optional(ratingOfClass(static_cast<int>(most - votes.begin())));
}

std::unordered_map<StepId, Rating> readLabels(Connection& connection, const TreeFilter& filter, ProblemId problem) {
    auto labels = LabelReader(connection, filter, problem).read();
    if (filter.settled)
        for (const auto& [step, rating] : settledRatings(connection, problem))
            labels[step] = rating;
    return labels;
}

bool isRated(const LabelledTree& tree) {
    return std::any_of(tree.labels.begin(), tree.labels.end(), [](const auto& label) { return label.has_value(); });
}

void setLabels(LabelledTree& tree, const std::unordered_map<StepId, Rating>& labels) {
    tree.labels.clear();
    tree.labels.reserve(static_cast<std::size_t>(tree.tree.size()));
    for (const StepTree::Node& node : tree.tree.nodes()) {
        const auto label = labels.find(node.id);
        tree.labels.push_back(label == labels.end() ? std::nullopt : std::optional(label->second));
    }
}

} // namespace stepmark::storage
