// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/row_pipeline.h"

#include "storage/formats/sources/record_source.h"

#include <chrono>
#include <utility>

namespace stepmark::interchange {

RowPipeline::RowPipeline(const std::filesystem::path& path, RowDefaults defaults, std::stop_token stop)
    : m_defaults(std::move(defaults))
    , m_stop(std::move(stop))
    , m_thread([this, path](const std::stop_token& quit) { read(quit, path); }) {}

RowPipeline::~RowPipeline() = default;

std::vector<PreparedRow> RowPipeline::prepare(const formats::Format& format, nlohmann::json row,
                                              std::int64_t line) const {
    auto [records, ignored] = formats::read(format, row, m_defaults.options.read);
    std::vector<PreparedRow> rows;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const bool last = i + 1 == records.size();
        rows.push_back(prepareRow(std::move(records[i]), last ? std::move(row) : row, m_defaults, i));
        rows.back().format = &format;
        rows.back().line = line;
        rows.back().is_first = i == 0;
    }
    if (!rows.empty())
        rows.front().ignored = std::move(ignored);
    return rows;
}

void RowPipeline::read(const std::stop_token& quit, const std::filesystem::path& path) {
    std::exception_ptr error;
    try {
        const auto source = formats::RecordSource::open(path, quit);
        const formats::Format* format = m_defaults.options.format;
        formats::RawRecord raw;
        std::int64_t before = 0;
        for (bool more = true; more && !quit.stop_requested() && source->next(raw);) {
            try {
                nlohmann::json row = source->parse(raw);
                if (!format)
                    format = &formats::detect(row, source->hasCells());
                if (source->hasCells())
                    row = formats::fromCells(*format, std::move(row));
                auto rows = prepare(*format, std::move(row), raw.line);
                more = push(quit, std::move(rows), static_cast<std::int64_t>(raw.text.size()), source->bytesRead());
            } catch (const Error& wrong) {
                throw source->errorAt(wrong.what(), raw);
            }
            if (before == 0) {
                const std::lock_guard lock(m_mutex);
                m_format = format;
                m_total = source->bytesTotal();
            }
            before = source->bytesRead();
        }
    } catch (...) {
        error = std::current_exception();
    }
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_error = error;
    m_changed.notify_all();
}

bool RowPipeline::push(const std::stop_token& quit, std::vector<PreparedRow> rows, std::int64_t size,
                       std::int64_t read) {
    std::unique_lock lock(m_mutex);
    // What is being written is in memory, too.
    const auto fits = [&] { return m_given + m_size == 0 || m_given + m_size + size <= kMostAhead; };
    m_full = !fits();
    if (m_full)
        m_changed.notify_all();
    if (!m_changed.wait(lock, quit, fits))
        return false;
    m_full = false;
    for (PreparedRow& row : rows)
        m_rows.push_back(std::move(row));
    m_size += size;
    m_rows_end = read;
    if (m_size >= kWorthWriting)
        m_changed.notify_all();
    return true;
}

bool RowPipeline::isReady() {
    const std::lock_guard lock(m_mutex);
    return hasNext();
}

std::vector<PreparedRow> RowPipeline::next() {
    std::unique_lock lock(m_mutex);
    m_given = 0;
    m_changed.notify_all();
    // Looks up a few times a second: the stop may come from anywhere.
    while (!m_changed.wait_for(lock, std::chrono::milliseconds(100), [this] { return hasNext(); }))
        throwIfStopped(m_stop);
    throwIfStopped(m_stop);
    if (m_rows.empty() && m_error)
        std::rethrow_exception(m_error);
    m_given = std::exchange(m_size, 0);
    m_read = m_rows_end;
    m_changed.notify_all();
    return std::exchange(m_rows, {});
}

} // namespace stepmark::interchange
