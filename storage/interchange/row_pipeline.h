// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/interchange/prepared_row.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>

namespace stepmark::interchange {

/// Reads a file on a thread of its own: parses, hashes and grades its rows while those before are being stored. Memory
/// is bounded, whatever the file's size. The rest is for one thread.
class RowPipeline {
public:
    RowPipeline(const std::filesystem::path& path, RowDefaults defaults, std::stop_token stop);
    ~RowPipeline();
    RowPipeline(const RowPipeline&) = delete;
    RowPipeline& operator=(const RowPipeline&) = delete;

    /// The next rows, as many as are worth a transaction; none at the end. Throws what is wrong with a row (naming file
    /// and line) once all before it have been given out; Cancelled on stop.
    std::vector<PreparedRow> next();
    /// Whether next() returns at once.
    bool isReady();

    /// As the options say, else by the first row; nullptr before that is read.
    const formats::Format* format() const { return m_format; }
    std::int64_t bytesRead() const { return m_read; }                     ///< of the file, up to the rows given out
    std::int64_t bytesTotal() const { return std::max(m_total, m_read); } ///< of a pipe, what is known so far

private:
    static constexpr std::int64_t kWorthWriting = 256 << 10; ///< bytes of lines: some milliseconds of inserting
    static constexpr std::int64_t kMostAhead = 2 << 20;      ///< bytes of lines: parsed, they take several times that

    void read(const std::stop_token& quit, const std::filesystem::path& path);
    std::vector<PreparedRow> prepare(const formats::Format& format, nlohmann::json row, std::int64_t line) const;
    bool hasNext() const { return m_ended || (!m_rows.empty() && (m_full || m_size >= kWorthWriting)); }
    bool push(const std::stop_token& quit, std::vector<PreparedRow> rows, std::int64_t size, std::int64_t read);

    RowDefaults m_defaults;
    std::stop_token m_stop;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<PreparedRow> m_rows; ///< read, not yet given out
    std::int64_t m_size = 0;         ///< of their lines, in bytes
    std::int64_t m_given = 0;        ///< of the lines of those given out last, until more are asked for
    std::int64_t m_rows_end = 0;     ///< how far in the file they reach
    bool m_full = false;             ///< the reader waits until rows are taken
    bool m_ended = false;
    std::exception_ptr m_error; ///< what ended it
    const formats::Format* m_format = nullptr;
    std::int64_t m_read = 0, m_total = 0;
    std::jthread m_thread;
};

} // namespace stepmark::interchange
