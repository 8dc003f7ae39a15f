// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sample/sample_oracle.h"

#include <utility>

namespace stepmark {

namespace {

/// Whether the step tells the relation that the problem tells; a sum's two people may change places.
bool sameRelation(const SamplePerson& told, const SamplePerson& truth) {
    if (told.relation != truth.relation || told.amount != truth.amount) {
        return false;
    }
    const bool same = told.first == truth.first && told.second == truth.second;
    const bool swapped =
        truth.relation == SampleRelation::Sum && told.first == truth.second && told.second == truth.first;
    return same || swapped;
}

/// Whether the equation is the relation's, with these operands; those of + and x may change places.
bool rightEquation(const SampleStep& step, int first, int second, char sign) {
    if (step.sign != sign) {
        return false;
    }
    const bool commutes = sign == '+' || sign == 'x';
    return (step.left == first && step.right == second) || (commutes && step.left == second && step.right == first);
}

} // namespace

SampleOracle::SampleOracle(std::string_view problem_text)
    : m_structure(parseSampleProblem(problem_text)) {}
SampleOracle::SampleOracle(SampleStructure structure)
    : m_structure(std::move(structure)) {}

SampleOracle::Known SampleOracle::start() const {
    Known known;
    for (const SamplePerson& person : m_structure.people) {
        known.people.push_back(person.relation == SampleRelation::Given);
    }
    return known;
}

std::vector<Rating> SampleOracle::judge(std::span<const std::string> steps) const {
    Known known = start();
    std::vector<Rating> ratings;
    ratings.reserve(steps.size());
    for (const std::string& step : steps) {
        ratings.push_back(rate(known, step));
    }
    return ratings;
}

Rating SampleOracle::judgeStep(std::span<const std::string> prefix, std::string_view step) const {
    Known known = start();
    for (const std::string& before : prefix) {
        rate(known, before);
    }
    return rate(known, step);
}

Rating SampleOracle::rate(Known& known, std::string_view text) const {
    const std::optional<SampleStep> step = parseSampleStep(m_structure, text);
    if (!step) {
        return Rating::Negative;
    }
    switch (step->kind) {
    case SampleStep::Kind::Answer:
        return rateAnswer(known, step->person.value);
    case SampleStep::Kind::Recall: {
        const SamplePerson& truth = m_structure.people[static_cast<std::size_t>(m_structure.find(step->person.name))];
        const bool right = known.people[static_cast<std::size_t>(m_structure.find(step->person.name))] &&
                           truth.value == step->person.value;
        return right ? Rating::Neutral : Rating::Negative;
    }
    case SampleStep::Kind::Derive:
        return rateDerivation(known, *step);
    }
    return Rating::Negative;
}

Rating SampleOracle::rateAnswer(Known& known, int value) const {
    const auto target = static_cast<std::size_t>(m_structure.target);
    if (!known.people[target] || m_structure.people[target].value != value) {
        return Rating::Negative;
    }
    return std::exchange(known.answered, true) ? Rating::Neutral : Rating::Positive;
}

Rating SampleOracle::rateDerivation(Known& known, const SampleStep& step) const {
    const auto who = static_cast<std::size_t>(m_structure.find(step.person.name));
    const SamplePerson& truth = m_structure.people[who];
    if (!sameRelation(step.person, truth)) {
        return Rating::Negative;
    }
    for (const int reference : {truth.first, truth.second}) {
        if (reference >= 0 && !known.people[static_cast<std::size_t>(reference)]) {
            return Rating::Negative;
        }
    }
    const auto value = [&](int index) { return m_structure.people[static_cast<std::size_t>(index)].value; };
    bool right = step.person.value == truth.value;
    switch (truth.relation) {
    case SampleRelation::Given:
        right = false;
        break;
    case SampleRelation::More:
        right = right && rightEquation(step, value(truth.first), truth.amount, '+');
        break;
    case SampleRelation::Fewer:
        right = right && rightEquation(step, value(truth.first), truth.amount, '-');
        break;
    case SampleRelation::Times:
        right = right && rightEquation(step, value(truth.first), truth.amount, 'x');
        break;
    case SampleRelation::Half:
        right = right && rightEquation(step, value(truth.first), 2, '/');
        break;
    case SampleRelation::Sum:
        right = right && rightEquation(step, value(truth.first), value(truth.second), '+');
        break;
    }
    if (!right) {
        return Rating::Negative;
    }
    const bool again = known.people[who];
    known.people[who] = true;
    return truth.needed && !again ? Rating::Positive : Rating::Neutral;
}

} // namespace stepmark
