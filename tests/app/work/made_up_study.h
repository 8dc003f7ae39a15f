// SPDX-License-Identifier: GPL-3.0-or-later
//
// A task without meaning and a learner without networks: a model is right as often as its skill and the labels that it
// learns from let it. So studies are exact and quick.
#pragma once

#include "app/work/study.h"
#include "app/work/study_lesson.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/tasks/disagreements.h"
#include "model/tasks/figures.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace stepmark::fixture {

inline Task madeUpTask(int train = 800, int test = 600) {
    Task task{"made up", TaskKind::Classification, {}, {}};
    for (int i = 0; i < train + test; ++i) {
        TaskExample example;
        example.group = i;
        example.items = {example.tree.add(StepTree::kNoParent, "text " + std::to_string(i))};
        example.truth = {static_cast<float>(i % 2)};
        (i < train ? task.train : task.test).push_back(example);
    }
    return task;
}

/// Three moves each, the right one anywhere.
inline Task choiceTask(int train = 800, int test = 600) {
    Task task{"made up", TaskKind::Chess, {}, {}};
    for (int i = 0; i < train + test; ++i) {
        TaskExample example;
        example.group = i;
        example.prompt = "position " + std::to_string(i);
        for (int move = 0; move < 3; ++move) {
            example.items.push_back(example.tree.add(StepTree::kNoParent, "move " + std::to_string(move)));
            example.truth.push_back(move == i % 3 ? 1.F : 0.F);
        }
        (i < train ? task.train : task.test).push_back(example);
    }
    return task;
}

/// The model "/m/90" with all of its 10 layers is right in 90 % of the cases; with fewer layers in fewer. Of the share
/// of wrong labels that it learns from, half is lost.
class MadeUpLearner : public work::Learner {
public:
    explicit MadeUpLearner(const Task& task)
        : m_task(task) {}

    std::vector<Lesson> lessons;
    std::vector<LearnOptions> options;
    std::vector<int> kept; ///< layers whose states were asked for
    std::function<void()> before_each = [] {};
    std::set<std::string> broken; ///< folders that learn nothing
    std::vector<work::TuneRequest> tuned;
    double silent = 0;            ///< share of the examples of a choice for which no answer is written

    work::Rung look(const LadderModel& asked, const std::stop_token&) override {
        if (asked.folder.parent_path() != "/m")
            throw Error(asked.folder.string() + " is no model.");
        if (asked.layers > 10)
            throw Error("It has 10 layers.");
        const int layers = asked.layers > 0 ? asked.layers : 10;
        return {{asked, layers, layers * 1000}, "weights of " + asked.folder.filename().string()};
    }

    std::int64_t keepStates(const std::filesystem::path&, const std::vector<int>& layers, const LearnOptions&,
                            const std::stop_token& stop, ProgressSink) override {
        if (stop.stop_requested())
            throw Cancelled();
        kept.insert(kept.end(), layers.begin(), layers.end());
        return 0;
    }

    Learned learn(const LadderModel& model, const Lesson& lesson, const LearnOptions& how, const std::stop_token& stop,
                  ProgressSink progress) override {
        before_each();
        if (stop.stop_requested())
            throw Cancelled();
        if (broken.contains(model.folder.string()))
            throw Error("Nothing finite comes of it.");
        lessons.push_back(lesson);
        options.push_back(how);
        progress({.stage = Stage::Training, .done = 1, .total = 1});
        Learned learned;
        const bool choice = isChoice(m_task.kind);
        const double right = skill({baseOf(model.folder), model.layers}) - (choice ? 0 : wrongShare(lesson) / 2);
        const Draw draw(how.seed * 100 + static_cast<std::uint64_t>(model.layers), model.folder.string());
        if (lesson.judge_train)
            learned.train = choice ? written(m_task.train, draw, right) : judged(m_task.train, draw, right);
        learned.test = choice ? written(m_task.test, draw, right) : judged(m_task.test, draw, right);
        learned.course = {{1, 0.5, right, std::nullopt, true}};
        learned.tokens = 1000;
        learned.seconds = 0.25;
        return learned;
    }

    LearnCost cost(const std::filesystem::path&, const std::vector<int>& layers, std::int64_t how_many,
                   std::size_t examples, const LearnOptions&, const std::stop_token&) override {
        return {std::ssize(layers) * 10, static_cast<std::int64_t>(examples),
                static_cast<double>(how_many * std::ssize(layers))};
    }

    /// What a folder was before it read the texts.
    std::filesystem::path baseOf(const std::filesystem::path& folder) const {
        for (const work::TuneRequest& one : tuned)
            if (one.out == folder)
                return one.base;
        return folder;
    }

    work::Tuned tune(const work::TuneRequest& request, const std::stop_token& stop, ProgressSink) override {
        before_each();
        if (stop.stop_requested())
            throw Cancelled();
        tuned.push_back(request);
        std::filesystem::create_directories(request.out);
        return {2.5, 500, 0.5, false};
    }

    LearnCost costOfTuning(const work::TuneRequest& request, const std::stop_token&) override {
        return {500, 0, 7.0 * request.epochs};
    }

    static double skill(const LadderModel& model) {
        return std::stod(model.folder.filename().string()) / 100 - (10 - model.layers) * 0.03;
    }

private:
    double wrongShare(const Lesson& lesson) const {
        double wrong = 0;
        for (std::size_t i = 0; i < lesson.examples.size(); ++i)
            wrong += (lesson.targets[i] > 0.5F) != (m_task.train[lesson.examples[i]].truth.front() > 0.5F);
        return wrong / static_cast<double>(lesson.examples.size());
    }

    std::vector<float> written(const std::vector<TaskExample>& examples, const Draw& draw, double right) const {
        std::vector<float> all;
        for (const TaskExample& example : examples) {
            const double drawn = draw.share(static_cast<std::uint64_t>(example.group));
            for (const float truth : example.truth)
                all.push_back(drawn > 1 - silent ? 0 : drawn < right ? truth : 0);
            if (drawn >= right && drawn <= 1 - silent) // another one
                all[all.size() - (example.truth.back() > 0 ? 3 : 1)] = 1;
        }
        return all;
    }

    static std::vector<float> judged(const std::vector<TaskExample>& examples, const Draw& draw, double right) {
        std::vector<float> all;
        for (const TaskExample& example : examples) {
            const bool is_right = draw.share(static_cast<std::uint64_t>(example.group)) < right;
            all.push_back(is_right == (example.truth.front() > 0.5F) ? 0.8F : 0.2F);
        }
        return all;
    }

    const Task& m_task;
};

} // namespace stepmark::fixture
