// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/write_batch.h"

#include "model/domain/stop.h"
#include "storage/connection.h"

#include <thread>

namespace stepmark::storage {

namespace {
/// Whoever waits for the lock looks once a millisecond (see Connection): this long they cannot miss it.
constexpr std::chrono::microseconds kPause{1500};
} // namespace

WriteBatch::WriteBatch(Project& project, std::stop_token stop, Hook begun, Hook ending)
    : m_project(project)
    , m_stop(std::move(stop))
    , m_begun(std::move(begun))
    , m_ending(std::move(ending)) {}

WriteBatch::~WriteBatch() = default;

void WriteBatch::open() {
    throwIfStopped(m_stop);
    if (m_transaction)
        return;
    if (m_commits > 0 && !m_project.connection().inTransaction())
        std::this_thread::sleep_until(m_since + kPause);
    m_transaction.emplace(m_project); // waits for other writers: what they take is not ours
    m_since = std::chrono::steady_clock::now();
    if (m_begun)
        m_begun();
}

void WriteBatch::commit() {
    if (!m_transaction)
        return;
    if (m_ending)
        m_ending();
    m_transaction->commit();
    m_transaction.reset();
    m_since = std::chrono::steady_clock::now();
    ++m_commits;
}

} // namespace stepmark::storage
