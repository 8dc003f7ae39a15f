#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/tokenizer/sentencepiece.json: what the `tokenizers` package (0.23.3) makes of awkward texts, among them characters
of every class of Unicode, for the ways in which models with byte fallback treat blanks (Llama 2, Mistral, Gemma and what lies between).
One small BPE model, trained here, serves all of them.

With a second argument, the folder of shared data: also tests/data/tokenizer/steps.json, hashes of the ids of the first 2,000 steps of
PRM800K's phase 1, by these tokenizers and by the folders given besides (NAME=FOLDER).

    pip install tokenizers==0.23.3
    python make_sentencepiece_golden.py ../data/tokenizer ../../../shared/data SmolLM2=FOLDER "Gemma 3=FOLDER"
"""
import json, pathlib, random, sys, unicodedata
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from make_tokenizer_golden import ALPHABET, CORPUS, TEXTS, added, every_class, sequence, split

MARK = "\u2581"
STEPS = 2000
CODE = ["for (int i = 0; i < n; ++i) {\n\tx[i] += a->b;\n\t\t// ok\n}\n", "a<b>c</b> <i>d</i> <h1>e</h1>  <table>", "SELECT * FROM t WHERE a >= 'b';",
        "\\begin{align*}\n  \\int_0^{\\infty} e^{-x^2}\\,dx &= \\frac{\\sqrt{\\pi}}{2}\n\\end{align*}", "$$\\sum_{k=1}^n k = \\binom{n+1}{2}$$ \\\\ & \\%"]
BLANKS = [" a", "  a", "a ", "a  b   c", MARK, MARK + "a", "a" + MARK + " b", " " + MARK, "<s>", "<s> a", "a<s>b", " <s>a <s> b", "<0x41>a<0xFF>",
          " " * 31 + "x", " " * 33, "\n" * 5 + "x\n\n", "\t\t\tx", "x \n y", "<unk>", "<x>", "a <x> b<x>", "a\u0301" + MARK + "\u00e9", "a qx b", "qx", "aqx qxa"]


def trained():
    """Blanks as marks, within and across words, so that runs of blanks and whole phrases are tokens too; 256 bytes; one unknown."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("\n", "isolated")
    trainer = trainers.BpeTrainer(vocab_size=500, min_frequency=2, show_progress=False, special_tokens=["<unk>", "<s>"])
    lines = CORPUS.replace("    indented", "        indented") * 2
    tokenizer.train_from_iterator([line.replace(" ", MARK) for line in [lines, MARK + lines, "a    b  c        d" * 3]], trainer)
    model = json.loads(tokenizer.to_str())["model"]
    for byte in range(256):
        model["vocab"][f"<0x{byte:02X}>"] = len(model["vocab"])
    return model | dict(byte_fallback=True, fuse_unk=True)


def metaspace(scheme, cut):
    return dict(type="Metaspace", replacement=MARK, prepend_scheme=scheme, split=cut)


def replace(what=" ", regex=False):
    return dict(type="Replace", pattern={"Regex" if regex else "String": what}, content=MARK)


def normalizers(*parts):
    return dict(type="Sequence", normalizers=list(parts))


BACK = dict(type="Replace", pattern=dict(String=MARK), content=" ")
GEMMA_DECODER = dict(type="Sequence", decoders=[BACK, dict(type="ByteFallback"), dict(type="Fuse")])
LLAMA_DECODER = dict(type="Sequence", decoders=GEMMA_DECODER["decoders"] + [dict(type="Strip", content=" ", start=1, stop=0)])
PREPEND = dict(type="Prepend", prepend=MARK)


def cases(vocab):
    size = len(vocab)
    first = [added(0, "<unk>"), added(1, "<s>")]
    runs = first + [added(size + n, char * (n % 10 + 2), special=False) for n, char in enumerate(["\n"] * 10 + ["\t"] * 10 + [" "] * 10)] + [
        added(size + 30, "<b>", special=False), added(size + 31, "</b>", special=False), added(size + 32, "<table>", special=False)]
    marked = first + [added(size, "<x>", normalized=True, special=False), added(size + 1, MARK * 9, special=False), added(size + 2, "qx", single_word=True, normalized=True, special=False)]
    llama = dict(normalizer=normalizers(PREPEND, replace()), pre_tokenizer=None, decoder=LLAMA_DECODER)
    result = {
        "llama 2": llama,
        "llama 2, tokens that are normalized": llama | dict(added_tokens=marked),
        "mistral": dict(pre_tokenizer=metaspace("first", False), decoder=LLAMA_DECODER),
        "gemma": dict(normalizer=replace(), pre_tokenizer=split(" ", "MergedWithPrevious", literal=True), decoder=GEMMA_DECODER, added_tokens=runs),
        "gemma, whole text": dict(normalizer=replace(), pre_tokenizer=None, decoder=GEMMA_DECODER, added_tokens=runs),
        "digits apart": dict(normalizer=normalizers(dict(type="NFC"), replace("[ \u00a0]", True)), decoder=GEMMA_DECODER,
                             pre_tokenizer=sequence(dict(type="Digits", individual_digits=True), split(MARK, "MergedWithNext", literal=True))),
        "digits before metaspace": dict(pre_tokenizer=sequence(dict(type="Digits", individual_digits=True), metaspace("first", True)), decoder=LLAMA_DECODER),
        "without all bytes": llama | dict(lacking=["<0xE4>", "<0xF0>"]),
        "without all bytes, each unknown": llama | dict(lacking=["<0xE4>", "<0xF0>"], model=dict(fuse_unk=False)),
        "without all bytes, none unknown": llama | dict(lacking=["<0xE4>", "<0xF0>"], model=dict(unk_token=None)),
        "merges ignored": llama | dict(model=dict(ignore_merges=True)),
    }
    for scheme in ("always", "first", "never"):
        for cut in (True, False):
            result[f"metaspace {scheme}{', cut' if cut else ''}"] = dict(pre_tokenizer=metaspace(scheme, cut), decoder=metaspace(scheme, cut))
    for case in result.values():
        case.setdefault("added_tokens", first)
        case.setdefault("normalizer", None)
    return result


def tokenizer_of(case, own):
    keys = ("added_tokens", "normalizer", "pre_tokenizer", "decoder")
    return Tokenizer.from_str(json.dumps(dict(version="1.0", truncation=None, padding=None, post_processor=None, model=own) | {key: case[key] for key in keys}))


def dump(value):
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def write_texts(target, model):
    pick = random.Random(7)
    texts = TEXTS + CODE + BLANKS + every_class(unicodedata) + ["".join(pick.choices(ALPHABET + [MARK, "<s>"], k=pick.randint(1, 40))) for _ in range(40)]
    out, made = [], {}
    for name, case in cases(model["vocab"]).items():
        own = model | dict(vocab={token: id for token, id in model["vocab"].items() if token not in case.get("lacking", [])}) | case.get("model", {})
        made[name] = tokenizer = tokenizer_of(case, own)
        rows = []
        for text in texts:
            ids = tokenizer.encode(text, add_special_tokens=False).ids
            decoded = tokenizer.decode(ids, skip_special_tokens=False)
            rows.append([ids] if decoded == text else [ids, decoded])
        out.append(dict(name=name, merges="pairs", rows=rows) | case)
    target.write_text('{"texts":%s,\n"model":%s,\n"cases":[\n%s\n]}\n' % (dump(texts), dump(model), ",\n".join(map(dump, out))))
    return made


def first_steps(shared):
    """Texts of the steps of PRM800K, alternatives among them, in the order of the file."""
    steps = []
    for line in (shared / "prm800k/phase1_train.jsonl").open():
        for step in json.loads(line)["label"]["steps"]:
            steps += [completion["text"] for completion in step["completions"] or []]
        if len(steps) >= STEPS:
            return steps[:STEPS]


def hash_of(lists):
    """FNV-1a over the ids, each plus 1, with 0 between texts; 64 bits, in hexadecimal."""
    value = 0xCBF29CE484222325
    for ids in lists:
        for number in [id + 1 for id in ids] + [0]:
            value = ((value ^ number) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def write_steps(target, shared, made, folders):
    steps = first_steps(shared)
    made = made | {name: Tokenizer.from_file(f"{folder}/tokenizer.json") for name, folder in folders}
    rows = []
    for name, tokenizer in made.items():
        encoded = [tokenizer.encode(step, add_special_tokens=False).ids for step in steps]
        rows.append(dict(name=name, tokens=sum(map(len, encoded)), hashes=[hash_of(encoded[at:at + 100]) for at in range(0, STEPS, 100)]))
    target.write_text('[\n%s\n]\n' % ",\n".join(map(dump, rows)))


def main(target, shared=None, *folders):
    target = pathlib.Path(target)
    made = write_texts(target / "sentencepiece.json", trained())
    if shared:
        write_steps(target / "steps.json", pathlib.Path(shared), made, [folder.split("=", 1) for folder in folders])


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 1 else sys.exit(__doc__)
