// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/shown_text.h"

#include "ui/math/split_math.h"
#include "ui/widgets/drawable_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace stepmark::ui {

namespace {

using Kind = ShownRun::Kind;

// A letter, so that "(formula)," breaks where "(x)," would; drawn without ink.
constexpr QChar kPlace = QLatin1Char('x');
constexpr char16_t kMayBreak = 0x200b; ///< zero width space, between the parts of a long formula
constexpr double kWholeBelow_ex = 24;  ///< shorter formulas are not broken
constexpr double kLeastPiece_ex = 6;

class Composer {
public:
    Composer(const QString& source, const FindPicture& find)
        : m_source(source)
        , m_find(find) {
        newBlock(0);
    }

    ShownText compose(TextForm form) {
        for (const TextSpan& span : splitMath(m_source, form))
            add(span);
        dropEmptyTail();
        return std::move(m_shown);
    }

private:
    void add(const TextSpan& span) {
        switch (span.kind) {
        case TextSpan::Kind::Text:
            return addText(span.start, span.end(), Kind::Text);
        case TextSpan::Kind::Escaped:
            return append(m_source.mid(span.inner_start, 1), Kind::Text, span.start, span.length);
        case TextSpan::Kind::Annotation:
            return append(QStringLiteral("\u2039%1\u203a").arg(drawable(inner(span))), Kind::Annotation, span.start,
                          span.length);
        case TextSpan::Kind::Drawing:
            openLine(span.start);
            addText(span.start, span.end(), Kind::Code);
            m_line_done = true;
            return;
        case TextSpan::Kind::Inline:
        case TextSpan::Kind::Display:
            return addFormula(span);
        }
    }

    void addFormula(const TextSpan& span) {
        const FormulaSource source{inner(span), span.kind == TextSpan::Kind::Display};
        const PicturePtr picture = m_find(source);
        if (!picture) {
            m_shown.missing.push_back(source);
            return addText(span.start, span.end(), Kind::Text);
        }
        if (picture->isBroken()) {
            addText(span.start, span.end(), Kind::Broken);
            const QString note = QCoreApplication::translate("MathText", " (%1)").arg(drawable(picture->error));
            return append(note, Kind::Note, span.end(), 0);
        }
        if (source.display)
            openLine(span.start);
        else if (m_line_done)
            newBlock(span.start);
        block().display = source.display;
        addPieces(span, picture);
        m_line_done = source.display;
    }

    void addPieces(const TextSpan& span, const PicturePtr& picture) {
        double from = 0;
        const auto add_piece = [&](double to) {
            const int start = static_cast<int>(block().text.size());
            block().text += kPlace;
            block().runs.push_back({Kind::Piece, start, 1, span.start, span.length, picture, from, to});
            from = to;
        };
        if (picture->width_ex > kWholeBelow_ex) {
            for (const double at : picture->breaks_ex) {
                if (at - from < kLeastPiece_ex || picture->width_ex - at < kLeastPiece_ex / 2)
                    continue;
                add_piece(at);
                block().text += QChar(kMayBreak);
                ++block().runs.back().length;
            }
        }
        add_piece(picture->width_ex);
    }

    void addText(int from, int to, Kind kind) {
        while (from < to) {
            if (m_line_done)
                from = closeLine(from, to);
            const auto newline = m_source.indexOf(QLatin1Char('\n'), from);
            const int end = newline < 0 || newline >= to ? to : static_cast<int>(newline);
            if (end > from)
                append(drawable(m_source.mid(from, end - from)), kind, from, end - from);
            from = end;
            if (from < to)
                newBlock(++from);
        }
    }

    /// A line of its own begins: what is only white space before it is no line.
    void openLine(int source_start) {
        if (!m_line_done) {
            while (!m_shown.blocks.empty() && !block().display && block().text.trimmed().isEmpty())
                m_shown.blocks.pop_back();
        }
        newBlock(source_start);
        m_line_done = false;
    }

    /// Behind a line of its own: punctuation still belongs to it, one line end is swallowed.
    int closeLine(int from, int to) {
        m_line_done = false;
        int at = from;
        while (at < to && QStringView(u".,;:!?").contains(m_source.at(at)))
            ++at;
        if (at > from)
            append(m_source.mid(from, at - from), Kind::Text, from, at - from);
        int line = at;
        while (line < to && m_source.at(line) == QLatin1Char(' '))
            ++line;
        if (line < to && m_source.at(line) == QLatin1Char('\n'))
            at = line + 1;
        newBlock(at);
        return at;
    }

    void append(const QString& text, Kind kind, int source_start, int source_length) {
        if (m_line_done) {
            m_line_done = false;
            newBlock(source_start);
        }
        block().runs.push_back({kind, static_cast<int>(block().text.size()), static_cast<int>(text.size()),
                                source_start, source_length, nullptr, 0, 0});
        block().text += text;
    }

    void dropEmptyTail() {
        if (m_shown.blocks.size() > 1 && block().text.isEmpty() && m_shown.blocks[m_shown.blocks.size() - 2].display)
            m_shown.blocks.pop_back();
    }

    QString inner(const TextSpan& span) const { return m_source.mid(span.inner_start, span.inner_length); }
    void newBlock(int source_start) { m_shown.blocks.push_back({{}, {}, source_start, false}); }
    ShownBlock& block() { return m_shown.blocks.back(); }

    const QString& m_source;
    const FindPicture& m_find;
    ShownText m_shown;
    bool m_line_done = false; ///< the last block is a display formula or a drawing: what follows begins a new one
};

} // namespace

int ShownBlock::toSource(int position) const {
    const ShownRun* before = nullptr;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const ShownRun& run = runs[i];
        if (position > run.end() || (position == run.end() && i + 1 < runs.size())) {
            before = &run;
            continue;
        }
        if (position < run.start)
            return before ? before->sourceEnd() : run.source_start;
        if (run.isExact())
            return run.source_start + position - run.start;
        // A formula in parts is one: the nearer end of the whole.
        int first = run.start;
        int last = run.end();
        for (const ShownRun& part : runs) {
            if (part.kind == Kind::Piece && part.source_start == run.source_start) {
                first = std::min(first, part.start);
                last = std::max(last, part.end());
            }
        }
        return 2 * position <= first + last && position != last ? run.source_start : run.sourceEnd();
    }
    return before ? before->sourceEnd() : source_start;
}

ShownText composeShownText(const QString& source, TextForm form, const FindPicture& find) {
    return Composer(source, find).compose(form);
}

} // namespace stepmark::ui
