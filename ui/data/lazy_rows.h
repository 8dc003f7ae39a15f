// SPDX-License-Identifier: GPL-3.0-or-later
//
// An object belongs to one thread.
#pragma once

#include <QList>

#include <algorithm>
#include <cstdint>
#include <list>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stepmark::ui {

/// The rows of a list of any length of which only the ids are known: rows are asked for a page at a time when they are
/// looked at, and the pages looked at longest ago are dropped. `Row` has an `id`. Plain value.
template <class Row>
class LazyRows {
public:
    static constexpr int kPage = 128;
    static constexpr std::size_t kMostPages = 64;

    void clear() { *this = {}; }
    void append(const std::vector<std::int64_t>& ids) { m_ids.insert(m_ids.end(), ids.begin(), ids.end()); }
    int size() const { return static_cast<int>(m_ids.size()); }
    std::int64_t idAt(int index) const { return m_ids[static_cast<std::size_t>(index)]; }
    int find(std::int64_t id) const {
        const auto place = std::find(m_ids.begin(), m_ids.end(), id);
        return place == m_ids.end() ? -1 : static_cast<int>(place - m_ids.begin());
    }

    /// nullptr: not there yet; the page then stands among those wanted.
    const Row* at(int index) {
        const int page = index / kPage;
        const auto place = m_pages.find(page);
        if (place == m_pages.end()) {
            if (std::find(m_wanted.begin(), m_wanted.end(), page) == m_wanted.end())
                m_wanted.push_back(page);
            return nullptr;
        }
        m_recent.splice(m_recent.begin(), m_recent, place->second.recent);
        const auto row = place->second.rows.find(idAt(index));
        return row == place->second.rows.end() ? nullptr : &row->second;
    }

    bool isAnythingWanted() const { return !m_wanted.empty(); }
    /// The page looked at last that is neither here nor asked for: its number and ids; -1 for none. It counts as asked
    /// for.
    std::pair<int, QList<qint64>> takeWanted() {
        while (!m_wanted.empty()) {
            const int page = m_wanted.back();
            m_wanted.pop_back();
            if (m_pages.contains(page) || !m_asked.insert(page).second)
                continue;
            QList<qint64> ids;
            const int end = std::min(size(), (page + 1) * kPage);
            for (int i = page * kPage; i < end; ++i)
                ids.append(idAt(i));
            // Pages passed by while scrolling fast are not worth a question.
            m_wanted.clear();
            return {page, ids};
        }
        return {-1, {}};
    }
    /// The answer; false where nobody asked (any more).
    bool put(int page, std::vector<Row> rows) {
        if (m_asked.erase(page) == 0)
            return false;
        drop(page);
        m_recent.push_front(page);
        Page& entry = m_pages[page];
        entry.recent = m_recent.begin();
        for (Row& row : rows)
            entry.rows.emplace(row.id, std::move(row));
        if (m_pages.size() > kMostPages)
            drop(m_recent.back());
        return true;
    }
    /// Everything shown is asked for again.
    void forgetRows() {
        m_pages.clear();
        m_recent.clear();
        m_asked.clear();
        m_wanted.clear();
    }

private:
    struct Page {
        std::unordered_map<std::int64_t, Row> rows;
        std::list<int>::iterator recent;
    };
    void drop(int page) {
        const auto place = m_pages.find(page);
        if (place == m_pages.end())
            return;
        m_recent.erase(place->second.recent);
        m_pages.erase(place);
    }

    std::vector<std::int64_t> m_ids;
    std::unordered_map<int, Page> m_pages;
    std::list<int> m_recent; ///< pages, the one looked at last first
    std::vector<int> m_wanted;
    std::set<int> m_asked;
};

} // namespace stepmark::ui
