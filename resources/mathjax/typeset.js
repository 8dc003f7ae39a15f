// SPDX-License-Identifier: GPL-3.0-or-later
// Runs in the window's script engine after MathJax's own files; its value is the function that typesets one formula.
//
// typeset(tex, display) returns [svg, width, height, depth, breaks]: a picture in currentColor, its sizes in ex (depth:
// how far it reaches below the baseline), and where a long formula may be broken (ex from its left edge). It throws
// MathJax's error where the LaTeX is broken. No formula leaves anything behind for the next one.
(function () {
    'use strict';

    const lib = MathJax._;
    const adaptor = lib.adaptors.liteAdaptor.liteAdaptor();
    lib.handlers.html_ts.RegisterHTMLHandler(adaptor);
    const {MapHandler} = lib.input.tex.MapHandler;

    // Nothing that links, styles, loads or runs: no html, require, autoload, setoptions, action, bbox.
    const packages = ['base', 'ams', 'amscd', 'boldsymbol', 'braket', 'cancel', 'cases', 'centernot', 'color',
        'configmacros', 'enclose', 'extpfeil', 'gensymb', 'mathtools', 'newcommand', 'textcomp', 'textmacros',
        'upgreek', 'verb'];
    // What texts of the data sets use and plain LaTeX has elsewhere.
    const macros = {
        tag: ['\\qquad\\text{(#1)}', 1],
        bold: ['\\boldsymbol{#1}', 1],
        bm: ['\\boldsymbol{#1}', 1],
        pounds: '\\mathord{£}',
        euro: '\\mathord{€}',
        dotsm: '\\cdots',
        overarc: ['\\overparen{#1}', 1],
        emph: ['\\textit{#1}', 1],
        vspace: ['', 1],
        allowbreak: '',
        cline: ['', 1],
    };
    const tex = new lib.input.tex_ts.TeX({
        packages: packages,
        macros: macros,
        maxMacros: 1000,
        maxBuffer: 20 * 1024,
        formatError: (jax, error) => { throw error; },
    });
    const font = new lib.output.svg.fonts.tex_ts.TeXFont();
    const svg = new lib.output.svg_ts.SVG({fontCache: 'none', font: font});
    fillGaps(lib.core.MmlTree.OperatorDictionary.RANGES, lib.core.MmlTree.MmlNode.TEXCLASS.ORD);
    const page = lib.mathjax.mathjax.document('', {InputJax: tex, OutputJax: svg});

    // MathJax 3.2.2 has no entry for some blocks of Unicode (currency signs, private use, …) and stops at a character of
    // theirs; such a one is an ordinary symbol.
    function fillGaps(ranges, ordinary) {
        const last = 0x10ffff;
        const filled = [];
        let next = 0;
        for (const range of [...ranges, [last + 1]]) {
            if (range[0] > next)
                filled.push([next, range[0] - 1, ordinary, 'mo']);
            if (range[0] <= last)
                filled.push(range);
            next = range[1] + 1;
        }
        ranges.splice(0, ranges.length, ...filled);
    }

    // Definitions of one formula (\def, \newcommand, …) must not change the next; commands that set what cannot be
    // taken back are not there.
    const definitions = [];
    for (const kind of ['macro', 'delimiter', 'environment']) {
        for (const {item} of tex.parseOptions.handlers.get(kind)._configuration) {
            if (/^new-|^ams-declare-ops$|^mathtools-paired-delims$/.test(item.name))
                definitions.push(item.map);
        }
    }
    for (const name of ['mathtoolsset', 'newtagform', 'renewtagform', 'usetagform'])
        MapHandler.getMap('mathtools-macros').map.delete(name);
    MapHandler.getMap('color').map.delete('definecolor');

    function forget() {
        tex.reset();
        for (const map of definitions)
            map.clear();
    }

    const drawn = new Set(['g', 'path', 'rect', 'line', 'polygon', 'polyline', 'ellipse', 'circle', 'text']);
    const attributes = new Set(['d', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height',
        'points', 'transform', 'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'font-size',
        'font-family', 'font-style', 'font-weight']);

    const number = (node, name) => parseFloat(adaptor.getAttribute(node, name)) || 0;
    const fixed = value => value.toFixed(2);

    // Inner <svg> elements, which Qt draws at the wrong place, become groups. MathJax makes them for the middle of tall
    // and wide delimiters: a glyph stretched to 1.5 times the gap, cut to it. Without the cut it is stretched to fit.
    function openNested(node) {
        const [vx, vy, , vh] = (adaptor.getAttribute(node, 'viewBox') || '0 0 0 0').split(' ').map(parseFloat);
        const glyph = adaptor.firstChild(node);
        const transform = (glyph && adaptor.getAttribute(glyph, 'transform')) || '';
        const stretch = /^scale\((1|[\d.]+),(1|[\d.]+)\)$/.exec(transform);
        let x = number(node, 'x') - vx;
        let y = number(node, 'y') - vy;
        if (stretch && stretch[1] === '1') {
            y = number(node, 'y') - ((2 * vy + vh) / 1.5 - vh) / 2;
            adaptor.setAttribute(glyph, 'transform', `scale(1,${parseFloat(stretch[2]) / 1.5})`);
        } else if (stretch) {
            x = number(node, 'x');
            adaptor.setAttribute(glyph, 'transform', `scale(${parseFloat(stretch[1]) / 1.5},1)`);
        }
        const group = adaptor.node('g', {transform: `translate(${fixed(x)},${fixed(y)})`}, []);
        for (const child of adaptor.childNodes(node).slice())
            adaptor.append(group, child);
        return group;
    }

    // What MathJax's style sheet says about lines, as attributes.
    function applyStyles(node, kind) {
        const classes = ' ' + (adaptor.getAttribute(node, 'class') || '') + ' ';
        if (kind === 'line' || adaptor.getAttribute(node, 'data-frame') !== undefined) {
            if (!number(node, 'stroke-width'))
                adaptor.setAttribute(node, 'stroke-width', '70');
            adaptor.setAttribute(node, 'fill', 'none');
        }
        if (classes.includes(' mjx-dashed '))
            adaptor.setAttribute(node, 'stroke-dasharray', '140');
        if (classes.includes(' mjx-dotted ')) {
            adaptor.setAttribute(node, 'stroke-linecap', 'round');
            adaptor.setAttribute(node, 'stroke-dasharray', '0,140');
        }
    }

    // Shapes and their attributes stay; whatever could point elsewhere goes.
    function tidy(node) {
        for (const child of adaptor.childNodes(node).slice()) {
            let kind = adaptor.kind(child);
            if (kind === '#text')
                continue;
            let kept = child;
            if (kind === 'svg' || kind === 'a') {
                kept = openNested(child);
                kind = 'g';
                adaptor.replace(kept, child);
            } else if (!drawn.has(kind)) {
                adaptor.remove(child);
                continue;
            }
            applyStyles(kept, kind);
            for (const {name} of adaptor.allAttributes(kept)) {
                if (!attributes.has(name))
                    adaptor.removeAttribute(kept, name);
            }
            // A pen of no width is none, to Qt the thinnest one.
            const stroked = number(kept, 'stroke-width') > 0;
            if (stroked && !adaptor.getAttribute(kept, 'stroke'))
                adaptor.setAttribute(kept, 'stroke', 'currentColor');
            if (!stroked)
                adaptor.removeAttribute(kept, 'stroke');
            for (const name of ['fill', 'stroke']) {
                if (/url/i.test(adaptor.getAttribute(kept, name) || ''))
                    adaptor.removeAttribute(kept, name);
            }
            tidy(kept);
        }
    }

    const relations = /^(3D|3C|3E|2248|2260|2261|2264|2265|2243|2245|221D|2192|21D2|21D4|27F6|27F9|27FA|2208|2C|3B)$/;
    const operators = /^(2B|2212|B1|D7|22C5|F7)$/;

    // Behind a relation, comma or operator at the top level, outside of brackets.
    function breaksOf(math) {
        let row = math;
        for (let only = adaptor.childNodes(row); only.length === 1 &&
             adaptor.getAttribute(only[0], 'data-mml-node') === 'mstyle'; only = adaptor.childNodes(row))
            row = only[0];
        const breaks = [];
        let depth = 0;
        let pending = false;
        for (const child of adaptor.childNodes(row)) {
            if (pending) {
                const at = /^translate\(([-\d.]+),/.exec(adaptor.getAttribute(child, 'transform') || '');
                if (at)
                    breaks.push(parseFloat(at[1]));
            }
            pending = false;
            if (adaptor.getAttribute(child, 'data-mml-node') !== 'mo')
                continue;
            const glyph = adaptor.firstChild(child);
            const code = (glyph && adaptor.getAttribute(glyph, 'data-c')) || '';
            depth += /^(28|5B|7B)$/.test(code) ? 1 : /^(29|5D|7D)$/.test(code) ? -1 : 0;
            pending = depth <= 0 && (relations.test(code) || operators.test(code));
        }
        return breaks;
    }

    // The position behind the group that opens at `from`.
    function groupEnd(text, from) {
        let depth = 0;
        for (let i = from; i < text.length; ++i) {
            if (text[i] === '\\')
                ++i;
            else if (text[i] === '{')
                ++depth;
            else if (text[i] === '}' && --depth === 0)
                return i + 1;
        }
        throw new Error('Missing close brace');
    }

    // A cell of a table of text: words with formulas in them.
    function textCell(cell) {
        const wide = /^\s*\\multicolumn\s*\{(\d+)\}\s*\{[^}]*\}\s*\{([^]*)\}\s*$/.exec(cell);
        const text = (wide ? wide[2] : cell).trim().replace(/\\text\s*\{/g, '{'); // no text in text
        return `\\text{${text}}` + '&'.repeat(wide ? Math.min(20, wide[1] - 1) : 0);
    }

    // LaTeX's `tabular`, which MathJax does not know, is an array of texts.
    function fromTabular(source) {
        const start = /^\s*\\begin\{tabular\}\s*(\[[^\]]*\])?\s*/.exec(source);
        const stop = source.lastIndexOf('\\end{tabular}');
        if (!start || stop < 0)
            return source;
        const body = groupEnd(source, start[0].length);
        const columns = source.slice(start[0].length + 1, body - 1)
            .replace(/[@!>p]\{[^]*?\}(?![^{]*\})/g, '').replace(/[^lcr|]/g, '');
        const lines = /\\hline|\\(?:cline|noalign)\s*\{[^}]*\}|\\(?:small|med|big)skip/;
        const part = new RegExp(lines.source + /|\\\\(?:\[[^\]]*\])?|\\.|&|\$|\{/.source, 'y');
        let rows = '';
        let cell = '';
        let inner = false;
        const finish = () => { rows += cell.trim() ? textCell(cell) : ''; cell = ''; };
        for (let i = body; i < stop;) {
            part.lastIndex = i;
            const found = part.exec(source);
            const token = found ? (found[0] === '{' ? source.slice(i, groupEnd(source, i)) : found[0]) : source[i];
            i += token.length;
            inner = token === '$' ? !inner : inner;
            if (!inner && (token === '&' || token.startsWith('\\\\') || token === '\\hline')) {
                finish();
                rows += token;
            } else if (inner || !/^\\(cline|noalign|(small|med|big)skip)/.test(token)) {
                cell += token;
            }
        }
        finish();
        return `\\begin{array}{${columns}}${rows}\\end{array}`;
    }

    return function (source, display) {
        try {
            const options = {display: display, em: 16, ex: 8, containerWidth: 1e6};
            const picture = adaptor.firstChild(page.convert(fromTabular(source), options));
            const group = adaptor.childNodes(picture).find(node => adaptor.kind(node) === 'g');
            const breaks = breaksOf(adaptor.firstChild(group));
            const width = number(picture, 'width');
            const box = adaptor.getAttribute(picture, 'viewBox').split(' ').map(parseFloat);
            const ex = width / box[2];
            const depth = -parseFloat(adaptor.getStyle(picture, 'vertical-align')) || 0;
            tidy(picture);
            adaptor.removeAttribute(picture, 'style');
            adaptor.removeAttribute(group, 'stroke');
            adaptor.removeAttribute(group, 'stroke-width');
            return [adaptor.outerHTML(picture), width, number(picture, 'height'), depth, breaks.map(at => at * ex)];
        } finally {
            forget();
        }
    };
})();
