// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stepmark::storage {

/// From now on SQLite's locks in this process belong to the descriptor that took them, not to the process: Linux's open
/// file description locks (fcntl(2), F_OFD_SETLK) in place of POSIX ones. POSIX drops all of a process's locks on a
/// file when *any* of its descriptors is closed (https://sqlite.org/howtocorrupt.html section 2.2), so that a file
/// dialog, a MIME sniffer or a QFile that reads a project or its log for a moment would let the next other process take
/// that log away. Both kinds keep each other out, so that other programs notice no difference. Call before the first
/// database is opened; any thread. Where the system or SQLite's VFS knows no such thing, all stays as it was: FileGuard
/// then finds out. Needs the very library that opens the databases.
void keepLocksWhenOthersClose();

} // namespace stepmark::storage
