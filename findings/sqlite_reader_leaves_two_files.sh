#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: who opens an SQLite database with mode=ro changes nothing in its folder.
# Seen (SQLite 3.46.1 in apsw 3.46.1.0): the reader of a WAL database makes "-wal" and "-shm" beside it and, unlike a
# writer, leaves both behind when it closes as the last one; the next writer to close takes them away. A folder under a
# checksum, or one shared by others, is another after a look at it.
# Output: 1 3 3 1
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" apsw==3.46.1.0
export PYTHONPATH="$work/packages"
cat > "$work/reader.py" <<'END'
import os, sys
import apsw

folder = os.path.join(sys.argv[1], "project")
os.mkdir(folder)
path = os.path.join(folder, "a.db")
files = lambda: len(os.listdir(folder))

def opened(flags, *statements):
    database = apsw.Connection(path, flags=flags)
    for sql in statements:
        list(database.execute(sql))
    during = files()
    database.close()
    return during, files()

write = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
_, made = opened(write, "PRAGMA journal_mode=WAL", "CREATE TABLE t (a)")
reading, read = opened(apsw.SQLITE_OPEN_READONLY, "SELECT * FROM t")
_, written = opened(write, "SELECT * FROM t")
seen = [made, reading, read, written]
print(*seen)
assert seen == [1, 3, 3, 1]
END
python3 "$work/reader.py" "$work"
