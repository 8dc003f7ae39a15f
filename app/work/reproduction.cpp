// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/reproduction.h"

#include "app/work/identity.h"
#include "app/work/ladder.h"
#include "app/work/reproduction_page.h"
#include "app/work/study.h"
#include "app/work/study_report.h"
#include "app/work/tasks.h"
#include "model/base/model_folder.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/files/output_file.h"
#include "model/tasks/disagreements.h"
#include "storage/counts.h"
#include "storage/weakstrong/study_store.h"
#include "storage/weakstrong/task_store.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <set>

namespace stepmark::work {

namespace fs = std::filesystem;

namespace {

constexpr int kQuickTrain = 1500, kQuickTest = 500; ///< built-in rows of a task
constexpr int kQuickSteps = 300;                    ///< of the ladder's training
constexpr const char* kStepsTask = "steps";         ///< of the project's ratings
constexpr double kDepths[] = {0.14, 0.27, 0.4, 0.67, 1.0};

/// A study to be done.
struct Planned {
    std::string task;
    TaskKind kind = TaskKind::Classification;
    bool tuned = false;
    bool half = false; ///< of the rows
};

class Reproduction {
public:
    Reproduction(Work& work, const ReproduceRequest& request)
        : m_work(work)
        , m_request(request) {}

    Json run() {
        const auto begin = std::chrono::steady_clock::now();
        const std::vector<Planned> all = addTasks();
        m_ladder = ladder();
        Json rows = Json::array();
        for (const Planned& one : all)
            rows.push_back(attempt(one));
        if (m_done.empty())
            throw Error("No study could be done: " + rows.front()["error"].get<std::string>());
        const std::vector<Claim> claims = claimsOf(m_done);
        Json result = {{"page", absolutePath(m_request.out / "w2s.html")},
                       {"claims", toJson(claims)},
                       {"limits", toJson(limitsOf(m_done))},
                       {"studies", std::move(rows)},
                       {"seconds", std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()}};
        write(claims, result);
        return result;
    }

private:
    std::vector<Planned> addTasks() {
        std::vector<Planned> all;
        const auto add = [&](TaskRequest request) {
            throwIfStopped(m_work.stop);
            const storage::TaskStore store(m_work.project);
            if (const auto there = store.find(request.name))
                requireSame(*there, request);
            else
                addTask(m_work, request);
            const storage::StoredTask task = store.find(request.name).value();
            all.push_back({task.name, task.kind});
            all.push_back({.task = task.name, .kind = task.kind, .half = true});
            if (task.kind == TaskKind::Preference)
                all.push_back({.task = task.name, .kind = task.kind, .tuned = true});
        };
        if (m_request.quick)
            for (const TaskKind kind :
                 {TaskKind::Classification, TaskKind::Preference, TaskKind::Steps, TaskKind::Chess})
                add({.name = "sample-" + std::string(toText(kind)),
                     .example = kind,
                     .example_train = kQuickTrain,
                     .example_test = kQuickTest});
        else
            for (const fs::path& folder : dataFolders())
                add({.name = folder.filename().string(),
                     .files = {folder / "train.jsonl"},
                     .test = {folder / "test.jsonl"}});
        if (!m_request.quick && storage::counts(m_work.project).ratings > 0)
            add({.name = kStepsTask, .kind = TaskKind::Steps, .test = m_request.processbench});
        else if (!m_request.processbench.empty())
            throw Error("The project has no ratings to learn from: import some into it, or leave --processbench out.");
        return all;
    }

    /// A task of that name that is of something else must not be taken for it.
    static void requireSame(const storage::StoredTask& there, const TaskRequest& request) {
        const Json source = Json::parse(there.source);
        const auto has = [&](const char* key, const std::vector<fs::path>& files) {
            const Json named = source.value(key, Json(nullptr));
            return files.empty()
                       ? named.is_null()
                       : named.is_array() && std::ranges::equal(named, files, [](const Json& one, const auto& file) {
                             return one == file.string();
                         });
        };
        if (!has("files", request.files) || !has("test_files", request.test))
            throw Error("The project has a task \"" + there.name +
                        "\" of other rows: give the reproduction a project of its own, or remove it "
                        "('stepmarkctl w2s remove-task').");
    }

    std::vector<fs::path> dataFolders() const {
        std::set<fs::path> folders;
        std::error_code failed;
        const fs::path data = absolutePath(m_request.data);
        for (const auto& entry : fs::directory_iterator(data, failed))
            if (fs::exists(entry.path() / "train.jsonl") && fs::exists(entry.path() / "test.jsonl"))
                folders.insert(entry.path());
        for (const std::string& name : m_request.tasks)
            if (!folders.contains(data / name))
                throw Error(m_request.data.string() + " has no folder " + name + " with train.jsonl and test.jsonl.");
        if (!m_request.tasks.empty())
            std::erase_if(folders, [&](const fs::path& one) {
                return std::ranges::find(m_request.tasks, one.filename().string()) == m_request.tasks.end();
            });
        if (folders.empty())
            throw Error("No folder in " + m_request.data.string() +
                        " has train.jsonl and test.jsonl: --data takes a folder with one a task.");
        return {folders.begin(), folders.end()};
    }

    std::vector<LadderModel> ladder() const {
        std::vector<LadderModel> models;
        if (m_request.quick) {
            LadderRequest request;
            request.out = m_request.out / "ladder";
            request.steps = kQuickSteps;
            request.compute = m_request.compute;
            const Json made = trainLadder(request, m_work.stop, m_work.progress);
            for (const Json& one : made["models"])
                models.push_back({absolutePath(one["folder"].get<std::string>()), 0});
            return models;
        }
        const std::int64_t layers = ModelFolder::open(m_request.base).config.num_hidden_layers;
        std::set<int> depths(m_request.depths.begin(), m_request.depths.end());
        if (depths.empty())
            for (const double share : kDepths)
                depths.insert(std::max(1, static_cast<int>(share * static_cast<double>(layers) + 0.5)));
        for (const int depth : depths)
            models.push_back({absolutePath(m_request.base), depth});
        return models;
    }

    StudySpec specFor(const Planned& planned) const {
        using enum StudyMethod;
        StudySpec spec;
        spec.task = planned.task;
        spec.ladder = m_ladder;
        spec.methods = {Naive, Confidence, Bootstrapping, StopTrue, Noise};
        if (planned.tuned || planned.half)
            spec.methods = {Naive};
        spec.tune_epochs = planned.tuned ? 1 : 0;
        spec.seeds.resize(static_cast<std::size_t>(m_request.seeds));
        std::iota(spec.seeds.begin(), spec.seeds.end(), std::uint64_t{0});
        spec.examples = planned.half ? halfOf(planned.task) : m_request.examples;
        spec.compute = m_request.compute;
        return spec;
    }

    /// Of the rows that the whole study takes.
    int halfOf(const std::string& task) const {
        const auto there = storage::TaskStore(m_work.project).find(task).value().train;
        const std::int64_t taken = m_request.examples > 0 ? std::min<std::int64_t>(m_request.examples, there) : there;
        return static_cast<int>(std::max<std::int64_t>(1, taken / 2));
    }

    Json attempt(const Planned& planned) {
        Json row = {{"task", planned.task},   {"kind", toText(planned.kind)},
                    {"tuned", planned.tuned}, {"half", planned.half},
                    {"study", nullptr},       {"error", nullptr}};
        try {
            const storage::TaskStore store(m_work.project);
            const std::string fingerprint = store.find(planned.task).value().fingerprint;
            const StudiedTask task{studiedTask(store.load(planned.task, m_work.stop)), fingerprint};
            const Json report = study(m_work, task, specFor(planned), *networkLearner(task.task));
            row["study"] = report["study"];
            m_done.push_back({planned.kind, planned.tuned,
                              storage::StudyStore(m_work.project).find(report["study"].get<std::int64_t>()).value(),
                              planned.half});
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            row["error"] = error.what();
        }
        return row;
    }

    void write(const std::vector<Claim>& claims, const Json& result) const {
        const std::string made_by = "Made by Stepmark " + std::string(codeVersion()) + ", reproduce w2s" +
                                    (m_request.quick ? " --quick" : "") + ".";
        files::writeFile(m_request.out / "w2s.html", reproductionPage(m_done, claims, made_by));
        std::string csv;
        Json studies = Json::array();
        for (const ReproducedStudy& one : m_done) {
            const std::string table = studyCsv(one.study);
            csv += csv.empty() ? table : table.substr(table.find('\n') + 1);
            studies.push_back(studyReport(one.study));
        }
        files::writeFile(m_request.out / "w2s.csv", csv);
        files::writeFile(
            m_request.out / "w2s.json",
            Json{{"claims", result["claims"]}, {"limits", result["limits"]}, {"studies", std::move(studies)}}.dump(1) +
                "\n");
    }

    Work& m_work;
    const ReproduceRequest& m_request;
    std::vector<LadderModel> m_ladder;
    std::vector<ReproducedStudy> m_done;
};

} // namespace

Json reproduceW2s(Work& work, const ReproduceRequest& request) {
    if (!request.quick && (request.data.empty() || request.base.empty()))
        throw Error(
            "Say with what: --quick, or --data DIR (a folder with one a task) and --base DIR (a model folder).");
    return Reproduction(work, request).run();
}

} // namespace stepmark::work
