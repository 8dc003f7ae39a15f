#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/models/architectures: a tiny language model with random weights of each family, and architectures.json with
what `transformers` (5.24, torch 2.15, float32 on a CPU) makes of one text: the logits at its last tokens. Gemma 2 and 3 are no families
of Stepmark: they are here for what their layers do, which the test tells by a LayerSpec of its own.

    python3 -m venv venv && venv/bin/pip install torch transformers
    venv/bin/python tests/golden/make_architecture_golden.py tests/data/models
"""
import json, os, pathlib, random, shutil, sys

os.environ["HF_HUB_OFFLINE"] = "1"  # everything is made here: nothing may come from elsewhere

import torch
from transformers import (AutoModelForCausalLM, Gemma2Config, Gemma2ForCausalLM, Gemma3ForCausalLM, Gemma3TextConfig, LlamaConfig,
                          LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM, Qwen3Config, Qwen3ForCausalLM)

SIZES = dict(vocab_size=64, hidden_size=16, intermediate_size=24, num_hidden_layers=3, num_attention_heads=4, num_key_value_heads=2,
             max_position_embeddings=128, initializer_range=0.4, bos_token_id=None, eos_token_id=None, pad_token_id=None)
WINDOWS = ["sliding_attention", "full_attention", "sliding_attention"]
GEMMA = dict(SIZES, head_dim=8, sliding_window=6, layer_types=WINDOWS, query_pre_attn_scalar=5, tie_word_embeddings=True)
MODELS = {
    "llama": lambda: LlamaForCausalLM(LlamaConfig(**SIZES, attention_bias=True, mlp_bias=True)),
    "qwen2": lambda: Qwen2ForCausalLM(Qwen2Config(**SIZES)),
    "qwen2-windows": lambda: Qwen2ForCausalLM(Qwen2Config(**SIZES, use_sliding_window=True, sliding_window=6, max_window_layers=1)),
    "qwen3": lambda: Qwen3ForCausalLM(Qwen3Config(**SIZES, head_dim=8, tie_word_embeddings=True)),
    "qwen3-windows": lambda: Qwen3ForCausalLM(Qwen3Config(**SIZES, head_dim=6, attention_bias=True, use_sliding_window=True,
                                                          sliding_window=5, layer_types=WINDOWS)),
    "gemma2": lambda: Gemma2ForCausalLM(Gemma2Config(**GEMMA, attn_logit_softcapping=2.0, final_logit_softcapping=3.0)),
    "gemma3": lambda: Gemma3ForCausalLM(Gemma3TextConfig(**GEMMA, rope_parameters=dict(
        sliding_attention=dict(rope_type="default", rope_theta=100.0), full_attention=dict(rope_type="default", rope_theta=10000.0)))),
}


def main(data):
    torch.set_grad_enabled(False)
    target = pathlib.Path(data) / "architectures"
    shutil.rmtree(target, ignore_errors=True)
    ids, rows = random.Random(5).choices(range(64), k=24), []
    for name, make in MODELS.items():
        torch.manual_seed(11)
        model = make()
        for key, weight in model.named_parameters():  # norms and biases that are not all the same
            if weight.dim() == 1:
                weight.add_(torch.randn_like(weight) * 0.3)
        model.save_pretrained(target / name)
        loaded = AutoModelForCausalLM.from_pretrained(target / name, dtype=torch.float32, attn_implementation="eager")
        logits = loaded(torch.tensor([ids])).logits[0, -4:]
        rows.append(dict(name=name, logits=[[round(value, 5) for value in row] for row in logits.tolist()]))
        (target / name / "generation_config.json").unlink(missing_ok=True)
    dump = lambda value: json.dumps(value, separators=(",", ":"))
    (target / "architectures.json").write_text('{"ids":%s,"models":[\n%s\n]}\n' % (dump(ids), ",\n".join(map(dump, rows))))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
