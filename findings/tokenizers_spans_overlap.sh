#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: the character spans that `tokenizers` gives for the tokens of a text lie one behind the other, so that a step's
# last token is the one whose span ends where the step does.
# Seen (tokenizers 0.20.3, byte-level BPE): the parts of one character all have the whole character's span, so several
# tokens end there, each decodes to U+FFFD alone, and summing span lengths counts characters many times.
# Output: [(0, 1), (0, 1), (1, 2), (2, 3), (2, 3), (2, 3)]
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" tokenizers==0.20.3
export PYTHONPATH="$work/packages"
cat > "$work/spans.py" <<'END'
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
alphabet = pre_tokenizers.ByteLevel.alphabet()
tokenizer.train_from_iterator(["ab"], trainers.BpeTrainer(vocab_size=260, initial_alphabet=alphabet, show_progress=False))
seen = tokenizer.encode("é\n步").offsets
print(seen)
assert seen == [(0, 1), (0, 1), (1, 2), (2, 3), (2, 3), (2, 3)]
END
python3 "$work/spans.py"
