// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/formats/format.h"

#include "model/domain/edit_distance.h"
#include "model/domain/error.h"
#include "storage/formats/json_text.h"
#include "storage/formats/lost_labels.h"
#include "storage/formats/parts.h"

#include <algorithm>

namespace stepmark::formats {

using nlohmann::json;

namespace {

const Field* fieldNamed(const Format& format, std::string_view name) {
    const auto place =
        std::find_if(format.fields.begin(), format.fields.end(), [&](const Field& one) { return one.name == name; });
    return place == format.fields.end() ? nullptr : &*place;
}

bool isIgnored(const ReadOptions& options, std::string_view name) {
    return std::find(options.ignore.begin(), options.ignore.end(), name) != options.ignore.end();
}

/// The field that somebody meant who slipped at its name, a letter off or two swapped; nullptr where there is none. One
/// of several is no slip ("answers"), and of short names many are a letter apart ("stem", "step").
const Field* fieldMeant(const Format& format, std::string_view name) {
    constexpr std::size_t kShortest = 5;
    const auto isPlural = [](std::string_view one, std::string_view other) {
        return one.size() == other.size() + 1 && one.back() == 's' && one.starts_with(other);
    };
    const auto place = std::find_if(format.fields.begin(), format.fields.end(), [&](const Field& one) {
        return one.name.size() >= kShortest && !isPlural(one.name, name) && !isPlural(name, one.name) &&
               editDistance(one.name, name) == 1;
    });
    return place == format.fields.end() ? nullptr : &*place;
}

std::vector<std::string> unknownFields(const Format& format, const json& row, const ReadOptions& options) {
    std::vector<std::string> unknown;
    for (auto item = row.begin(); item != row.end(); ++item) {
        const std::string& name = item.key();
        if (!isIgnored(options, name) && fieldNamed(format, name))
            continue;
        if (!isIgnored(options, name) && looksLikeStepsOrLabels(name, *item))
            throw Error("field \"" + name + "\" looks like steps or their labels, but " + std::string(format.title) +
                        " does not know it: give the file's format with --format, or leave the field out with "
                        "--ignore " +
                        name + ".");
        if (const Field* meant = fieldMeant(format, name); meant && !isIgnored(options, name) && !item->is_null())
            throw Error("field \"" + name + "\" is not known; is \"" + std::string(meant->name) +
                        "\" meant? Rename it, or leave it out with --ignore " + name + ".");
        if (!item->is_null())
            unknown.push_back(name);
    }
    return unknown;
}

json withoutIgnored(const json& row, const ReadOptions& options) {
    json rest = row;
    for (const std::string& name : options.ignore)
        rest.erase(name);
    return rest;
}

void keepFields(const Format& format, const json& row, const std::vector<std::string>& unknown, Record& record) {
    if (!record.has_solution || (record.pass && record.pass->keep_row))
        return;
    for (const std::string& name : unknown)
        record.extra[name] = row[name];
    for (const Field& known : format.fields)
        if (known.kept)
            if (const auto place = row.find(std::string(known.name)); place != row.end())
                record.extra[place.key()] = *place;
}

// A judgement that was made goes before one that a threshold makes.
void applyThreshold(Record& record, double threshold) {
    if (record.scores.empty())
        return;
    std::vector<std::optional<Rating>> ratings(record.steps.size());
    if (record.pass)
        ratings = record.pass->labels;
    for (std::size_t i = 0; i < ratings.size(); ++i)
        if (!ratings[i] && record.scores[i])
            ratings[i] = stepScore(*record.scores[i]) >= threshold ? Rating::Positive : Rating::Negative;
    const std::string labeler = record.pass ? record.pass->labeler : "";
    const bool by_machine = !record.pass || record.pass->by_machine;
    setPass(record, std::move(ratings));
    if (record.pass) {
        record.pass->labeler = labeler;
        record.pass->by_machine = by_machine;
    }
}

json listFrom(const std::string& cell, Cell kind) {
    json items = json::array();
    const std::string_view between = kind == Cell::Texts ? "\r\n" : " \t\r\n,;";
    for (std::size_t begin = 0; begin < cell.size();) {
        const std::size_t end = std::min(cell.find_first_of(between, begin), cell.size());
        if (std::string item = trimmed(std::string_view(cell).substr(begin, end - begin)); !item.empty())
            items.push_back(std::move(item));
        begin = end + 1;
    }
    return items;
}

} // namespace

Parsed read(const Format& format, const json& row, const ReadOptions& options) {
    if (options.labels != LabelMeaning::AsFormat && !format.alphabet->leavesNumbersOpen())
        throw Error("what the labels of " + std::string(format.title) +
                    " mean is part of the format: leave --labels out.");
    Parsed parsed;
    parsed.ignored = unknownFields(format, row, options);
    const auto parse = [&](const json& known) { format.parse(known, options, parsed.records); };
    options.ignore.empty() ? parse(row) : parse(withoutIgnored(row, options));
    for (Record& record : parsed.records) {
        keepFields(format, row, parsed.ignored, record);
        if (record.pass)
            record.pass->by_machine = format.labels_of == LabelsOf::Machine;
        if (options.threshold)
            applyThreshold(record, *options.threshold);
    }
    return parsed;
}

json fromCells(const Format& format, json row) {
    for (auto item = row.begin(); item != row.end(); ++item) {
        const Field* known = fieldNamed(format, item.key());
        if (!item->is_string())
            continue;
        const std::string cell = trimmed(item->get_ref<const std::string&>());
        if (cell.empty()) {
            *item = nullptr;
            continue;
        }
        if (!known || known->cell == Cell::Value)
            continue;
        *item = cell.front() == '[' ? parseJson(cell) : listFrom(cell, known->cell);
    }
    return row;
}

} // namespace stepmark::formats
