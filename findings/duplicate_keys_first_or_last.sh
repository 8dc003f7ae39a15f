#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a row of JSON lines that names its label twice means the same to all who read it.
# Seen (SQLite 3.46.1 in apsw 3.46.1.0, Python's json, pyarrow 18.1.0): json_extract takes the first, Python the last, and
# pyarrow (which reads for datasets) refuses the file. A file checked by SQL and trained on by Python has two meanings.
# Output: SQLite 1, Python 0, pyarrow refuses
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" apsw==3.46.1.0 pyarrow==18.1.0
export PYTHONPATH="$work/packages"
cat > "$work/twice.py" <<'END'
import io, json
import apsw
import pyarrow.json

row = '{"label": 1, "label": 0}'
sqlite = apsw.Connection(":memory:").execute("SELECT json_extract(?, '$.label')", (row,)).fetchone()[0]
try:
    pyarrow.json.read_json(io.BytesIO(row.encode()))
    arrow = "reads"
except pyarrow.ArrowInvalid:
    arrow = "refuses"
seen = f"SQLite {sqlite}, Python {json.loads(row)['label']}, pyarrow {arrow}"
print(seen)
assert seen == "SQLite 1, Python 0, pyarrow refuses"
END
python3 "$work/twice.py"
