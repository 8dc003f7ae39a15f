// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace stepmark::storage {

/// "1, 5, 7" for a query's IN: numbers of ours, no text of anybody's.
inline std::string idList(std::span<const std::int64_t> ids) {
    std::string list;
    for (const std::int64_t id : ids)
        list += (list.empty() ? "" : ", ") + std::to_string(id);
    return list;
}

} // namespace stepmark::storage
