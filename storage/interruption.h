// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/connection.h"

#include <functional>

namespace stepmark::storage {

/// For as long as it lives, SQLite asks every so many operations whether to go on with a statement; false ends it (an
/// SqlError). Does nothing where Qt's SQLite is not ours to ask. One a connection at a time, thread of the connection.
class Interruption {
public:
    Interruption(Connection& connection, std::function<bool()> goes_on);
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

private:
    void* m_handle;
    std::function<bool()> m_goes_on;
};

} // namespace stepmark::storage
