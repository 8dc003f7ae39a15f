// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/review.h"

#include <cmath>

namespace stepmark {

std::string_view toText(ReviewKind kind) {
    switch (kind) {
    case ReviewKind::Flag:
        return "flag";
    case ReviewKind::Disagreement:
        return "disagreement";
    case ReviewKind::Model:
        return "model";
    case ReviewKind::QualityControl:
        break;
    }
    return "quality-control";
}

std::optional<ReviewKind> reviewKindFromText(std::string_view text) {
    for (const ReviewKind kind :
         {ReviewKind::Flag, ReviewKind::Disagreement, ReviewKind::Model, ReviewKind::QualityControl})
        if (toText(kind) == text)
            return kind;
    return std::nullopt;
}

std::string_view toText(Decision::Verdict verdict) {
    switch (verdict) {
    case Decision::Verdict::Rate:
        return "rate";
    case Decision::Verdict::Keep:
        return "keep";
    case Decision::Verdict::Withdraw:
        break;
    }
    return "withdraw";
}

std::optional<Decision::Verdict> verdictFromText(std::string_view text) {
    for (const auto verdict : {Decision::Verdict::Rate, Decision::Verdict::Keep, Decision::Verdict::Withdraw})
        if (toText(verdict) == text)
            return verdict;
    return std::nullopt;
}

Settlements::Settlements(std::span<const Decision> standing) {
    for (const Decision& decision : standing) {
        if (decision.verdict == Decision::Verdict::Rate)
            m_rated.insert(decision.step);
        else if (decision.step != 0)
            m_kept.emplace(decision.step, decision.kind);
        if (decision.kind == ReviewKind::Flag && decision.annotation != 0)
            m_flags.insert(decision.annotation);
    }
}

bool Settlements::settles(const ReviewItem& item) const {
    if (item.step == 0)
        return m_flags.contains(item.annotation);
    return m_rated.contains(item.step) || m_kept.contains({item.step, item.kind});
}

double spreadOf(const std::vector<Rating>& ratings) {
    double sum = 0, pairs = 0;
    for (std::size_t i = 0; i < ratings.size(); ++i)
        for (std::size_t j = i + 1; j < ratings.size(); ++j, ++pairs)
            sum += std::abs(static_cast<int>(ratings[i]) - static_cast<int>(ratings[j])) / 2.0;
    return pairs > 0 ? sum / pairs : 0;
}

} // namespace stepmark
