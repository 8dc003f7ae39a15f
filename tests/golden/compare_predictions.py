#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether `transformers` loads a PRM that Stepmark trained, unchanged, and reads the same step probabilities off it.

    stepmarkctl predict --checkpoint FOLDER --precision float32 IN.jsonl OUT.jsonl
    python3 -m venv venv && venv/bin/pip install torch transformers
    venv/bin/python tests/golden/compare_predictions.py FOLDER OUT.jsonl

Prints the largest difference of a probability; ends with 1 where it exceeds 1e-4.
"""
import json, os, sys

os.environ["HF_HUB_OFFLINE"] = "1"  # everything is in the folder: nothing may come from elsewhere

import torch
from transformers import AutoConfig, AutoModelForSequenceClassification, AutoModelForTokenClassification, AutoTokenizer

LABELS = ["negative", "neutral", "positive"]


def probabilities(model, tokenizer, layout, problem, steps):
    """One row of tokens: the problem and a blank line, then each step and its newline, each tokenized by itself."""
    encode = lambda text: tokenizer(text, add_special_tokens=False)["input_ids"]
    ids, newlines = [tokenizer.bos_token_id] * layout["bos"] + encode(problem + layout["after_problem"]), []
    for step in steps:
        ids += encode(step) + encode(layout["separator"])
        newlines.append(len(ids) - 1)
    tokens = torch.tensor([ids])
    by_token = "Token" in type(model).__name__  # else as the folder's README.md says
    logits = model(tokens).logits if by_token else model.score(model.model(tokens).last_hidden_state)
    return logits[0, newlines].softmax(-1)


def main(folder, predicted):
    torch.set_grad_enabled(False)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    layout = json.load(open(os.path.join(folder, "stepmark.json"), encoding="utf-8"))["layout"]
    tokens = AutoConfig.from_pretrained(folder).architectures[0].endswith("ForTokenClassification")
    kind = AutoModelForTokenClassification if tokens else AutoModelForSequenceClassification
    model, info = kind.from_pretrained(folder, dtype=torch.float32, output_loading_info=True)
    unexpected = {key: value for key, value in info.items() if value}
    if unexpected or [model.config.id2label[i] for i in range(len(model.config.id2label))] != LABELS:
        sys.exit(f"{folder} was not loaded as it is: {unexpected}, {model.config.id2label}")
    worst, count = 0.0, 0
    for line in open(predicted, encoding="utf-8"):
        row = json.loads(line)
        ours = [p for p in row["probabilities"] if p is not None]
        if ours:
            theirs = probabilities(model, tokenizer, layout, row["problem"], row["steps"][:len(ours)])
            worst = max(worst, (torch.tensor(ours) - theirs).abs().max().item())
            count += len(ours)
    print(f"{type(model).__name__}, {count} steps: largest difference of a probability {worst:.1e}")
    sys.exit(0 if count and worst < 1e-4 else 1)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
