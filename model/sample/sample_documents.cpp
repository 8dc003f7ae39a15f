// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sample/sample_documents.h"

#include <algorithm>
#include <utility>

namespace stepmark {

namespace {

/// Mostly by one, sometimes further off, as slips are.
int slip(SampleRandom& random) {
    static const std::vector<int> offsets = {-10, -4, -3, -2, -2, -1, -1, -1, 1, 1, 1, 2, 2, 3, 4, 10};
    return random.pick(offsets);
}

/// Numbers that the problem shows or lets one work out: what a confused solver writes down.
std::vector<int> numbersAbout(const SampleStructure& structure) {
    std::vector<int> numbers;
    for (const SamplePerson& person : structure.people) {
        numbers.push_back(person.value);
        if (person.amount > 0) {
            numbers.push_back(person.amount);
        }
    }
    return numbers;
}

/// The relation's own number of earlier people, in a copy of the structure that a wrong step may alter.
struct Draft {
    SampleStructure structure;
    SamplePerson person;

    SamplePerson& reference(bool second) {
        return structure.people[static_cast<std::size_t>(second && person.second >= 0 ? person.second : person.first)];
    }
    void recompute() { person.value = sampleValue(structure, person); }
    bool writable() const {
        const auto fits = [](const SamplePerson& other) { return other.value >= 0 && other.value <= 99; };
        return fits(person) && std::all_of(structure.people.begin(), structure.people.end(), fits);
    }
};

/// Another one's number, or a misremembered one, with the sum done right.
void takeWrongOperand(Draft& draft, SampleRandom& random) {
    SamplePerson& reference = draft.reference(random.chance(0.5));
    reference.value = random.chance(0.75) ? random.pick(numbersAbout(draft.structure)) : reference.value + slip(random);
    draft.recompute();
}

/// Another amount, another person to compare with or another kind of relation.
bool takeWrongRelation(Draft& draft, SampleRandom& random) {
    const bool has_amount = draft.person.amount > 0;
    const int way = random.below(3);
    if (way == 0) {
        if (!has_amount) {
            return false;
        }
        draft.person.amount = random.chance(0.6) ? random.pick(numbersAbout(draft.structure)) : random.between(2, 9);
    } else if (way == 1) {
        const int other = random.below(static_cast<int>(draft.structure.people.size()));
        if (draft.structure.people[static_cast<std::size_t>(other)].name == draft.person.name) {
            return false;
        }
        (draft.person.second >= 0 && random.chance(0.5) ? draft.person.second : draft.person.first) = other;
    } else {
        static const std::vector<SampleRelation> kinds = {SampleRelation::More, SampleRelation::Fewer,
                                                          SampleRelation::Times, SampleRelation::Half};
        draft.person.relation = random.pick(kinds);
        draft.person.second = -1;
        const bool half = draft.person.relation == SampleRelation::Half;
        draft.person.amount = half ? 0 : has_amount ? draft.person.amount : random.between(2, 9);
    }
    draft.recompute();
    return true;
}

/// The relation that the problem tells of somebody else.
bool takeSomebodysRelation(Draft& draft, SampleRandom& random) {
    const auto& people = draft.structure.people;
    const SamplePerson& other =
        people[static_cast<std::size_t>(random.between(1, static_cast<int>(people.size()) - 1))];
    const int self = draft.structure.find(draft.person.name);
    if (other.name == draft.person.name || other.first == self || other.second == self) {
        return false;
    }
    const std::string name = draft.person.name;
    draft.person = other;
    draft.person.name = name;
    draft.recompute();
    return true;
}

/// One word or number of the right step exchanged for another, so that the step contradicts itself or the problem.
std::string exchangeOneWord(const SampleStructure& structure, const std::string& step, SampleRandom& random) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < step.size();) {
        const std::size_t end = std::min(step.find(' ', i), step.size());
        words.push_back(step.substr(i, end - i));
        i = end + 1;
    }
    std::string& word = words[static_cast<std::size_t>(random.below(static_cast<int>(words.size())))];
    std::string tail;
    while (!word.empty() && (word.back() == '.' || word.back() == ':')) {
        tail.insert(tail.begin(), word.back());
        word.pop_back();
    }
    static const std::vector<std::string> signs = {"+", "-", "x", "/"};
    static const std::vector<std::string> kinds = {"more", "fewer", "times", "half"};
    if (!word.empty() && word[0] >= '0' && word[0] <= '9') {
        const int near = std::atoi(word.c_str()) + slip(random);
        word = std::to_string(random.chance(0.5) ? random.pick(numbersAbout(structure)) : std::max(0, near));
    } else if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z') {
        word = random.pick(structure.people).name;
    } else if (std::find(signs.begin(), signs.end(), word) != signs.end()) {
        word = random.pick(signs);
    } else if (std::find(kinds.begin(), kinds.end(), word) != kinds.end()) {
        word = random.pick(kinds);
    }
    word += tail;
    std::string text;
    for (const std::string& part : words) {
        text += text.empty() ? part : " " + part;
    }
    return text;
}

/// The people whose steps make up the reference solution, in order.
std::vector<int> solutionPeople(const SampleStructure& structure) {
    std::vector<int> people;
    for (std::size_t i = 0; i < structure.people.size(); ++i) {
        if (structure.people[i].needed && structure.people[i].relation != SampleRelation::Given) {
            people.push_back(static_cast<int>(i));
        }
    }
    return people;
}

std::string answerText(int value) { return "The answer is " + std::to_string(value) + "."; }

std::string wrongAnswer(const SampleProblem& problem, SampleRandom& random) {
    const int right = problem.structure.people[static_cast<std::size_t>(problem.structure.target)].value;
    const int value = random.chance(0.6) ? random.pick(numbersAbout(problem.structure)) : right + slip(random);
    return answerText(std::max(0, value));
}

/// What goes wrong at a step that works something out.
SampleError drawError(SampleRandom& random) {
    const double way = random.unit();
    return way < 0.25   ? SampleError::Slip
           : way < 0.45 ? SampleError::Operand
           : way < 0.65 ? SampleError::Relation
           : way < 0.75 ? SampleError::Somebody
                        : SampleError::Word;
}

/// A step that goes wrong in this way, which need not be possible.
std::optional<std::string> draftWrongDerivation(const SampleProblem& problem, const SamplePerson& person,
                                                const std::string& right, SampleError error, SampleRandom& random) {
    if (error == SampleError::Word) {
        return exchangeOneWord(problem.structure, right, random);
    }
    Draft draft{problem.structure, person};
    bool possible = true;
    if (error == SampleError::Slip) {
        draft.person.value += slip(random);
    } else if (error == SampleError::Operand) {
        takeWrongOperand(draft, random);
    } else if (error == SampleError::Relation) {
        possible = takeWrongRelation(draft, random);
    } else {
        possible = takeSomebodysRelation(draft, random);
    }
    return possible && draft.writable() ? std::optional(sampleStepText(draft.structure, draft.person)) : std::nullopt;
}

std::optional<SampleWrongStep> draftWrongStep(const SampleProblem& problem, std::size_t place, SampleRandom& random) {
    const std::vector<int> people = solutionPeople(problem.structure);
    if (random.chance(0.1) && place + 1 < problem.solution.size()) {
        return SampleWrongStep{problem.solution[place + 1], SampleError::Skip};
    }
    if (place > 0 && place < people.size() && random.chance(0.25)) {
        const SamplePerson& last = problem.structure.people[static_cast<std::size_t>(people[place - 1])];
        return SampleWrongStep{answerText(last.value), SampleError::Early};
    }
    if (place >= people.size()) {
        return SampleWrongStep{wrongAnswer(problem, random), SampleError::Answer};
    }
    const SamplePerson& person = problem.structure.people[static_cast<std::size_t>(people[place])];
    const SampleError error = drawError(random);
    std::optional<std::string> text = draftWrongDerivation(problem, person, problem.solution[place], error, random);
    return text ? std::optional(SampleWrongStep{std::move(*text), error}) : std::nullopt;
}

/// "12 + 3" as "3 + 12"; empty where the order matters.
std::string withTermsSwapped(const std::string& step) {
    const std::size_t begin = step.find(": ") + 2;
    for (const char* sign : {" + ", " x "}) {
        const std::size_t middle = step.find(sign, begin), end = step.find(" = ", begin);
        if (middle != std::string::npos && end != std::string::npos) {
            return step.substr(0, begin) + step.substr(middle + 3, end - middle - 3) + sign +
                   step.substr(begin, middle - begin) + step.substr(end);
        }
    }
    return {};
}

/// A step about somebody beside the point, where all it needs stands already; empty where there is none.
std::string stepBesideThePoint(const SampleProblem& problem, const SampleOracle& oracle,
                               const std::vector<std::string>& before) {
    for (const SamplePerson& person : problem.structure.people) {
        if (!person.needed) {
            std::string text = sampleStepText(problem.structure, person);
            const bool said = std::find(before.begin(), before.end(), text) != before.end();
            if (!said && oracle.judgeStep(before, text) == Rating::Neutral) {
                return text;
            }
        }
    }
    return {};
}

} // namespace

std::string_view sampleErrorName(SampleError error) {
    static constexpr std::string_view names[kSampleErrors] = {
        "step skipped",     "answer too early",         "wrong answer",  "slip in the result", "another operand",
        "another relation", "somebody else's relation", "word exchanged"};
    return names[static_cast<std::size_t>(error)];
}

SampleDocument cleanDocument(const SampleProblem& problem) {
    SampleDocument document{problem.structure, problem.text, {}};
    for (const std::string& step : problem.solution) {
        document.lines.push_back({step, true, {}});
    }
    return document;
}

std::optional<SampleWrongStep> wrongStep(const SampleProblem& problem, std::size_t place, SampleRandom& random) {
    std::optional<SampleWrongStep> wrong = draftWrongStep(problem, place, random);
    const std::span<const std::string> before(problem.solution.data(), place);
    const bool is_wrong = wrong && SampleOracle(problem.structure).judgeStep(before, wrong->text) == Rating::Negative;
    return is_wrong ? std::move(wrong) : std::nullopt;
}

std::vector<std::string> rightSteps(const SampleStructure& structure, std::span<const std::string> before) {
    const SampleOracle oracle(structure);
    const SamplePerson& target = structure.people[static_cast<std::size_t>(structure.target)];
    std::vector<std::string> drafts = {answerText(target.value)};
    for (SamplePerson person : structure.people) {
        for (int order = 0; order < (person.relation == SampleRelation::Sum ? 2 : 1); ++order) {
            drafts.push_back(sampleStepText(structure, person));
            drafts.push_back(withTermsSwapped(drafts.back()));
            std::swap(person.first, person.second);
        }
    }
    std::erase_if(drafts, [&](const std::string& text) {
        return text.empty() || oracle.judgeStep(before, text) == Rating::Negative;
    });
    return drafts;
}

SampleDocument markedDocument(const SampleProblem& problem, SampleRandom& random) {
    const SampleOracle oracle(problem.structure);
    SampleDocument document{problem.structure, problem.text, {}};
    const bool digress = random.chance(0.3);
    std::vector<std::string> before;
    for (std::size_t place = 0; place < problem.solution.size(); ++place) {
        const std::string beside = digress && place > 0 ? stepBesideThePoint(problem, oracle, before) : std::string();
        if (!beside.empty()) {
            document.lines.push_back({beside, false, {}});
            before.push_back(beside);
        }
        std::optional<SampleWrongStep> wrong;
        while (!wrong) {
            wrong = wrongStep(problem, place, random);
        }
        document.lines.push_back({problem.solution[place], true, {std::move(*wrong)}});
        before.push_back(problem.solution[place]);
    }
    return document;
}

} // namespace stepmark
