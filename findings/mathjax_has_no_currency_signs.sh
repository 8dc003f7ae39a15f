#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: MathJax typesets a formula with a character that its fonts lack by taking it from another font, as it does for "字".
# Seen (mathjax-full 3.2.2, without a browser): 6,958 characters of the Basic Multilingual Plane end the conversion with a
# TypeError, and the whole formula is not drawn: all of the block of currency signs (€, ₹), private use, and whatever else
# its table of operators has a gap for. Inside \text{} they are drawn, and where RANGES of OperatorDictionary has no gap.
# Output: 字 drawn, 5€ TypeError, \text{€} drawn, 6958 TypeError, without gaps 5€ drawn
# Fails where that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm install --silent --no-audit --no-fund --ignore-scripts mathjax-full@3.2.2 > /dev/null)
cat > "$work/signs.js" <<'END'
const part = name => require('mathjax-full/js/' + name + '.js');
const {mathjax} = part('mathjax');
part('handlers/html').RegisterHTMLHandler(part('adaptors/liteAdaptor').liteAdaptor());
const page = mathjax.document('', {
    InputJax: new (part('input/tex').TeX)({packages: part('input/tex/AllPackages').AllPackages}),
    OutputJax: new (part('output/svg').SVG)({fontCache: 'none'}),
});
const drawn = tex => {
    try {
        page.convert(tex);
        return tex + ' drawn';
    } catch (error) {
        return tex + ' ' + error.constructor.name;
    }
};
const seen = ['字', '5€', '\\text{€}'].map(drawn);
let failed = 0;
for (let code = 0x80; code < 0x10000; ++code)
    failed += (code < 0xd800 || code >= 0xe000) && drawn(String.fromCharCode(code)).endsWith('TypeError');
seen.push(failed + ' TypeError');
const ranges = part('core/MmlTree/OperatorDictionary').RANGES;
ranges.splice(0, ranges.length, [0, 0x10ffff, 0, 'mo']);
seen.push('without gaps ' + drawn('5€'));
console.log(seen.join(', '));
process.exit(seen.join(', ') === '字 drawn, 5€ TypeError, \\text{€} drawn, 6958 TypeError, without gaps 5€ drawn' ? 0 : 1);
END
(cd "$work" && node signs.js)
