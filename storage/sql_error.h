// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/error.h"

#include <QSqlError>

#include <filesystem>
#include <string_view>

namespace stepmark::storage {

/// The Error for a failed statement: what failed and what to do, by SQLite's result code.
Error sqlError(const std::filesystem::path& project, const QSqlError& error, std::string_view sql);

} // namespace stepmark::storage
