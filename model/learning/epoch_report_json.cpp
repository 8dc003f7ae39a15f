// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/epoch_report_json_p.h"

namespace stepmark {

using nlohmann::json;

namespace {

json numberJson(const std::optional<double>& value) { return value ? json(*value) : json(nullptr); }

std::optional<double> numberOr(const json& row, const char* key) {
    return row.contains(key) && row[key].is_number() ? std::optional(row[key].get<double>()) : std::nullopt;
}

} // namespace

json toJson(const EpochReport& report) {
    return {{"epoch", report.epoch},
            {"train_loss", numberJson(report.train_loss)},
            {"validation_loss", numberJson(report.validation_loss)},
            {"validation_auc", numberJson(report.validation_auc)},
            {"validation_auc_within", numberJson(report.validation_auc_within)},
            {"validation_note", report.validation_note},
            {"seconds", report.seconds}};
}

EpochReport epochReportFromJson(const json& row) {
    return {.epoch = row.value("epoch", 0),
            .train_loss = numberOr(row, "train_loss"),
            .validation_loss = numberOr(row, "validation_loss"),
            .validation_auc = numberOr(row, "validation_auc"),
            .validation_auc_within = numberOr(row, "validation_auc_within"),
            .validation_note = row.value("validation_note", std::string()),
            .seconds = row.value("seconds", 0.0)};
}

} // namespace stepmark
