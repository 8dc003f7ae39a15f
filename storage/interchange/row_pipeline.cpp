// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/row_pipeline.h"

#include "storage/interchange/json_lines.h"

#include <chrono>
#include <utility>

namespace stepmark::interchange {

namespace {
constexpr std::int64_t kWorthWriting = 256 << 10; ///< bytes of lines: some milliseconds of inserting
constexpr std::int64_t kMostAhead = 2 << 20;      ///< bytes of lines: parsed, they take several times that
} // namespace

RowPipeline::RowPipeline(const std::filesystem::path& path, Format format, RowDefaults defaults, std::stop_token stop)
    : m_defaults(std::move(defaults))
    , m_stop(std::move(stop))
    , m_thread([this, path, format](const std::stop_token& quit) { read(quit, path, format); }) {}

RowPipeline::~RowPipeline() = default;

void RowPipeline::read(const std::stop_token& quit, const std::filesystem::path& path, Format format) {
    std::exception_ptr error;
    try {
        JsonLines lines(path);
        {
            const std::lock_guard lock(m_mutex);
            m_total = lines.bytesTotal();
        }
        std::int64_t before = 0;
        for (bool more = true; more && !quit.stop_requested();) {
            auto row = lines.next();
            more = row.has_value();
            if (!more)
                break;
            try {
                ImportRow parsed = parseRow(format, *row, m_defaults.options);
                auto prepared = prepareRow(std::move(parsed), std::move(*row), m_defaults);
                more = push(quit, std::move(prepared), lines.bytesRead() - before, lines.bytesRead());
            } catch (const Error& wrong) {
                throw lines.errorAt(wrong.what());
            }
            before = lines.bytesRead();
        }
    } catch (...) {
        error = std::current_exception();
    }
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_error = error;
    m_changed.notify_all();
}

bool RowPipeline::push(const std::stop_token& quit, PreparedRow row, std::int64_t size, std::int64_t read) {
    std::unique_lock lock(m_mutex);
    const auto fits = [&] { return m_rows.empty() || m_size + size <= kMostAhead; };
    m_full = !fits();
    if (m_full)
        m_changed.notify_all();
    if (!m_changed.wait(lock, quit, fits))
        return false;
    m_full = false;
    m_rows.push_back(std::move(row));
    m_size += size;
    m_rows_end = read;
    if (m_size >= kWorthWriting)
        m_changed.notify_all();
    return true;
}

std::vector<PreparedRow> RowPipeline::next() {
    std::unique_lock lock(m_mutex);
    // Looks up a few times a second: the stop may come from anywhere.
    while (!m_changed.wait_for(lock, std::chrono::milliseconds(100),
                               [this] { return m_ended || m_full || m_size >= kWorthWriting; }))
        throwIfStopped(m_stop);
    throwIfStopped(m_stop);
    if (m_rows.empty() && m_error)
        std::rethrow_exception(m_error);
    m_size = 0;
    m_read = m_rows_end;
    m_changed.notify_all();
    return std::exchange(m_rows, {});
}

} // namespace stepmark::interchange
