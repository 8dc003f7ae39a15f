// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/study_report.h"
#include "model/domain/csv.h"

namespace stepmark::work {

namespace {

template <class Value>
std::string wordOf(const std::optional<Value>& value) {
    return value ? std::string(toText(*value)) : std::string();
}

std::vector<std::string> fieldsOf(const Study& study, const StudyFigure& one) {
    const StudyModel& model = study.models.at(static_cast<std::size_t>(one.model));
    std::vector<std::string> fields{std::string(toText(one.role))};
    if (one.supervisor) {
        const StudyModel& supervisor = study.models.at(static_cast<std::size_t>(*one.supervisor));
        fields.insert(fields.end(), {supervisor.model.folder.string(), std::to_string(supervisor.layers)});
    } else {
        fields.insert(fields.end(), {"", ""});
    }
    fields.insert(fields.end(), {wordOf(one.method), model.model.folder.string(), std::to_string(model.layers),
                                 std::to_string(model.parameters)});
    addFigure(fields, one.figure);
    addFigure(fields, one.gap);
    addFigure(fields, one.pgr);
    fields.insert(fields.end(), {wordOf(one.no_pgr), csvNumber(one.agreement_right), csvNumber(one.agreement_wrong),
                                 csvNumber(one.first_error_f1), csvNumber(one.illegal)});
    for (const auto& seed : one.by_seed)
        fields.push_back(csvNumber(seed));
    return fields;
}

} // namespace

std::string studyCsv(const Study& study) {
    std::vector<std::string> head{"role", "supervisor", "supervisor_layers", "method", "model", "layers", "parameters"};
    for (const char* figure : {"figure", "gap", "pgr"})
        for (const char* part : {"", "_low", "_high"})
            head.push_back(std::string(figure) + part);
    head.insert(head.end(), {"no_pgr", "agreement_right", "agreement_wrong", "first_error_f1", "illegal"});
    for (const std::uint64_t seed : study.spec.seeds)
        head.push_back("seed_" + std::to_string(seed));
    CsvWriter csv;
    csv.row(head);
    for (const StudyFigure& one : study.results.figures)
        csv.row(fieldsOf(study, one));
    return csv.text();
}

} // namespace stepmark::work
