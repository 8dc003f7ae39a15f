// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/grid_reader.h"

#include "app/desktop/text.h"
#include "model/domain/error.h"
#include "model/run/spec_json.h"
#include "storage/finished_jobs.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace stepmark::desktop {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kMostGrids = 50; ///< looked at; older ones are of another time

struct GridWords {
    Q_DECLARE_TR_FUNCTIONS(GridWords)
};

constexpr std::array<std::pair<const char*, ui::GridField>, 5> kFields{{{"base", ui::GridField::Base},
                                                                        {"mode", ui::GridField::Mode},
                                                                        {"learning_rate", ui::GridField::LearningRate},
                                                                        {"epochs", ui::GridField::Epochs},
                                                                        {"seed", ui::GridField::Seed}}};

ui::GridColumn columnOf(const std::string& key) {
    for (const auto& [name, field] : kFields)
        if (key == name)
            return {field, text(key)};
    return {ui::GridField::Other, text(key)};
}

const Json& member(const Json& object, const std::string& key) {
    static const Json none;
    const auto place = object.is_object() ? object.find(key) : object.end();
    return place == object.end() ? none : *place;
}

std::optional<double> numberAt(const Json& row, const std::string& key) {
    const Json& value = member(row, key);
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

std::optional<std::int64_t> wholeAt(const Json& row, const std::string& key) {
    const Json& value = member(row, key);
    return value.is_number_integer() ? std::optional(value.get<std::int64_t>()) : std::nullopt;
}

QString textAt(const Json& row, const std::string& key) {
    const Json& value = member(row, key);
    return value.is_string() ? text(value.get<std::string>()) : QString();
}

std::optional<Figure> figureAt(const Json& row, const std::string& key) {
    const auto value = numberAt(row, key);
    if (!value)
        return std::nullopt;
    const Json& ends = member(row, key + "_interval_95");
    if (!ends.is_array() || ends.size() != 2 || !ends[0].is_number() || !ends[1].is_number())
        return Figure{*value, {}};
    return Figure{*value, Interval{ends[0].get<double>(), ends[1].get<double>()}};
}

/// What it was asked for, with the values that vary. Throws Error for what is no spec of a training.
TrainOptions optionsOf(const Json& spec, const Json& over) {
    Json whole = Json::object();
    for (const Json* part : {&member(spec, "train"), &over})
        if (part->is_object())
            whole.update(*part);
    return specFromJson<TrainSpec>(whole).options;
}

ui::GridRow rowOf(const Json& spec, const std::vector<ui::GridColumn>& columns, const Json& row) {
    ui::GridRow shown;
    const Json& over = member(row, "over");
    shown.options = optionsOf(spec, over);
    for (const ui::GridColumn& column : columns) {
        const Json& value = member(over, column.key.toStdString());
        shown.values.append(value.is_string() ? text(value.get<std::string>()) : text(value.dump()));
    }
    shown.model = wholeAt(row, "model");
    shown.folder = textAt(row, "out");
    shown.step_auc = figureAt(row, "step_auc");
    shown.step_auc_within = figureAt(row, "step_auc_within");
    shown.prm = figureAt(row, "prm");
    shown.brier = numberAt(row, "brier");
    shown.labels = wholeAt(row, "labels");
    shown.seconds = numberAt(row, "seconds");
    shown.error = textAt(row, "error");
    return shown;
}

} // namespace

ui::GridEstimate gridEstimateFrom(const QJsonObject& plan) {
    const auto whole = [&](QStringView key) {
        const QJsonValue value = plan.value(key);
        return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
    };
    ui::GridEstimate estimate;
    estimate.runs = whole(u"runs").value_or(0);
    estimate.missing = whole(u"missing").value_or(0);
    estimate.workers = static_cast<int>(whole(u"workers").value_or(1));
    estimate.threads = static_cast<int>(whole(u"threads").value_or(1));
    estimate.peak_bytes = whole(u"peak_bytes");
    estimate.free_bytes = whole(u"free_bytes");
    if (const QJsonValue seconds = plan.value(u"planned_seconds"); seconds.isDouble())
        estimate.seconds = seconds.toDouble();
    for (const QJsonValue& value : plan.value(u"notes").toArray()) {
        const QJsonObject note = value.toObject();
        estimate.notes.append(note.value(u"code").toString() == QLatin1String("fewer_workers")
                                  ? GridWords::tr("Memory does not hold more trainings at a time.")
                                  : note.value(u"text").toString().left(500));
    }
    return estimate;
}

std::optional<ui::GridResult> gridResultFrom(const std::string& arguments, const std::string& result) try {
    const Json asked = Json::parse(arguments, nullptr, false), found = Json::parse(result, nullptr, false);
    const Json& spec = member(asked, "spec");
    const Json& rows = member(found, "rows");
    if (!spec.is_object() || !rows.is_array() || rows.empty())
        return std::nullopt;
    ui::GridResult shown;
    shown.split = splitFromText(textAt(found, "split").toStdString());
    if (const Json& over = member(spec, "over"); over.is_object())
        for (const auto& [key, values] : over.items())
            shown.columns.push_back(columnOf(key));
    for (const Json& row : rows) {
        if (!row.is_object())
            return std::nullopt;
        shown.rows.push_back(rowOf(spec, shown.columns, row));
        shown.n = std::max(shown.n, static_cast<int>(wholeAt(row, "n").value_or(0)));
    }
    return shown;
} catch (const Error&) {
    return std::nullopt; // of another version's: it has choices that are not known here
}

std::vector<ui::GridResult> gridResults(Session& session) {
    std::vector<ui::GridResult> results;
    std::set<std::string> seen;
    for (const storage::Job& job : storage::finishedJobs(session.project, "grid", kMostGrids)) {
        const Json asked = Json::parse(job.arguments, nullptr, false);
        auto result = gridResultFrom(job.arguments, job.result);
        if (!result || !seen.insert(member(asked, "spec").dump()).second)
            continue;
        result->job = job.id;
        result->when = QDateTime::fromString(text(job.ended_at), Qt::ISODateWithMs);
        results.push_back(std::move(*result));
    }
    return results;
}

} // namespace stepmark::desktop
