// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/way_cache.h"

#include "model/base/json_guard.h"
#include "model/domain/error.h"
#include "model/files/output_file.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <fstream>

namespace stepmark::way_cache {

namespace {

using nlohmann::json;

constexpr std::size_t kMostEntries = 32, kMostWays = 16;
constexpr std::uintmax_t kMostBytes = 1 << 20;
constexpr double kMostGflops = 1e6;

json toJson(const MeasuredWay& one) {
    return {{"kind", toText(one.way.kind)}, {"core", one.way.core}, {"gflops", one.gflops}, {"error", one.error}};
}

std::optional<MeasuredWay> wayFrom(const json& value) {
    if (!value.is_object() || !value.contains("kind") || !value["kind"].is_string() || !value.contains("core") ||
        !value["core"].is_string() || !value.contains("gflops") || !value["gflops"].is_number() ||
        !value.contains("error") || !value["error"].is_number())
        return std::nullopt;
    const auto kind = wayKindFromText(value["kind"].get<std::string>());
    const double gflops = value["gflops"].get<double>(), error = value["error"].get<double>();
    if (!kind || !(gflops >= 0 && gflops < kMostGflops) || !(error >= 0) || !std::isfinite(error))
        return std::nullopt;
    return MeasuredWay{{*kind, value["core"].get<std::string>()}, gflops, error};
}

std::optional<std::vector<MeasuredWay>> waysFrom(const json& values) {
    if (!values.is_array() || values.empty() || values.size() > kMostWays)
        return std::nullopt;
    std::vector<MeasuredWay> ways;
    for (const json& value : values) {
        const auto one = wayFrom(value);
        if (!one)
            return std::nullopt;
        ways.push_back(*one);
    }
    return ways;
}

bool isEntry(const json& entry) {
    return entry.is_object() && entry.contains("key") && entry["key"].is_string() && entry.contains("ways") &&
           waysFrom(entry["ways"]);
}

/// An array of what may be entries.
json entriesOf(std::string_view text) {
    try {
        json all = parseJson(text, "machine.json");
        if (all.is_object() && all.contains("version") && all["version"] == 1 && all.contains("machines") &&
            all["machines"].is_array())
            return all["machines"];
    } catch (const Error&) {
        // as if it were not there
    }
    return json::array();
}

std::string textOf(const std::filesystem::path& file) {
    std::error_code ignored;
    const auto bytes = std::filesystem::is_regular_file(file, ignored) ? std::filesystem::file_size(file, ignored) : 0;
    if (bytes == 0 || bytes > kMostBytes)
        return {};
    std::string text(static_cast<std::size_t>(bytes), '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

} // namespace

std::filesystem::path file() {
    const auto folder = [](const char* variable) {
        const char* value = std::getenv(variable);
        const std::filesystem::path path = value ? value : "";
        return path.is_absolute() ? path : std::filesystem::path();
    };
    const auto cache = folder("XDG_CACHE_HOME"), home = folder("HOME");
    if (cache.empty() && home.empty())
        return {};
    return (cache.empty() ? home / ".cache" : cache) / "stepmark" / "machine.json";
}

std::optional<std::vector<MeasuredWay>> find(std::string_view text, const std::string& key) {
    for (const json& entry : entriesOf(text))
        if (isEntry(entry) && entry["key"] == key)
            return waysFrom(entry["ways"]);
    return std::nullopt;
}

std::string withEntry(std::string_view text, const std::string& key, const std::vector<MeasuredWay>& ways) {
    json entry = {{"key", key}, {"ways", json::array()}};
    for (const MeasuredWay& one : ways)
        entry["ways"].push_back(toJson(one));
    json entries = json::array({entry});
    for (const json& other : entriesOf(text))
        if (entries.size() < kMostEntries && isEntry(other) && other["key"] != key)
            entries.push_back(other);
    return json{{"version", 1}, {"machines", entries}}.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::optional<std::vector<MeasuredWay>> read(const std::filesystem::path& file, const std::string& key) {
    return file.empty() ? std::nullopt : find(textOf(file), key);
}

bool keep(const std::filesystem::path& file, const std::string& key, const std::vector<MeasuredWay>& ways) {
    if (file.empty())
        return false;
    try {
        std::filesystem::create_directories(file.parent_path());
        files::writeFile(file, withEntry(textOf(file), key, ways));
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace stepmark::way_cache
