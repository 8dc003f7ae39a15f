#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: PRAGMA query_only=ON keeps a connection from changing its database, and only that.
# Seen (SQLite 3.46.1 in apsw 3.46.1.0): it also refuses a temporary table, which is in no file of the database, and
# VACUUM INTO, which only reads it (and leaves an empty file under the target's name); PRAGMA journal_mode=DELETE, which
# rewrites the file's header, goes through.
# Output: temporary table refused, VACUUM INTO refused (0 bytes left), header changed
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" apsw==3.46.1.0
export PYTHONPATH="$work/packages"
cat > "$work/query_only.py" <<'END'
import os, sys
import apsw

path, target = (os.path.join(sys.argv[1], name) for name in ("a.db", "b.db"))
database = apsw.Connection(path)
for sql in ("PRAGMA journal_mode=WAL", "CREATE TABLE t (a)", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA query_only=ON"):
    list(database.execute(sql))

def attempt(sql):
    try:
        list(database.execute(sql))
        return "done"
    except apsw.ReadOnlyError:
        return "refused"

def header():
    with open(path, "rb") as file:
        return file.read(100)

temporary = attempt("CREATE TEMP TABLE x (a)")
vacuum = attempt(f"VACUUM INTO '{target}'")
before = header()
list(database.execute("PRAGMA journal_mode=DELETE"))
changed = "changed" if header() != before else "as it was"
seen = f"temporary table {temporary}, VACUUM INTO {vacuum} ({os.path.getsize(target)} bytes left), header {changed}"
print(seen)
assert seen == "temporary table refused, VACUUM INTO refused (0 bytes left), header changed"
END
python3 "$work/query_only.py" "$work"
