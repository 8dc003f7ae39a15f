// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands in a folder. Any thread.
#pragma once

#include <QDir>
#include <QStringList>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace stepmark::test {

inline std::string read(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

inline void put(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

inline mode_t modeOf(const std::filesystem::path& file) {
    struct stat status {};
    return ::lstat(file.c_str(), &status) == 0 ? status.st_mode : 0;
}

/// Parts of files that are being written.
inline QStringList partsIn(const std::filesystem::path& folder) {
    return QDir(QString::fromStdString(folder.string()))
        .entryList({".*.stepmark-part-[0-9]*"}, QDir::Files | QDir::Hidden);
}

} // namespace stepmark::test
