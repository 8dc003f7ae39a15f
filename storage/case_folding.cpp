// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/case_folding.h"

#include "storage/connection.h"

#ifdef STEPMARK_HAVE_SQLITE3
#include <QString>

#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <string>
#endif

namespace stepmark::storage {

#ifdef STEPMARK_HAVE_SQLITE3
namespace {

void foldedText(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto* bytes = sqlite3_value_text(arguments[0]);
    if (!bytes)
        return sqlite3_result_null(context);
    std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_value_bytes(arguments[0])));
    if (std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; })) // most texts
        std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    else
        text = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toCaseFolded().toStdString();
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

} // namespace
#endif

void foldCaseOfEveryScript([[maybe_unused]] Connection& connection) {
#ifdef STEPMARK_HAVE_SQLITE3
    if (auto* handle = static_cast<sqlite3*>(connection.sqliteHandle()))
        sqlite3_create_function_v2(handle, "lower", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                                   foldedText, nullptr, nullptr, nullptr);
#endif
}

} // namespace stepmark::storage
