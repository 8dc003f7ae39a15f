#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: sympy's parse_latex understands an answer or refuses it.
# Seen (sympy 1.13.3, antlr4-python3-runtime 4.11.0): it reads as far as it can and says nothing of the rest: "1{,}000" is
# 1, "x = 5, 6" is x = 5, "1+1)" is 2; and it reads some answers as others: "5 6" is 56, "12:30" is 2/5, "2^10" is 1024
# though LaTeX sets it as 2^1 0. A grader that is built on it takes wrong answers for right ones.
# Output: 1 | Eq(x, 5) | 2 | 56 | 2/5 | 1024
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" sympy==1.13.3 mpmath==1.3.0 antlr4-python3-runtime==4.11.0
export PYTHONPATH="$work/packages"
cat > "$work/latex.py" <<'END'
from sympy import simplify
from sympy.parsing.latex import parse_latex

answers = ["1{,}000", "x = 5, 6", "1+1)", "5 6", "12:30", "2^10"]
seen = " | ".join(str(simplify(parse_latex(answer))) for answer in answers)
print(seen)
assert seen == "1 | Eq(x, 5) | 2 | 56 | 2/5 | 1024"
END
python3 "$work/latex.py"
