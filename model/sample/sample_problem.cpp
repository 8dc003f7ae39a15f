// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sample/sample_problem.h"

#include "model/sample/sample_text.h"

#include <algorithm>
#include <optional>
#include <set>

namespace stepmark {

const std::vector<std::string>& sampleNames() {
    static const std::vector<std::string> names = {"Tom",  "Anna", "Ben",  "Kim", "Leo",  "Mia",  "Sam",
                                                   "Eva",  "Max",  "Zoe",  "Dan", "Lily", "Jack", "Nora",
                                                   "Paul", "Ruth", "Omar", "Ivy", "Hugo", "Tess"};
    return names;
}

const std::vector<std::string>& sampleObjects() {
    static const std::vector<std::string> objects = {"apples", "pears",  "books", "coins", "cards", "stamps",
                                                     "shells", "stones", "pens",  "balls", "cakes", "eggs"};
    return objects;
}

int SampleStructure::find(std::string_view name) const {
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (people[i].name == name) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

int sampleValue(const SampleStructure& structure, const SamplePerson& person) {
    const auto value = [&](int index) { return structure.people.at(static_cast<std::size_t>(index)).value; };
    switch (person.relation) {
    case SampleRelation::Given:
        return person.amount;
    case SampleRelation::More:
        return value(person.first) + person.amount;
    case SampleRelation::Fewer:
        return value(person.first) - person.amount;
    case SampleRelation::Times:
        return value(person.first) * person.amount;
    case SampleRelation::Half:
        return value(person.first) / 2;
    case SampleRelation::Sum:
        return value(person.first) + value(person.second);
    }
    return 0;
}

namespace {

/// A relation to the person needed before; sums also use somebody earlier. `live` holds the needed people so far.
std::optional<SamplePerson> drawRelation(SampleRandom& random, const SampleStructure& structure,
                                         const std::vector<int>& live) {
    SamplePerson person;
    person.first = live.back();
    const int previous = structure.people[static_cast<std::size_t>(person.first)].value;
    switch (random.below(7)) {
    case 0:
    case 1:
        person.relation = SampleRelation::More;
        person.amount = random.between(2, 9);
        break;
    case 2:
    case 3:
        person.relation = SampleRelation::Fewer;
        person.amount = random.between(2, 9);
        break;
    case 4:
        person.relation = SampleRelation::Times;
        person.amount = random.between(2, 4);
        break;
    case 5:
        person.relation = SampleRelation::Half;
        if (previous % 2 != 0) {
            return std::nullopt;
        }
        break;
    default:
        person.relation = SampleRelation::Sum;
        if (live.size() < 2) {
            return std::nullopt;
        }
        person.second = live[static_cast<std::size_t>(random.below(static_cast<int>(live.size()) - 1))];
        if (random.chance(0.5)) {
            std::swap(person.first, person.second);
        }
    }
    person.value = sampleValue(structure, person);
    return person;
}

std::optional<SampleStructure> drawStructure(SampleRandom& random, const SampleDifficulty& difficulty) {
    const int steps = random.between(difficulty.min_steps, difficulty.max_steps);
    const int distractors = random.unit() >= 1 - difficulty.distractors ? 1 : 0;
    const int count = 1 + steps + distractors;
    std::vector<std::string> names = sampleNames();
    random.shuffle(names);

    // The first is given, the last is asked for; those beside the point lie between.
    std::vector<int> places;
    for (int i = 1; i < count - 1; ++i) {
        places.push_back(i);
    }
    random.shuffle(places);
    places.resize(std::min(places.size(), static_cast<std::size_t>(distractors)));

    SampleStructure structure;
    structure.object = random.pick(sampleObjects());
    std::vector<int> live;
    for (int i = 0; i < count; ++i) {
        std::optional<SamplePerson> person;
        if (i == 0) {
            person.emplace();
            person->amount = person->value = random.between(3, 20);
        } else {
            person = drawRelation(random, structure, live);
        }
        if (!person || person->value < 1 || person->value > difficulty.max_value) {
            return std::nullopt;
        }
        person->name = names[static_cast<std::size_t>(i)];
        person->needed = std::find(places.begin(), places.end(), i) == places.end();
        structure.people.push_back(*person);
        if (person->needed) {
            live.push_back(i);
        }
    }
    structure.target = count - 1;
    return structure;
}

} // namespace

SampleProblem makeSampleProblem(SampleRandom& random, const SampleDifficulty& difficulty) {
    std::optional<SampleStructure> structure;
    while (!structure) {
        structure = drawStructure(random, difficulty);
    }
    SampleProblem problem;
    problem.structure = std::move(*structure);
    problem.text = sampleProblemText(problem.structure);
    const SampleStructure& drawn = problem.structure;
    problem.answer = std::to_string(drawn.people[static_cast<std::size_t>(drawn.target)].value);
    for (const SamplePerson& person : drawn.people) {
        if (person.needed && person.relation != SampleRelation::Given) {
            problem.solution.push_back(sampleStepText(drawn, person));
        }
    }
    problem.solution.push_back("The answer is " + problem.answer + ".");
    return problem;
}

std::vector<SampleProblem> makeSampleProblems(int count, std::uint64_t seed, SampleStream stream) {
    SampleRandom random(seed, static_cast<std::uint64_t>(stream));
    std::vector<SampleProblem> problems;
    std::set<std::string> seen;
    while (static_cast<int>(problems.size()) < count) {
        SampleProblem problem = makeSampleProblem(random);
        if (seen.insert(problem.text).second) {
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

} // namespace stepmark
