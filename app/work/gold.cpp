// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/gold.h"

#include "app/work/judges.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "storage/gold_store.h"
#include "storage/import_run.h"
#include "storage/labeler_report.h"
#include "storage/labeler_store.h"
#include "storage/problem_store.h"
#include "storage/score_store.h"
#include "storage/solution_store.h"
#include "storage/transaction.h"
#include "storage/write_batch.h"

#include <algorithm>
#include <set>

namespace stepmark::work {

namespace {

Json inService(Work& work) {
    const storage::GoldStore gold(work.project);
    return {{"quality-control", gold.inService(Purpose::QualityControl)},
            {"screening", gold.inService(Purpose::Screening)}};
}

Json rulesJson(Work& work) {
    const QualityRules rules = storage::qualityRules(work.project);
    return {{"screening_items", rules.screening_items},
            {"threshold", rules.threshold},
            {"neutral", toText(rules.neutral)},
            {"window", rules.window}};
}

Json tallyJson(const GoldTally& tally) {
    const auto interval = tally.interval();
    return {{"items", tally.items},
            {"right", tally.right},
            {"share", orNull(tally.share())},
            {"interval_95", interval ? Json{interval->low, interval->high} : Json(nullptr)},
            {"step_share", orNull(tally.stepShare())}};
}

/// Adds gold until there is enough, and counts what became of each.
class GoldRun {
public:
    GoldRun(Work& work, const GoldRequest& request)
        : m_work(work)
        , m_request(request)
        , m_gold(work.project)
        , m_batch(work.project, work.stop)
        , m_purpose(request.screening ? Purpose::Screening : Purpose::QualityControl) {
        for (const auto& item : m_gold.list())
            m_known.insert(item.solution);
    }

    Json run() {
        if (!m_request.labeler.empty())
            fromLabeler();
        else if (m_request.oracle)
            fromOracle();
        else
            fromFile();
        m_batch.commit();
        return {
            {"added", m_added}, {"known", m_already}, {"incomplete", m_incomplete}, {"in_service", inService(m_work)}};
    }

private:
    /// Goes through the sources in drawn order until enough have been added.
    template <typename Source, typename KeyOf, typename Add>
    void addEach(std::vector<Source> sources, const KeyOf& key_of, const Add& add) {
        Draw(m_request.seed, "gold").sort(sources, key_of);
        for (const Source& source : sources) {
            throwIfStopped(m_work.stop);
            if (m_request.count > 0 && m_added >= m_request.count)
                return;
            add(source);
        }
    }

    void addPasses(const std::vector<storage::StoredAnnotation>& passes, Purpose purpose, storage::GoldOrigin origin) {
        const storage::SolutionStore solutions(m_work.project);
        const storage::StepStore steps(m_work.project);
        const auto key = [&](const storage::StoredAnnotation& pass) {
            const auto solution = solutions.find(pass.solution);
            return solution ? steps.drawKey(solution->leaf) : 0;
        };
        addEach(passes, key, [&](const auto& pass) { m_batch.write([&] { addPass(pass, purpose, origin); }); });
    }

    void addPass(const storage::StoredAnnotation& pass, Purpose purpose, storage::GoldOrigin origin) {
        if (m_known.contains(pass.solution)) {
            ++m_already;
            return;
        }
        try {
            m_gold.addFromAnnotation(pass.id, purpose, origin);
            m_known.insert(pass.solution);
            ++m_added;
        } catch (const Error&) { // given up, a step left out: no gold, and the others are
            ++m_incomplete;
        }
    }

    void fromLabeler() {
        const auto labelers = storage::LabelerStore(m_work.project).list();
        const auto whose = std::find_if(labelers.begin(), labelers.end(),
                                        [&](const Labeler& one) { return one.name == m_request.labeler; });
        if (whose == labelers.end())
            throw Error("The project has no labeler '" + m_request.labeler + "'.");
        auto passes = storage::AnnotationStore(m_work.project).list();
        std::erase_if(passes, [&](const auto& pass) {
            return pass.labeler != whose->id || pass.purpose != Purpose::Label ||
                   pass.finish_reason == FinishReason::Open;
        });
        addPasses(passes, m_purpose, storage::GoldOrigin::Annotation);
    }

    void fromOracle() {
        const LabelerId oracle = storage::LabelerStore(m_work.project).named("oracle", "oracle").id;
        const Judge judge = oracleJudge();
        const auto candidates =
            storage::ScoreStore(m_work.project).candidates(0, {.split = m_request.split}); // gold is not among them
        const storage::ProblemStore problems(m_work.project);
        const storage::SolutionStore solutions(m_work.project);
        const storage::StepStore steps(m_work.project);
        const auto key = [](const Candidate& candidate) { return candidate.key; };
        std::vector<std::pair<SolutionId, std::map<StepId, Rating>>> judgements; // written when all are there
        addEach(candidates, key, [&](const Candidate& candidate) {
            const auto path = steps.path(solutions.find(candidate.solution)->leaf);
            const auto judged = judge(problems.find(candidate.problem)->text, path);
            auto& ratings = judgements.emplace_back(candidate.solution, std::map<StepId, Rating>{}).second;
            for (std::size_t i = 0; i < judged.size(); ++i)
                ratings[path[i].id] = judged[i];
            ++m_added;
        });
        for (const auto& [solution, ratings] : judgements)
            m_batch.write([&, id = solution, &given = ratings] {
                m_gold.add(id, m_purpose, storage::GoldOrigin::Oracle, oracle, given);
            });
    }

    /// The file is read as a whole; then its passes become gold one by one. In between they are noted, or nobody would
    /// find those that a killed call did not come to.
    void fromFile() {
        const bool gone_on = addNoted();
        interchange::importFile(m_work.project, m_request.file,
                                {.labeler = "gold of " + m_request.file.filename().string(),
                                 .grader = m_request.grader,
                                 .purpose = m_purpose,
                                 .published = [this](const storage::ImportRun& run) { note(run); }},
                                m_work.progress, m_work.stop);
        if (!addNoted() && !gone_on)
            throw Error(m_request.file.string() +
                        " holds no ratings that are new to the project: gold needs a rating for every step.");
    }

    void note(const storage::ImportRun& run) {
        const auto passes = run.made(storage::Kind::Annotation);
        if (!passes.empty())
            m_gold.setToAdd({m_purpose, passes});
    }

    /// False where none are noted.
    bool addNoted() {
        const auto noted = m_gold.toAdd();
        if (noted.passes.empty())
            return false;
        auto passes = storage::AnnotationStore(m_work.project).list();
        std::erase_if(passes, [&](const auto& pass) {
            return std::none_of(noted.passes.begin(), noted.passes.end(),
                                [&](const auto& range) { return pass.id >= range.first && pass.id <= range.second; });
        });
        addPasses(passes, noted.purpose, storage::GoldOrigin::File);
        m_batch.write([&] { m_gold.setToAdd({}); });
        m_batch.commit();
        return true;
    }

    Work& m_work;
    const GoldRequest& m_request;
    storage::GoldStore m_gold;
    storage::WriteBatch m_batch;
    Purpose m_purpose;
    std::set<SolutionId> m_known;
    int m_added = 0, m_already = 0, m_incomplete = 0;
};

Labeler labelerNamed(const storage::LabelerStore& labelers, const std::string& name) {
    const auto list = labelers.list();
    const auto place = std::find_if(list.begin(), list.end(), [&](const Labeler& one) { return one.name == name; });
    if (place == list.end())
        throw Error("The project has no labeler '" + name + "': 'stepmarkctl labelers' lists them.");
    return *place;
}

Json labelerJson(const storage::LabelerReport& report) {
    Json row = {{"name", report.labeler.name},
                {"kind", report.labeler.kind},
                {"machine", report.labeler.machine},
                {"state", toText(report.state)},
                {"note", report.note},
                {"standing", toText(report.standing)},
                {"slipping", report.standing == Standing::Slipping},
                {"gold", tallyJson(report.gold)},
                {"gold_skipped", report.gold_skipped},
                {"solutions", report.solutions},
                {"ratings", report.ratings},
                {"rating_events", report.rating_events},
                {"step_ms", orNull(report.step_ms)},
                {"last_active", report.last_active.empty() ? Json(nullptr) : Json(report.last_active)}};
    row["screening"] = nullptr;
    if (report.screening.served > 0) {
        row["screening"] = tallyJson(report.screening.tally);
        row["screening"]["served"] = report.screening.served;
    }
    return row;
}

} // namespace

Json addGold(Work& work, const GoldRequest& request) { return GoldRun(work, request).run(); }

Json setGoldService(Work& work, const std::vector<std::int64_t>& items, bool in_service, const std::string& note) {
    storage::Transaction transaction(work.project);
    storage::GoldStore gold(work.project);
    for (const std::int64_t item : items)
        gold.setInService(item, in_service, note);
    transaction.commit();
    return {{"changed", items.size()}, {"in_service", inService(work)}};
}

Json listGold(Work& work, bool with_retired) {
    const storage::GoldStore gold(work.project);
    std::map<LabelerId, std::string> names;
    for (const Labeler& labeler : storage::LabelerStore(work.project).list())
        names[labeler.id] = labeler.name;
    std::map<storage::GoldItemId, GoldTally> answers;
    for (const auto& result : gold.results())
        answers[result.gold].add(result.comparison);
    Json items = Json::array();
    for (const auto& item : gold.list(with_retired)) {
        const bool error = item.ratings.back().second == Rating::Negative;
        const GoldTally& answered = answers[item.id];
        items.push_back({{"id", item.id},
                         {"solution", item.solution},
                         {"purpose", toText(item.purpose)},
                         {"origin", storage::toText(item.origin)},
                         {"by", item.labeler ? Json(names[item.labeler]) : Json(nullptr)},
                         {"in_service", item.in_service},
                         {"steps", item.ratings.size()},
                         {"first_error", error ? Json(item.ratings.size()) : Json(nullptr)},
                         {"answered", answered.items},
                         {"right", answered.right}});
    }
    return {{"items", items}, {"in_service", inService(work)}, {"rules", rulesJson(work)}};
}

Json listLabelers(Work& work) {
    Json list = Json::array();
    for (const auto& report : storage::labelerReports(work.project))
        list.push_back(labelerJson(report));
    return {{"labelers", list}, {"gold_in_service", inService(work)}, {"rules", rulesJson(work)}};
}

Json setMachine(Work& work, const std::string& name, bool machine) {
    storage::LabelerStore labelers(work.project);
    labelers.setMachine(labelerNamed(labelers, name).id, machine);
    return {{"labeler", name}, {"machine", machine}};
}

Json setLabelerState(Work& work, const std::string& name, LabelerState state, const std::string& note) {
    storage::LabelerStore labelers(work.project);
    labelers.setState(labelerNamed(labelers, name).id, state, note);
    return {{"labeler", name}, {"state", toText(state)}};
}

} // namespace stepmark::work
