// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/output.h"

#include <unistd.h>

#include <cstdio>
#include <memory>

namespace stepmark::ctl {

using work::Json;

namespace {

void printJsonProgress(const Progress& p) {
    Json line = {{"stage", p.stage}, {"done", p.done}, {"total", p.total}};
    if (!p.unit.empty())
        line["unit"] = p.unit;
    if (p.units_per_s > 0)
        line["per_s"] = p.units_per_s;
    if (p.loss >= 0)
        line["loss"] = p.loss;
    if (!p.detail.empty())
        line["detail"] = p.detail;
    std::fprintf(stderr, "%s\n", line.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
}

std::string words(const Progress& p) {
    std::string text = p.stage;
    if (p.total > 0)
        text += "  " + std::to_string(p.done) + " of " + std::to_string(p.total) + (p.unit.empty() ? "" : " " + p.unit);
    char number[48];
    if (p.units_per_s > 0) {
        std::snprintf(number, sizeof number, "  %.0f/s", p.units_per_s);
        text += number;
    }
    if (p.loss >= 0) {
        std::snprintf(number, sizeof number, "  loss %.4f", p.loss);
        text += number;
    }
    return p.detail.empty() ? text : text + "  " + p.detail;
}

void printWords(const Json& value, const std::string& indent) {
    for (const auto& [key, entry] : value.items()) {
        if (entry.is_object() || (entry.is_array() && !entry.empty() && entry.front().is_object())) {
            std::printf("%s%s:\n", indent.c_str(), key.c_str());
            if (entry.is_object())
                printWords(entry, indent + "  ");
            else
                for (const Json& row : entry)
                    std::printf("%s  %s\n", indent.c_str(),
                                row.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
        } else {
            const std::string text = entry.is_string() ? entry.get<std::string>()
                                                       : entry.dump(-1, ' ', false, Json::error_handler_t::replace);
            std::printf("%s%-18s %s\n", indent.c_str(), key.c_str(), text.c_str());
        }
    }
}

} // namespace

ProgressSink progressPrinter(bool json) {
    if (json)
        return printJsonProgress;
    const bool terminal = isatty(STDERR_FILENO) != 0;
    const auto stage = std::make_shared<std::string>();
    return [terminal, stage](const Progress& p) {
        const bool is_new = p.stage != *stage;
        if (terminal)
            std::fprintf(stderr, "%s\r\033[K%s", is_new && !stage->empty() ? "\n" : "", words(p).c_str());
        else if (is_new)
            std::fprintf(stderr, "%s\n", words(p).c_str());
        *stage = p.stage;
        std::fflush(stderr);
    };
}

void printResult(const Json& result, bool json) {
    if (isatty(STDERR_FILENO) != 0 && !json)
        std::fprintf(stderr, "\r\033[K");
    if (json)
        std::printf("%s\n", result.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
    else
        printWords(result, "");
    std::fflush(stdout);
}

void printError(const std::string& message, bool json, Json details) {
    std::fprintf(stderr, "%sstepmarkctl: %s\n", isatty(STDERR_FILENO) != 0 && !json ? "\n" : "", message.c_str());
    if (json) {
        details["error"] = message;
        printResult(details, true);
    }
}

} // namespace stepmark::ctl
