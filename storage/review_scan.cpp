// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/review_scan.h"

#include "storage/decision_store.h"
#include "storage/gold_store.h"
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
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
constexpr double kDoubtWeight = 0.75; ///< "unsure" comes after the flags, and
constexpr double kNoteWeight = 0.5;   ///< a note without a flag after both

constexpr const char* kEvents =
    "SELECT rating_event.step_id, rating_event.labeler_id, rating_event.rating, rating_event.created_at, "
    "annotation.id, annotation.solution_id, round.number, step.problem_id, rating_event.unsure, "
    "annotation.purpose, rating_event.beside FROM rating_event "
    "JOIN annotation ON annotation.id = rating_event.annotation_id LEFT JOIN round ON round.id = annotation.round_id "
    "JOIN step ON step.id = rating_event.step_id "
    "WHERE rating_event.step_id > ? AND annotation.purpose <> 'screening' "
    "ORDER BY rating_event.step_id, rating_event.labeler_id, rating_event.id";

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
    Statement models(connection,
                     "SELECT id, kind, created_at FROM model WHERE kind IN ('prm', 'scores') ORDER BY id DESC");
    models.run();
    while (models.next())
        m_models.push_back({models.integer(0), models.text(1) == "scores", models.text(2), {}});
    for (Model& model : m_models)
        if (const auto seen = TrainedOnStore(project).find(model.id))
            model.trained_on.emplace(seen->training.begin(), seen->training.end());
    readFlags(project);
    readQualityControl(project);
    m_stage = Stage::Steps;
}

void ReviewScan::readFlags(Project& project) {
    Statement passes(
        project.connection(),
        "SELECT annotation.id, solution_id, labeler_id, round.number, flagged FROM annotation "
        "LEFT JOIN round ON round.id = annotation.round_id WHERE (flagged = 1 OR note <> '' OR finish_detail <> '') "
        "ORDER BY annotation.id");
    passes.run();
    const auto itemOf = [](const Statement& row) {
        ReviewItem item;
        item.annotation = row.integer(0);
        item.solution = row.integer(1);
        item.labeler = row.integer(2);
        item.round = row.integer(3);
        return item;
    };
    while (passes.next()) {
        ReviewItem item = itemOf(passes);
        item.weight = passes.flag(4) ? 1 : kNoteWeight;
        add(item);
    }
    Statement steps(project.connection(),
                    "SELECT annotation.id, solution_id, labeler_id, round.number, alternative.step_id FROM alternative "
                    "JOIN annotation ON annotation.id = alternative.annotation_id "
                    "LEFT JOIN round ON round.id = annotation.round_id WHERE alternative.flagged = 1 "
                    "ORDER BY annotation.id");
    steps.run();
    while (steps.next()) {
        ReviewItem item = itemOf(steps);
        item.step = steps.integer(4);
        item.weight = 1;
        add(item);
    }
}

/// One item a failed answer: the first step on which it differs from what is known.
void ReviewScan::readQualityControl(Project& project) {
    const GoldStore gold(project);
    std::map<GoldItemId, GoldItem> known;
    for (GoldItem& item : gold.list())
        known.emplace(item.id, std::move(item));
    if (known.empty())
        return;
    const NeutralMatch neutral = qualityRules(project).neutral;
    Statement round(project.connection(), "SELECT round.number FROM annotation JOIN round ON round.id = "
                                          "annotation.round_id WHERE annotation.id = ?");
    for (const GoldResult& result : gold.results()) {
        if (result.purpose != Purpose::QualityControl || result.comparison.right())
            continue;
        const auto& expected = known.at(result.gold).ratings;
        for (std::size_t i = 0; i < expected.size() && i < result.given.size(); ++i) {
            const auto& given = result.given[i];
            if (compareWithGold(std::span(&expected[i].second, 1), std::span(&given, 1), neutral).right())
                continue;
            ReviewItem item;
            item.kind = ReviewKind::QualityControl;
            item.step = expected[i].first;
            item.solution = result.solution;
            item.annotation = result.annotation;
            item.labeler = result.labeler;
            item.round = round.run(result.annotation).next() ? round.integer(0) : 0;
            round.finish();
            item.rating = given;
            item.other = expected[i].second;
            item.weight = given ? spreadOf({*given, expected[i].second}) : 1;
            add(item);
            break;
        }
    }
}

void ReviewScan::add(ReviewItem item) {
    item.settled = m_settlements.settles(item);
    m_items.push_back(item);
}

// --- ratings, step by step -------------------------------------------------------------------------------------------

void ReviewScan::readSteps(Project& project, int events) {
    Statement statement(project.connection(), kEvents);
    Statement score(project.connection(),
                    "SELECT negative, neutral, positive FROM step_score WHERE model_id = ? AND step_id = ?");
    statement.run(m_step);
    std::vector<Word> words;
    StepId step = 0;
    int seen = 0;
    bool more = false;
    while ((more = statement.next())) {
        const StepId of = statement.integer(0);
        if (of != step) {
            closeStep(score, step, words);
            words.clear();
            if (++seen > events)
                break; // between two steps
            step = of;
        }
        const LabelerId labeler = statement.integer(1);
        if (words.empty() || words.back().labeler != labeler)
            words.emplace_back();
        Word& word = words.back();
        word.labeler = labeler;
        word.opinion.add(
            statement.isNull(2) ? std::nullopt : ratingFromInt(static_cast<int>(statement.integer(2))),
            statement.flag(10));
        word.rating = word.opinion.rating();
        word.created_at = statement.text(3);
        word.annotation = statement.integer(4);
        word.solution = statement.integer(5);
        word.round = statement.integer(6);
        word.problem = statement.integer(7);
        word.unsure = statement.flag(8);
        word.control = statement.text(9) != "label";
        ++seen;
    }
    m_step = std::max(m_step, step);
    if (more) {
        statement.finish();
        return;
    }
    closeStep(score, step, words);
    Statement leaves(project.connection(),
                     "SELECT solution.leaf_id FROM annotation JOIN solution ON solution.id = annotation.solution_id "
                     "WHERE finish_reason IN ('solution', 'found_error') AND solution.leaf_id IS NOT NULL "
                     "GROUP BY solution.leaf_id HAVING COUNT(DISTINCT labeler_id) > 1 ORDER BY solution.leaf_id");
    leaves.run();
    while (leaves.next())
        m_leaves.push_back(leaves.integer(0));
    m_stage = Stage::FirstErrors;
}

void ReviewScan::closeStep(Statement& score, StepId step, const std::vector<Word>& words) {
    JudgedUnit unit;
    std::vector<Rating> ratings;
    const Word* lowest = nullptr;
    for (const Word& word : words) {
        if (word.opinion.none())
            continue;
        if (word.unsure)
            add(doubtOf(step, word));
        if (word.rating && !m_machines.contains(word.labeler)) {
            unit.judgements.push_back({word.labeler, static_cast<int>(*word.rating)});
            unit.day = std::max(unit.day, dayOf(word.created_at));
        }
        unit.round = std::max(unit.round, word.round);
        if (word.control)
            continue; // an answer to a known question is no label
        if (word.rating)
            suspect(score, step, word);
        const auto said = word.opinion.ratings();
        ratings.insert(ratings.end(), said.begin(), said.end());
        if (!lowest || said.front() < lowest->opinion.ratings().front())
            lowest = &word;
    }
    if (const double spread = spreadOf(ratings); spread > 0) {
        ReviewItem item;
        item.kind = ReviewKind::Disagreement;
        item.step = step;
        item.solution = lowest->solution;
        item.round = unit.round;
        item.weight = spread;
        add(item);
    }
    if (unit.judgements.size() > 1)
        m_steps.push_back(std::move(unit));
}

ReviewItem ReviewScan::doubtOf(StepId step, const Word& word) {
    ReviewItem item;
    item.step = step;
    item.solution = word.solution;
    item.annotation = word.annotation;
    item.labeler = word.labeler;
    item.round = word.round;
    item.rating = word.rating;
    item.weight = kDoubtWeight;
    return item;
}

void ReviewScan::suspect(Statement& score, StepId step, const Word& word) {
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
