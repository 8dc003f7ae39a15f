// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/counts.h"

#include "storage/statement.h"

namespace stepmark::storage {

Counts counts(Project& project) {
    Statement statement(
        project.connection(),
        "SELECT (SELECT COUNT(*) FROM problem), (SELECT COUNT(*) FROM step), (SELECT COUNT(*) FROM solution), "
        "(SELECT COUNT(*) FROM rating_event WHERE rating IS NOT NULL), (SELECT COUNT(*) FROM annotation), "
        "(SELECT COUNT(*) FROM labeler), (SELECT COUNT(*) FROM round), "
        "(SELECT COUNT(*) FROM queue_item WHERE state IN ('queued', 'served')), (SELECT COUNT(*) FROM job), "
        "(SELECT COUNT(*) FROM model)");
    statement.run().next();
    return {statement.integer(0), statement.integer(1), statement.integer(2), statement.integer(3),
            statement.integer(4), statement.integer(5), statement.integer(6), statement.integer(7),
            statement.integer(8), statement.integer(9)};
}

} // namespace stepmark::storage
