// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/check_bytes.h"

#include "model/domain/error.h"
#include "storage/connection.h"
#include "storage/file_header.h"
#include "storage/permission.h"
#include "storage/reading.h"

#include <array>
#include <fstream>

namespace stepmark::storage {

namespace fs = std::filesystem;

namespace {

using LogHeader = std::array<unsigned char, 32>; // https://sqlite.org/fileformat.html section 4.1

std::uint32_t number(const LogHeader& bytes, std::size_t at, bool big_endian) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | bytes[at + (big_endian ? i : 3 - i)];
    return value;
}

/// The header's last eight bytes are a checksum of the others, over numbers of the byte order that the first four name.
bool isWhole(const LogHeader& bytes) {
    const std::uint32_t magic = number(bytes, 0, true);
    if ((magic & ~1U) != 0x377f0682)
        return false;
    std::uint32_t first = 0, second = 0;
    for (std::size_t at = 0; at < 24; at += 8) {
        first += number(bytes, at, magic & 1) + second;
        second += number(bytes, at + 4, magic & 1) + first;
    }
    return first == number(bytes, 24, true) && second == number(bytes, 28, true);
}

void checkLength(const FileHeader& header, CheckReport& report) {
    const auto add = [&](const std::string& message) { report.findings.push_back({"file", message}); };
    if (header.page_bytes == 0) {
        add("The file's header is damaged: it names no size that pages can have.");
        return;
    }
    const std::int64_t named = header.pages.value_or(0) * header.page_bytes;
    const std::string sizes =
        std::to_string(named) + " bytes by its header, " + std::to_string(header.file_bytes) + " are there";
    if (header.pages && header.file_bytes < named)
        add("The file is cut short: it has " + sizes + ".");
    else if (header.pages && header.file_bytes > named)
        add("Something was put at the end of the file: it has " + sizes + ".");
    else if (header.file_bytes % header.page_bytes != 0)
        add("The file is cut short: its last page is not whole.");
}

/// A log without frames (32 bytes or less) was begun by somebody who then wrote nothing.
void checkLog(const fs::path& log, const FileHeader& header, CheckReport& report) {
    LogHeader bytes{};
    std::ifstream file(log, std::ios::binary);
    const bool complete = static_cast<bool>(file.read(reinterpret_cast<char*>(bytes.data()), bytes.size()));
    std::error_code ignored;
    if (complete && fs::file_size(log, ignored) <= bytes.size())
        return;
    if (!file.is_open())
        report.findings.push_back({"file", "The log \"" + log.string() + "\" cannot be read: check its permissions."});
    else if (complete && (!isWhole(bytes) || number(bytes, 8, true) != header.page_bytes))
        report.findings.push_back(
            {"file",
             "The log \"" + log.string() + "\" is damaged or belongs to another file: what it held will not be seen."});
    else if (complete)
        report.notes.push_back("The log \"" + log.string() +
                               "\" holds what was written last: who copies or moves the "
                               "project takes it along.");
}

} // namespace

BytesReport checkBytes(const fs::path& path) {
    const std::string name = "\"" + path.string() + "\"";
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        throw Error("There is no project " + name + ": check the name.");
    if (!fs::is_regular_file(path, ignored))
        throw Error(name + " is no file, so that it cannot be a project.");
    BytesReport result;
    const auto header = readHeader(path);
    if (!header)
        return result; // open here: SQLite sees to it
    const auto stop = [&](const std::string& message) {
        result.report.findings.push_back({"file", message});
        result.is_database = false;
    };
    if (!header->readable)
        stop("The file cannot be read: check its permissions.");
    else if (header->file_bytes == 0)
        stop("The file is empty.");
    else if (!header->is_sqlite)
        stop("The file does not begin as a project does: its header is damaged, or it never was one.");
    if (!result.is_database)
        return result;
    if (fileState(path).log.bytes == 0)
        checkLength(*header, result.report); // else the log may hold what the file lacks
    else
        Connection::whileClosedHere(path, [&] { checkLog(logOf(path), *header, result.report); });
    return result;
}

} // namespace stepmark::storage
