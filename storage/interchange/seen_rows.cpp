// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/seen_rows.h"

namespace stepmark::interchange {

namespace {

storage::Connection& prepared(storage::Connection& scratch) {
    for (const char* sql :
         {"PRAGMA temp_store=FILE", "ATTACH DATABASE '' AS spill", // '': a file that nobody else sees
          "PRAGMA spill.journal_mode=OFF", "PRAGMA spill.synchronous=OFF", "PRAGMA spill.cache_size=-8192",
          "CREATE TABLE spill.met (fingerprint BLOB NOT NULL PRIMARY KEY, in_project INTEGER NOT "
          "NULL, in_file INTEGER NOT NULL) STRICT, WITHOUT ROWID",
          "BEGIN"})
        scratch.execute(sql);
    return scratch;
}

} // namespace

SeenRows::SeenRows(storage::Connection& project)
    : m_scratch(":memory:")
    , m_in_project(project, "SELECT SUM(times) FROM import_row WHERE fingerprint = ?")
    , m_met(prepared(m_scratch), "SELECT in_project, in_file FROM met WHERE fingerprint = ?")
    , m_first(m_scratch, "INSERT INTO met (fingerprint, in_project, in_file) VALUES (?, ?, 1)")
    , m_again(m_scratch, "UPDATE met SET in_file = in_file + 1 WHERE fingerprint = ?") {}

bool SeenRows::isRepeated(const QByteArray& fingerprint) {
    if (m_met.run(fingerprint).next()) {
        const std::int64_t in_project = m_met.integer(0), in_file = m_met.integer(1);
        m_met.finish();
        m_again.run(fingerprint);
        return in_file < in_project;
    }
    const std::int64_t in_project = m_in_project.run(fingerprint).next() ? m_in_project.integer(0) : 0;
    m_in_project.finish();
    m_first.run(fingerprint, in_project);
    return in_project > 0;
}

} // namespace stepmark::interchange
