// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/transaction.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace stepmark::storage {

/// Long writing that locks nobody out: small pieces, gathered into transactions that end after a few milliseconds, with
/// a pause between them in which whoever waits gets their turn. What must be all or nothing as a whole is not one
/// transaction but rows that nobody sees yet (see ImportRun).
///
/// A piece takes well under kLongest, and everything slow (parsing, grading, sampling) is done before; who has to wait
/// for the next piece calls commit() first. After a piece has thrown, what was not committed is rolled back and the
/// batch is over. Within a Transaction of the caller the pieces are part of that one. Thread rule: that of its Project.
class WriteBatch {
public:
    /// A transaction takes no further piece after this long, so that with its commit it stays under the 50 ms that a
    /// labeler's mark may wait.
    static constexpr std::chrono::milliseconds kLongest{10};
    using Hook = std::function<void()>;

    /// `begun` and `ending` run as the first and the last piece of each transaction.
    explicit WriteBatch(Project& project, std::stop_token stop = {}, Hook begun = {}, Hook ending = {});
    ~WriteBatch(); ///< rolls back what is not committed

    /// Cancelled on stop, before the piece.
    template <typename Piece>
    void write(Piece&& piece) {
        open();
        piece();
        if (std::chrono::steady_clock::now() - m_since >= kLongest)
            commit();
    }
    /// Returns once everything written so far is on disk; nothing is locked then.
    void commit();

    int commits() const { return m_commits; }

private:
    void open();

    Project& m_project;
    std::stop_token m_stop;
    Hook m_begun, m_ending;
    std::optional<Transaction> m_transaction;
    std::chrono::steady_clock::time_point m_since; ///< begin of the transaction, or end of the one before
    int m_commits = 0;
};

} // namespace stepmark::storage
