#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a program that has an SQLite database open is told when it writes after the file has been deleted.
# Seen (SQLite 3.46.1 in apsw 3.46.1.0, Linux): with a rollback journal the next write is refused ("readonly database");
# in WAL mode it is committed, read back, and gone with the connection. SQLITE_FCNTL_HAS_MOVED, when asked, knows in both.
# Output: delete: moved, refused / wal: moved, committed
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" apsw==3.46.1.0
export PYTHONPATH="$work/packages"
cat > "$work/deleted.py" <<'END'
import ctypes, os, sys
import apsw

def after_deletion(mode):
    path = os.path.join(sys.argv[1], mode)
    database = apsw.Connection(path)
    for sql in (f"PRAGMA journal_mode={mode}", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)"):
        list(database.execute(sql))
    os.unlink(path)
    moved = ctypes.c_int(-1)
    database.file_control("main", apsw.SQLITE_FCNTL_HAS_MOVED, ctypes.addressof(moved))
    try:
        list(database.execute("INSERT INTO t VALUES (2)"))
        written = "committed" if database.execute("SELECT COUNT(*) FROM t").fetchone() == (2,) else "lost"
    except apsw.ReadOnlyError:
        written = "refused"
    return f"{mode}: {'moved' if moved.value == 1 else 'there'}, {written}"

seen = " / ".join(after_deletion(mode) for mode in ("delete", "wal"))
print(seen)
assert seen == "delete: moved, refused / wal: moved, committed"
END
python3 "$work/deleted.py" "$work"
