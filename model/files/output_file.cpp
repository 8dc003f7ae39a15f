// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/files/output_file.h"

#include "model/domain/error.h"
#include "model/files/never_replaced.h"
#include "model/files/write_error.h"

#include <cerrno>
#include <unistd.h>
#include <vector>

namespace stepmark::files {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 18;
/// What may wait for the disk: the sync at the end is over in a moment, and a cancel is heard meanwhile.
constexpr std::size_t kUnsynced = std::size_t{64} << 20;

/// What stands there and may be written.
Target allowed(const fs::path& asked, const OutputOptions& options) {
    Target target = lookAt(asked);
    requireNoProject(target, options.over_project);
    if (target.kind == Target::Kind::File && !options.replace)
        throw Error("\"" + asked.string() + "\" exists already: choose another name or remove it first.");
    if (!options.in_model)
        requireNoModel(target);
    requireWritable(target);
    return target;
}

} // namespace

OutputFile::OutputFile(const fs::path& asked, OutputOptions options)
    : m_options(std::move(options))
    , m_target(allowed(asked, m_options)) {
    if (m_target.kind == Target::Kind::Stream) {
        m_stream.emplace(m_target, m_options.stop);
        return;
    }
    m_part = std::make_unique<PartFile>(m_target.place.parent_path(), m_target.place.filename().string());
    if (m_target.kind == Target::Kind::File)
        keepOwnerAndMode();
}

void OutputFile::fail(int code) const { throwWriteError(m_target.asked, code, m_target.place); }

/// Before anything is in it, so that nobody reads what only the old file's readers may. Some file systems have neither
/// owner nor mode: no failure.
void OutputFile::keepOwnerAndMode() {
    const int part = m_part->descriptor();
    const auto& old = m_target.status;
    struct stat made {};
    ::fstat(part, &made);
    const bool owner = made.st_uid == old.st_uid || ::fchown(part, old.st_uid, static_cast<gid_t>(-1)) == 0;
    const bool group = made.st_gid == old.st_gid || ::fchown(part, static_cast<uid_t>(-1), old.st_gid) == 0;
    mode_t mode = old.st_mode & (owner && group ? 07777 : 0777);
    if (!group) // another group gets no more than everybody
        mode = (mode & ~mode_t{070}) | ((mode & mode_t{07}) << 3);
    (void)::fchmod(part, mode);
}

void OutputFile::put(std::string_view bytes) {
    const auto span = std::as_bytes(std::span(bytes));
    if (m_stream)
        m_stream->write(span);
    else if (const int code = writeAll(m_part->descriptor(), span))
        fail(code);
    m_unsynced += bytes.size();
    if (m_stream || m_unsynced < kUnsynced)
        return;
    m_unsynced = 0;
    if (const int code = syncDescriptor(m_part->descriptor()))
        fail(code);
}

void OutputFile::flush() {
    put(m_buffer);
    m_buffer.clear();
}

void OutputFile::write(std::string_view text) {
    if (m_buffer.size() + text.size() > kBuffer)
        flush();
    if (text.size() > kBuffer)
        put(text);
    else
        m_buffer.append(text);
}

void OutputFile::write(std::span<const std::byte> bytes) {
    write(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

const fs::path& OutputFile::part() {
    if (!m_part) // where a stream is fed from
        m_part = std::make_unique<PartFile>(fs::temp_directory_path(), m_target.asked.filename().string());
    return m_part->path();
}

void OutputFile::pour() {
    std::vector<char> bytes(kBuffer);
    off_t done = 0;
    for (ssize_t count = 0; (count = ::pread(m_part->descriptor(), bytes.data(), bytes.size(), done)) != 0;
         done += count) {
        if (count < 0)
            throwWriteError(m_part->path(), errno);
        put({bytes.data(), static_cast<std::size_t>(count)});
    }
}

void OutputFile::putInPlace() {
    if (const int code = syncDescriptor(m_part->descriptor()))
        fail(code);
    // It may have taken hours: what stands there now?
    const Target now = allowed(m_target.asked, m_options);
    if (now.kind == Target::Kind::Stream || now.place != m_target.place)
        throw Error("\"" + m_target.asked.string() + "\" has become another file meanwhile: choose another name.");
    if (const int code = m_part->rename(m_target.place, m_options.replace))
        fail(code);
    int code = syncFolder(m_target.place.parent_path());
    if (const int of_close = m_part->close(); code == 0)
        code = of_close;
    if (code == 0)
        return;
    if (now.kind == Target::Kind::New) // not there, as we are about to say; what was replaced is gone for good
        ::unlink(m_target.place.c_str());
    fail(code);
}

void OutputFile::commit() {
    flush();
    if (!m_stream) {
        putInPlace();
        return;
    }
    if (m_part)
        pour();
    m_stream->close();
}

void writeFile(const fs::path& asked, std::string_view bytes, const OutputOptions& options) {
    OutputFile file(asked, options);
    file.write(bytes);
    file.commit();
}

} // namespace stepmark::files
