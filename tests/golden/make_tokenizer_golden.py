#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/tokenizer/golden.json: what the `tokenizers` package (0.23.3) makes of awkward texts, for the
pre-tokenizers, normalizers and added tokens that byte-level models use. One small BPE model, trained here, serves all of them.

    pip install tokenizers==0.23.3 && python make_tokenizer_golden.py ../data/tokenizer/golden.json
"""
import json, random, sys, unicodedata
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

CORPUS = """Natalia sold 48 clips in April and half as many in May. She sold 48 / 2 = 24 clips in May.
Let $x$ be a real number with $2x + 3 = 11$. Then $x = 4$, so the answer is \\boxed{4}. I don't think we'll need it's sign.
The the the number of numbers is the sum of sums; the answer, then, is the product of products. 1234567890 100 2000
Überraschung naïve déjà vu café 你好,世界 привет мир مرحبا हिन्दी 😀😀   indented    text\n\n\n\tand\r\ntabs THE END OF ALL
"""

TEXTS = [
    "", " ", "  ", "\n", "\n\n", " \n ", "a\nb", "x = 1234.5 + 7,890 - 3/4\n", "  two  spaces\tand a tab \r\n", "trailing   ",
    "don't we'll I'M it's you'D they\u2019re DON'T 'sup 'Sam \u017f'\u017f it'\u017f", "Natalia sold 48/2 = <<48/2=24>>24 clips.\n#### 72",
    "\\frac{a}{b} \\boxed{\\sqrt{2}} $x^2+1$", "Überraschung naïve 你好,世界 привет مرحبا हिन्दी",
    "U\u0308ber e\u0301 \u1100\u1161\u11a8 \u212b \u03a9\u0301 \ufb01 \u0344", "emoji 👩‍👩‍👧 \u200b\ufeff\u00a0| x\u00a0y\u3000z\u2028w",
    "mongolian\u180evowel \u0085next\u0085line \x0b\x0c\x1c\x1d|", "1️⃣ ½ Ⅳ ٣ 3² ①② \U0001d7d8 x1y22z333 12345678",
    "def f(x):\n    return x  # 0xFF\n\n\n    pass\n", "A" * 70, "ab" * 40, "\U0001F600" * 3 + "\x00\x07 end", "CamelCaseWordsHTTPServer iOS x2Y",
    "<|end|>", "a<|end|>b", " <|end|> ", "<|end|><|end|>", "<|en <|end|", "  [MASK]  [MASK]\n", "x [MASK] y", "wordone [word] aword a[word] word",
    " word word, word", "cafe\u0301 caf\u00e9 CAFÉ", "x\u1112\u1161\ud558y", "é", "long<|endless|>er", "_under_score__ a-b--c ...!?!", "tab\t\tword\n \n  x", "\r\n\r\n \r x",
]
ALPHABET = (list("aAbs'LlTt dDeEvV") + list("0129٣½²Ⅳ") + [" "] * 8 + list("\t\n\r\x0b\x85\u00a0\u180e\u2003\u2028\u3000\u200b")
            + list(".,!?-_/\\<>|[]{}'\u2019\"$") + list("éßſİıÅ\u0301\u0308\u0327ǅʰªक्षि你好한\u1100\u1161ａ𝐀😀🏽\u200d\ufe0f\u20e3\U000e0061"))

GPT4 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|%s| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
O200K = "|".join([
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\p{N}{1,3}", r" ?[^\s\p{L}\p{N}]+[\r\n/]*", r"\s*[\r\n]+", r"\s+(?!\S)", r"\s+"])
DEEPSEEK = r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"


def every_class(data):
    """Up to six characters of each general category that `data` knows and Python's Unicode still has so."""
    by_class = {}
    for code in range(0x110000):
        kind = data.category(chr(code))
        if kind != "Cs" and kind == unicodedata.category(chr(code)):
            by_class.setdefault(kind, []).append(chr(code))
    pick = random.Random(3)
    return [" ".join([kind] + pick.sample(chars, min(len(chars), 6))) for kind, chars in sorted(by_class.items())]


def byte_level(prefix=False, regex=True):
    return dict(type="ByteLevel", add_prefix_space=prefix, trim_offsets=True, use_regex=regex)


def split(pattern, behavior="Isolated", invert=False, literal=False):
    return dict(type="Split", pattern={"String" if literal else "Regex": pattern}, behavior=behavior, invert=invert)


def sequence(*parts):
    return dict(type="Sequence", pretokenizers=list(parts))


def added(id, content, **flags):
    token = dict(id=id, content=content, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
    return token | flags


def cases(size):
    end = [added(size, "<|end|>")]
    raw = byte_level(regex=False)
    result = {
        "gpt2": dict(pre_tokenizer=byte_level()),
        "gpt2 with prefix space": dict(pre_tokenizer=byte_level(prefix=True)),
        "whole text as one word": dict(pre_tokenizer=raw),
        "digits one by one": dict(pre_tokenizer=sequence(dict(type="Digits", individual_digits=True), byte_level())),
        "digits in groups": dict(pre_tokenizer=sequence(dict(type="Digits", individual_digits=False), byte_level(prefix=True))),
        "llama 3": dict(pre_tokenizer=sequence(split(GPT4 % r"\p{N}{1,3}"), raw), model=dict(ignore_merges=True)),
        "qwen 2": dict(pre_tokenizer=sequence(split(GPT4 % r"\p{N}"), raw), normalizer=dict(type="NFC")),
        "qwen 2 removed inverted": dict(pre_tokenizer=sequence(split(GPT4 % r"\p{N}", "Removed", True), raw)),
        "o200k": dict(pre_tokenizer=sequence(split(O200K), raw)),
        "deepseek": dict(pre_tokenizer=sequence(split(r"\p{N}{1,3}"), split("[一-龥぀-ゟ゠-ヿ]+"), split(DEEPSEEK), raw)),
        "word characters": dict(pre_tokenizer=sequence(split(r"\w+|[^\w\s]+"), raw)),
        "not space, lines": dict(pre_tokenizer=sequence(split(r"^\S+|\S+$|.\W"), raw)),
        "empty matches": dict(pre_tokenizer=sequence(split(r"(?=\p{Lu})|x*"), raw)),
        "space class": dict(pre_tokenizer=sequence(split(r"[\s_]", "Removed"), raw)),
        "nfd": dict(pre_tokenizer=byte_level(), normalizer=dict(type="NFD")),
        "nfkc then nfd": dict(pre_tokenizer=byte_level(), normalizer=dict(type="Sequence", normalizers=[dict(type="NFKC"), dict(type="NFD")])),
        "nfkd": dict(pre_tokenizer=byte_level(), normalizer=dict(type="NFKD")),
        "added tokens with white space": dict(pre_tokenizer=byte_level(), added_tokens=end + [
            added(size + 1, "[MASK]", lstrip=True, rstrip=True), added(size + 2, "<|endless|>"), added(size + 3, "<|en")]),
        "added tokens as words": dict(pre_tokenizer=byte_level(), normalizer=dict(type="NFC"), added_tokens=end + [
            added(size + 1, "word", single_word=True, normalized=True, special=False), added(size + 2, "[word]", single_word=True),
            added(size + 3, "\ud558", normalized=True, special=False), added(size + 4, "\n", rstrip=True, normalized=True, special=False)]),
        "merges as strings": dict(pre_tokenizer=byte_level(), merges="strings"),
        "unknown bytes left out": dict(pre_tokenizer=byte_level(), added_tokens=[], lacking=characters("eé0")),
        "unknown bytes": dict(pre_tokenizer=byte_level(), added_tokens=[], lacking=characters("eé0"), model=dict(unk_token="a")),
        "unknown bytes fused": dict(pre_tokenizer=raw, added_tokens=[], lacking=characters("eé0"), model=dict(unk_token="a", fuse_unk=True)),
    }
    for behavior in ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"]:
        for invert in [False, True]:
            name = f"{behavior}{' inverted' if invert else ''}"
            result[f"string {name}"] = dict(pre_tokenizer=sequence(split(" ", behavior, invert, True), raw))
            result[f"expression {name}"] = dict(pre_tokenizer=sequence(split(r"\s|\d", behavior, invert), raw))
    for case in result.values():
        case.setdefault("added_tokens", end)
        case.setdefault("normalizer", None)
    return result


def trained():
    """One vocabulary for all cases: words of GPT-2's kind, long enough to have merges of merges."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(vocab_size=600, min_frequency=2, show_progress=False,
                                  initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.train_from_iterator([CORPUS] * 2, trainer)
    return json.loads(tokenizer.to_str())["model"]


def characters(letters):
    """The bytes of some letters as a byte-level vocabulary writes them."""
    cut = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    return sorted(set("".join(piece for piece, _ in cut.pre_tokenize_str(letters))))


def without(model, lacking):
    """The same model where some bytes have no token: nor have the tokens and merges that hold them."""
    mapped = set(lacking)
    vocab = {t: i for t, i in model["vocab"].items() if not mapped & set(t)}
    return model | dict(vocab=vocab, merges=[m for m in model["merges"] if not mapped & set(m[0] + m[1])])


def main(target):
    random.seed(7)
    texts = TEXTS + every_class(unicodedata.ucd_3_2_0) + ["".join(random.choices(ALPHABET, k=random.randint(1, 40))) for _ in range(40)]
    model = trained()
    out = []
    for name, case in cases(len(model["vocab"])).items():
        own = without(model, case["lacking"]) if "lacking" in case else model
        own = own | case.pop("model", {})
        if case.pop("merges", "") == "strings":
            own = own | dict(merges=[" ".join(m) for m in own["merges"]])
        folder = dict(version="1.0", truncation=None, padding=None, post_processor=None,
                      decoder=dict(type="ByteLevel", add_prefix_space=True, trim_offsets=True, use_regex=True), model=own)
        folder |= {key: case[key] for key in ("added_tokens", "normalizer", "pre_tokenizer")}
        tokenizer = Tokenizer.from_str(json.dumps(folder))
        rows = []
        for text in texts:
            ids = tokenizer.encode(text, add_special_tokens=False).ids
            decoded = tokenizer.decode(ids, skip_special_tokens=False)
            rows.append([ids] if decoded == text else [ids, decoded])
        changes = {key: own[key] for key in own if own[key] != model[key] and key not in ("vocab", "merges")}
        out.append(dict(name=name, **case, model=changes, merges="strings" if own["merges"] and isinstance(own["merges"][0], str) else "pairs",
                        rows=rows))
    with open(target, "w") as file:
        dump = lambda value: json.dumps(value, ensure_ascii=True, separators=(",", ":"))
        file.write('{"texts":%s,\n"model":%s,\n"cases":[\n%s\n]}\n' % (dump(texts), dump(model), ",\n".join(map(dump, out))))


if __name__ == "__main__":
    main(*sys.argv[1:])
