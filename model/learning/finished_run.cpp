// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/finished_run_p.h"

#include "model/domain/error.h"
#include "model/learning/checkpoint_p.h"
#include "model/learning/epoch_report_json_p.h"

#include <algorithm>

namespace stepmark {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

TrainReport reportOf(const json& record, const fs::path& folder) {
    TrainReport report;
    double seconds = 0;
    for (const json& row : record.value("epochs_report", json::array())) {
        report.epochs.push_back(epochReportFromJson(row));
        seconds += report.epochs.back().seconds;
    }
    report.best_epoch = record.value("best_epoch", 0);
    report.stopped_early = record.value("stopped_early", false);
    report.optimizer_steps = record.value("optimizer_steps", std::int64_t{0});
    report.skipped_steps = record.value("skipped_steps", std::int64_t{0});
    report.ratings = record.value("ratings", std::int64_t{0});
    report.tokens = record.value("tokens", std::int64_t{0});
    report.seconds = record.value("seconds", 0.0);
    const double each = static_cast<double>(report.epochs.size()) / std::max(1e-9, seconds);
    report.tokens_per_s = each * static_cast<double>(report.tokens);
    report.ratings_per_s = each * static_cast<double>(report.ratings);
    report.computed = {record.value("precision", std::string()), record.value("device", std::string()),
                       record.value("threads", 0), record.value("processor", std::string()),
                       {.by = record.value("products", std::string())}};
    report.data_fingerprint = record.value("data_fingerprint", std::string());
    report.base_fingerprint = record.value("base_fingerprint", std::string());
    report.checkpoint = folder;
    return report;
}

bool isOfSameRun(const json& record, const json& run) {
    json known[] = {record, run};
    for (json& one : known)
        for (const char* measured :
             {"epochs_report", "best_epoch", "stopped_early", "optimizer_steps", "skipped_steps", "seconds", "ratings",
              "tokens", "too_long_steps", "too_long_ratings", "fits", "precision", "device", "threads", "processor", "products",
              "penalty"})
            if (one.is_object())
                one.erase(measured);
    return known[0] == known[1];
}

[[noreturn]] void refuse(const fs::path& folder) {
    throw Error(folder.string() +
                " holds the checkpoint of another run (other choices, ratings or base), and is left as it is. Move it "
                "away and go on with --resume, or give another folder with --out.");
}

} // namespace

void requireSameRun(const fs::path& folder, const json& run) {
    if (!isOfSameRun(readRunRecord(folder), run))
        refuse(folder);
}

std::optional<TrainReport> finishedBefore(const TrainOptions& options, const json& run) {
    std::error_code error;
    if (!(options.resume || options.resume_same) || !fs::exists(options.out, error) || fs::is_empty(options.out, error))
        return std::nullopt;
    const json record = readRunRecord(options.out);
    if (!isOfSameRun(record, run) || record.value("precision", std::string()) != run.at("precision"))
        refuse(options.out);
    return reportOf(record, options.out);
}

} // namespace stepmark
