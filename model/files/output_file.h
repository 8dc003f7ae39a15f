// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one way in which Stepmark writes a file for somebody, whatever stands at its path:
//
// - nothing, or a regular file: written beside it, synced, renamed. It is there as a whole or stays as it was. Symbolic
//   links are followed and stay, mode and (where allowed) owner are kept. Other names of the file (hard links) keep the
//   old content.
// - anything else (device, pipe, "/dev/stdout", "/proc/self/fd/N", and "-" for standard output): written into; it is
//   never replaced or removed.
// - a Stepmark project with its log, a model's files, a write-protected file: refused.
//
// Every error of opening, writing, syncing, renaming and closing is an Error that names the file asked for and its
// disk. An object belongs to one thread.
#pragma once

#include "model/files/part_file.h"
#include "model/files/stream.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace stepmark::files {

struct OutputOptions {
    bool replace = true;       ///< false: a file that exists is an Error, at once and again at the end
    bool over_project = false; ///< the caller has found out that it may replace this very project
    bool in_model = false;     ///< for the writer of a model's folder
    std::stop_token stop = {}; ///< ends the waiting for a pipe's reader, see Stream
};

class OutputFile {
public:
    explicit OutputFile(const std::filesystem::path& asked, OutputOptions options = {});

    bool isStream() const { return m_stream.has_value(); }
    void write(std::string_view text);
    void write(std::span<const std::byte> bytes);
    /// For a writer that needs a name (SQLite) instead of write(): an empty file, which becomes the target, or is
    /// copied into it, at commit().
    const std::filesystem::path& part();
    /// The end of it; without it everything stays as it was (but for what a stream has taken).
    void commit();

private:
    void put(std::string_view bytes);
    void flush();
    void pour();
    void keepOwnerAndMode();
    void putInPlace();
    [[noreturn]] void fail(int code) const;

    OutputOptions m_options;
    Target m_target;
    std::optional<Stream> m_stream;
    std::unique_ptr<PartFile> m_part;
    std::string m_buffer;
    std::size_t m_unsynced = 0; ///< bytes written since the last sync
};

/// A whole file at once.
void writeFile(const std::filesystem::path& asked, std::string_view bytes, const OutputOptions& options = {});

} // namespace stepmark::files
