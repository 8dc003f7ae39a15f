// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/round_plan.h"

#include "app/work/fit_report.h"
#include "app/work/planned_stages.h"
#include "app/work/pool.h"
#include "app/work/queue_report.h"
#include "app/work/queueing.h"
#include "app/work/round_begin.h"
#include "app/work/stage_history.h"
#include "app/work/training.h"
#include "model/base/model_folder.h"
#include "model/domain/error.h"
#include "model/learning/score.h"
#include "model/run/spec_json.h"
#include "storage/artifact_store.h"
#include "storage/counts.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/round_store.h"
#include "storage/score_store.h"

#include <algorithm>

namespace stepmark::work {

namespace {

constexpr double kScoreRowBytes = 48;  ///< a step's row in the project, index included
constexpr double kStateBytes = 12;     ///< a parameter in the state of a run: master and two moments, float32
constexpr double kSolutionBytes = 300; ///< a solution, where the pool has none to go by

std::int64_t folderBytes(const std::filesystem::path& folder) {
    std::int64_t bytes = 0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored))
        if (entry.is_regular_file(ignored))
            bytes += static_cast<std::int64_t>(entry.file_size(ignored));
    return bytes;
}

class Planner {
public:
    Planner(Work& work, const RoundSpec& spec)
        : m_work(work)
        , m_spec(resolved(spec)) {
        keepPool(m_work);
        m_all = storage::poolSize(work.project);
        m_train = storage::poolSize(work.project, Split::Train);
        m_history.emplace(work, m_spec.train.base, m_spec.train.mode);
    }

    Json run() {
        const auto latest = storage::RoundStore(m_work.project).latest();
        m_plan["round"] = latest ? latest->number + 1 : 1;
        if (const auto unfinished = storage::RoundStore(m_work.project).unfinished())
            note("gives_up", "Round " + std::to_string(unfinished->number) +
                                 " is not finished: a new round gives it up, and --resume goes on with it instead.");
        estimate(plannedParts(m_work, m_spec));
        return m_plan;
    }

    /// What is left of one that has begun.
    Json rest(const RoundRecord& record) {
        m_plan["round"] = record.number;
        m_plan["done"] = Json::array();
        const storage::ArtifactStore artifacts(m_work.project);
        std::vector<Part> left;
        for (const PlanNode& node : record.course.plan.nodes())
            if (artifacts.find(node.identity))
                m_plan["done"].push_back(toText(node.part));
            else
                left.push_back(node.part);
        estimate(left);
        return m_plan;
    }

private:
    void estimate(const std::vector<Part>& parts) {
        if (m_spec.samples > 0)
            planGenerate();
        planModel();
        planQueue();
        sayHeldOut();
        addEvaluate();
        m_plan["stages"] = arranged(m_stages, parts);
        addSums(m_plan);
        addSpace();
        m_plan["notes"] = m_notes;
        m_plan["spec"] = toJson(m_spec);
    }

    void add(const std::string& name, const std::optional<double>& seconds, const std::string& from, Json facts) {
        Json stage = {{"name", name}, {"seconds", orNull(seconds)}};
        stage["from"] = seconds ? Json(from) : Json(nullptr);
        for (auto& [key, value] : facts.items())
            stage[key] = value;
        m_stages.push_back(std::move(stage));
    }

    void planGenerate() {
        const double solutions = static_cast<double>(m_train.problems) * m_spec.samples;
        const double a_solution = m_train.solutions > 0
                                      ? static_cast<double>(m_train.characters) / static_cast<double>(m_train.solutions)
                                      : kSolutionBytes;
        const auto sampling = m_history->sampling();
        add("generate", sampling ? sampling->secondsFor("solutions", solutions) : std::nullopt,
            sampling ? sampling->from : "",
            {{"solutions", static_cast<std::int64_t>(solutions)},
             {"bytes", static_cast<std::int64_t>(solutions * a_solution)}});
        if (m_train.solutions > 0)
            m_new_steps = solutions * static_cast<double>(m_train.steps) / static_cast<double>(m_train.solutions);
    }

    /// Training and scoring, or scoring alone where there is nothing new to train on.
    void planModel() {
        const auto trees = trainingTrees(m_work);
        const std::int64_t ratings = supervisedRatings(trees);
        const auto latest = storage::ModelStore(m_work.project).latest("prm");
        m_plan["ratings"] = ratings;
        if (m_spec.labeler) {
            scoreByNewest(latest);
            if (ratings == 0)
                return note("nothing_to_estimate_by", "There are no ratings yet to estimate the training by.");
            return planTraining(trees);
        }
        if (ratings == 0)
            latest ? note("no_ratings", "No solution is labelled: nothing is trained, the newest model chooses.")
                   : note("no_ratings_no_model", "No solution is labelled and there is no model: the queue is drawn "
                                                 "uniformly.");
        else if (latest && latest->data_fingerprint == ratingsFingerprint(trees))
            note("no_new_ratings", "There are no new ratings since the last model was trained: nothing is trained.");
        else
            return planTraining(trees);
        scoreByNewest(latest);
    }

    void scoreByNewest(const std::optional<storage::ModelRecord>& newest) {
        if (!newest)
            return;
        m_reader = newest->path;
        addFitOfPool();
        addScore(unscored(newest->id), 0);
    }

    void addNotes(const Json& notes) {
        for (const Json& note : notes)
            m_notes.push_back(note);
    }

    /// What of the pool the model that chooses will not read: such solutions are not queued by it.
    void addFitOfPool() {
        const std::filesystem::path reader = m_reader.empty() ? m_spec.train.base : m_reader;
        if (std::error_code ignored; !std::filesystem::exists(reader / "config.json", ignored))
            return; // a file of scores
        const auto trees = allTrees(m_work, Split::Train);
        std::vector<ScoreTree> views;
        for (const LabelledTree& tree : trees)
            views.push_back({tree.problem_text, &tree.tree});
        const PoolFit pool = fitOf(reader, views, m_spec.train.too_long.value_or(TooLong::Cut), m_work.stop);
        addFit(m_plan, pool.fit);
        for (Json note : fitNotes(pool.fit, reader)) {
            note["code"] = note["code"] == "too_long" ? "pool_too_long" : "pool_base_too_small";
            note["text"] = "Of the pool, " + note["text"].get<std::string>();
            m_notes.push_back(note);
        }
    }

    double unscored(ModelId model) const {
        const auto scored = storage::ScoreStore(m_work.project).steps(model).size();
        return std::max(0.0, static_cast<double>(m_all.steps) - static_cast<double>(scored)) + m_new_steps;
    }

    void planTraining(const std::vector<LabelledTree>& trees) {
        const TrainRequest request{.spec = {.options = prmOptions(m_spec)}};
        const Json plan = trainPlan(m_work, request);
        for (const Json& of_base : plan["notes"])
            m_notes.push_back(of_base);
        const double tokens = std::max(1.0, plan["tokens"].get<double>());
        const bool head = m_spec.train.mode == TrainMode::Head;
        double characters = 0;
        for (const LabelledTree& tree : trees) {
            characters += static_cast<double>(tree.problem_text.size());
            for (const StepTree::Node& node : tree.tree.nodes())
                characters += static_cast<double>(node.text.size());
        }
        if (!head) // whose tokens are those that are not cached: they tell nothing of the texts
            m_characters_a_token = std::max(0.5, characters / tokens);
        const double forward_s = plan["forward_seconds_per_token"].get<double>();
        addNotes(plan["fit_notes"]);
        if (m_reader.empty()) // else told already of the one that chooses
            addFitOfPool();
        const auto before = m_history->ofModel(Part::Train);
        const auto scaled = before && head ? before->secondsFor("ratings", plan["ratings"]) : std::nullopt;
        const std::int64_t weights = folderBytes(m_spec.train.base);
        add("train", scaled ? *scaled : plan["seconds"].get<double>(), scaled ? before->from : "measured",
            {{"ratings", plan["ratings"]},
             {"tokens", plan["tokens"]},
             {"optimizer_steps", plan["optimizer_steps"]},
             {"bytes", weights + (head ? cacheBytes() : 0)}});
        m_plan["ratings"] = plan["ratings"]; // less those that choose the epoch, as the model will say
        m_plan["optimizer_steps"] = plan["optimizer_steps"];
        m_plan["peak_bytes"] = plan["peak_bytes"];
        m_plan["temporary_bytes"] = head ? 0 : static_cast<std::int64_t>(2 * kStateBytes * parameters());
        m_will_score = !m_spec.labeler; // and so another model chooses
        addScore(static_cast<double>(m_all.steps) + m_new_steps, forward_s);
        if (m_spec.orm)
            planOrm();
    }

    double parameters() const {
        double count = 0;
        for (const TensorSpec& tensor : backboneTensorSpecs(ModelFolder::open(m_spec.train.base).config)) {
            double size = 1;
            for (const std::int64_t extent : tensor.shape)
                size *= static_cast<double>(extent);
            count += size;
        }
        return count;
    }

    /// What the hidden states of the pool take that are not on disk yet.
    std::int64_t cacheBytes() const {
        const auto width = static_cast<double>(ModelFolder::open(m_spec.train.base).config.hidden_size);
        const double all = (static_cast<double>(m_all.steps) + m_new_steps) * (2 * width + 24);
        return std::max<std::int64_t>(0, static_cast<std::int64_t>(all) -
                                             folderBytes(modelsFolder(m_work.project) / "cache"));
    }

    void addScore(double steps, double forward_s) {
        const auto before = m_history->ofModel(Part::Score);
        auto seconds = before ? before->secondsFor("steps", steps) : std::nullopt;
        std::string from = before ? before->from : "";
        if (steps < 1) {
            seconds = 0;
            from = "arithmetic";
        } else if (!seconds && forward_s > 0 && m_all.steps > 0) {
            const double a_step = static_cast<double>(m_all.characters) / static_cast<double>(m_all.steps);
            seconds = forward_s * steps * a_step / m_characters_a_token;
            from = "measured";
        }
        add("score", seconds, from,
            {{"steps", static_cast<std::int64_t>(steps)},
             {"bytes", static_cast<std::int64_t>(steps * kScoreRowBytes)}});
    }

    void planOrm() {
        const TrainRequest request{.spec = {.options = ormOptions(m_spec)}};
        try {
            const Json plan = trainPlan(m_work, request);
            const double tokens = std::max(1.0, plan["tokens"].get<double>());
            add("train ORM", plan["seconds"].get<double>(), "measured",
                {{"solutions", plan["solutions"]},
                 {"tokens", plan["tokens"]},
                 {"optimizer_steps", plan["optimizer_steps"]},
                 {"bytes", folderBytes(m_spec.train.base)}});
            m_plan["peak_bytes"] =
                std::max(m_plan["peak_bytes"].get<std::int64_t>(), plan["peak_bytes"].get<std::int64_t>());
            const auto held_out = storage::poolSize(m_work.project, Split::Test);
            add("score by ORM",
                plan["seconds"].get<double>() / tokens / 3 * static_cast<double>(held_out.characters) /
                    m_characters_a_token,
                "measured", {{"solutions", held_out.solutions}});
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            note("no_orm", error.what()); // no solution whose answer is known
        }
    }

    void planQueue() {
        const ModelId model = m_will_score ? 0 : newestScoringModel(m_work);
        const auto found = candidatesOf(m_work, model, {.split = Split::Train, .rule = m_spec.rule});
        const auto sampled = static_cast<std::int64_t>(m_spec.samples) * m_train.problems;
        const std::int64_t candidates = std::ssize(found) + sampled;
        const std::int64_t queued = sampled == 0
                                        ? std::ssize(select(found, m_spec.selection)) // as `queue` will, cap and all
                                        : std::min<std::int64_t>(candidates, m_spec.selection.count);
        m_plan["candidates"] = candidates;
        m_plan["queued"] = queued;
        if (candidates == 0)
            note("no_candidates", "No candidate is left to label: import or generate more.");
        else if (queued < m_spec.selection.count)
            note("few_candidates", "Only " + std::to_string(queued) + " candidates are left to label.");
        if (m_spec.samples == 0 && candidates > 0 && !m_will_score) // else others will be chosen from
            for (const Json& lack : queueReport(found, select(found, m_spec.selection), m_spec.selection,
                                                solutionsToLabel(m_work, Split::Train))["notes"])
                if (lack["code"] != "few_queued") // said already
                    m_notes.push_back(lack);
        const auto before = m_history->of(Part::Queue);
        add("queue", before ? before->secondsFor("candidates", static_cast<double>(candidates)) : std::nullopt,
            before ? before->from : "", {{"solutions", queued}});
    }

    void sayHeldOut() {
        const bool held_out = heldOutSplit(m_work).has_value();
        if (!held_out)
            note("nothing_held_out",
                 "No problem is held out, so nothing is evaluated: import some with --split test, or "
                 "use 'stepmarkctl split'.");
    }

    void addEvaluate() {
        const auto before = m_history->of(Part::Evaluate);
        const auto seconds = before ? std::optional(before->seconds) : std::nullopt; // the same problems every round
        add("evaluate", seconds, before ? before->from : "", Json::object());
    }

    /// `code` for programs, which may say it in another language.
    void note(const char* code, const std::string& text) { m_notes.push_back({{"code", code}, {"text", text}}); }

    void addSpace() {
        std::error_code ignored;
        const auto space =
            std::filesystem::space(std::filesystem::absolute(m_work.project.path()).parent_path(), ignored);
        m_plan["free_bytes"] = ignored ? Json(nullptr) : Json(space.available);
    }

    Work& m_work;
    RoundSpec m_spec;
    storage::PoolSize m_all, m_train;
    std::optional<StageHistory> m_history;
    std::filesystem::path m_reader; ///< the model that scores, where it is not trained first
    double m_new_steps = 0;         ///< that generating adds
    double m_characters_a_token = 4;
    bool m_will_score = false;
    Json m_plan = Json::object(), m_stages = Json::array(), m_notes = Json::array();
};

} // namespace

Json roundPlan(Work& work, const RoundSpec& spec) { return Planner(work, spec).run(); }

Json resumePlan(Work& work) {
    const RoundRecord record = unfinishedRound(work);
    return Planner(work, record.spec).rest(record);
}

} // namespace stepmark::work
