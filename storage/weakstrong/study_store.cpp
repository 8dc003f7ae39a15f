// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/weakstrong/study_store.h"

#include "model/domain/error.h"
#include "model/run/spec_json.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <nlohmann/json.hpp>

namespace stepmark::storage {

namespace {

using Json = nlohmann::ordered_json;
using Numbers = std::vector<std::optional<double>>;

constexpr const char* kSelectStudy =
    "SELECT id, task, task_fingerprint, spec, models, figure, state, test_examples, test_groups, baseline, created_at, "
    "finished_at FROM study ";

std::string modelsToJson(const std::vector<StudyModel>& models) {
    Json list = Json::array();
    for (const StudyModel& one : models)
        list.push_back({{"model", toJson(one.model)}, {"layers", one.layers}, {"parameters", one.parameters}});
    return list.dump();
}

std::vector<StudyModel> modelsFromJson(const std::string& text) {
    std::vector<StudyModel> models;
    for (const Json& one : Json::parse(text))
        models.push_back({specFromJson<LadderModel>(one.at("model")), one.at("layers").get<int>(),
                          one.at("parameters").get<std::int64_t>()});
    return models;
}

std::string numbersToJson(const Numbers& numbers) {
    Json list = Json::array();
    for (const auto& number : numbers)
        list.push_back(number ? Json(*number) : Json(nullptr));
    return list.dump();
}

Numbers numbersFromJson(const std::string& text) {
    Numbers numbers;
    for (const Json& one : Json::parse(text))
        numbers.push_back(one.is_null() ? std::nullopt : std::optional(one.get<double>()));
    return numbers;
}

std::optional<double> realAt(const Statement& row, int column) {
    return row.isNull(column) ? std::nullopt : std::optional(row.real(column));
}

/// Of three columns: value, low, high.
std::optional<Figure> figureAt(const Statement& row, int column) {
    if (row.isNull(column))
        return std::nullopt;
    Figure figure{row.real(column), {}};
    if (!row.isNull(column + 1))
        figure.interval = Interval{row.real(column + 1), row.real(column + 2)};
    return figure;
}

void addColumns(QVariantList& values, const std::optional<Figure>& figure) {
    const auto interval = figure ? figure->interval : std::nullopt;
    values << Statement::variant(figure ? std::optional(figure->value) : std::nullopt)
           << Statement::variant(interval ? std::optional(interval->low) : std::nullopt)
           << Statement::variant(interval ? std::optional(interval->high) : std::nullopt);
}

QVariantList columnsOf(std::int64_t study, int place, const StudyFigure& one) {
    QVariantList values{Statement::variant(study), Statement::variant(place), Statement::variant(toText(one.role)),
                        Statement::variant(one.model), Statement::variant(one.supervisor)};
    values << Statement::variant(one.method ? std::optional(std::string(toText(*one.method))) : std::nullopt);
    addColumns(values, one.figure);
    values << Statement::variant(numbersToJson(one.by_seed)) << Statement::variant(Json(one.runs).dump());
    addColumns(values, one.gap);
    addColumns(values, one.pgr);
    values << Statement::variant(numbersToJson(one.pgr_by_seed));
    values << Statement::variant(one.no_pgr ? std::optional(std::string(toText(*one.no_pgr))) : std::nullopt)
           << Statement::variant(one.agreement_right) << Statement::variant(one.agreement_wrong)
           << Statement::variant(one.first_error_f1) << Statement::variant(numbersToJson(one.first_error_f1_by_seed))
           << Statement::variant(one.illegal);
    return values;
}

StudyFigure figureOf(const Statement& row) {
    StudyFigure one;
    one.role = studyRoleFromText(row.text(0)).value_or(StudyRole::Student);
    one.model = static_cast<int>(row.integer(1));
    if (!row.isNull(2))
        one.supervisor = static_cast<int>(row.integer(2));
    one.method = studyMethodFromText(row.text(3));
    one.figure = figureAt(row, 4);
    one.by_seed = numbersFromJson(row.text(7));
    one.runs = Json::parse(row.text(8)).get<std::vector<std::string>>();
    one.gap = figureAt(row, 9);
    one.pgr = figureAt(row, 12);
    one.pgr_by_seed = numbersFromJson(row.text(15));
    one.no_pgr = noPgrFromText(row.text(16));
    one.agreement_right = realAt(row, 17);
    one.agreement_wrong = realAt(row, 18);
    one.first_error_f1 = realAt(row, 19);
    one.first_error_f1_by_seed = numbersFromJson(row.text(20));
    one.illegal = realAt(row, 21);
    return one;
}

std::vector<StudyFigure> figuresOf(Connection& connection, std::int64_t study) {
    Statement row(connection, "SELECT role, model, supervisor, method, figure, figure_low, figure_high, by_seed, runs, "
                              "gap, gap_low, gap_high, pgr, pgr_low, pgr_high, pgr_by_seed, no_pgr, agreement_right, "
                              "agreement_wrong, first_error_f1, first_error_f1_by_seed, illegal FROM study_figure "
                              "WHERE study_id = ? ORDER BY place");
    std::vector<StudyFigure> figures;
    row.run(study);
    while (row.next())
        figures.push_back(figureOf(row));
    return figures;
}

std::vector<Study> all(Connection& connection, Statement& row) {
    std::vector<Study> studies;
    while (row.next()) {
        Study study;
        study.id = row.integer(0);
        study.task = row.text(1);
        study.task_fingerprint = row.text(2);
        study.spec = specFromText<StudySpec>(row.text(3));
        study.models = modelsFromJson(row.text(4));
        study.figure = row.text(5);
        study.state = row.text(6) == toText(StudyState::Done) ? StudyState::Done : StudyState::Begun;
        study.results.test_examples = row.integer(7);
        study.results.test_groups = row.integer(8);
        study.results.baseline = realAt(row, 9);
        study.created_at = row.text(10);
        study.finished_at = row.text(11);
        studies.push_back(std::move(study));
    }
    for (Study& study : studies)
        study.results.figures = figuresOf(connection, study.id);
    return studies;
}

} // namespace

StudyStore::StudyStore(Project& project)
    : m_project(project)
    , m_connection(project.connection()) {}

std::int64_t StudyStore::begin(const Study& study) {
    Transaction transaction(m_project);
    const std::string spec = toJson(study.spec).dump();
    Statement known(m_connection, "SELECT id FROM study WHERE task_fingerprint = ? AND spec = ?");
    std::int64_t id = 0;
    if (known.run(study.task_fingerprint, spec).next()) {
        id = known.integer(0);
        known.finish();
    } else {
        Statement add(m_connection,
                      "INSERT INTO study (task, task_fingerprint, spec, models, figure, state, created_at) "
                      "VALUES (?, ?, ?, ?, ?, 'begun', ?)");
        add.run(study.task, study.task_fingerprint, spec, modelsToJson(study.models), study.figure, nowUtc());
        id = add.insertedId();
    }
    transaction.commit();
    return id;
}

void StudyStore::addMember(std::int64_t study, const std::string& run) {
    Statement(m_connection, "INSERT INTO study_member (study_id, identity) VALUES (?, ?) "
                            "ON CONFLICT (study_id, identity) DO NOTHING")
        .run(study, run);
}

void StudyStore::setResults(std::int64_t study, const StudyResults& results) {
    Transaction transaction(m_project);
    Statement(m_connection, "DELETE FROM study_figure WHERE study_id = ?").run(study);
    Statement add(m_connection,
                  "INSERT INTO study_figure (study_id, place, role, model, supervisor, method, figure, figure_low, "
                  "figure_high, by_seed, runs, gap, gap_low, gap_high, pgr, pgr_low, pgr_high, pgr_by_seed, no_pgr, "
                  "agreement_right, agreement_wrong, first_error_f1, first_error_f1_by_seed, illegal) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    int place = 0;
    for (const StudyFigure& figure : results.figures)
        add.runWith(columnsOf(study, place++, figure));
    Statement(m_connection, "UPDATE study SET test_examples = ?, test_groups = ?, baseline = ? WHERE id = ?")
        .run(results.test_examples, results.test_groups, results.baseline, study);
    transaction.commit();
}

void StudyStore::finish(std::int64_t study, const StudyResults& results) {
    Transaction transaction(m_project);
    setResults(study, results);
    Statement(m_connection, "UPDATE study SET state = 'done', finished_at = ? WHERE id = ?").run(nowUtc(), study);
    transaction.commit();
}

std::vector<Study> StudyStore::list() const {
    const Snapshot snapshot(m_connection);
    Statement row(m_connection, std::string(kSelectStudy) + "ORDER BY id");
    return all(m_connection, row.run());
}

std::optional<Study> StudyStore::find(std::int64_t id) const {
    const Snapshot snapshot(m_connection);
    Statement row(m_connection, std::string(kSelectStudy) + "WHERE id = ?");
    auto found = all(m_connection, row.run(id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<Study> StudyStore::latest() const {
    const Snapshot snapshot(m_connection);
    Statement row(m_connection, std::string(kSelectStudy) + "ORDER BY id DESC LIMIT 1");
    auto found = all(m_connection, row.run());
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<std::string> StudyStore::members(std::int64_t study) const {
    Statement row(m_connection, "SELECT identity FROM study_member WHERE study_id = ?");
    std::vector<std::string> identities;
    row.run(study);
    while (row.next())
        identities.push_back(row.text(0));
    return identities;
}

std::int64_t StudyStore::remove(std::int64_t study) {
    Transaction transaction(m_project);
    if (!find(study))
        throw Error("There is no study " + std::to_string(study) + ": 'stepmarkctl w2s show PROJECT' lists them.");
    const auto identities = members(study);
    Statement(m_connection, "DELETE FROM study WHERE id = ?").run(study);
    Statement drop(m_connection,
                   "DELETE FROM study_run WHERE identity = ? AND identity NOT IN (SELECT identity FROM study_member)");
    Statement forget(m_connection,
                     "DELETE FROM artifact WHERE identity = ? AND identity NOT IN (SELECT identity FROM study_member)");
    std::int64_t removed = 0;
    for (const std::string& identity : identities) {
        removed += drop.run(identity).changed();
        forget.run(identity);
    }
    transaction.commit();
    return removed;
}

} // namespace stepmark::storage
