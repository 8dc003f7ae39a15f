// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/atomic_folder.h"

#include "model/domain/error.h"
#include "model/files/descriptor.h"
#include "model/files/output_file.h"
#include "model/files/write_error.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <fstream>
#include <system_error>
#include <unistd.h>

namespace stepmark {
namespace fs = std::filesystem;
namespace {

/// A path behind links and without a trailing slash, so that filename() is the folder's name.
fs::path normalized(const fs::path& target) {
    fs::path path = fs::absolute(target).lexically_normal();
    if (!path.has_filename())
        path = path.parent_path();
    if (!path.has_filename())
        throw Error("Cannot write a folder to " + target.string() + ": it has no name.");
    return files::followLinks(path);
}

fs::path parentOf(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

/// A name for a temporary sibling of `target`, unique on this machine: `.NAME.tmp-PID-N`.
fs::path temporarySibling(const fs::path& target) {
    static std::atomic<unsigned> counter{0};
    return target.parent_path() /
           ("." + target.filename().string() + ".tmp-" + std::to_string(::getpid()) + "-" + std::to_string(counter++));
}

/// A lock on the folder that dies with its process, on every machine that shares it; 0, or errno.
int lock(const files::Descriptor& folder) {
    if (!folder)
        return errno;
    return ::flock(folder.number(), LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
}

files::Descriptor opened(const fs::path& folder) {
    return files::Descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

/// Removes what a killed process left: `.NAME.tmp-PID-N` where no process PID runs here and nobody elsewhere holds it.
void removeAbandoned(const fs::path& target) {
    const std::string prefix = "." + target.filename().string() + ".tmp-";
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(parentOf(target), ignored)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(prefix))
            continue;
        const long pid = std::strtol(name.c_str() + prefix.size(), nullptr, 10);
        if (pid > 0 && ::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH && lock(opened(entry.path())) == 0)
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
    files::throwWriteError(to, errno);
}

} // namespace

void AtomicFolder::requireReplaceable(const fs::path& target, const Replace& replace) {
    const fs::path folder = normalized(target);
    std::error_code error;
    if (!fs::exists(folder, error))
        return;
    if (!fs::is_directory(folder, error))
        throw Error(target.string() + " is a file, and a folder is to be written: choose another name.");
    if (!fs::exists(folder / replace.mark, error) && !fs::is_empty(folder, error))
        throw Error("The folder " + target.string() + " holds other files, which would be lost: choose another name.");
}

AtomicFolder::AtomicFolder(const fs::path& target, std::optional<Replace> replace)
    : m_target(normalized(target))
    , m_replace(std::move(replace)) {
    std::error_code error;
    if (m_replace)
        requireReplaceable(m_target, *m_replace);
    else if (fs::exists(m_target, error))
        throw Error(m_target.string() + " already exists. Choose another name, or remove it first.");
    fs::create_directories(parentOf(m_target), error);
    if (error)
        files::throwWriteError(parentOf(m_target), error.value());
    removeAbandoned(m_target);
    m_temporary = temporarySibling(m_target);
    if (!fs::create_directory(m_temporary, error))
        files::throwWriteError(m_target, error ? error.value() : EEXIST);
    m_lock = opened(m_temporary);
    (void)lock(m_lock); // where there are no locks nobody removes it
}

AtomicFolder::~AtomicFolder() {
    std::error_code ignored;
    if (!m_done)
        fs::remove_all(m_temporary, ignored);
}

void AtomicFolder::writeText(const std::string& name, std::string_view text) {
    files::writeFile(m_temporary / name, text, {.replace = false, .in_model = true});
}

void AtomicFolder::copyFile(const fs::path& from, const std::string& name) {
    std::error_code error;
    if (!fs::is_regular_file(from, error))
        throw Error("There is no file " + from.string() + " to copy.");
    const fs::path to = m_temporary / (name.empty() ? from.filename() : fs::path(name));
    if (!fs::copy_file(from, to, error))
        files::throwWriteError(to, error.value());
}

void AtomicFolder::syncContent() const {
    for (const auto& entry : fs::recursive_directory_iterator(m_temporary)) {
        if (entry.is_directory()) {
            if (const int code = files::syncFolder(entry.path()))
                files::throwWriteError(entry.path(), code);
        } else if (entry.is_regular_file()) {
            const files::Descriptor file(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC));
            if (const int code = file ? files::syncDescriptor(file.number()) : errno)
                files::throwWriteError(entry.path(), code);
        }
    }
    if (const int code = files::syncFolder(m_temporary))
        files::throwWriteError(m_target, code);
}

void AtomicFolder::commit() {
    syncContent();
    renameIntoPlace();
    m_done = true;
    if (const int code = files::syncFolder(parentOf(m_target)))
        files::throwWriteError(m_target, code);
}

void AtomicFolder::renameIntoPlace() {
    std::error_code error;
    const bool exists = fs::exists(fs::symlink_status(m_target, error));
    if (exists && !m_replace)
        throw Error(m_target.string() + " appeared while it was being written. Choose another name.");
    if (exists) {
        requireReplaceable(m_target, *m_replace);
        exchange();
        fs::remove_all(m_temporary, error); // what was replaced
    } else if (!renameWithFlag(m_temporary, m_target, RENAME_NOREPLACE)) {
        fs::rename(m_temporary, m_target, error);
        if (error)
            files::throwWriteError(m_target, error.value());
    }
}

/// Afterwards m_temporary is the old one.
void AtomicFolder::exchange() {
    if (renameWithFlag(m_temporary, m_target, RENAME_EXCHANGE))
        return;
    // No exchange on this file system: for a moment there is none, and the old one is kept until the new one is there.
    std::error_code error;
    const fs::path old = temporarySibling(m_target);
    fs::rename(m_target, old, error);
    if (error)
        files::throwWriteError(m_target, error.value());
    fs::rename(m_temporary, m_target, error);
    if (error) {
        const int code = error.value();
        fs::rename(old, m_target, error);
        files::throwWriteError(m_target, code);
    }
    m_temporary = old;
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

} // namespace stepmark
