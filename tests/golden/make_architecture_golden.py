#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/models/architectures: tiny language models with random weights, three of each family, and architectures.json with
what `transformers` (5.24, torch 2.15, float32 on a CPU) makes of one text: the logits at its last tokens, and of each tensor's gradient
of the mean loss of the text the norm and the product with cos(0), cos(1), ... Each config.json is written here, key by key: some keys
are left out on purpose, some are those of version 4. Gemma 2 is no family of Stepmark: it is here for what its layers do, which the test
tells by a NetworkSpec of its own.

    python3 -m venv venv && venv/bin/pip install -r tests/golden/requirements.txt
    venv/bin/python tests/golden/make_architecture_golden.py tests/data/models
"""
import json, os, pathlib, random, shutil, sys

os.environ["HF_HUB_OFFLINE"] = "1"  # everything is made here: nothing may come from elsewhere

import torch
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModelForCausalLM

SIZES = dict(vocab_size=64, hidden_size=16, intermediate_size=24, num_hidden_layers=3, num_attention_heads=4, num_key_value_heads=2,
             max_position_embeddings=128, initializer_range=0.4, bos_token_id=None, eos_token_id=None, pad_token_id=None)
WINDOWS = ["sliding_attention", "full_attention", "sliding_attention"]
LLAMA3 = dict(rope_type="llama3", rope_theta=100.0, factor=4.0, low_freq_factor=1.0, high_freq_factor=4.0,
              original_max_position_embeddings=32)
DEFAULT = dict(rope_type="default")
GEMMA = dict(head_dim=8, sliding_window=6, query_pre_attn_scalar=5)
CAUSAL = {"llama": "Llama", "qwen2": "Qwen2", "qwen3": "Qwen3", "mistral": "Mistral", "smollm3": "SmolLM3", "gemma2": "Gemma2", "gemma3_text": "Gemma3"}

# name: model type, keys beside SIZES, keys left out, type of the weights in the file
MODELS = {
    "llama": ("llama", dict(attention_bias=True, mlp_bias=True), "", "F32"),
    "llama-linear": ("llama", dict(rope_scaling=dict(type="linear", factor=4.0), rope_theta=100.0, tie_word_embeddings=True, head_dim=6),
                     "num_key_value_heads", "F32"),
    "llama-llama3": ("llama", dict(rope_parameters=LLAMA3, num_key_value_heads=1), "", "F16"),
    "qwen2": ("qwen2", dict(tie_word_embeddings=False), "", "F32"),
    "qwen2-windows": ("qwen2", dict(use_sliding_window=True, sliding_window=6, max_window_layers=1, num_key_value_heads=1, rope_theta=100.0), "", "F32"),
    "qwen2-bare": ("qwen2", dict(num_attention_heads=32, hidden_size=64, num_hidden_layers=2, tie_word_embeddings=True), "num_key_value_heads", "BF16"),
    "qwen3": ("qwen3", dict(head_dim=8, tie_word_embeddings=True), "", "F32"),
    "qwen3-windows": ("qwen3", dict(head_dim=6, attention_bias=True, use_sliding_window=True, sliding_window=5, layer_types=WINDOWS), "", "F32"),
    "qwen3-bare": ("qwen3", dict(num_attention_heads=1, num_key_value_heads=1, num_hidden_layers=2), "", "F16"),
    "mistral": ("mistral", dict(sliding_window=6, rope_theta=100.0), "", "F32"),
    "mistral-bare": ("mistral", dict(num_attention_heads=8), "num_key_value_heads", "F32"),
    "mistral-without": ("mistral", dict(sliding_window=None, head_dim=6, num_key_value_heads=1, tie_word_embeddings=True,
                                        rope_parameters=dict(rope_type="linear", rope_theta=1000.0, factor=2.0)), "", "F32"),
    "smollm3": ("smollm3", dict(no_rope_layers=[1, 0, 1], rope_theta=100.0, tie_word_embeddings=False, attention_bias=True, mlp_bias=True), "", "F32"),
    "smollm3-windows": ("smollm3", dict(no_rope_layer_interval=2, use_sliding_window=True, sliding_window=5, num_key_value_heads=1,
                                        rope_parameters=dict(rope_type="default", rope_theta=100.0)), "", "F32"),
    "smollm3-bare": ("smollm3", dict(num_hidden_layers=5), "num_key_value_heads", "F32"),
    "gemma3": ("gemma3_text", GEMMA | dict(layer_types=WINDOWS, rope_parameters=dict(
        sliding_attention=dict(DEFAULT, rope_theta=100.0), full_attention=dict(rope_type="linear", rope_theta=10000.0, factor=2.0))), "", "F32"),
    "gemma3-version-4": ("gemma3_text", GEMMA | dict(rope_theta=1000.0, rope_local_base_freq=50.0, sliding_window_pattern=2, num_attention_heads=2,
                                                     num_key_value_heads=1, rope_scaling=dict(rope_type="linear", factor=8.0),
                                                     attention_bias=True, tie_word_embeddings=False), "", "F32"),
    "gemma3-bare": ("gemma3_text", GEMMA | dict(num_hidden_layers=7), "num_key_value_heads query_pre_attn_scalar", "BF16"),
    "gemma2": ("gemma2", GEMMA | dict(layer_types=WINDOWS, attn_logit_softcapping=2.0, final_logit_softcapping=3.0), "", "F32"),
}
TYPES = dict(F32=torch.float32, F16=torch.float16, BF16=torch.bfloat16)


def write_model(folder, model_type, keys, absent, stored):
    config = dict(architectures=[CAUSAL[model_type] + "ForCausalLM"], model_type=model_type) | SIZES | keys
    for key in absent.split():
        del config[key]
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    model = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(folder), dtype=torch.float32)
    for _, weight in model.named_parameters():  # norms and biases that are not all the same
        weight.data.normal_(0, 0.4) if weight.dim() > 1 else weight.data.add_(torch.randn_like(weight) * 0.3)
    tied = set(model._tied_weights_keys or {}) if model.config.tie_word_embeddings else set()
    save_file({name: weight.to(TYPES[stored]).contiguous() for name, weight in model.state_dict().items() if name not in tied},
              folder / "model.safetensors", metadata={"format": "pt"})


def golden(folder, ids):
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    tokens = torch.tensor([ids])
    out = model(tokens, labels=tokens)
    out.loss.backward()
    gradients = {}
    for name, weight in model.named_parameters():
        flat = weight.grad.flatten().double()
        ramp = torch.arange(len(flat), dtype=torch.float64).cos()
        gradients[name] = [round(flat.norm().item(), 6), round(flat.dot(ramp).item(), 6)]
    return dict(name=folder.name, loss=round(out.loss.item(), 6), gradients=gradients,
                logits=[[round(value, 6) for value in row] for row in out.logits[0, -4:].tolist()])


def main(data):
    target = pathlib.Path(data) / "architectures"
    shutil.rmtree(target, ignore_errors=True)
    ids, rows = random.Random(5).choices(range(64), k=24), []
    for name, model in MODELS.items():
        torch.manual_seed(11)
        write_model(target / name, *model)
        rows.append(golden(target / name, ids))
    dump = lambda value: json.dumps(value, separators=(",", ":"))
    (target / "architectures.json").write_text('{"ids":%s,"models":[\n%s\n]}\n' % (dump(ids), ",\n".join(map(dump, rows))))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
