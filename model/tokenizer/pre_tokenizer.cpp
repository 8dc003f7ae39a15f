// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/pre_tokenizer.h"

#include "model/tokenizer/utf8.h"

#include <unicode/uchar.h>

namespace stepmark {
namespace {

struct Part {
    Span span;
    bool match;
};

/// The whole text in order, matches and what lies between them.
std::vector<Part> partsOf(std::string_view text, const std::vector<Span>& matches, bool invert) {
    std::vector<Part> parts;
    parts.reserve(matches.size() * 2 + 1);
    std::size_t at = 0;
    for (const Span& match : matches) {
        if (match.begin > at)
            parts.push_back({{at, match.begin}, invert});
        parts.push_back({match, !invert});
        at = match.end;
    }
    if (at < text.size())
        parts.push_back({{at, text.size()}, invert});
    return parts;
}

/// A match joins the part before it, unless that is a match too.
std::vector<Span> mergeWithPrevious(const std::vector<Part>& parts) {
    std::vector<Span> spans;
    bool previous = false;
    for (const Part& part : parts) {
        if (part.match && !previous && !spans.empty())
            spans.back().end = part.span.end;
        else
            spans.push_back(part.span);
        previous = part.match;
    }
    return spans;
}

/// The same from the other end.
std::vector<Span> mergeWithNext(const std::vector<Part>& parts) {
    std::vector<Span> spans;
    bool next = false;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (part->match && !next && !spans.empty())
            spans.back().begin = part->span.begin;
        else
            spans.push_back(part->span);
        next = part->match;
    }
    return {spans.rbegin(), spans.rend()};
}

/// Matches that touch become one; so does what lies between.
std::vector<Span> mergeRuns(const std::vector<Part>& parts) {
    std::vector<Span> spans;
    bool previous = false;
    for (const Part& part : parts) {
        if (!spans.empty() && part.match == previous)
            spans.back().end = part.span.end;
        else
            spans.push_back(part.span);
        previous = part.match;
    }
    return spans;
}

std::vector<Span> digitsIn(std::string_view text) {
    std::vector<Span> matches;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = nextCodePoint(text, at);
        const bool numeric =
            c < 0x80 ? c >= '0' && c <= '9'
                     : (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_ND_MASK | U_GC_NL_MASK | U_GC_NO_MASK)) != 0;
        if (numeric)
            matches.push_back({begin, at});
    }
    return matches;
}

void applyStage(const SplitStage& stage, std::string_view piece, bool, Pieces& to) {
    splitBy(piece, stage.what.findAll(piece), stage.behavior, stage.invert, to.views);
}

void applyStage(const MetaspaceStage& stage, std::string_view piece, bool begins, Pieces& to) {
    std::string text;
    for (const char c : piece)
        c == ' ' ? text += stage.replacement : text += c;
    using Prepend = MetaspaceStage::Prepend;
    const bool wanted = stage.prepend == Prepend::Always || (stage.prepend == Prepend::First && begins);
    if (wanted && !text.starts_with(stage.replacement))
        text.insert(0, stage.replacement);
    const std::string& kept = to.owned.emplace_back(std::move(text));
    std::vector<Span> marks;
    for (std::size_t at = kept.find(stage.replacement); stage.split && at != std::string::npos;
         at = kept.find(stage.replacement, at + stage.replacement.size()))
        marks.push_back({at, at + stage.replacement.size()});
    splitBy(kept, marks, SplitBehavior::MergedWithNext, false, to.views);
}

void applyStage(const DigitsStage& stage, std::string_view piece, bool, Pieces& to) {
    splitBy(piece, digitsIn(piece), stage.individual ? SplitBehavior::Isolated : SplitBehavior::Contiguous, false,
            to.views);
}

void applyStage(const ByteLevelStage& stage, std::string_view piece, bool, Pieces& to) {
    if (stage.add_prefix_space && !piece.starts_with(' '))
        piece = to.owned.emplace_back(" " + std::string(piece));
    if (stage.words)
        splitBy(piece, stage.words->findAll(piece), SplitBehavior::Isolated, false, to.views);
    else
        to.views.push_back(piece);
}

} // namespace

void splitBy(std::string_view text, const std::vector<Span>& matches, SplitBehavior behavior, bool invert,
             std::vector<std::string_view>& pieces) {
    const auto push = [&](Span span) {
        if (span.end > span.begin)
            pieces.push_back(text.substr(span.begin, span.end - span.begin));
    };
    const auto pushAll = [&](const std::vector<Span>& spans) {
        for (const Span span : spans)
            push(span);
    };
    switch (behavior) {
    case SplitBehavior::Removed:
        for (const Part& part : partsOf(text, matches, invert)) {
            if (!part.match)
                push(part.span);
        }
        return;
    case SplitBehavior::Isolated:
        for (const Part& part : partsOf(text, matches, invert))
            push(part.span);
        return;
    case SplitBehavior::MergedWithPrevious:
        return pushAll(mergeWithPrevious(partsOf(text, matches, invert)));
    case SplitBehavior::MergedWithNext:
        return pushAll(mergeWithNext(partsOf(text, matches, invert)));
    case SplitBehavior::Contiguous:
        return pushAll(mergeRuns(partsOf(text, matches, invert)));
    }
}

void PreTokenizer::apply(std::string_view text, bool begins, Pieces& pieces) const {
    std::vector<std::string_view> current{text};
    for (const Stage& stage : m_stages) {
        pieces.views.clear();
        for (const std::string_view piece : current) {
            if (!piece.empty())
                std::visit(
                    [&](const auto& kind) { applyStage(kind, piece, begins && piece.data() == text.data(), pieces); },
                    stage);
        }
        std::swap(current, pieces.views);
    }
    std::swap(current, pieces.views);
}

} // namespace stepmark
