// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlQuery>

#include <list>
#include <memory>
#include <string>
#include <string_view>

namespace stepmark::storage {

/// Prepared statements of one connection that nobody uses at the moment, the last used ones: reading one step or
/// writing one rating is quicker than preparing the statement for it. Thread rule: that of its Connection.
class StatementCache {
public:
    /// Takes out a statement of exactly this text, reset; nullptr: there is none.
    std::unique_ptr<QSqlQuery> take(std::string_view sql);
    /// Resets it, so that it holds no lock, and keeps it; the one unused for longest goes where there are too many.
    void put(std::string sql, std::unique_ptr<QSqlQuery> query);
    void clear() { m_idle.clear(); }

private:
    /// A page of the window or a job speaks some thirty statements; lists with filters make ever new texts.
    static constexpr std::size_t kMost = 64;
    struct Idle {
        std::string sql;
        std::unique_ptr<QSqlQuery> query;
    };
    std::list<Idle> m_idle; ///< the last used first
};

} // namespace stepmark::storage
