#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: what stands in quotes in JSON lines is a text to pandas.
# Seen (pandas 2.2.3): where all answers of a column look like numbers, read_json makes them numbers: "007" is 7, "1.50"
# is 1.5, a label "1" is 1. One other answer in the column leaves all as they are. dtype=False keeps texts.
# Output: [7, 12] [1.5, 2.0] ['007', 'x'] ['007', '12']
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" pandas==2.2.3 numpy==1.26.4
export PYTHONPATH="$work/packages"
cat > "$work/answers.py" <<'END'
import io
import pandas

def read(first, second, **options):
    rows = f'{{"answer": "{first}"}}\n{{"answer": "{second}"}}\n'
    return pandas.read_json(io.StringIO(rows), lines=True, **options)["answer"].tolist()

seen = [read("007", "12"), read("1.50", "2.0"), read("007", "x"), read("007", "12", dtype=False)]
print(*seen)
assert seen == [[7, 12], [1.5, 2.0], ["007", "x"], ["007", "12"]]
END
python3 "$work/answers.py"
