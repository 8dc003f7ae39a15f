// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread of the connection.
#pragma once

namespace stepmark::storage {

class Connection;

/// SQLite's own LOWER knows ASCII only; from now on this connection's folds the case of every script (Unicode's full
/// case folding, as Qt has it), so that the search's query means on SQLite what it means on PostgreSQL. Left as it was
/// where Qt brings an SQLite of its own. Cheap; may be called again.
void foldCaseOfEveryScript(Connection& connection);

} // namespace stepmark::storage
