// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/gold_store.h"

#include "model/domain/error.h"
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
#include "storage/solution_store.h"
#include "storage/statement.h"
#include "storage/step_store.h"
#include "storage/transaction.h"

#include <map>

namespace stepmark::storage {

namespace {

GoldOrigin originFromText(const std::string& text) {
    return text == "oracle" ? GoldOrigin::Oracle : text == "file" ? GoldOrigin::File : GoldOrigin::Annotation;
}

// An item's service is its last event.
constexpr const char* kService = "(SELECT in_service FROM gold_event WHERE gold_item_id = gold_item.id "
                                 "ORDER BY gold_event.id DESC LIMIT 1)";

/// What counts of a judgement; Error where it is no whole one.
std::vector<std::pair<StepId, Rating>> goldOf(const std::vector<StepStore::PathStep>& path,
                                              const std::map<StepId, Rating>& ratings) {
    std::vector<std::pair<StepId, Rating>> gold;
    for (const auto& step : path) {
        const auto rating = ratings.find(step.id);
        if (rating == ratings.end())
            throw Error("Gold needs every step of the solution rated, up to its first error: step " +
                        std::to_string(gold.size() + 1) + " of " + std::to_string(path.size()) + " is not.");
        gold.emplace_back(step.id, rating->second);
        if (rating->second == Rating::Negative)
            break; // what follows the first error is judged by nobody
    }
    if (gold.empty())
        throw Error("A solution without steps cannot be gold.");
    return gold;
}

} // namespace

const char* toText(GoldOrigin origin) {
    switch (origin) {
    case GoldOrigin::Oracle:
        return "oracle";
    case GoldOrigin::File:
        return "file";
    case GoldOrigin::Annotation:
        break;
    }
    return "annotation";
}

std::vector<Rating> GoldItem::values() const {
    std::vector<Rating> all;
    for (const auto& [step, rating] : ratings)
        all.push_back(rating);
    return all;
}

GoldStore::GoldStore(Project& project)
    : m_project(project)
    , m_connection(project.connection()) {}

GoldItem GoldStore::add(SolutionId solution, Purpose purpose, GoldOrigin origin, LabelerId labeler,
                        const std::map<StepId, Rating>& ratings) {
    if (purpose == Purpose::Label)
        throw Error("Gold is for quality control or for screening.");
    const auto stored = SolutionStore(m_project).find(solution);
    if (!stored)
        throw Error("The project has no solution " + std::to_string(solution) + ".");
    const auto gold = goldOf(StepStore(m_project).path(stored->leaf), ratings);
    Transaction transaction(m_connection);
    for (const GoldItem& known : read("WHERE gold_item.solution_id = ?", solution)) {
        if (!known.in_service)
            continue;
        if (known.purpose == purpose && known.ratings == gold) {
            transaction.commit();
            return known;
        }
        setInService(known.id, false, "replaced");
    }
    Statement insert(m_connection, "INSERT INTO gold_item (solution_id, purpose, origin, labeler_id, created_at) "
                                   "VALUES (?, ?, ?, ?, ?)");
    insert.run(solution, toText(purpose), toText(origin), idOrNull(labeler), nowUtc());
    const GoldItemId id = insert.insertedId();
    Statement rate(m_connection, "INSERT INTO gold_rating (gold_item_id, step_id, rating) VALUES (?, ?, ?)");
    for (const auto& [step, rating] : gold)
        rate.run(id, step, static_cast<int>(rating));
    setInService(id, true);
    transaction.commit();
    return *find(id);
}

GoldItem GoldStore::addFromAnnotation(AnnotationId id, Purpose purpose, GoldOrigin origin) {
    const auto annotation = AnnotationStore(m_project).find(id);
    if (!annotation)
        throw Error("The project has no annotation " + std::to_string(id) + ".");
    if (annotation->finish_reason != FinishReason::Solution && annotation->finish_reason != FinishReason::FoundError)
        throw Error("Only a solution labelled to its end or to its first error can be gold.");
    return add(annotation->solution, purpose, origin, annotation->labeler, RatingStore(m_project).ofAnnotation(id));
}

std::optional<AnnotationId> GoldStore::lastFinished(LabelerId labeler) const {
    Statement statement(m_connection, "SELECT id FROM annotation WHERE labeler_id = ? AND purpose = 'label' AND "
                                      "finish_reason IN ('solution', 'found_error') ORDER BY id DESC LIMIT 1");
    if (!statement.run(labeler).next())
        return std::nullopt;
    return statement.integer(0);
}

void GoldStore::setInService(GoldItemId id, bool in_service, const std::string& note) {
    Transaction transaction(m_connection);
    const auto item = find(id);
    if (!item)
        throw Error("The project has no gold item " + std::to_string(id) + ".");
    Statement(m_connection, "INSERT INTO gold_event (gold_item_id, in_service, note, created_at) VALUES (?, ?, ?, ?)")
        .run(id, in_service, note, nowUtc());
    if (!in_service) // who has not begun on it need not; the row stays for a window that holds it ready already
        Statement(m_connection, "UPDATE queue_item SET state = 'done' WHERE solution_id = ? AND reserved_for IS NOT "
                                "NULL AND state = 'queued'")
            .run(item->solution);
    transaction.commit();
}

std::vector<GoldItem> GoldStore::read(const std::string& where, std::int64_t value) const {
    Statement items(m_connection, std::string("SELECT id, solution_id, purpose, origin, labeler_id, created_at, ") +
                                      kService + " FROM gold_item " + where + " ORDER BY id");
    items.run(value);
    std::vector<GoldItem> found;
    while (items.next())
        found.push_back({items.integer(0),
                         items.integer(1),
                         purposeFromText(items.text(2)),
                         originFromText(items.text(3)),
                         items.integer(4),
                         items.flag(6),
                         items.text(5),
                         {}});
    Statement ratings(m_connection, "SELECT step_id, rating FROM gold_rating JOIN step ON step.id = step_id "
                                    "WHERE gold_item_id = ? ORDER BY depth");
    for (GoldItem& item : found) {
        ratings.run(item.id);
        while (ratings.next())
            item.ratings.emplace_back(ratings.integer(0), *ratingFromInt(static_cast<int>(ratings.integer(1))));
    }
    return found;
}

void GoldStore::setToAdd(const ToAdd& noted) {
    Transaction transaction(m_connection);
    Statement(m_connection, "DELETE FROM gold_to_add").run();
    Statement insert(m_connection, "INSERT INTO gold_to_add (first_pass, last_pass, purpose) VALUES (?, ?, ?)");
    for (const auto& [first, last] : noted.passes)
        insert.run(first, last, toText(noted.purpose));
    transaction.commit();
}

GoldStore::ToAdd GoldStore::toAdd() const {
    Statement statement(m_connection, "SELECT first_pass, last_pass, purpose FROM gold_to_add ORDER BY first_pass");
    statement.run();
    ToAdd noted;
    while (statement.next()) {
        noted.purpose = purposeFromText(statement.text(2));
        noted.passes.emplace_back(statement.integer(0), statement.integer(1));
    }
    return noted;
}

std::optional<GoldItem> GoldStore::find(GoldItemId id) const {
    const auto found = read("WHERE gold_item.id = ?", id);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<GoldItem> GoldStore::list(bool with_retired) const {
    return with_retired ? read("WHERE ? = 0", 0) : read(std::string("WHERE ") + kService + " = ?", 1);
}

std::int64_t GoldStore::inService(Purpose purpose) const {
    Statement statement(m_connection,
                        std::string("SELECT COUNT(*) FROM gold_item WHERE purpose = ? AND ") + kService + " = 1");
    statement.run(toText(purpose)).next();
    return statement.integer(0);
}

std::vector<GoldResult> GoldStore::results(LabelerId labeler) const {
    const Snapshot snapshot(m_connection);
    std::map<SolutionId, GoldItem> gold;
    for (GoldItem& item : list())
        gold.emplace(item.solution, std::move(item));
    if (gold.empty())
        return {};
    const QualityRules rules = qualityRules(m_project);
    const RatingStore ratings(m_project);
    Statement passes(m_connection,
                     "SELECT annotation.id, labeler_id, solution_id, purpose, annotation.created_at FROM annotation "
                     "JOIN labeler ON labeler.id = labeler_id AND machine = 0 "
                     "WHERE purpose <> 'label' AND finish_reason <> '' AND (? = 0 OR labeler_id = ?) "
                     "ORDER BY annotation.id");
    passes.run(labeler, labeler);
    std::vector<GoldResult> results;
    while (passes.next()) {
        const auto place = gold.find(passes.integer(2));
        if (place == gold.end() || place->second.labeler == passes.integer(1))
            continue;
        GoldResult result{passes.integer(0),
                          passes.integer(1),
                          place->second.id,
                          passes.integer(2),
                          purposeFromText(passes.text(3)),
                          passes.text(4),
                          {},
                          {}};
        const auto given = ratings.ofAnnotation(result.annotation);
        for (const auto& [step, rating] : place->second.ratings) {
            const auto mark = given.find(step);
            result.given.push_back(mark == given.end() ? std::nullopt : std::optional(mark->second));
        }
        result.comparison = compareWithGold(place->second.values(), result.given, rules.neutral);
        results.push_back(std::move(result));
    }
    return results;
}

GoldTally tally(std::span<const GoldResult> results, Purpose purpose) {
    GoldTally sum;
    for (const GoldResult& result : results)
        if (result.purpose == purpose)
            sum.add(result.comparison);
    return sum;
}

} // namespace stepmark::storage
