// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/write_queue.h"

#include "app/desktop/label_writes.h"

#include <QEventLoop>

#include <algorithm>

namespace stepmark::desktop {

WriteQueue::WriteQueue(StorageThread& storage, QObject* parent)
    : QObject(parent)
    , m_storage(storage) {
    m_clock.start();
    m_retry.setSingleShot(true);
    m_retry.setInterval(5000);
    connect(&m_retry, &QTimer::timeout, this, &WriteQueue::retry);
}

void WriteQueue::add(Write write) {
    write.at = storage::nowUtc();
    write.pressed_ms = m_clock.elapsed();
    m_pending.push_back(std::move(write));
    if (m_error.isEmpty())
        send();
    publish();
}

void WriteQueue::retry() {
    if (m_pending.empty())
        return;
    m_retry.stop();
    send();
}

void WriteQueue::send() {
    if (m_in_flight || m_pending.empty())
        return;
    m_in_flight = true;
    const auto count = std::min<std::ptrdiff_t>(kBatch, std::ssize(m_pending));
    const std::vector<Write> batch(m_pending.begin(), m_pending.begin() + count);
    const int generation = m_generation;
    m_storage.ask<WriteReport>(
        this, [batch](Session& session) { return writeAll(session, batch); },
        [this, count, generation](WriteReport report) {
            if (generation == m_generation)
                answered(report, static_cast<int>(count));
        },
        [this, count, generation](const QString& message) {
            if (generation == m_generation)
                answered({0, message}, static_cast<int>(count));
        });
}

void WriteQueue::answered(const WriteReport& report, int sent) {
    m_in_flight = false;
    const auto end = m_pending.begin() + std::min(report.done, sent);
    const std::vector<Write> done(m_pending.begin(), end);
    m_pending.erase(m_pending.begin(), end);
    for (const Write& write : done)
        count(write);
    m_error = report.error;
    if (!m_error.isEmpty())
        m_retry.start();
    else
        send();
    publish();
    if (!done.empty())
        Q_EMIT committed(done);
}

void WriteQueue::count(const Write& write) {
    if (write.kind != Write::Kind::Mark)
        return;
    const std::pair key(write.solution, write.step);
    if (write.rating)
        m_saved_marks.insert(key);
    else
        m_saved_marks.erase(key);
    m_state.saved = static_cast<qint64>(m_saved_marks.size());
    m_state.last_ms = m_clock.elapsed() - write.pressed_ms;
}

void WriteQueue::publish() {
    // That a solution came on screen is nothing the labeler did: it is not counted as unsaved.
    m_state.pending = static_cast<int>(std::count_if(
        m_pending.begin(), m_pending.end(), [](const Write& write) { return write.kind != Write::Kind::Serve; }));
    m_state.error = m_error;
    Q_EMIT stateChanged(m_state);
}

bool WriteQueue::flush(int timeout_ms) {
    if (!m_error.isEmpty())
        retry();
    if (isIdle())
        return true;
    QEventLoop loop;
    QTimer limit;
    limit.setSingleShot(true);
    connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    connect(this, &WriteQueue::stateChanged, &loop, [&] {
        if (isIdle() || (!m_error.isEmpty() && !m_in_flight))
            loop.quit();
    });
    limit.start(timeout_ms);
    loop.exec(QEventLoop::ExcludeUserInputEvents);
    return isIdle();
}

void WriteQueue::reset() {
    m_saved_marks.clear();
    m_state = {};
    m_error.clear();
    publish();
}

void WriteQueue::discard() {
    ++m_generation;
    m_in_flight = false;
    m_pending.clear();
    m_retry.stop();
    reset();
}

} // namespace stepmark::desktop
