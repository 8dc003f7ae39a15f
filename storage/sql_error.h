// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/error.h"

#include <QSqlError>

#include <filesystem>
#include <string_view>

namespace stepmark::storage {

/// What SQLite refused, with its primary result code (https://sqlite.org/rescode.html).
class SqlError : public Error {
public:
    SqlError(const std::string& message, int code)
        : Error(message)
        , m_code(code) {}
    int code() const { return m_code; }
    /// The schema is not what the statement takes for granted (or the statement is wrong).
    bool isOfSchema() const { return m_code == 1; }
    bool isBusy() const { return m_code == 5 || m_code == 6; }
    /// The change itself: it breaks a constraint, a trigger refuses it, a value does not fit.
    bool isOfChange() const { return m_code == 18 || m_code == 19 || m_code == 20; }
    /// Something outside of the file: permissions, a full disk, a medium.
    bool isOfMedium() const { return m_code == 8 || m_code == 10 || m_code == 13 || m_code == 14; }

private:
    int m_code;
};

/// The error of a failed statement: what failed and what to do, by SQLite's result code.
SqlError sqlError(const std::filesystem::path& project, const QSqlError& error, std::string_view sql);

} // namespace stepmark::storage
