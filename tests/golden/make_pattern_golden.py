#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/tokenizer/patterns.json: how the `tokenizers` package (0.23.3) splits texts by regular expressions that
PCRE2 reads otherwise than Oniguruma does. Those in REFUSED mean something that PCRE2 cannot say: they must not be read.

    pip install tokenizers==0.23.3 && python make_pattern_golden.py ../data/tokenizer/patterns.json
"""
import json, random, sys, unicodedata
from tokenizers import Regex, pre_tokenizers

SAME = [
    r"\b", r"\B", r"\b\p{N}+\b", r"\bna\b", r"x\b.", r"[\b]", r"\v", r"[\v]+", r"\s", r"\S+", r"[^\s]+", r"[\S]", r"[\S_]+", r"\w+", r"\W+",
    r"[[:punct:]]", r"[[:punct:]]+", r"[^[:punct:]]+", r"[[:alpha:]]", r"[[:alpha:]_]+", r"[^[:alpha:]]", r"[[:digit:]]+",
    r"[[:alnum:]]+", r"[[:upper:]]", r"[[:lower:]]+", r"[[:space:]]", r"[[:blank:]]+", r"[[:cntrl:]]", r"[[:word:]]+", r"[[:xdigit:]]+", r"\p{Word}+", r"\p{Lower}+", r"[[:^space:]]+",
    r"\p{Alpha}", r"\p{Punct}+", r"\p{^L}+", r"\P{L}+", r"\p{Han}+", r"[\p{Han}]", r"\p{Greek}+", r"\p{Hiragana}|\p{Katakana}", r"\p{Lu}\p{Ll}*", r"\p{Space}",
    r"a{,2}", r"a{2,}", r"a{1,2}", r"a{2}", r"a{,}", r"a{", r"a{x}", r"a{ 1}", r"(?:ab){,2}", r"a{1,2}?", r"a++b", r"a*+", r"a?+",
    r"(?i:na)", r"(?i:NA|re)", r"(?i:'s|'t|'re|'ve|'m|'ll|'d)", r"(?i)['’](?:s|t)", r"(?i:k)", r"(?i:[a-z]+)", r"(?i:[^a-z]+)", r"(?i:[k])",
    r"(?i:\p{N}|x)+", r"(?i:\s)", r"a(?-i:b)", r"(?i:a(?-i:b))", r"x|(?i)na", r"\x41", r"\x{4f60}", r"\u4f60", r"\x{41}-?", r"[\x{61}-\x{63}]+",
    r"\0", r"\a|\e|\f", r"\d+", r"\D+", r"[\D]+", r"^.", r".$", r"\A.", r".\z", r".\Z", r"(?<w>na)", r"(?#c)na", r"(?>na)", r"(?<=a).", r"(?<!a).",
    r"[]a]+", r"[^]a]+", r"\[|\]|\-|\.", r"[a\-z]", r"[\w-]+", r"[\p{Word}]+", r"[^\w]", r"[-a]",
]
REFUSED = [
    r"(?i:ß)", r"(?i)ss", r"(?i:first)", r"(?i:ﬁ)", r"(?i:s{2})", r"(?i:é)", r"(?i:\p{L})", r"(?i:\w)", r"(?i:[ß])", r"(?i:ʼn)", r"(?i:[à-ý])", r"a(?i)b|C",
    r"[[:^alpha:]]+", r"[[:graph:]]", r"[[:print:]]", r"[[:alnum:][:^alnum:]]", r"[\W]", r"\h", r"\R", r"\X", r"\K", r"\V", r"\N", r"\O", r"a{2}?", r"a{1,2}+",
    r"(?m:.)", r"(?W:\w)", r"\xe3\x81\x82", r"\cA", r"(*FAIL)",
    r"[a[bc]]", r"[a-z&&[^b]]", r"(a)\1", r"\p{Graph}",
]
TEXTS = [
    "", "na", "a", "aa", "aaa", "aaaab", "abab abab ab", "Natalia's 48 clips, don't SHE'LL", "naïve na-na _na_ na1", "a{,2}a{x}a{ 1}a{,}", "(*FAIL)", "]a^[",
    "ss ß SS ẞ ſt ﬅ ﬁ fi first", "K k \u212a ſ s S é É e\u0301", "x\x0by\x08z\x07\x1b\x0c\x00", "a\nb\r\nc\u2028d\u0085e\u180ef\u00a0g\u3000h", "Nb aB Ab AB",
    "你好，世界。「かな」カナー々〆〇", "αβγ Ωμ ἆ · ʹ", "½ ² ③ Ⅳ ٣ ⓐⒶ ªº", "$+<=>^`|~ !\"#%&'()*,-./:;?@[\\]_{}", "हिन्दी क्ष 한국어 ไทย", "👩‍👩‍👧 🏽 ️⃣ €£¥ ∑√ x²", "’s 'ſ ’T",
]


def characters():
    """Some of every general category, that all versions of Unicode in use agree on."""
    by_category = {}
    for code in range(0x110000):
        character = chr(code)
        category = unicodedata.ucd_3_2_0.category(character)
        if category not in ("Cn", "Cs", "Co") and category == unicodedata.category(character):
            by_category.setdefault(category, []).append(character)
    generator = random.Random(7)
    return ["".join(generator.sample(list_, min(24, len(list_)))) for _, list_ in sorted(by_category.items())]


def splits(pattern, texts):
    splitter = pre_tokenizers.Split(Regex(pattern), "isolated")
    return [[piece for piece, _ in splitter.pre_tokenize_str(text)] for text in texts]


def main(target):
    texts = TEXTS + characters()
    rows = [dict(pattern=pattern, splits=splits(pattern, texts)) for pattern in SAME]
    dump = lambda value: json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    lines = ",\n".join(map(dump, rows))
    with open(target, "w") as file:
        file.write('{"texts":%s,\n"refused":%s,\n"patterns":[\n%s\n]}\n' % (dump(texts), dump(REFUSED), lines))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
