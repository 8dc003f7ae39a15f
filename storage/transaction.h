// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread of the connection.
#pragma once

#include "storage/project.h"

namespace stepmark::storage {

/// All or nothing: what happens between construction and commit() is kept together or not at all. Takes the write lock
/// at once (BEGIN IMMEDIATE), waits for other writers as long as the busy timeout, then throws Error. Within another
/// Transaction of the same Project it is part of that one: only the outermost commits, and an inner one that is not
/// committed makes the outer one roll back.
class Transaction {
public:
    explicit Transaction(Project& project);
    explicit Transaction(Connection& connection);
    ~Transaction(); ///< rolls back unless committed
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// Returns once the data is on disk.
    void commit();

private:
    Connection& m_connection;
    bool m_open = true;
};

/// One unchanging view of the project for several reads, while others go on writing. Takes no write lock; write nothing
/// within it.
class Snapshot {
public:
    explicit Snapshot(Connection& connection);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Connection& m_connection;
    bool m_outermost; ///< within a transaction there is one view already
};

} // namespace stepmark::storage
