// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/trl_rows.h"

#include "model/domain/error.h"
#include "storage/decision_store.h"
#include "storage/statement.h"

#include <algorithm>

namespace stepmark::interchange {

using nlohmann::json;

namespace {

// The problem, a blank line, then each step so far with its line break: all that the model sees before the next step, for
// TRL puts nothing in between. A prompt that ends with a line break has its end already.
std::string promptOf(const std::string& problem, const std::vector<std::string>& before) {
    std::string prompt = problem;
    if (!prompt.ends_with('\n') || !before.empty())
        prompt += "\n\n";
    for (const std::string& step : before)
        prompt += step + '\n';
    return prompt;
}

json newRow(const std::string& prompt) {
    return {{"prompt", prompt}, {"completions", json::array()}, {"labels", json::array()}};
}

} // namespace

TrlRows::TrlRows(storage::Project& project, NeutralExport neutral)
    : m_project(project)
    , m_neutral(neutral)
    , m_annotations(project)
    , m_rating_store(project)
    , m_steps(project)
    , m_settled(storage::settledRatings(project.connection())) {}

std::map<StepId, std::string> TrlRows::textsOf(AnnotationId annotation) {
    storage::Statement statement(
        m_project.connection(),
        "SELECT step.id, step.text FROM alternative JOIN step ON step.id = step_id WHERE annotation_id = ?");
    statement.run(annotation);
    std::map<StepId, std::string> texts;
    while (statement.next())
        texts[statement.integer(0)] = statement.text(1);
    return texts;
}

std::vector<TrlRows::Step> TrlRows::pathOf(const storage::StoredAnnotation& annotation,
                                           const std::vector<storage::Alternative>& alternatives,
                                           const std::map<StepId, std::string>& texts) {
    std::vector<Step> path;
    for (const auto& alternative : alternatives)
        if (alternative.chosen)
            path.push_back({alternative.step, texts.at(alternative.step)});
    if (!alternatives.empty())
        return path;
    storage::Statement leaf(m_project.connection(), "SELECT leaf_id FROM solution WHERE id = ?");
    leaf.run(annotation.solution).next();
    for (auto& step : m_steps.path(leaf.integer(0)))
        path.push_back({step.id, std::move(step.text)});
    return path;
}

std::optional<bool> TrlRows::labelOf(StepId step) {
    const auto rating = m_ratings.find(step);
    if (rating == m_ratings.end())
        return std::nullopt;
    const bool neutral = rating->second == Rating::Neutral;
    m_written.lost.neutral += neutral ? 1 : 0;
    if (neutral && m_neutral == NeutralExport::Drop)
        return std::nullopt;
    ++(neutral ? m_written.neutral : rating->second == Rating::Positive ? m_written.positive : m_written.negative);
    return rating->second == Rating::Positive ||
           (rating->second == Rating::Neutral && m_neutral == NeutralExport::Positive);
}

std::vector<json> TrlRows::rows(AnnotationId id) {
    const auto annotation = m_annotations.find(id);
    if (!annotation)
        throw Error("The project has no annotation " + std::to_string(id) + ".");
    storage::Statement problem(
        m_project.connection(),
        "SELECT problem.text FROM solution JOIN problem ON problem.id = problem_id WHERE solution.id = ?");
    problem.run(annotation->solution).next();
    const std::string problem_text = problem.text(0);
    const auto alternatives = m_annotations.alternatives(id);
    const auto texts = textsOf(id);
    const auto path = pathOf(*annotation, alternatives, texts);
    m_ratings = m_rating_store.ofAnnotation(id);
    for (auto& [step, rating] : m_ratings)
        if (const auto settled = m_settled.find(step); settled != m_settled.end())
            rating = settled->second;
    for (const StepId step : m_rating_store.openSteps(id)) {
        const auto settled = m_settled.find(step);
        if (settled == m_settled.end())
            ++m_written.lost.open;
        else
            m_ratings.emplace(step, settled->second);
    }

    std::vector<json> rows, beside;
    std::vector<std::string> before; // steps of the path so far
    bool begin_row = true;
    std::set<StepId> done; // the same text may have been offered twice at one place
    for (const Step& step : path)
        done.insert(step.id);
    auto offered = alternatives.begin(); // in order of place
    for (std::size_t place = 0;; ++place) {
        for (; offered != alternatives.end() && offered->place <= static_cast<int>(place); ++offered) {
            if (done.contains(offered->step))
                continue;
            const auto label = labelOf(offered->step);
            if (!label)
                continue;
            done.insert(offered->step);
            json row = newRow(promptOf(problem_text, before));
            row["completions"].push_back(texts.at(offered->step));
            row["labels"].push_back(*label);
            beside.push_back(std::move(row));
        }
        if (place == path.size())
            break;
        if (const auto label = labelOf(path[place].id)) {
            if (begin_row)
                rows.push_back(newRow(promptOf(problem_text, before)));
            rows.back()["completions"].push_back(path[place].text);
            rows.back()["labels"].push_back(*label);
            begin_row = false;
        } else {
            begin_row = true;
        }
        before.push_back(path[place].text);
    }
    std::move(beside.begin(), beside.end(), std::back_inserter(rows));
    return rows;
}

} // namespace stepmark::interchange
