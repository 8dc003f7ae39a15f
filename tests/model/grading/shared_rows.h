// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the public data sets that lie beside the source tree (STEPMARK_SHARED_DIR, else ../shared).
#pragma once

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

inline std::string sharedFile(const std::string& name) {
    const char* folder = std::getenv("STEPMARK_SHARED_DIR");
    return (folder ? std::string(folder) : std::string(STEPMARK_SOURCE_DIR "/../shared")) + "/data/" + name;
}

// Empty where the file is absent.
inline std::vector<nlohmann::json> sharedRows(const std::string& name) {
    std::vector<nlohmann::json> rows;
    std::ifstream file(sharedFile(name));
    for (std::string line; std::getline(file, line);)
        rows.push_back(nlohmann::json::parse(line));
    return rows;
}
