// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interruption.h"

#ifdef STEPMARK_HAVE_SQLITE3
#include <sqlite3.h>
#endif

namespace stepmark::storage {

Interruption::Interruption(Connection& connection, std::function<bool()> goes_on)
    : m_handle(connection.sqliteHandle())
    , m_goes_on(std::move(goes_on)) {
#ifdef STEPMARK_HAVE_SQLITE3
    constexpr int kOperations = 20'000; // about a millisecond
    if (m_handle)
        sqlite3_progress_handler(
            static_cast<sqlite3*>(m_handle), kOperations,
            [](void* self) { return static_cast<Interruption*>(self)->m_goes_on() ? 0 : 1; }, this);
#endif
}

Interruption::~Interruption() {
#ifdef STEPMARK_HAVE_SQLITE3
    if (m_handle)
        sqlite3_progress_handler(static_cast<sqlite3*>(m_handle), 0, nullptr, nullptr);
#endif
}

} // namespace stepmark::storage
