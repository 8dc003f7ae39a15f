// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/study.h"

#include "app/work/identity.h"
#include "app/work/model_folder.h"
#include "app/work/plan_run.h"
#include "app/work/study_lesson.h"
#include "app/work/study_report.h"
#include "app/work/study_scores.h"
#include "model/domain/error.h"
#include "model/run/spec_json.h"
#include "model/tasks/halves.h"
#include "storage/transaction.h"
#include "storage/weakstrong/study_run_store.h"
#include "storage/weakstrong/study_store.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace stepmark::work {

namespace {

constexpr std::size_t kFolderDigits = 16;   ///< of an identity: enough to tell a project's runs apart
constexpr std::chrono::seconds kGrowing{5}; ///< how often what has come of it so far is worked out

namespace fs = std::filesystem;

/// Of the models of one folder, by their layers: how many lessons there are to learn.
using Lessons = std::map<int, std::int64_t>;

/// What is to be learnt from a folder.
struct Missing {
    fs::path base; ///< what it was before it read the task's texts; itself where it does not
    Lessons lessons;
};

std::vector<int> layersOf(const Lessons& lessons) {
    std::vector<int> layers;
    for (const auto& [layer, count] : lessons)
        layers.push_back(layer);
    return layers;
}

std::int64_t sumOf(const Lessons& lessons) {
    std::int64_t sum = 0;
    for (const auto& [layer, count] : lessons)
        sum += count;
    return sum;
}

std::vector<CoursePoint> courseOf(const Learned& learned) {
    std::vector<CoursePoint> course;
    for (const LearnPoint& point : learned.course)
        course.push_back({point.done, point.validation_loss, point.test_truth, point.test_supervisor, point.taken});
    return course;
}

class StudyRunner {
public:
    StudyRunner(Work& work, const StudiedTask& task, const StudySpec& spec, Learner& learner)
        : m_work(work)
        , m_task(task)
        , m_spec(spec)
        , m_learner(learner)
        , m_ladder(checkedLadder(spec, learner, work.stop))
        , m_plan(studyPlanOf(spec, m_ladder, task.fingerprint))
        , m_scores(m_task.task, m_spec, m_plan)
        , m_run(work, m_plan.plan) {
        requireReadable(m_task.task.kind, m_spec.reading);
        for (const std::uint64_t seed : m_spec.seeds) // before anything is stored
            halvesOf(m_task.task, {.seed = seed, .examples = m_spec.examples});
    }

    Json estimate() {
        LearnCost sum;
        std::int64_t missing = 0;
        const auto add = [&](const LearnCost& cost) {
            sum.tokens += cost.tokens;
            sum.seconds += cost.seconds;
            sum.peak_bytes = std::max(sum.peak_bytes, cost.peak_bytes);
        };
        for (std::size_t i = 0; i < m_plan.nodes.size(); ++i)
            if (m_plan.nodes[i].tunes && !isKnown(i)) {
                ++missing;
                add(m_learner.costOfTuning(tuneRequest(i), m_work.stop));
            }
        for (const auto& [folder, of] : missingByFolder()) {
            missing += sumOf(of.lessons);
            for (const LearnCost& cost : costsOf(folder, of))
                add(cost);
        }
        return {{"task", m_task.task.name},
                {"nodes", m_plan.nodes.size()},
                {"known", static_cast<std::int64_t>(m_plan.nodes.size()) - missing},
                {"missing", missing},
                {"tokens", missing > 0 ? Json(sum.tokens) : Json(nullptr)},
                {"seconds", missing > 0 ? Json(sum.seconds) : Json(nullptr)},
                {"peak_bytes", missing > 0 ? Json(sum.peak_bytes) : Json(nullptr)},
                {"spec", toJson(m_spec)}};
    }

    Json run() {
        m_study = storage::StudyStore(m_work.project).begin(described());
        takeKnown();
        const auto perform = [this](Work& work, const PlanNode& node, const PlanRun::Keep& keep) {
            if (m_lost) // what would be learnt now could not be kept either
                std::rethrow_exception(m_lost);
            const std::size_t place = m_plan.by_name.at(node.name);
            return m_plan.nodes[place].tunes ? tune(work, place) : learnNode(work, place, keep);
        };
        try {
            m_run.run(perform);
        } catch (...) {
            storeResults(); // of what is there
            throw;
        }
        storage::StudyStore(m_work.project).finish(m_study, m_scores.results());
        return studyReport(*storage::StudyStore(m_work.project).find(m_study));
    }

private:
    bool isKnown(std::size_t node) const { return m_run.results()[node].has_value(); }

    Study described() const {
        Study study;
        study.task = m_task.task.name;
        study.task_fingerprint = m_task.fingerprint;
        study.figure = figureName(m_task.task.kind);
        study.spec = m_spec;
        for (const Rung& rung : m_ladder)
            study.models.push_back(rung.model);
        return study;
    }

    LearnOptions optionsOf(const StudyNode& node) const {
        LearnOptions options = learnOptionsOf(m_spec, node);
        options.cache_dir = modelsFolder(m_work.project) / "cache";
        return options;
    }

    /// What studies before this one have found.
    void takeKnown() {
        const storage::StudyRunStore runs(m_work.project);
        storage::Transaction transaction(m_work.project);
        for (std::size_t i = 0; i < m_plan.nodes.size(); ++i)
            if (isKnown(i) && !m_plan.nodes[i].tunes) {
                const std::string& identity = m_plan.plan.nodes()[i].identity;
                m_scores.add(i, runs.judgements(identity).test);
                storage::StudyStore(m_work.project).addMember(m_study, identity);
            }
        transaction.commit();
        m_stored = std::chrono::steady_clock::now();
    }

    const fs::path& ladderFolder(const StudyNode& node) const { return m_ladder[node.model].model.model.folder; }

    fs::path ownFolder(const char* of, std::size_t node) const {
        return modelsFolder(m_work.project) / of / m_plan.plan.nodes()[node].identity.substr(0, kFolderDigits);
    }

    /// What a model is when it begins to learn: its folder, or what that became by reading the texts.
    fs::path folderOf(const StudyNode& node) const {
        return node.tuned ? ownFolder("tuned", *node.tuned) : ladderFolder(node);
    }

    std::map<fs::path, Missing> missingByFolder() const {
        std::map<fs::path, Missing> folders;
        for (std::size_t i = 0; i < m_plan.nodes.size(); ++i)
            if (const StudyNode& node = m_plan.nodes[i]; !isKnown(i) && !node.tunes) {
                Missing& missing = folders[folderOf(node)];
                missing.base = ladderFolder(node);
                ++missing.lessons[m_ladder[node.model].model.layers];
            }
        return folders;
    }

    /// Probes share a pass; whole models share nothing.
    std::vector<LearnCost> costsOf(fs::path folder, const Missing& missing) {
        const Lessons& lessons = missing.lessons;
        LearnOptions options = optionsOf({});
        if (folder != missing.base && !fs::exists(folder)) { // yet to be made: as large as its base, and nothing is kept
            folder = missing.base;
            options.cache_dir.clear();
        }
        const auto cost = [&](const std::vector<int>& layers, std::int64_t each) {
            return m_learner.cost(folder, layers, each, lessonSize(), options, m_work.stop);
        };
        if (m_spec.way == LearnWay::Probe)
            return {cost(layersOf(lessons), (sumOf(lessons) + std::ssize(lessons) - 1) / std::ssize(lessons))};
        std::vector<LearnCost> costs;
        for (const auto& [layers, count] : lessons)
            costs.push_back(cost({layers}, count));
        return costs;
    }

    /// Examples of a half, about.
    std::size_t lessonSize() const {
        return halvesOf(m_task.task, {.seed = m_spec.seeds.front(), .examples = m_spec.examples}).student.size();
    }

    TuneRequest tuneRequest(std::size_t node) const {
        return {.name = m_plan.plan.nodes()[node].identity,
                .base = ladderFolder(m_plan.nodes[node]),
                .out = ownFolder("tuned", node),
                .epochs = m_spec.tune_epochs,
                .examples = static_cast<std::size_t>(m_spec.examples),
                .compute = m_spec.compute};
    }

    Json tune(Work& work, std::size_t node) {
        const TuneRequest request = tuneRequest(node);
        work.report(Progress{.stage = Stage::Starting,
                             .note = request.base.filename().string() + " reads the texts of " + m_task.task.name});
        const Tuned tuned = m_learner.tune(request, work.stop, work.progress);
        return {{"loss", tuned.loss}, {"tokens", tuned.tokens}};
    }

    /// The folder that a node's model is learnt from, with all that is shared of it: made again where somebody has
    /// thrown it away, and of probes one pass of it for all of its layers.
    fs::path readyFolder(Work& work, const StudyNode& node) {
        const fs::path folder = folderOf(node);
        if (node.tuned && !fs::exists(folder))
            tune(work, *node.tuned);
        if (m_spec.way != LearnWay::Probe || m_kept.contains(folder))
            return folder;
        m_learner.keepStates(folder, layersOf(missingByFolder().at(folder).lessons), optionsOf({}), work.stop,
                             [&](Progress progress) {
                                 progress.part = Part::States;
                                 work.report(progress);
                             });
        m_kept.insert(folder);
        return folder;
    }

    Json learnNode(Work& work, std::size_t place, const PlanRun::Keep& keep) {
        const PlanNode& planned = m_plan.plan.nodes()[place];
        const StudyNode& node = m_plan.nodes[place];
        const fs::path folder = readyFolder(work, node);
        work.report(Progress{.stage = Stage::Starting, .note = words(node)});
        std::optional<Judgements> teacher;
        std::string teacher_identity;
        if (node.teacher) {
            teacher_identity = m_plan.plan.nodes()[*node.teacher].identity;
            teacher = storage::StudyRunStore(work.project).judgements(teacher_identity);
        }
        const Lesson lesson = lessonOf(m_task.task, m_spec, node, teacher ? &*teacher : nullptr);
        LearnOptions options = optionsOf(node);
        if (m_spec.way == LearnWay::Full)
            options.out = ownFolder("studies", place);
        const int layers = m_ladder[node.model].model.layers;
        Learned learned = m_learner.learn({folder, layers}, lesson, options, work.stop, work.progress);
        m_scores.add(place, learned.test); // refuses what is no use
        StudyRun run{.identity = planned.identity, .role = node.role, .method = node.method, .seed = node.seed};
        run.model = {ladderFolder(node), layers};
        run.teacher = teacher_identity;
        run.task_fingerprint = m_task.fingerprint;
        run.figure = m_scores.figureOf(place);
        Json settings = planned.spec;
        if (m_spec.reading == TaskReading::Generated)
            settings["taught"] = lesson.examples.size(); // without those that the teacher wrote no move for
        run.settings = settings.dump();
        run.course = courseToJson(courseOf(learned));
        run.tokens = learned.tokens;
        run.seconds = learned.seconds;
        return store(run, {std::move(learned.train), std::move(learned.test)}, keep);
    }

    /// The run and what the plan knows of it, or neither.
    Json store(const StudyRun& run, const Judgements& judgements, const PlanRun::Keep& keep) {
        const Json result = {{"figure", orNull(run.figure)}, {"tokens", run.tokens}};
        try {
            storage::Transaction transaction(m_work.project);
            storage::StudyRunStore(m_work.project).add(run, judgements);
            storage::StudyStore(m_work.project).addMember(m_study, run.identity);
            keep(result);
            transaction.commit();
        } catch (...) {
            m_lost = std::current_exception();
            throw;
        }
        if (std::chrono::steady_clock::now() - m_stored > kGrowing)
            storeResults();
        return result;
    }

    void storeResults() {
        if (m_lost || m_work.stop.stop_requested())
            return;
        storage::StudyStore(m_work.project).setResults(m_study, m_scores.results());
        m_stored = std::chrono::steady_clock::now();
    }

    std::string words(const StudyNode& node) const {
        const auto named = [this](std::size_t model) {
            const StudyModel& one = m_ladder[model].model;
            return one.model.folder.filename().string() + " (" + std::to_string(one.layers) + " layers)";
        };
        const std::string from =
            node.teacher ? named(m_plan.nodes[*node.teacher].model) + ", " + std::string(toText(node.method))
                         : "the truth";
        return named(node.model) + " learns from " + from + ", seed " + std::to_string(node.seed);
    }

    Work& m_work;
    const StudiedTask& m_task;
    const StudySpec m_spec;
    Learner& m_learner;
    const std::vector<Rung> m_ladder;
    const StudyPlan m_plan;
    StudyScores m_scores;
    PlanRun m_run;
    std::int64_t m_study = 0;
    std::set<fs::path> m_kept; ///< folders whose states are kept
    std::exception_ptr m_lost; ///< why a run could not be stored
    std::chrono::steady_clock::time_point m_stored;
};

} // namespace

Json studyPlan(Work& work, const StudiedTask& task, const StudySpec& spec, Learner& learner) {
    return StudyRunner(work, task, spec, learner).estimate();
}

Json study(Work& work, const StudiedTask& task, const StudySpec& spec, Learner& learner) {
    hold(work, "study", "A study of this project is under way in another job");
    return StudyRunner(work, task, spec, learner).run();
}

} // namespace stepmark::work
