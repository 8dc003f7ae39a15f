// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/write_queue.h"

#include "app/desktop/held_writes.h"
#include "app/desktop/label_writes.h"
#include "model/domain/error.h"

#include <QEventLoop>

#include <algorithm>
#include <iterator>

namespace stepmark::desktop {

namespace {

/// Else what was meant for a file as it was would get into it before what the file has lost meanwhile.
Session& require(Session& session, int number) {
    if (session.number != number)
        throw Error("The project was opened again meanwhile.");
    return session;
}

} // namespace

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
    if (m_refused.holdsBack(write))
        m_refused.add(write, tr("It belongs to a change that was refused."));
    else
        m_pending.push_back(std::move(write));
    if (m_error.isEmpty())
        send();
    publish();
}

void WriteQueue::retry() {
    if (isIdle())
        return;
    m_retry.stop();
    send();
}

void WriteQueue::send() {
    if (m_in_flight || isIdle())
        return;
    if (m_unsure) {
        compare();
        return;
    }
    m_in_flight = true;
    const auto count = std::min<std::ptrdiff_t>(kBatch, std::ssize(m_pending));
    const std::vector<Write> batch(m_pending.begin(), m_pending.begin() + count);
    const int generation = m_generation;
    m_storage.ask<WriteReport>(
        this, [batch, number = m_session](Session& session) { return writeAll(require(session, number), batch); },
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
    m_written.insert(m_written.end(), done.begin(), done.end());
    m_pending.erase(m_pending.begin(), end);
    for (const Write& write : done)
        count(write);
    if (report.refused)
        setAside(report.error);
    m_error = report.refused ? QString() : report.error;
    if (!m_error.isEmpty())
        m_retry.start();
    else
        send();
    publish();
    if (!done.empty())
        Q_EMIT committed(done);
}

/// The first that is pending, and those behind it that would say what is not so without it.
void WriteQueue::setAside(const QString& why) {
    m_refused.add(m_pending.front(), why);
    m_pending.pop_front();
    std::deque<Write> rest;
    for (Write& write : m_pending)
        if (m_refused.holdsBack(write))
            m_refused.add(write, tr("It belongs to a change that was refused."));
        else
            rest.push_back(std::move(write));
    m_pending = std::move(rest);
}

void WriteQueue::refusedSeen() {
    m_refused.seen();
    publish();
}

void WriteQueue::begin(int session) {
    m_session = session;
    reset();
}

void WriteQueue::goOn(int session) {
    ++m_generation;
    m_session = session;
    m_in_flight = false;
    m_error.clear();
    m_unsure = true;
    m_retry.stop();
    send();
    publish();
}

void WriteQueue::compare() {
    m_in_flight = true;
    std::vector<Write> all(m_written.begin(), m_written.end());
    all.insert(all.end(), m_pending.begin(), m_pending.end());
    const int generation = m_generation;
    m_storage.ask<int>(
        this, [all, number = m_session](Session& session) { return heldWrites(require(session, number), all); },
        [this, generation](int held) {
            if (generation != m_generation)
                return;
            std::move(m_pending.begin(), m_pending.end(), std::back_inserter(m_written)); // also what came meanwhile
            m_pending.assign(m_written.begin() + held, m_written.end());
            m_written.resize(static_cast<std::size_t>(held));
            m_in_flight = m_unsure = false;
            send();
            publish();
        },
        [this, generation](const QString& message) {
            if (generation == m_generation)
                answered({0, message}, 0);
        });
}

void WriteQueue::setLost(const QString& why) {
    m_lost = why;
    if (m_lost.isEmpty())
        retry();
    publish();
}

void WriteQueue::count(const Write& write) {
    m_refused.stored(write);
    const auto* mark = write.as<Write::Mark>();
    if (!mark)
        return;
    const std::pair key(write.solution, mark->step);
    if (mark->rating)
        m_saved_marks.insert(key);
    else
        m_saved_marks.erase(key);
    m_state.saved = static_cast<qint64>(m_saved_marks.size());
    m_state.last_ms = m_clock.elapsed() - write.pressed_ms;
}

void WriteQueue::publish() {
    // That a solution came on screen is nothing the labeler did: it is not counted as unsaved.
    m_state.pending = static_cast<int>(std::count_if(m_pending.begin(), m_pending.end(),
                                                     [](const Write& write) { return !write.is<Write::Serve>(); }));
    m_state.error = m_error.isEmpty() ? m_lost : m_error;
    m_state.refused = m_refused.count();
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
    m_written.clear();
    m_unsure = false;
    m_lost.clear();
    m_saved_marks.clear();
    m_refused.clear();
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
