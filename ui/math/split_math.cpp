// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/split_math.h"

#include "ui/math/dollar_rule.h"
#include "ui/math/tex_scan.h"

#include <QString>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace stepmark::ui {

namespace {

using Kind = TextSpan::Kind;

// Environments that need no mathematics around them, and matrices, which models leave bare.
constexpr std::array kEnvironments{u"align",    u"align*",      u"alignat", u"alignat*", u"aligned",
                                   u"array",    u"bmatrix",     u"cases",   u"eqnarray", u"eqnarray*",
                                   u"equation", u"equation*",   u"flalign", u"flalign*", u"gather",
                                   u"gather*",  u"gathered",    u"matrix",  u"multline", u"multline*",
                                   u"pmatrix",  u"smallmatrix", u"split",   u"tabular",  u"vmatrix"};

class Splitter {
public:
    Splitter(QStringView text, std::vector<TextSpan>& spans, int offset)
        : m_text(text)
        , m_spans(spans)
        , m_offset(offset) {}

    void run() {
        while (m_at < m_text.size()) {
            if (const auto span = spanHere())
                add(*span);
            else
                ++m_at;
        }
        flush(m_text.size());
    }

private:
    struct Found {
        Kind kind;
        qsizetype inner; ///< begin
        qsizetype inner_end;
        qsizetype end;
    };

    std::optional<Found> spanHere() {
        switch (m_text.at(m_at).unicode()) {
        case u'$':
            return m_text.mid(m_at).startsWith(u"$$") ? between(Kind::Display, u"$$", u"$$") : singleDollar();
        case u'\\':
            return command();
        case u'<':
            return m_text.mid(m_at).startsWith(u"<<") ? annotation() : std::nullopt;
        case u'[':
            return m_text.mid(m_at).startsWith(u"[asy]") ? between(Kind::Drawing, u"[asy]", u"[/asy]") : std::nullopt;
        default:
            return std::nullopt;
        }
    }

    /// Where `what` comes next at or behind `from`; remembered, so that asking again and again stays linear.
    qsizetype next(const char16_t* what, qsizetype from) {
        const QStringView key(what);
        const auto known = m_next.find(key);
        if (known != m_next.end() && (known->second < 0 || known->second >= from))
            return known->second;
        const qsizetype at = m_text.indexOf(key, from);
        m_next[key] = at;
        return at;
    }

    std::optional<Found> between(Kind kind, const char16_t* open, const char16_t* close) {
        const qsizetype inner = m_at + QStringView(open).size();
        const qsizetype at = next(close, inner);
        if (at < 0 || m_text.mid(inner, at - inner).trimmed().isEmpty())
            return std::nullopt;
        // A second opening before the close: this one was not meant, or its close is lost.
        const qsizetype again = next(open, inner);
        if (again >= 0 && again < at)
            return std::nullopt;
        return Found{kind, inner, at, at + QStringView(close).size()};
    }

    /// The next dollar sign that is neither escaped nor in the words of a `\text{…}`.
    qsizetype closingDollar(qsizetype from) const {
        const qsizetype stop = std::min(m_text.size(), from + kScanned);
        for (qsizetype i = from; i < stop;) {
            if (m_text.at(i) == QLatin1Char('$'))
                return i;
            i = m_text.at(i) == QLatin1Char('\\') ? skipCommand(m_text, i) : i + 1;
        }
        return -1;
    }

    std::optional<Found> singleDollar() {
        const qsizetype inner = m_at + 1;
        const qsizetype close = closingDollar(inner);
        if (close < 0 || hasAnnotations())
            return std::nullopt;
        const QChar after = close + 1 < m_text.size() ? m_text.at(close + 1) : QChar();
        if (!isDollarMath(m_text.mid(inner, close - inner), after))
            return std::nullopt;
        return Found{Kind::Inline, inner, close, close + 1};
    }

    std::optional<Found> command() {
        const QChar next_char = m_at + 1 < m_text.size() ? m_text.at(m_at + 1) : QChar();
        switch (next_char.unicode()) {
        case u'(':
            return between(Kind::Inline, u"\\(", u"\\)");
        case u'[':
            return between(Kind::Display, u"\\[", u"\\]");
        case u'$':
        case u'%':
            return Found{Kind::Escaped, m_at + 1, m_at + 2, m_at + 2};
        case u'\\': // a line break: what follows is not escaped twice
            ++m_at;
            return std::nullopt;
        default:
            break;
        }
        if (m_text.mid(m_at).startsWith(u"\\begin{"))
            return environment();
        if (m_text.mid(m_at).startsWith(u"\\boxed{"))
            return boxed();
        return std::nullopt;
    }

    std::optional<Found> environment() {
        const qsizetype name_at = m_at + 7;
        const qsizetype name_end = m_text.mid(name_at, 20).indexOf(QLatin1Char('}')) + name_at;
        const QStringView name = m_text.mid(name_at, std::max<qsizetype>(0, name_end - name_at));
        const bool known = std::any_of(kEnvironments.begin(), kEnvironments.end(),
                                       [&](const char16_t* one) { return name == QStringView(one); });
        if (!known)
            return std::nullopt;
        const QString end_mark = QStringLiteral("\\end{%1}").arg(name);
        const QString begin_mark = QStringLiteral("\\begin{%1}").arg(name);
        int depth = 1;
        const QStringView rest = m_text.mid(name_end + 1, kScanned);
        for (qsizetype i = rest.indexOf(QLatin1Char('\\')); i >= 0; i = rest.indexOf(QLatin1Char('\\'), i + 1)) {
            if (rest.mid(i).startsWith(begin_mark))
                ++depth;
            else if (rest.mid(i).startsWith(end_mark) && --depth == 0) {
                const qsizetype end = name_end + 1 + i + end_mark.size();
                return Found{Kind::Display, m_at, end, end};
            }
        }
        return std::nullopt;
    }

    std::optional<Found> boxed() {
        const qsizetype end = endOfGroup(m_text, m_at + 6);
        if (end < 0 || proseWords(m_text.mid(m_at, end - m_at)) > 1)
            return std::nullopt;
        return Found{Kind::Inline, m_at, end, end};
    }

    /// GSM8K's notation: there, every dollar sign is money.
    bool hasAnnotations() {
        if (!m_has_annotations) {
            const qsizetype open = m_text.indexOf(u"<<");
            const qsizetype close = open < 0 ? -1 : m_text.indexOf(u">>", open);
            m_has_annotations = close >= 0 && m_text.mid(open, close - open).contains(QLatin1Char('='));
        }
        return *m_has_annotations;
    }

    std::optional<Found> annotation() {
        const auto found = between(Kind::Annotation, u"<<", u">>");
        if (!found)
            return std::nullopt;
        const QStringView inner = m_text.mid(found->inner, found->inner_end - found->inner);
        if (!inner.contains(QLatin1Char('=')) || inner.contains(QLatin1Char('\n')))
            return std::nullopt;
        return found;
    }

    void flush(qsizetype to) {
        if (to > m_done)
            push({Kind::Text, at(m_done), static_cast<int>(to - m_done), at(m_done), static_cast<int>(to - m_done)});
        m_done = to;
    }

    void add(const Found& found) {
        flush(m_at);
        push({found.kind, at(m_at), static_cast<int>(found.end - m_at), at(found.inner),
              static_cast<int>(found.inner_end - found.inner)});
        m_at = m_done = found.end;
    }

    int at(qsizetype position) const { return m_offset + static_cast<int>(position); }
    void push(const TextSpan& span) { m_spans.push_back(span); }

    QStringView m_text;
    std::vector<TextSpan>& m_spans;
    int m_offset;
    qsizetype m_at = 0;
    qsizetype m_done = 0; ///< spans cover what is before it
    std::map<QStringView, qsizetype> m_next;
    std::optional<bool> m_has_annotations;
};

/// A final answer: as prose, or, where nothing is delimited but it is LaTeX, one formula.
void splitAnswer(QStringView text, std::vector<TextSpan>& spans, int offset) {
    const std::size_t before = spans.size();
    Splitter(text, spans, offset).run();
    const bool found = std::any_of(spans.begin() + static_cast<std::ptrdiff_t>(before), spans.end(),
                                   [](const TextSpan& span) { return span.isFormula(); });
    const QStringView tex = text.trimmed();
    if (found || !hasTexMarks(tex) || proseWords(tex) > 1 || !isBalanced(tex) || tex.contains(QLatin1Char('\n')))
        return;
    spans.resize(before);
    const int lead = static_cast<int>(tex.data() - text.data());
    const int length = static_cast<int>(tex.size());
    const int tail = static_cast<int>(text.size()) - lead - length;
    if (lead > 0)
        spans.push_back({Kind::Text, offset, lead, offset, lead});
    spans.push_back({Kind::Inline, offset + lead, length, offset + lead, length});
    if (tail > 0)
        spans.push_back({Kind::Text, offset + lead + length, tail, offset + lead + length, tail});
}

/// Where PRM800K's final answer begins, behind its line "# Answer"; -1 where there is none.
qsizetype answerTail(QStringView text) {
    static constexpr QStringView kHeading = u"# Answer\n";
    const qsizetype at = text.lastIndexOf(kHeading);
    const bool own_line = at == 0 || (at > 0 && text.at(at - 1) == QLatin1Char('\n'));
    return own_line ? at + kHeading.size() : -1;
}

} // namespace

std::vector<TextSpan> splitMath(QStringView text, TextForm form) {
    std::vector<TextSpan> spans;
    if (form == TextForm::Answer) {
        splitAnswer(text, spans, 0);
        return spans;
    }
    const qsizetype tail = answerTail(text);
    Splitter(tail < 0 ? text : text.left(tail), spans, 0).run();
    if (tail >= 0)
        splitAnswer(text.mid(tail), spans, static_cast<int>(tail));
    return spans;
}

} // namespace stepmark::ui
