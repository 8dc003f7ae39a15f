// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/hidden.h"

#include "storage/statement.h"

#include <optional>
#include <string>

namespace stepmark::storage {

namespace {

struct Range {
    std::int64_t first = 0, last = 0, run = 0;
};

std::optional<Range> rangeWith(Connection& connection, Kind kind, std::int64_t id) {
    Statement select(connection, "SELECT first, last, run_id FROM hidden WHERE kind = ? AND first <= ? "
                                 "ORDER BY first DESC LIMIT 1");
    if (!select.run(viewOf(kind), id).next() || select.integer(1) < id)
        return std::nullopt;
    return Range{select.integer(0), select.integer(1), select.integer(2)};
}

} // namespace

const char* viewOf(Kind kind) {
    constexpr const char* kNames[] = {"problem", "step", "solution", "annotation", "rating_event", "labeler"};
    return kNames[static_cast<int>(kind)];
}

const char* tableOf(Kind kind) {
    constexpr const char* kNames[] = {"problem_row",    "step_row",         "solution_row",
                                      "annotation_row", "rating_event_row", "labeler_row"};
    return kNames[static_cast<int>(kind)];
}

bool isHidden(Connection& connection, Kind kind, std::int64_t id) {
    return rangeWith(connection, kind, id).has_value();
}

bool unhide(Connection& connection, Kind kind, std::int64_t id) {
    const auto range = rangeWith(connection, kind, id);
    if (!range)
        return false;
    if (range->first == id)
        Statement(connection, "DELETE FROM hidden WHERE kind = ? AND first = ?").run(viewOf(kind), id);
    else
        Statement(connection, "UPDATE hidden SET last = ? WHERE kind = ? AND first = ?")
            .run(id - 1, viewOf(kind), range->first);
    if (range->last > id)
        Statement(connection, "INSERT INTO hidden (kind, first, last, run_id) VALUES (?, ?, ?, ?)")
            .run(viewOf(kind), id + 1, range->last, range->run);
    return true;
}

} // namespace stepmark::storage
