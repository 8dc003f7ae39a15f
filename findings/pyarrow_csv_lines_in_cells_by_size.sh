#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a CSV file whose quoted cells hold line breaks (solutions do) is read by pyarrow, or it is not.
# Seen (pyarrow 18.1.0): it is read while it fits into one block (1 MB as it comes), rightly and without a word; the same
# rows, more of them, are refused ("out of sync with chunker") until newlines_in_values is set. A small test proves nothing.
# Output: 2 refused 20000
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" pyarrow==18.1.0
export PYTHONPATH="$work/packages"
cat > "$work/cells.py" <<'END'
import io
import pyarrow
from pyarrow import csv

def rows(count, **options):
    text = "problem,solution\n" + 'p,"first line of a solution\n\nsecond line of a solution"\n' * count
    try:
        return csv.read_csv(io.BytesIO(text.encode()), parse_options=csv.ParseOptions(**options)).num_rows
    except pyarrow.ArrowInvalid:
        return "refused"

seen = [rows(2), rows(20000), rows(20000, newlines_in_values=True)]
print(*seen)
assert seen == [2, "refused", 20000]
END
python3 "$work/cells.py"
