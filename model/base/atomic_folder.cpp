// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/atomic_folder.h"

#include "model/base/posix_file.h"
#include "model/domain/error.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <system_error>

namespace stepmark {
namespace fs = std::filesystem;
namespace {

/// A path without a trailing slash, so that filename() is the folder's name.
fs::path normalized(const fs::path& target) {
    fs::path path = fs::absolute(target).lexically_normal();
    if (!path.has_filename())
        path = path.parent_path();
    if (!path.has_filename())
        throw Error("Cannot write a folder to " + target.string() + ": it has no name.");
    return path;
}

fs::path parentOf(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

/// Removes what a killed process left: `.NAME.tmp-PID-N` where no process PID runs.
void removeAbandoned(const fs::path& target) {
    const std::string prefix = "." + target.filename().string() + ".tmp-";
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(parentOf(target), ignored)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(prefix))
            continue;
        const long pid = std::strtol(name.c_str() + prefix.size(), nullptr, 10);
        if (pid > 0 && ::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH)
            fs::remove_all(entry.path(), ignored);
    }
}

/// A rename that fails where the target exists, or that exchanges both. False where the file system cannot (EINVAL,
/// ENOSYS).
bool renameWithFlag(const fs::path& from, const fs::path& to, unsigned flag) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flag) == 0)
        return true;
    if (errno == EINVAL || errno == ENOSYS)
        return false;
    throwErrno("Cannot rename the finished folder to", to);
}

} // namespace

AtomicFolder::AtomicFolder(const fs::path& target, Existing existing)
    : m_target(normalized(target))
    , m_existing(existing) {
    std::error_code error;
    if (existing == Existing::Refuse && fs::exists(fs::symlink_status(m_target, error)))
        throw Error(m_target.string() + " already exists. Choose another name, or remove it first.");
    fs::create_directories(parentOf(m_target), error);
    if (error)
        throw Error("Cannot create the folder " + parentOf(m_target).string() + ": " + error.message() + ".");
    removeAbandoned(m_target);
    m_temporary = temporarySibling(m_target);
    if (!fs::create_directory(m_temporary, error))
        throw Error("Cannot create the folder " + m_temporary.string() + ": " + error.message() + ".");
}

AtomicFolder::~AtomicFolder() {
    std::error_code ignored;
    if (!m_done)
        fs::remove_all(m_temporary, ignored);
}

void AtomicFolder::writeText(const std::string& name, std::string_view text) {
    OutputFile out(m_temporary / name);
    out.write(text);
    out.sync();
}

void AtomicFolder::copyFile(const fs::path& from, const std::string& name) {
    std::error_code error;
    const fs::path to = m_temporary / (name.empty() ? from.filename() : fs::path(name));
    if (!fs::copy_file(from, to, error))
        throw Error("Cannot copy " + from.string() + " to " + to.string() + ": " + error.message() + ".");
}

void AtomicFolder::commit() {
    for (const auto& entry : fs::recursive_directory_iterator(m_temporary)) {
        if (entry.is_regular_file() || entry.is_directory())
            syncPath(entry.path());
    }
    syncPath(m_temporary);
    renameIntoPlace();
    m_done = true;
    syncPath(parentOf(m_target));
}

void AtomicFolder::renameIntoPlace() {
    std::error_code error;
    const bool exists = fs::exists(fs::symlink_status(m_target, error));
    if (exists && m_existing == Existing::Refuse)
        throw Error(m_target.string() + " appeared while it was being written. Choose another name.");
    if (exists) {
        if (!renameWithFlag(m_temporary, m_target, RENAME_EXCHANGE)) {
            // No exchange on this file system: for a moment there is none, and the old one is kept until the new one is
            // there.
            const fs::path old = temporarySibling(m_target);
            fs::rename(m_target, old, error);
            if (error)
                throw Error("Cannot move " + m_target.string() + " aside: " + error.message() + ".");
            fs::rename(m_temporary, m_target, error);
            if (error) {
                const std::string reason = error.message();
                fs::rename(old, m_target, error);
                throw Error("Cannot rename the finished folder to " + m_target.string() + ": " + reason + ".");
            }
            m_temporary = old;
        }
        fs::remove_all(m_temporary, error); // what was replaced
        return;
    }
    if (!renameWithFlag(m_temporary, m_target, RENAME_NOREPLACE)) {
        fs::rename(m_temporary, m_target, error);
        if (error)
            throw Error("Cannot rename the finished folder to " + m_target.string() + ": " + error.message() + ".");
    }
}

std::string readFile(const fs::path& file, std::uintmax_t max_bytes) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found)
        throw Error("There is no file " + file.string() + ".");
    if (!fs::is_regular_file(status))
        throw Error(file.string() + " is not a file that can be read.");
    const std::uintmax_t size = fs::file_size(file, error);
    if (!error && size > max_bytes)
        throw Error(file.string() + " has " + std::to_string(size) + " bytes; at most " + std::to_string(max_bytes) +
                    " are read.");
    std::ifstream in(file, std::ios::binary);
    std::string text(error ? 0 : static_cast<std::size_t>(size), '\0');
    if (error || !in.read(text.data(), static_cast<std::streamsize>(text.size())))
        throw Error("Cannot read " + file.string() + ". Check its permissions.");
    return text;
}

void writeFileAtomically(const fs::path& file, std::string_view bytes) {
    const fs::path temporary = temporarySibling(file);
    std::error_code ignored;
    try {
        OutputFile out(temporary);
        out.write(bytes);
        out.sync();
        if (std::rename(temporary.c_str(), file.c_str()) != 0)
            throwErrno("Cannot replace", file);
    } catch (...) {
        fs::remove(temporary, ignored);
        throw;
    }
    syncPath(parentOf(file));
}

} // namespace stepmark
