#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: what stands in quotes in JSON lines is a text to pyarrow (which reads for datasets).
# Seen (pyarrow 18.1.0): where all answers of a column look like dates they become timestamps, and "2024-01-05" comes back
# as "2024-01-05 00:00:00"; "007" stays a text. One other answer in the block that types are taken from, and none changes.
# Output: timestamp[s] 2024-01-05 00:00:00 / string 2024-01-05 / string 007
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" pyarrow==18.1.0
export PYTHONPATH="$work/packages"
cat > "$work/dates.py" <<'END'
import io
import pyarrow.json

def read(*answers):
    rows = "".join(f'{{"answer": "{answer}"}}\n' for answer in answers)
    column = pyarrow.json.read_json(io.BytesIO(rows.encode()))["answer"]
    return f"{column.type} {column[0].as_py()}"

seen = " / ".join([read("2024-01-05", "2024-02-06"), read("2024-01-05", "in May"), read("007", "008")])
print(seen)
assert seen == "timestamp[s] 2024-01-05 00:00:00 / string 2024-01-05 / string 007"
END
python3 "$work/dates.py"
