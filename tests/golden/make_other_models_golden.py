#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/models/others: small model folders as other people's programs leave them, and others.json with what
`transformers` (5.24, torch 2.15, float32 on a CPU) makes of each: tokens and class probabilities of a problem's steps, in TRL's
layout and in Stepmark's. The weights are random and the same in all of them, but for the order of the head's rows.

    python3 -m venv venv && venv/bin/pip install torch transformers
    venv/bin/python tests/golden/make_other_models_golden.py tests/data/models
"""
import json, os, pathlib, shutil, struct, sys

os.environ["HF_HUB_OFFLINE"] = "1"  # everything is made here: nothing may come from elsewhere

import torch
from safetensors.torch import load_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from transformers import AutoModelForTokenClassification, LlamaConfig, LlamaForTokenClassification, LlamaModel, PreTrainedTokenizerFast

PROBLEM = "Tom has 12 apples and eats 3. How many are left?"
STEPS = ["12 - 3 = 9.", "So 9 are left.", "The answer is 9."]
SIZES = dict(vocab_size=258, hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
             max_position_embeddings=256, initializer_range=0.4, bos_token_id=256, eos_token_id=257, pad_token_id=None)
LLAMA3 = dict(rope_type="llama3", factor=4.0, low_freq_factor=1.0, high_freq_factor=4.0, rope_theta=10000.0)
NAMES = {0: "negative", 1: "neutral", 2: "positive"}


def save_tokenizer(folder):
    """A token a byte, <s> and </s>; a pad token that tokenizer.json lacks."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={c: i for i, c in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken("<s>", special=True), AddedToken("</s>", special=True)])
    tokenizer.save(str(folder / "tokenizer.json"))
    config = dict(tokenizer_class="PreTrainedTokenizerFast", bos_token="<s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>")
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=1) + "\n")


def head(model, order, names):
    """The model with these rows of its head, so named; without names as transformers names them."""
    score = torch.nn.Linear(SIZES["hidden_size"], len(order))
    with torch.no_grad():
        score.weight.copy_(model.score.weight[order])
        score.bias.copy_(model.score.bias[order])
    model.score, model.num_labels = score, len(order)
    model.config.num_labels = len(order)
    if names:
        model.config.id2label = dict(enumerate(names))
        model.config.label2id = {name: row for row, name in enumerate(names)}
    return model


def new_model(**more):
    torch.manual_seed(11)
    model = LlamaForTokenClassification(LlamaConfig(**SIZES, num_labels=3, **more))
    torch.nn.init.normal_(model.score.bias, std=0.4)
    return model.eval()


def write_unaligned(folder):
    """As MLX writes: no padding behind the header, metadata null; and a tensor of a type that nobody reads."""
    file = folder / "model.safetensors"
    tensors = load_file(file)
    header, data = {"__metadata__": None}, b""
    for name in sorted(tensors):
        raw = tensors[name].contiguous().numpy().tobytes()
        header[name] = dict(dtype="F32", shape=list(tensors[name].shape), data_offsets=[len(data), len(data) + len(raw)])
        data += raw
    header["quantized.scales"] = dict(dtype="F8_E8M0", shape=[3], data_offsets=[len(data), len(data) + 3])
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (len(text) % 2 == 0)
    file.write_bytes(struct.pack("<Q", len(text)) + text + data + b"\0\0\0")


def folders(target):
    classes = lambda order, names, **more: head(new_model(**more), order, names)
    classes([0, 1, 2], list(NAMES.values())).save_pretrained(target / "named")
    classes([2, 0, 1], ["Correct", "wrong", "NEUTRAL"]).save_pretrained(target / "permuted")
    classes([0, 2], None).save_pretrained(target / "two-nameless")
    classes([2, 0], ["LABEL_1", "LABEL_0"]).save_pretrained(target / "two-permuted")
    classes([0, 1, 2], None).save_pretrained(target / "three-nameless")
    classes([0, 2], ["wrong", "right"], rope_parameters=LLAMA3).save_pretrained(target / "llama3-rope")
    config = json.loads((target / "llama3-rope/config.json").read_text())
    del config["rope_parameters"]["original_max_position_embeddings"]
    (target / "llama3-rope/config.json").write_text(json.dumps(config, indent=2) + "\n")
    classes([0, 1, 2], list(NAMES.values())).save_pretrained(target / "sharded", max_shard_size="12KB")
    classes([0, 1, 2], list(NAMES.values())).save_pretrained(target / "unaligned")
    write_unaligned(target / "unaligned")
    new_model().model.save_pretrained(target / "bare")


def encode(tokenizer, layout):
    ids = lambda text: tokenizer(text, add_special_tokens=False)["input_ids"]
    tokens = [tokenizer.bos_token_id] + ids(PROBLEM) if layout == "trl" else ids(PROBLEM + "\n\n")
    ends = []
    for step in STEPS:
        tokens += ids(step) + ids("\n")
        ends.append(len(tokens) - 1)
    return tokens, ends


def golden(folder, tokenizer):
    rows = dict(name=folder.name)
    for layout in ("trl", "stepmark"):
        tokens, ends = encode(tokenizer, layout)
        if folder.name == "bare":
            states = LlamaModel.from_pretrained(folder, dtype=torch.float32)(torch.tensor([tokens])).last_hidden_state[0, ends]
            rows[layout] = [[round(value, 6) for value in state[:4].tolist()] for state in states]
            continue
        model = AutoModelForTokenClassification.from_pretrained(folder, dtype=torch.float32)
        rows["labels"] = [model.config.id2label[row] for row in range(model.config.num_labels)]
        p = model(torch.tensor([tokens])).logits[0, ends].softmax(-1)
        rows[layout] = [[round(value, 6) for value in step] for step in p.tolist()]
    return rows


def main(data):
    torch.set_grad_enabled(False)
    target = pathlib.Path(data) / "others"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    folders(target)
    (target / "tokenizer").mkdir()
    save_tokenizer(target / "tokenizer")
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(target / "tokenizer/tokenizer.json"), bos_token="<s>", eos_token="</s>")
    rows = [golden(folder, tokenizer) for folder in sorted(target.iterdir()) if folder.name != "tokenizer"]
    tokens = {layout: encode(tokenizer, layout)[0] for layout in ("trl", "stepmark")}
    dump = lambda value: json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    (target / "others.json").write_text('{"problem":%s,"steps":%s,"tokens":%s,"models":[\n%s\n]}\n' % (
        dump(PROBLEM), dump(STEPS), dump(tokens), ",\n".join(map(dump, rows))))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
