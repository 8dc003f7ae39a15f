// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/review_scan.h"

#include "storage/decision_store.h"
#include "storage/labeler_store.h"
#include "storage/model_store.h"
#include "storage/rating_store.h"
#include "storage/review_items.h"
#include "storage/statement.h"
#include "storage/step_store.h"
#include "storage/trained_on_store.h"
#include "storage/transaction.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

namespace stepmark::storage {

namespace {

constexpr int kModelsAsked = 8;       ///< of each rating at most; older ones are worth little
constexpr int kEventsALeaf = 40;      ///< what looking at one solution's first error costs, in events

// "2026-11-24T..." as days since 1970-01-01; 0 for what is no date.
std::int64_t dayOf(const std::string& iso) {
    int year = 0;
    unsigned month = 0, day = 0;
    if (std::sscanf(iso.c_str(), "%d-%u-%u", &year, &month, &day) != 3)
        return 0;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    return date.ok() ? std::chrono::sys_days(date).time_since_epoch().count() : 0;
}

std::int64_t maximum(Connection& connection, const char* sql) {
    Statement statement(connection, sql);
    statement.run().next();
    return statement.integer(0);
}

// The first place on the path that was rated negative; kNoFirstError for none.
int firstErrorOf(const std::vector<StepStore::PathStep>& path, const std::map<StepId, Rating>& ratings) {
    for (std::size_t place = 0; place < path.size(); ++place) {
        const auto rating = ratings.find(path[place].id);
        if (rating != ratings.end() && rating->second == Rating::Negative)
            return static_cast<int>(place);
    }
    return kNoFirstError;
}

} // namespace

bool ReviewScan::advance(Project& project, int events) {
    const Snapshot snapshot(project.connection());
    switch (m_stage) {
    case Stage::Begin:
        begin(project);
        break;
    case Stage::Steps:
        readSteps(project, events);
        break;
    case Stage::FirstErrors:
        readFirstErrors(project, std::max(1, events / kEventsALeaf));
        break;
    case Stage::End:
        break;
    }
    return m_stage != Stage::End;
}

double ReviewScan::share() const {
    constexpr double kSteps = 0.9; // of the time, about
    const auto of = [](auto done, auto all) {
        return all > 0 ? std::min(1.0, static_cast<double>(done) / static_cast<double>(all)) : 1.0;
    };
    switch (m_stage) {
    case Stage::Begin:
        return 0;
    case Stage::Steps:
        return kSteps * of(m_step, m_last_step);
    case Stage::FirstErrors:
        return kSteps + (1 - kSteps) * of(m_leaf, m_leaves.size());
    case Stage::End:
        break;
    }
    return 1;
}

void ReviewScan::begin(Project& project) {
    Connection& connection = project.connection();
    m_machines = machines(connection);
    m_settlements = Settlements(DecisionStore(project).standing());
    m_last_step = maximum(connection, "SELECT MAX(step_id) FROM rating_event");
    for (const ModelRecord& model : ModelStore(project).judges())
        m_models.push_back({model.id, model.kind == "scores", model.created_at, {}});
    for (Model& model : m_models)
        if (const auto seen = TrainedOnStore(project).find(model.id))
            model.trained_on.emplace(seen->training.begin(), seen->training.end());
    for (const ReviewItem& item : flagItems(project))
        add(item);
    for (const ReviewItem& item : qualityControlItems(project))
        add(item);
    m_stage = Stage::Steps;
}

void ReviewScan::add(ReviewItem item) {
    item.settled = m_settlements.settles(item);
    m_items.push_back(item);
}

// --- ratings, step by step -------------------------------------------------------------------------------------------

void ReviewScan::readSteps(Project& project, int events) {
    Statement score(project.connection(),
                    "SELECT negative, neutral, positive FROM step_score WHERE model_id = ? AND step_id = ?");
    StepWords steps(project, m_step);
    while (steps.next()) {
        closeStep(score, steps.step(), steps.words());
        m_step = steps.step();
        if (steps.events() > events)
            return; // between two steps
    }
    Statement leaves(project.connection(),
                     "SELECT solution.leaf_id FROM annotation JOIN solution ON solution.id = annotation.solution_id "
                     "WHERE finish_reason IN ('solution', 'found_error') AND solution.leaf_id IS NOT NULL "
                     "GROUP BY solution.leaf_id HAVING COUNT(DISTINCT labeler_id) > 1 ORDER BY solution.leaf_id");
    leaves.run();
    while (leaves.next())
        m_leaves.push_back(leaves.integer(0));
    m_stage = Stage::FirstErrors;
}

void ReviewScan::closeStep(Statement& score, StepId step, const std::vector<StepWord>& words) {
    JudgedUnit unit;
    for (const StepWord& word : words) {
        if (word.opinion.none())
            continue;
        if (word.unsure)
            add(doubtOf(step, word));
        if (word.rating && !m_machines.contains(word.labeler)) {
            unit.judgements.push_back({word.labeler, static_cast<int>(*word.rating)});
            unit.day = std::max(unit.day, dayOf(word.created_at));
        }
        unit.round = std::max(unit.round, word.round);
        if (word.rating && !word.control)
            suspect(score, step, word);
    }
    if (const auto item = disagreementOn(step, words))
        add(*item);
    if (unit.judgements.size() > 1)
        m_steps.push_back(std::move(unit));
}

void ReviewScan::suspect(Statement& score, StepId step, const StepWord& word) {
    const auto sightOf = [&](const Model& model) {
        const bool held_out = model.trained_on && !model.trained_on->contains(word.problem);
        return model.foreign                        ? ModelSight::Foreign
               : held_out                           ? ModelSight::HeldOut
               : model.created_at < word.created_at ? ModelSight::Unseen
                                                    : ModelSight::Trained;
    };
    for (const bool trained : {false, true}) {
        int asked = 0;
        for (const Model& model : m_models) {
            const ModelSight sight = sightOf(model);
            if ((sight == ModelSight::Trained) != trained || ++asked > kModelsAsked)
                continue;
            if (!score.run(model.id, step).next())
                continue;
            const StepProbabilities p{static_cast<float>(score.real(0)), static_cast<float>(score.real(1)),
                                      static_cast<float>(score.real(2))};
            score.finish();
            m_errors.add(*word.rating, p);
            if (std::max({p.negative, p.neutral, p.positive}) > probabilityOf(*word.rating, p)) {
                ReviewItem item = doubtOf(step, word);
                item.kind = ReviewKind::Model;
                item.model = model.id;
                item.sight = sight;
                m_suspects.push_back({item, p});
            }
            return;
        }
    }
}

// --- first errors ----------------------------------------------------------------------------------------------------

void ReviewScan::readFirstErrors(Project& project, int leaves) {
    Statement passes(project.connection(),
                     "SELECT annotation.id, labeler_id, finish_reason, round.number, annotation.created_at "
                     "FROM solution JOIN annotation ON annotation.solution_id = solution.id "
                     "LEFT JOIN round ON round.id = annotation.round_id WHERE solution.leaf_id = ? "
                     "AND finish_reason IN ('solution', 'found_error') AND purpose <> 'screening' "
                     "ORDER BY labeler_id, annotation.id");
    const StepStore steps(project);
    const RatingStore ratings(project);
    for (; leaves > 0 && m_leaf < m_leaves.size(); --leaves, ++m_leaf) {
        const auto path = steps.path(m_leaves[m_leaf]);
        std::map<LabelerId, int> places; // a labeler's last pass counts
        JudgedUnit unit;
        passes.run(m_leaves[m_leaf]);
        while (passes.next()) {
            const int place = firstErrorOf(path, ratings.ofAnnotation(passes.integer(0)));
            // An imported pass may have found its error beside this path: then nothing is known of it.
            if (place == kNoFirstError && passes.text(2) == "found_error")
                continue;
            if (m_machines.contains(passes.integer(1)))
                continue;
            places[passes.integer(1)] = place;
            unit.round = std::max(unit.round, passes.integer(3));
            unit.day = std::max(unit.day, dayOf(passes.text(4)));
        }
        for (const auto& [labeler, place] : places)
            unit.judgements.push_back({labeler, place});
        if (unit.judgements.size() > 1)
            m_first_errors.push_back(std::move(unit));
    }
    if (m_leaf == m_leaves.size())
        m_stage = Stage::End;
}

std::vector<ReviewItem> ReviewScan::takeItems() {
    for (Suspect& suspect : m_suspects)
        if (const auto doubt = m_errors.doubt(*suspect.item.rating, suspect.p)) {
            suspect.item.other = doubt->other;
            suspect.item.weight = doubt->margin;
            add(suspect.item);
        }
    m_suspects.clear();
    std::stable_sort(m_items.begin(), m_items.end(), [](const ReviewItem& a, const ReviewItem& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.weight > b.weight;
    });
    return std::move(m_items);
}

} // namespace stepmark::storage
