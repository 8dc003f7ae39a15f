#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/models/shipped.json: what `transformers` (5.23, torch 2.15, float32 on a CPU) makes of the models in
resources/base. To be run again whenever their weights change; the test says so.

    python3 -m venv venv && venv/bin/pip install torch transformers
    venv/bin/python tests/golden/make_model_golden.py resources/base tests/data/models/shipped.json
"""
import hashlib, json, os, pathlib, sys

os.environ["HF_HUB_OFFLINE"] = "1"  # everything is in the folders: nothing may come from elsewhere

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

MODELS = ["stepmark-base", "stepmark-generator"]

PROBLEM = ("Today Tom has 12 apples. Anna has 3 more apples than Tom. Kim has 2 times as many apples as Anna. "
           "How many apples does Kim have?")
STEPS = ["So Anna has 3 more than Tom: 12 + 3 = 15.", "So Kim has 2 times as many as Anna: 2 x 15 = 30.", "The answer is 30."]
TEXTS = [PROBLEM, *STEPS, "", "\n", "\n\n", "  two  spaces\tand a tab \r\n", "Zoë has 7 ½ pears – 你好 😀", "x = 1234.5 + 7,890 - 3/4\n",
         "<|endoftext|>", "That is wrong.<|endoftext|>So", "\x00\x07 \u200b\ufeff\u00a0|"]
PROMPTS = [PROBLEM + "\n\n" + "".join(step + "\n" for step in STEPS),
           PROBLEM + "\n\nSo Anna has 3 more than Tom: 12 + 3 = 16.\nThat is wrong.\n", "Zoë has 7 ½ pears – 你好 😀"]


def rounded(values):
    return [round(value, 4) for value in values.tolist()]


def golden(folder):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    encode = lambda text: tokenizer(text, add_special_tokens=False)["input_ids"]
    logits = []
    for prompt in PROMPTS:
        ids = encode(prompt)
        out = model(torch.tensor([ids])).logits[0]
        logits.append(dict(prompt=prompt, ids=ids, argmax=out.argmax(-1).tolist(), logsumexp=rounded(out.logsumexp(-1)),
                           last_first_16=rounded(out[-1, :16])))
    return dict(name=folder.name, weights_sha256=hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest(),
                vocab_size=len(tokenizer), eos_id=tokenizer.eos_token_id,
                tokens=[dict(text=text, ids=encode(text)) for text in TEXTS], logits=logits)


def main(models, target):
    torch.set_grad_enabled(False)
    dump = lambda value: json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    rows = ",\n".join(dump(golden(pathlib.Path(models) / name)) for name in MODELS)
    pathlib.Path(target).write_text('{"models":[\n%s\n]}\n' % rows)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
