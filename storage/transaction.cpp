// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/transaction.h"

#include "storage/connection.h"

namespace stepmark::storage {

Transaction::Transaction(Project& project)
    : Transaction(project.connection()) {}

Transaction::Transaction(Connection& connection)
    : m_connection(connection) {
    m_connection.begin();
}

Transaction::~Transaction() {
    if (m_open)
        m_connection.rollback();
}

void Transaction::commit() {
    m_connection.commit();
    m_open = false;
}

Snapshot::Snapshot(Connection& connection)
    : m_connection(connection)
    , m_outermost(!connection.inTransaction()) {
    if (m_outermost)
        m_connection.begin(Connection::Lock::Read);
}

Snapshot::~Snapshot() {
    if (m_outermost)
        m_connection.rollback();
}

} // namespace stepmark::storage
