// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/statement_cache.h"

#include <algorithm>

namespace stepmark::storage {

std::unique_ptr<QSqlQuery> StatementCache::take(std::string_view sql) {
    const auto found = std::ranges::find(m_idle, sql, &Idle::sql);
    if (found == m_idle.end())
        return nullptr;
    auto query = std::move(found->query);
    m_idle.erase(found);
    return query;
}

void StatementCache::put(std::string sql, std::unique_ptr<QSqlQuery> query) {
    query->finish();
    m_idle.push_front({std::move(sql), std::move(query)});
    if (m_idle.size() > kMost)
        m_idle.pop_back();
}

} // namespace stepmark::storage
