#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: the tokens of a text stand in the order of its characters.
# Seen (tokenizers 0.23.3, BPE with byte_fallback and an unknown token): a character that is not in the vocabulary, and of
# which not every byte is, is held back as unknown until the next token of the vocabulary; a character that falls back to
# its bytes goes before it. Whoever reads a step at its last token reads the wrong one.
# Output: ['a', '<0xC3>', '<0xA9>', '<unk>', 'b'] for the text "a步éb"
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip install --quiet --disable-pip-version-check --no-warn-conflicts --target "$work/packages" tokenizers==0.23.3
export PYTHONPATH="$work/packages"
cat > "$work/order.py" <<'END'
from tokenizers import Tokenizer, models

vocab = {"<unk>": 0, "a": 1, "b": 2, "<0xC3>": 3, "<0xA9>": 4}  # the two bytes of é, none of 步
tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=[], unk_token="<unk>", byte_fallback=True))
seen = tokenizer.encode("a步éb").tokens
print(seen)
assert seen == ["a", "<0xC3>", "<0xA9>", "<unk>", "b"]
END
python3 "$work/order.py"
