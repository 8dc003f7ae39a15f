// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/statement.h"

namespace stepmark::interchange {

/// Which rows of a file are in the project already: as often as a row stands in one file, so often it is in the
/// project. How often each has been met is kept in a database of its own that is gone with this object; it spills to
/// disk, so that memory does not grow with the file. One a file; one thread.
class SeenRows {
public:
    explicit SeenRows(storage::Connection& project);
    /// Notes one more; true if the project has it.
    bool isRepeated(const QByteArray& fingerprint);

private:
    storage::Connection m_scratch;
    storage::Statement m_in_project;
    storage::Statement m_met, m_first, m_again;
};

} // namespace stepmark::interchange
