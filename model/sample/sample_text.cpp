// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sample/sample_text.h"

#include "model/domain/error.h"

#include <cctype>
#include <vector>

namespace stepmark {

namespace {

using Words = std::vector<std::string>;

constexpr std::size_t kMaxTextBytes = 20'000;
constexpr int kMaxNumber = 99'999;

/// Words, numbers and single punctuation marks; blanks only separate.
Words splitWords(std::string_view text) {
    Words words;
    const auto isWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    for (std::size_t i = 0; i < text.size();) {
        if (std::isspace(static_cast<unsigned char>(text[i]))) {
            ++i;
            continue;
        }
        std::size_t end = i + 1;
        while (isWord(text[i]) && end < text.size() && isWord(text[end])) {
            ++end;
        }
        words.emplace_back(text.substr(i, end - i));
        i = end;
    }
    return words;
}

std::optional<int> parseNumber(const std::string& word) {
    if (word.empty() || word.size() > 5 || (word.size() > 1 && word[0] == '0')) {
        return std::nullopt;
    }
    int value = 0;
    for (const char c : word) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

bool isName(const std::string& word) { return !word.empty() && word[0] >= 'A' && word[0] <= 'Z'; }

/// Compares words with a pattern: "N" takes a number, "P" a person, "O" the object (which may be missing), everything
/// else stands for itself. Takes the words in order; all must be used.
struct Match {
    std::vector<int> numbers;
    Words people;
    std::string object;
};

std::optional<Match> match(const Words& words, const Words& pattern) {
    Match result;
    std::size_t at = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::string& want = pattern[i];
        if (want == "O") { // missing where the pattern's next word stands here already, or where the words end
            const bool missing =
                at >= words.size() || (i + 1 < pattern.size() && at < words.size() && words[at] == pattern[i + 1]);
            if (!missing) {
                result.object = words[at++];
            }
            continue;
        }
        if (at >= words.size()) {
            return std::nullopt;
        }
        const std::string& word = words[at++];
        if (want == "N") {
            const std::optional<int> number = parseNumber(word);
            if (!number) {
                return std::nullopt;
            }
            result.numbers.push_back(*number);
        } else if (want == "P") {
            if (!isName(word)) {
                return std::nullopt;
            }
            result.people.push_back(word);
        } else if (word != want) {
            return std::nullopt;
        }
    }
    return at == words.size() ? std::optional(result) : std::nullopt;
}

struct Form {
    SampleRelation relation;
    Words pattern;
};

const std::vector<Form>& forms() {
    static const std::vector<Form> all = {
        {SampleRelation::Given, {"P", "has", "N", "O"}},
        {SampleRelation::More, {"P", "has", "N", "more", "O", "than", "P"}},
        {SampleRelation::Fewer, {"P", "has", "N", "fewer", "O", "than", "P"}},
        {SampleRelation::Times, {"P", "has", "N", "times", "as", "many", "O", "as", "P"}},
        {SampleRelation::Half, {"P", "has", "half", "as", "many", "O", "as", "P"}},
        {SampleRelation::Sum, {"P", "has", "as", "many", "O", "as", "P", "and", "P", "together"}},
    };
    return all;
}

/// A sentence as written: names resolved against `structure`, the object (empty where it is left out) beside it.
struct Told {
    SamplePerson person;
    std::string object;
};

std::optional<Told> parseRelation(const SampleStructure& structure, const Words& words) {
    for (const Form& form : forms()) {
        const std::optional<Match> found = match(words, form.pattern);
        if (!found) {
            continue;
        }
        Told told;
        told.object = found->object;
        told.person.name = found->people.at(0);
        told.person.relation = form.relation;
        told.person.amount = found->numbers.empty() ? 0 : found->numbers[0];
        if (found->people.size() > 1) {
            told.person.first = structure.find(found->people[1]);
        }
        if (found->people.size() > 2) {
            told.person.second = structure.find(found->people[2]);
        }
        const bool known = (found->people.size() < 2 || told.person.first >= 0) &&
                           (found->people.size() < 3 || told.person.second >= 0);
        return known ? std::optional(told) : std::nullopt;
    }
    return std::nullopt;
}

/// "12 + 3 = 15" into the step's numbers.
bool parseEquation(const Words& words, SampleStep& step) {
    if (words.size() != 5 || words[1].size() != 1 || words[3] != "=") {
        return false;
    }
    const std::optional<int> left = parseNumber(words[0]);
    const std::optional<int> right = parseNumber(words[2]);
    const std::optional<int> result = parseNumber(words[4]);
    const char sign = words[1][0] == '*' ? 'x' : words[1][0];
    if (!left || !right || !result || (sign != '+' && sign != '-' && sign != 'x' && sign != '/')) {
        return false;
    }
    step.left = *left;
    step.right = *right;
    step.person.value = *result;
    step.sign = sign;
    return true;
}

/// "Today" opens a problem and "So" a step; both say nothing.
void dropOpening(Words& words) {
    if (!words.empty() && (words[0] == "Today" || words[0] == "So")) {
        words.erase(words.begin());
    }
}

void markNeeded(SampleStructure& structure) {
    std::vector<int> open = {structure.target};
    while (!open.empty()) {
        SamplePerson& person = structure.people[static_cast<std::size_t>(open.back())];
        open.pop_back();
        person.needed = true;
        for (const int reference : {person.first, person.second}) {
            if (reference >= 0) {
                open.push_back(reference);
            }
        }
    }
}

[[noreturn]] void refuse(const std::string& why) {
    throw Error("The oracle cannot judge this problem: " + why +
                " It only knows the problems of the built-in sample (stepmarkctl sample).");
}

/// One sentence of a problem becomes one more person.
void addSentence(SampleStructure& structure, Words words) {
    dropOpening(words);
    std::optional<Told> told = parseRelation(structure, words);
    if (!told) {
        refuse("it does not understand \"" + (words.empty() ? std::string() : words.front()) + " ...\".");
    }
    SamplePerson& person = told->person;
    if (structure.people.empty()) {
        structure.object = told->object;
    }
    if (structure.find(person.name) >= 0 || told->object.empty() || told->object != structure.object) {
        refuse(person.name + " is told of twice or has other things than the rest.");
    }
    person.value = sampleValue(structure, person);
    const bool even = person.relation != SampleRelation::Half ||
                      structure.people[static_cast<std::size_t>(person.first)].value % 2 == 0;
    if (!even || person.value < 0 || person.value > kMaxNumber) {
        refuse(person.name + "'s number is negative, too large or not whole.");
    }
    structure.people.push_back(person);
}

} // namespace

namespace {

std::string relationText(const SampleStructure& structure, const SamplePerson& person, const std::string& object) {
    const std::string things = object.empty() ? "" : " " + object;
    const std::string amount = std::to_string(person.amount);
    const auto name = [&](int index) { return structure.people.at(static_cast<std::size_t>(index)).name; };
    const std::string who = person.name + " has ";
    switch (person.relation) {
    case SampleRelation::Given:
        return who + amount + things;
    case SampleRelation::More:
        return who + amount + " more" + things + " than " + name(person.first);
    case SampleRelation::Fewer:
        return who + amount + " fewer" + things + " than " + name(person.first);
    case SampleRelation::Times:
        return who + amount + " times as many" + things + " as " + name(person.first);
    case SampleRelation::Half:
        return who + "half as many" + things + " as " + name(person.first);
    case SampleRelation::Sum:
        return who + "as many" + things + " as " + name(person.first) + " and " + name(person.second) + " together";
    }
    return who;
}

} // namespace

std::string sampleProblemText(const SampleStructure& structure) {
    std::string text = "Today ";
    for (const SamplePerson& person : structure.people) {
        text += relationText(structure, person, structure.object) + ". ";
    }
    return text + "How many " + structure.object + " does " +
           structure.people.at(static_cast<std::size_t>(structure.target)).name + " have?";
}

std::string sampleStepText(const SampleStructure& structure, const SamplePerson& person) {
    const auto value = [&](int index) {
        return std::to_string(structure.people.at(static_cast<std::size_t>(index)).value);
    };
    const std::string amount = std::to_string(person.amount);
    std::string equation;
    switch (person.relation) {
    case SampleRelation::Given:
        return relationText(structure, person, structure.object) + ".";
    case SampleRelation::More:
        equation = value(person.first) + " + " + amount;
        break;
    case SampleRelation::Fewer:
        equation = value(person.first) + " - " + amount;
        break;
    case SampleRelation::Times:
        equation = amount + " x " + value(person.first);
        break;
    case SampleRelation::Half:
        equation = value(person.first) + " / 2";
        break;
    case SampleRelation::Sum:
        equation = value(person.first) + " + " + value(person.second);
        break;
    }
    return "So " + relationText(structure, person, {}) + ": " + equation + " = " + std::to_string(person.value) + ".";
}

std::optional<SampleStep> parseSampleStep(const SampleStructure& structure, std::string_view text) {
    if (text.size() > kMaxTextBytes) {
        return std::nullopt;
    }
    Words words = splitWords(text);
    if (!words.empty() && words.back() == ".") {
        words.pop_back();
    }
    dropOpening(words);
    SampleStep step;
    if (const std::optional<Match> answer = match(words, {"The", "answer", "is", "N"})) {
        step.kind = SampleStep::Kind::Answer;
        step.person.value = answer->numbers[0];
        return step;
    }
    std::size_t colon = 0;
    while (colon < words.size() && words[colon] != ":") {
        ++colon;
    }
    const std::optional<Told> told =
        parseRelation(structure, Words(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(colon)));
    if (!told || structure.find(told->person.name) < 0 || (!told->object.empty() && told->object != structure.object)) {
        return std::nullopt;
    }
    step.person = told->person;
    if (step.person.relation == SampleRelation::Given) {
        step.kind = SampleStep::Kind::Recall;
        step.person.value = step.person.amount;
        return colon == words.size() ? std::optional(step) : std::nullopt;
    }
    if (colon == words.size() ||
        !parseEquation(Words(words.begin() + static_cast<std::ptrdiff_t>(colon) + 1, words.end()), step)) {
        return std::nullopt;
    }
    return step;
}

SampleStructure parseSampleProblem(std::string_view text) {
    if (text.size() > kMaxTextBytes) {
        refuse("its text is too long.");
    }
    SampleStructure structure;
    Words sentence;
    for (const std::string& word : splitWords(text)) {
        if (word == ".") {
            addSentence(structure, sentence);
            sentence.clear();
        } else {
            sentence.push_back(word);
        }
    }
    const std::optional<Match> question = match(sentence, {"How", "many", "O", "does", "P", "have", "?"});
    if (!question || structure.people.empty() || question->object != structure.object) {
        refuse("it does not end in the sample's question.");
    }
    structure.target = structure.find(question->people[0]);
    if (structure.target < 0) {
        refuse("it asks for " + question->people[0] + ", of whom it tells nothing.");
    }
    markNeeded(structure);
    return structure;
}

} // namespace stepmark
