// SPDX-License-Identifier: GPL-3.0-or-later
//
// The built-in sample's word problems: a handful of people, each of whom has a number of things that is given or
// follows from somebody named before; one of them is asked for, and now and then one is beside the point.
//
//   Today Tom has 12 apples. Anna has 3 more apples than Tom. Ben has half as many apples as Tom. Kim has 2 times as
//   many apples as Anna. How many apples does Kim have?
//
//   So Anna has 3 more than Tom: 12 + 3 = 15.
//   So Kim has 2 times as many as Anna: 2 x 15 = 30.
//   The answer is 30.
//
// Every step restates the relation it uses, so that each can be judged by itself, and every problem has one length of
// solution, so that a product of step scores does not favour short ones. The words "Today" and "So" are there for the
// tokenizer: a name then always follows a blank and is one token wherever it stands. Written for this project.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/sample/sample_random.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// How somebody's number is told.
enum class SampleRelation {
    Given, ///< "Today Tom has 12 apples."
    More,  ///< "Anna has 3 more apples than Tom."
    Fewer, ///< "Anna has 3 fewer apples than Tom."
    Times, ///< "Anna has 3 times as many apples as Tom."
    Half,  ///< "Anna has half as many apples as Tom."
    Sum    ///< "Anna has as many apples as Tom and Ben together."
};

/// Somebody in a problem. `first` and `second` are indices of people named earlier, -1 where the relation has none.
struct SamplePerson {
    std::string name;
    SampleRelation relation = SampleRelation::Given;
    int amount = 0; ///< the number in the sentence; 0 for Half and Sum
    int first = -1;
    int second = -1; ///< only Sum
    int value = 0;   ///< how many things this person has
    bool needed = false;
};

/// The hidden structure of a problem, in the order of its sentences.
struct SampleStructure {
    std::string object; ///< "apples"
    std::vector<SamplePerson> people;
    int target = 0; ///< who is asked for

    /// Index of a name, -1 where nobody is called so.
    int find(std::string_view name) const;
};

struct SampleProblem {
    SampleStructure structure;
    std::string text;                  ///< what the solver sees
    std::string answer;                ///< decimal number
    std::vector<std::string> solution; ///< the reference solution: the needed steps in order, then the answer
};

/// How hard the problems are. The defaults are the sample's.
struct SampleDifficulty {
    int min_steps = 2; ///< needed steps, without the line that tells the answer
    int max_steps = 4;
    double distractors = 0.1; ///< share of the problems that tell of somebody whose number leads nowhere
    int max_value = 40;       ///< no number is larger
};

/// Streams of SampleRandom: what the base is trained on and what projects show never share one.
enum class SampleStream : std::uint64_t { Projects = 1, BaseTraining = 2, GeneratorTraining = 3, HeldOut = 4 };

/// The next problem of a stream of random numbers.
SampleProblem makeSampleProblem(SampleRandom& random, const SampleDifficulty& difficulty = {});

/// `count` problems, no two with the same text; the same seed gives the same problems on every machine.
std::vector<SampleProblem> makeSampleProblems(int count, std::uint64_t seed,
                                              SampleStream stream = SampleStream::Projects);

/// What a relation gives when the people before have `people[...].value`.
int sampleValue(const SampleStructure& structure, const SamplePerson& person);

/// All names and all things that occur, for tests and for those who want to know the vocabulary.
const std::vector<std::string>& sampleNames();
const std::vector<std::string>& sampleObjects();

} // namespace stepmark
